import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { AppError } from '~/shared/errors'
import { lockSeenRun, type SeenRun } from './lock-run'

/**
 * Goes on with a run that was cancelled or has failed, by the same rules and facts, from where it stopped.
 * @throws forbidden, notFound, stale; conflict where it is running or done
 */
export async function resumeRun(context: RequestContext, seen: SeenRun): Promise<void> {
  await transaction(async (tx) => {
    const { id, state, done } = await lockSeenRun(tx, context, seen)
    if (state === 'running' || state === 'done')
      throw new AppError('conflict', { userMessage: '这次重判正在进行或已完成，不必继续' })
    await tx.screeningRun.update({
      where: { id },
      data: { state: 'running', failure: null, endedAt: null, movedAt: context.now, version: { increment: 1 } },
    })
    await recordAudit(tx, context, {
      action: 'screeningRun.resume',
      subjectType: 'screeningRun',
      subjectId: id,
      after: { done },
    })
    await enqueue('screening-run', { runId: id }, { tx, key: id })
  })
}
