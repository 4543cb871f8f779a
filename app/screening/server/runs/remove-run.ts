import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { lockSeenRun, type SeenRun } from './lock-run'

/** Removes a run with its results; the log keeps that it was. @throws forbidden, notFound, stale; conflict while it is running */
export async function removeRun(context: RequestContext, seen: SeenRun): Promise<void> {
  await transaction(async (tx) => {
    const { id, state, done } = await lockSeenRun(tx, context, seen)
    if (state === 'running') throw new AppError('conflict', { userMessage: '这次重判正在进行，请先取消' })
    await tx.screeningRun.delete({ where: { id } })
    await recordAudit(tx, context, {
      action: 'screeningRun.remove',
      subjectType: 'screeningRun',
      subjectId: id,
      before: { done },
    })
  })
}
