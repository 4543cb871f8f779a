import type { AuditEntry } from '~/audit/domain/changes'
import { recordHistory } from '~/audit/server/record'
import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { addDays, fromDay, type Day } from '~/shared/day'
import { CHAINS_ON_SHOW } from './chains'
import type { Offices } from './offices'
import type { Random } from './random'

interface Context {
  offices: Offices
  today: Day
  random: Random
}

/** The chains were drawn so many days ago, and companies listed since, one every few days. */
const DRAWN_BEFORE = 240
const LISTED_BEFORE = 150
const LISTED_EVERY = 9

/** Chains with their nodes, local firms and target companies, as the bureau drew them. */
export async function loadChains(tx: Tx, { offices, today, random }: Context): Promise<void> {
  const drawnAt = fromDay(addDays(today, -DRAWN_BEFORE))
  const id = () => random.id(drawnAt)
  const segments: Prisma.ChainSegmentCreateManyInput[] = []
  const nodes: Prisma.ChainNodeCreateManyInput[] = []
  const firms: Prisma.ChainFirmCreateManyInput[] = []
  const targets: Prisma.ChainTargetCreateManyInput[] = []
  const entries: { at: Date; entry: AuditEntry }[] = []
  const chains = CHAINS_ON_SHOW.map((chain) => ({ id: id(), chain }))
  for (const { id: chainId, chain } of chains) {
    const { name, aliases, leader, leaderTitle } = chain
    const after = { name, aliases, leader, leaderTitle, unitId: offices.unitId(chain.unit) }
    entries.push({
      at: drawnAt,
      entry: { action: 'chain.create', subjectType: 'chain', subjectId: chainId, after },
    })
    let place = 0
    for (const [at, segment] of chain.segments.entries()) {
      const segmentId = id()
      segments.push({ id: segmentId, chainId, tier: segment.tier, name: segment.name, place: at + 1 })
      for (const { name: node, codes, tags = [], firms: local = [], targets: wanted = [] } of segment.nodes) {
        const nodeId = id()
        place += 1
        nodes.push({ id: nodeId, chainId, segmentId, name: node, codes, tags, place, createdAt: drawnAt })
        entries.push({
          at: drawnAt,
          entry: {
            action: 'chainNode.create',
            subjectType: 'chainNode',
            subjectId: nodeId,
            after: { chain: name, segment: segment.name, name: node, codes, tags },
          },
        })
        for (const { name: firm, park = null, note = '演示企业，虚构' } of local) {
          const firmId = id()
          const facts = { name: firm, parkId: offices.parkId(park), note }
          firms.push({ id: firmId, nodeId, ...facts, createdAt: drawnAt })
          entries.push({
            at: drawnAt,
            entry: {
              action: 'chainFirm.create',
              subjectType: 'chainFirm',
              subjectId: firmId,
              after: { node, ...facts },
            },
          })
        }
        for (const { unit, ...facts } of wanted) {
          const listedAt = fromDay(addDays(today, -LISTED_BEFORE + targets.length * LISTED_EVERY))
          const [targetId, unitId] = [random.id(listedAt), offices.unitId(unit)]
          targets.push({ id: targetId, nodeId, ...facts, unitId, createdAt: listedAt, updatedAt: listedAt })
          entries.push({
            at: listedAt,
            entry: {
              action: 'chainTarget.create',
              subjectType: 'chainTarget',
              subjectId: targetId,
              after: { node, ...facts, unitId },
            },
          })
        }
      }
    }
  }
  await tx.chain.createMany({
    data: chains.map(({ id: chainId, chain: { name, aliases, leader, leaderTitle, unit, note } }) => ({
      id: chainId,
      name,
      aliases,
      leader,
      leaderTitle,
      unitId: offices.unitId(unit),
      note,
      createdAt: drawnAt,
      createdById: offices.bureau.userId,
    })),
  })
  await tx.chainSegment.createMany({ data: segments })
  await tx.chainNode.createMany({ data: nodes })
  await tx.chainFirm.createMany({ data: firms })
  await tx.chainTarget.createMany({ data: targets })
  await tx.chainPark.createMany({
    data: chains.flatMap(({ id: chainId, chain }) =>
      chain.parks.flatMap(([park, position]) => {
        const parkId = offices.parkId(park)
        return parkId ? [{ chainId, parkId, position }] : []
      }),
    ),
  })
  await recordHistory(
    tx,
    entries.map(({ at, entry }) => ({ context: { actor: offices.bureau, now: at, via: 'page' }, entry })),
  )
}
