import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { industryName } from '~/parks/server/industries'
import { database } from '~/platform/database/client'
import type { Named } from '~/projects/domain/read-fields'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { Position, Tier } from '../domain/chain'
import { coverageOf, nodeState, type Coverage, type NodeState } from '../domain/picture'
import { nodeCounts, type CountedNode } from './node-counts'
import { chainPositions } from './positions'

export interface ChainRow {
  id: string
  name: string
  leader: string | null
  leaderTitle: string | null
  unit: Named | null
  parks: { id: string; name: string; position: Position }[]
  /** local firms of all its nodes */
  firms: number
  /** companies that would fill its nodes */
  targets: number
  coverage: Coverage
}

const sum = (nodes: readonly CountedNode[], of: (node: CountedNode) => number) =>
  nodes.reduce((total, node) => total + of(node), 0)

/** Chains by name, with how far they are filled today. */
export async function listChains(
  context: RequestContext,
  { q, offset, limit }: { q?: string; offset: number; limit: number },
): Promise<{ items: ChainRow[]; total: number }> {
  assertCan(context.actor, 'chain.read')
  const where = q ? { OR: [{ name: { contains: q } }, { aliases: { has: q } }, { leader: { contains: q } }] } : {}
  const [chains, total] = await Promise.all([
    database().chain.findMany({
      where,
      include: { unit: { select: { id: true, name: true } } },
      orderBy: { name: 'asc' },
      skip: offset,
      take: limit,
    }),
    database().chain.count({ where }),
  ])
  const ids = chains.map(({ id }) => id)
  const [counted, positions] = await Promise.all([nodeCounts(context, ids), chainPositions(database(), ids)])
  const items = chains.map(({ id, name, leader, leaderTitle, unit }): ChainRow => {
    const nodes = counted.filter(({ chainId }) => chainId === id)
    return {
      id,
      name,
      leader,
      leaderTitle,
      unit,
      parks: positions
        .filter(({ chainId }) => chainId === id)
        .map(({ parkId, park, position }) => ({ id: parkId, name: park, position })),
      firms: sum(nodes, ({ firms }) => firms),
      targets: sum(nodes, ({ targets }) => targets),
      coverage: coverageOf(nodes),
    }
  })
  return { items, total }
}

export interface PicturedNode extends CountedNode {
  name: string
  codes: { code: string; name: string | null }[]
  tags: string[]
  state: NodeState
  /** names of the first local firms */
  firmNames: string[]
}

export interface PicturedSegment {
  id: string
  tier: Tier
  name: string
  nodes: PicturedNode[]
}

export interface ChainPicture extends Omit<ChainRow, 'parks'> {
  aliases: string[]
  note: string | null
  parks: (ChainRow['parks'][number] & { own: boolean })[]
  segments: PicturedSegment[]
}

/** Names of firms that a node shows; the others are counted. */
const NAMED_FIRMS = 3

const NOTHING = { firms: 0, targets: 0, built: 0, signed: 0, negotiating: 0 }

/** A chain from upstream to downstream, each node with what stands on it today. @throws notFound */
export async function readChain(context: RequestContext, id: string | undefined): Promise<ChainPicture> {
  assertCan(context.actor, 'chain.read')
  if (!isId(id)) throw notFound('这条产业链')
  const [chain, counted, positions] = await Promise.all([
    database().chain.findUnique({
      where: { id },
      include: {
        unit: { select: { id: true, name: true } },
        segments: {
          orderBy: [{ tier: 'asc' }, { place: 'asc' }, { id: 'asc' }],
          include: {
            nodes: {
              orderBy: [{ place: 'asc' }, { id: 'asc' }],
              include: { firms: { select: { name: true }, orderBy: { createdAt: 'asc' }, take: NAMED_FIRMS } },
            },
          },
        },
      },
    }),
    nodeCounts(context, [id]),
    chainPositions(database(), [id]),
  ])
  if (!chain) throw notFound('这条产业链')
  const byId = new Map(counted.map((node) => [node.id, node]))
  const { name, aliases, leader, leaderTitle, unit, note, segments } = chain
  return {
    id,
    name,
    aliases,
    leader,
    leaderTitle,
    unit,
    note,
    parks: positions.map(({ parkId, park, position, own }) => ({ id: parkId, name: park, position, own })),
    firms: sum(counted, ({ firms }) => firms),
    targets: sum(counted, ({ targets }) => targets),
    coverage: coverageOf(counted),
    segments: segments.map((segment) => ({
      id: segment.id,
      tier: segment.tier,
      name: segment.name,
      nodes: segment.nodes.map((node): PicturedNode => {
        // Added since they were counted.
        const counts = byId.get(node.id) ?? { ...NOTHING, id: node.id, chainId: id }
        return {
          ...counts,
          name: node.name,
          codes: node.codes.map((code) => ({ code, name: industryName(code) })),
          tags: node.tags,
          state: nodeState(counts),
          firmNames: node.firms.map((firm) => firm.name),
        }
      }),
    })),
  }
}
