import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { lockSeenRun, type SeenRun } from './lock-run'

/** Stops a run; what is judged stays. @throws forbidden, notFound, stale; conflict where it is not running */
export async function cancelRun(context: RequestContext, seen: SeenRun): Promise<void> {
  await transaction(async (tx) => {
    const { id, state, done } = await lockSeenRun(tx, context, seen)
    if (state !== 'running') throw new AppError('conflict', { userMessage: '这次重判没有在进行，不必取消' })
    await tx.screeningRun.update({
      where: { id },
      data: { state: 'cancelled', endedAt: context.now, version: { increment: 1 } },
    })
    await recordAudit(tx, context, {
      action: 'screeningRun.cancel',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { done },
    })
  })
}
