import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { Prisma } from '~/generated/prisma/client'
import { parkIdsByName } from '~/parks/server/park-ids'
import { database, transaction, type Tx } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { quoted } from '~/shared/text'
import type { ChainInput, Position } from '../domain/chain'
import { explainTaken } from './constraints'

const STORED = {
  parks: { select: { position: true, park: { select: { name: true } } }, orderBy: { park: { name: 'asc' } } },
} satisfies Prisma.ChainInclude

type Stored = Prisma.ChainGetPayload<{ include: typeof STORED }>

/** What of a chain is edited and logged, parks by their names. */
function facts(chain: Stored) {
  const { name, aliases, leader, leaderTitle, unitId, note } = chain
  const parks = (wanted: Position) =>
    chain.parks.filter(({ position }) => position === wanted).map(({ park }) => park.name)
  return {
    name,
    aliases,
    leader,
    leaderTitle,
    unitId,
    leadingParks: parks('leading'),
    supportingParks: parks('supporting'),
    note,
  }
}

/** A stored chain as its form's values. */
function chainValues(chain: Stored) {
  const { aliases, leadingParks, supportingParks, ...rest } = facts(chain)
  const words = (list: readonly string[]) => list.join('、')
  return {
    ...rest,
    aliases: words(aliases),
    leadingParks: words(leadingParks),
    supportingParks: words(supportingParks),
  }
}

/** @throws invalid at the field where a park is named that there is none of */
async function placesOf(tx: Tx, { leadingParks, supportingParks }: ChainInput) {
  const ids = await parkIdsByName(tx, [...leadingParks, ...supportingParks])
  const of = (field: string, names: readonly string[], position: Position) =>
    names.map((name) => {
      const parkId = ids.get(name)
      if (!parkId) throw invalidField(field, `没有园区${quoted(name)}，请按“设置 → 园区”中的名称填写`, 'unknown')
      return { parkId, position }
    })
  const places = [
    ...of('leadingParks', leadingParks, 'leading'),
    ...of('supportingParks', supportingParks, 'supporting'),
  ]
  const twice = places.find(({ parkId }, at) => places.findIndex((each) => each.parkId === parkId) < at)
  if (twice) throw invalidField('supportingParks', '同一个园区只能填一处', 'twice')
  return places
}

/** A word means one chain. @throws invalid */
async function assertOwnWords(tx: Tx, { name, aliases }: ChainInput, id?: string): Promise<void> {
  const words = [name, ...aliases]
  const other = await tx.chain.findFirst({
    where: { id: { not: id }, OR: [{ name: { in: words } }, { aliases: { hasSome: words } }] },
    select: { name: true, aliases: true },
  })
  if (!other) return
  const word = words.find((each) => each === other.name || other.aliases.includes(each)) ?? name
  throw invalidField(
    word === name ? 'name' : 'aliases',
    `${quoted(word)}已是产业链${quoted(other.name)}的名称或别名`,
    'taken',
  )
}

const columnsOf = ({ name, aliases, leader, leaderTitle, unitId, note }: ChainInput) => ({
  name,
  aliases,
  leader,
  leaderTitle,
  unitId,
  note,
})

const logged = ({ leadingParks, supportingParks, ...input }: ChainInput) => ({
  ...columnsOf({ ...input, leadingParks, supportingParks }),
  leadingParks,
  supportingParks,
})

/** @throws invalid when another chain has the name or an alias */
export async function createChain(context: RequestContext, input: ChainInput): Promise<{ id: string }> {
  assertCan(context.actor, 'chain.manage')
  return explainTaken(() =>
    transaction(async (tx) => {
      await assertOwnWords(tx, input)
      if (input.unitId) await assertUnitOpen(tx, input.unitId)
      const { id } = await tx.chain.create({
        data: {
          ...columnsOf(input),
          createdAt: context.now,
          createdById: context.actor.userId,
          parks: { create: await placesOf(tx, input) },
        },
      })
      await recordAudit(tx, context, {
        action: 'chain.create',
        subjectType: 'chain',
        subjectId: id,
        after: logged(input),
      })
      return { id }
    }),
  )
}

