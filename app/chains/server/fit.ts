import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, type Db } from '~/platform/database/client'
import { readProject } from '~/projects/server/read'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay } from '~/shared/day'
import { chainFit, type ChainFit, type FitChain, type FitNode, type FitProject } from '../domain/fit'
import { placedSql } from './placed-sql'
import { chainPositions } from './positions'

const { sql } = Prisma

/**
 * The chains as a fit looks at them. Started projects count alike for whoever asks: a verdict is the same for everybody, and
 * names nobody; 保密 ones do not count.
 */
export async function fitChains(db: Db, { except = null }: { except?: string | null } = {}): Promise<FitChain[]> {
  const whose = sql`NOT p.confidential AND p.stage >= 'started' AND p.id IS DISTINCT FROM ${except}::uuid`
  const [chains, nodes] = await Promise.all([
    db.chain.findMany({ select: { id: true, name: true, aliases: true }, orderBy: { name: 'asc' } }),
    db.$queryRaw<(FitNode & { chainId: string })[]>`
      WITH ${placedSql({ which: sql`true`, whose })}
      SELECT n.id, n.chain_id AS "chainId", n.name, s.tier::text AS tier, n.codes,
        ((SELECT count(*) FROM chain_firm f WHERE f.node_id = n.id) + coalesce(started.count, 0))::int AS local
      FROM node n JOIN chain_segment s ON s.id = n.segment_id
        LEFT JOIN (SELECT node_id, count(*) FROM placed GROUP BY node_id) started ON started.node_id = n.id
      ORDER BY s.tier, s.place, n.place, n.id`,
  ])
  const positions = await chainPositions(
    db,
    chains.map(({ id }) => id),
  )
  return chains.map(({ id, name, aliases }) => ({
    id,
    name,
    words: [name, ...aliases],
    parks: positions.filter(({ chainId }) => chainId === id),
    nodes: nodes.filter(({ chainId }) => chainId === id),
  }))
}

/** Nodes on which somebody has put this project, which the caller has found to be visible. */
export async function nodesByHand(db: Db, projectId: string) {
  const rows = await db.chainProject.findMany({
    where: { projectId },
    select: { nodeId: true, node: { select: { name: true, chainId: true } } },
    orderBy: { addedAt: 'asc' },
  })
  return rows.map(({ nodeId, node }) => ({ nodeId, ...node }))
}

/** How well these facts of a project fit the chains, by the weights in force. */
export async function fitOf(
  context: RequestContext,
  project: FitProject,
  { except = null }: { except?: string | null } = {},
): Promise<ChainFit> {
  assertCan(context.actor, 'chain.read')
  const [chains, weights] = await Promise.all([
    fitChains(database(), { except }),
    ruleInForce(database(), 'chainFit', businessDay(context.now)),
  ])
  return chainFit(project, chains, weights)
}

/** How well a project fits the chains. @throws notFound where the actor may not see it */
export async function projectFit(context: RequestContext, projectId: string): Promise<ChainFit> {
  const { industryCode, chain, park } = await readProject(context, projectId)
  const nodes = await nodesByHand(database(), projectId)
  const facts = { industryCode, chain, parkId: park?.id ?? null, nodeIds: nodes.map(({ nodeId }) => nodeId) }
  return fitOf(context, facts, { except: projectId })
}
