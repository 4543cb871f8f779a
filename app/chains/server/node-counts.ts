import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { visibleProjectsSql } from '~/projects/server/visibility'
import type { NodeCounts } from '../domain/picture'
import { placedSql } from './placed-sql'

const { sql } = Prisma

export interface CountedNode extends NodeCounts {
  id: string
  chainId: string
  /** companies that would fill it */
  targets: number
}

/** What stands on the nodes of these chains today; of projects, what the actor may see. */
export async function nodeCounts(context: RequestContext, chainIds: readonly string[]): Promise<CountedNode[]> {
  if (chainIds.length === 0) return []
  const which = sql`n.chain_id = ANY(${[...chainIds]}::uuid[])`
  return database().$queryRaw<CountedNode[]>`
    WITH ${placedSql({ which, whose: visibleProjectsSql(context.actor) })}
    SELECT n.id, n.chain_id AS "chainId",
      (SELECT count(*)::int FROM chain_firm f WHERE f.node_id = n.id) AS firms,
      (SELECT count(*)::int FROM chain_target t WHERE t.node_id = n.id) AS targets,
      count(*) FILTER (WHERE p.stage >= 'started')::int AS built,
      count(*) FILTER (WHERE p.stage >= 'signed' AND p.stage < 'started')::int AS signed,
      count(*) FILTER (WHERE p.stage < 'signed')::int AS negotiating
    FROM node n LEFT JOIN placed p ON p.node_id = n.id GROUP BY n.id, n.chain_id`
}
