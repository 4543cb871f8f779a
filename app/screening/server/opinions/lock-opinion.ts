import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { lockProject } from '~/projects/server/lock'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'

/** Takes the project of a screening for this transaction, after asking who may ask for opinions. @throws notFound, forbidden */
export async function lockToAsk(tx: Tx, context: RequestContext, screeningId: string | undefined) {
  const found = isId(screeningId)
    ? await tx.screening.findUnique({ where: { id: screeningId }, select: { id: true, projectId: true } })
    : null
  if (!found) throw notFound('这次预审')
  const project = await lockProject(tx, context, found.projectId, 'opinion.ask')
  return { screeningId: found.id, project }
}

/** Takes a request for this transaction, after asking who may answer it. @throws notFound, forbidden */
export async function lockOpinion(tx: Tx, context: RequestContext, id: string | undefined) {
  const found = isId(id)
    ? await tx.opinionRequest.findUnique({ where: { id }, select: { screening: { select: { projectId: true } } } })
    : null
  if (!found) throw notFound('这份征求意见')
  const project = await lockProject(tx, context, found.screening.projectId, 'screening.read')
  const request = await tx.opinionRequest.findUnique({
    where: { id },
    include: { recusals: true, conditions: { orderBy: { recordedAt: 'asc' } }, unit: { select: { name: true } } },
  })
  if (!request) throw notFound('这份征求意见')
  const { unitId, recusals } = request
  assertCan(context.actor, 'opinion.answer', { unitId, recusedUserIds: recusals.map(({ userId }) => userId) })
  if (request.recusedAt) throw new AppError('conflict', { userMessage: `${request.unit.name}已回避，不再答复` })
  return { request, project }
}

export type LockedOpinion = Awaited<ReturnType<typeof lockOpinion>>['request']
