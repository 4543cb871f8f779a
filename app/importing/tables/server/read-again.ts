import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { transaction } from '~/platform/database/client'
import { enqueue } from '~/platform/jobs/jobs'
import { AppError } from '~/shared/errors'
import { findBatch } from './batch'

/** Has an import that could not be read, say for a crash, read once more as it is. @throws AppError conflict (409) when it is not failed */
export async function readAgain(context: RequestContext, id: string): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    await findBatch(tx, context, id)
    const { count } = await tx.importBatch.updateMany({
      where: { id, state: 'failed' },
      data: { state: 'uploaded', failure: null, progressDone: 0, version: { increment: 1 } },
    })
    if (count === 0) throw new AppError('conflict', { userMessage: '这次导入不在“未能读取”的状态，请刷新后再看' })
    await enqueue('import-read', { batchId: id, userId: context.actor.userId }, { tx, key: id })
  })
}