/** What an edit starts from, with what a deletion would take along. @throws notFound */
export async function editableChain(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'chain.manage')
  const chain = isId(id) && (await database().chain.findUnique({ where: { id }, include: STORED }))
  if (!chain) throw notFound('这条产业链')
  const [nodes, firms, targets] = await Promise.all([
    database().chainNode.count({ where: { chainId: chain.id } }),
    database().chainFirm.count({ where: { node: { chainId: chain.id } } }),
    database().chainTarget.count({ where: { node: { chainId: chain.id } } }),
  ])
  return {
    id: chain.id,
    name: chain.name,
    version: chain.version,
    values: chainValues(chain),
    going: { nodes, firms, targets },
  }
}

/** The chain, locked, if it is still the version that was looked at. @throws notFound, stale with both versions */
export async function seenChain(tx: Tx, id: string | undefined, version: number) {
  if (!isId(id)) throw notFound('这条产业链')
  await tx.$queryRaw`SELECT 1 FROM chain WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.chain.findUnique({ where: { id }, include: STORED })
  if (!stored) throw notFound('这条产业链')
  if (stored.version === version) return stored
  const subject = { type: 'chain', id } as const
  throw await staleEdit(tx, { subject, what: '这条产业链', version: stored.version, current: chainValues(stored) })
}

/**
 * A former name stays as an alias, so that projects and parks that write it still mean the chain.
 * @throws stale with both versions when somebody saved in between
 */
export async function editChain(
  context: RequestContext,
  { id, version, input }: { id: string | undefined; version: number; input: ChainInput },
): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenChain(tx, id, version)
      const renamed = before.name !== input.name
      const aliases = renamed ? [...new Set([...input.aliases, before.name])] : input.aliases
      const after = { ...input, aliases: aliases.filter((alias) => alias !== input.name) }
      await assertOwnWords(tx, after, before.id)
      if (input.unitId && input.unitId !== before.unitId) await assertUnitOpen(tx, input.unitId)
      await tx.chainPark.deleteMany({ where: { chainId: before.id } })
      await tx.chain.update({
        where: { id: before.id },
        data: { ...columnsOf(after), version: version + 1, parks: { create: await placesOf(tx, after) } },
      })
      await recordAudit(tx, context, {
        action: 'chain.update',
        subjectType: 'chain',
        subjectId: before.id,
        before: facts(before),
        after: logged(after),
      })
    }),
  )
}

/**
 * Takes a chain away with its nodes, of which the question named so many; the log keeps what stood on it.
 * @throws notFound, conflict when it has other nodes by now, stale when somebody saved in between
 */
export async function deleteChain(
  context: RequestContext,
  { id, version, nodes }: { id: string | undefined; version: number; nodes: number },
): Promise<void> {
  assertCan(context.actor, 'chain.manage')
  await transaction(async (tx) => {
    const before = await seenChain(tx, id, version)
    const going = await tx.chainNode.findMany({
      where: { chainId: before.id },
      select: { name: true, firms: { select: { name: true } }, targets: { select: { name: true } } },
      orderBy: { place: 'asc' },
    })
    if (going.length !== nodes) {
      throw new AppError('conflict', { userMessage: '产业链上的节点在您打开页面后变过，请核对后再删除' })
    }
    await tx.chain.delete({ where: { id: before.id } })
    await recordAudit(tx, context, {
      action: 'chain.delete',
      subjectType: 'chain',
      subjectId: before.id,
      before: {
        ...facts(before),
        nodes: going.map(({ name }) => name),
        firms: going.flatMap(({ firms }) => firms.map(({ name }) => name)),
        targets: going.flatMap(({ targets }) => targets.map(({ name }) => name)),
      },
    })
  })
}
