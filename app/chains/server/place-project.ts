import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { lockProject } from '~/projects/server/lock'
import { readProject } from '~/projects/server/read'
import { AppError, invalidField } from '~/shared/errors'
import type { PlaceInput } from '../domain/place'
import { nodesByHand } from './fit'

/** The nodes on which a project was put by hand. @throws notFound where the actor may not see it */
export async function placesByHand(context: RequestContext, projectId: string): Promise<string[]> {
  const { id } = await readProject(context, projectId)
  return (await nodesByHand(database(), id)).map(({ nodeId }) => nodeId)
}

/**
 * Says on which nodes a project stands; without any, its industry code says it.
 * @throws forbidden, notFound, invalid, stale when somebody put it elsewhere since `seen`
 */
export async function placeProject(
  context: RequestContext,
  projectId: string,
  { seen, nodeIds }: PlaceInput,
): Promise<void> {
  await transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'project.edit')
    const before = await nodesByHand(tx, projectId)
    const names = (nodes: readonly { name: string }[]) => nodes.map(({ name }) => name)
    if (before.length !== seen.length || before.some(({ nodeId }) => !seen.includes(nodeId))) {
      const now = names(before).join('、') || '没有'
      throw new AppError('stale', { userMessage: `另一位同事刚刚调整了所在节点，现在是：${now}。请核对后再保存` })
    }
    const found = await tx.chainNode.findMany({ where: { id: { in: nodeIds } }, select: { id: true, name: true } })
    if (found.length < nodeIds.length) throw invalidField('nodeIds', '有节点已经不在了，请重新选择', 'unknown')
    await tx.chainProject.deleteMany({ where: { projectId } })
    await tx.chainProject.createMany({
      data: found.map(({ id }) => ({
        nodeId: id,
        projectId,
        addedAt: context.now,
        addedById: context.actor.userId,
      })),
    })
    await recordAudit(tx, context, {
      action: 'chainNode.place',
      subjectType: 'project',
      subjectId: projectId,
      before: { nodes: names(before) },
      after: { nodes: names(found) },
    })
  })
}
