import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import { ifAsked } from '~/platform/database/if-asked'
import type { Named } from '~/projects/domain/read-fields'
import { nodeState, type NodeState } from '../domain/picture'
import type { TargetFilter, TargetState } from '../domain/target'
import { nodeCounts } from './node-counts'

const { sql } = Prisma

export interface TargetRow {
  id: string
  name: string
  region: string | null
  reason: string | null
  state: TargetState
  unit: Named | null
  chain: Named
  node: Named
  nodeState: NodeState
  mayEdit: boolean
}

/** The condition on `t`, a target company on a node `n`, that a list asks for. */
function condition({ q, chain, unit, state }: TargetFilter): Prisma.Sql {
  const holds = (words: string) => {
    const like = likePattern(words)
    return sql`(t.name ILIKE ${like} OR t.region ILIKE ${like} OR n.name ILIKE ${like})`
  }
  const conditions = [
    sql`true`,
    ...ifAsked(q, holds),
    ...ifAsked(chain, (id) => sql`n.chain_id = ${id}::uuid`),
    ...ifAsked(unit, (id) => sql`t.unit_id = ${id}::uuid`),
    ...ifAsked(state, (one) => sql`t.state = ${one}::chain_target_state`),
  ]
  return Prisma.join(conditions, ' AND ')
}

/** Target companies by chain and node, or of one node, with what stands on it; `gap` leaves those of nodes that nobody fills yet. */
export async function listTargets(
  context: RequestContext,
  filter: TargetFilter,
  { node, offset, limit }: { node?: string; offset: number; limit: number },
): Promise<{ items: TargetRow[]; total: number }> {
  assertCan(context.actor, 'chain.read')
  const chains = await database().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT n.chain_id AS id FROM chain_target t JOIN chain_node n ON n.id = t.node_id WHERE ${condition(filter)}`
  const counted = await nodeCounts(
    context,
    chains.map(({ id }) => id),
  )
  const states = new Map(counted.map((node) => [node.id, nodeState(node)]))
  const gaps = [...states].filter(([, state]) => state === 'missing').map(([id]) => id)
  const onNode = node ? sql`n.id = ${node}::uuid` : sql`true`
  const inGap = filter.gap ? sql`n.id = ANY(${gaps}::uuid[])` : sql`true`
  const rows = await database().$queryRaw<(Omit<TargetRow, 'nodeState' | 'mayEdit'> & { total: number })[]>`
    SELECT t.id, t.name, t.region, t.reason, t.state::text AS state,
      CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name) END AS unit,
      jsonb_build_object('id', c.id, 'name', c.name) AS chain, jsonb_build_object('id', n.id, 'name', n.name) AS node,
      count(*) OVER ()::int AS total
    FROM chain_target t JOIN chain_node n ON n.id = t.node_id JOIN chain c ON c.id = n.chain_id
      JOIN chain_segment s ON s.id = n.segment_id LEFT JOIN unit u ON u.id = t.unit_id
    WHERE ${condition(filter)} AND ${onNode} AND ${inGap}
    ORDER BY c.name, s.tier, s.place, n.place, t.name, t.id LIMIT ${limit} OFFSET ${offset}`
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _, ...row }) => ({
      ...row,
      nodeState: states.get(row.node.id) ?? 'missing',
      mayEdit: can(context.actor, 'chainTarget.edit', { unitId: row.unit?.id ?? null }),
    })),
  }
}

/** What target companies can be filtered by: chains, and units that are after one. */
export async function targetChoices(context: RequestContext): Promise<{ chains: Named[]; units: Named[] }> {
  assertCan(context.actor, 'chain.read')
  const [chains, units] = await Promise.all([
    database().chain.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' }, take: 200 }),
    database().unit.findMany({
      where: { targets: { some: {} } },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
      take: 300,
    }),
  ])
  return { chains, units }
}
