import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { Named } from '~/projects/domain/read-fields'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'

/** The name of the node that an address asks for, where there is such. */
export async function chainNodeNames(
  context: RequestContext,
  id: string | null,
): Promise<{ id: string; name: string }[]> {
  if (id === null || !isId(id) || !can(context.actor, 'chain.read')) return []
  return database().chainNode.findMany({ where: { id }, select: { id: true, name: true } })
}

/** Nodes to put a project on, chain by chain; at most 1,000. */
export async function nodeChoices(context: RequestContext): Promise<{ id: string; name: string; chain: string }[]> {
  assertCan(context.actor, 'chain.read')
  return database().$queryRaw`
    SELECT n.id, n.name, c.name AS chain FROM chain_node n JOIN chain c ON c.id = n.chain_id
      JOIN chain_segment s ON s.id = n.segment_id
    ORDER BY c.name, s.tier, s.place, n.place LIMIT 1000`
}

/** A node and its chain, for the head of a page. @throws notFound */
export async function nodeAt(
  context: RequestContext,
  { chainId, nodeId }: { chainId: string; nodeId: string },
): Promise<{ node: Named; chain: Named }> {
  assertCan(context.actor, 'chain.read')
  const found =
    isId(chainId) &&
    isId(nodeId) &&
    (await database().chainNode.findFirst({
      where: { id: nodeId, chainId },
      select: { id: true, name: true, segment: { select: { chain: { select: { id: true, name: true } } } } },
    }))
  if (!found) throw notFound('这个节点')
  const { id, name, segment } = found
  return { node: { id, name }, chain: segment.chain }
}
