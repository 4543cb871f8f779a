import type { Call } from '~/auth/domain/actor'
import { actorForUser } from '~/auth/server/actor-for-user'
import { database } from '~/platform/database/client'
import { work } from '~/platform/jobs/jobs'
import { finishCommit } from './commit-batch'
import { readBatch } from './read-batch'

/** Takes the reading and the writing of ledgers from their queues, on behalf of whoever asked. */
export async function workImports(): Promise<void> {
  await work('import-read', ({ batchId, userId }) => onBehalf(batchId, userId, (call) => readBatch(call, batchId)))
  await work('import-commit', ({ batchId, userId }) => onBehalf(batchId, userId, (call) => finishCommit(call, batchId)))
}

async function onBehalf(batchId: string, userId: string | null, deed: (call: Call) => Promise<unknown>): Promise<void> {
  const now = new Date()
  const actor = await actorForUser(userId, now)
  if (actor) {
    await deed({ actor, now, via: 'job' })
    return
  }
  await database().importBatch.updateMany({
    where: { id: batchId, state: { in: ['uploaded', 'reading', 'committing'] } },
    data: { state: 'failed', failure: '上传台账的用户已停用，请重新上传', committedById: null },
  })
}
