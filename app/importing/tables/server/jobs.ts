import type { Call } from '~/auth/domain/actor'
import { actorForUser } from '~/auth/server/actor-for-user'
import { database } from '~/platform/database/client'
import { work } from '~/platform/jobs/jobs'
import { logger } from '~/platform/logger'
import { AppError } from '~/shared/errors'
import { closeDeadImports } from './close-dead-imports'
import { finishCommit } from './commit-batch'
import { readBatch } from './read-batch'

const LOOK_FOR_DEAD_MS = 5_000

/** Takes the reading and the writing of ledgers from their queues, on behalf of whoever asked. */
export async function workImports(): Promise<void> {
  await lookForDead()
  await work('import-read', ({ batchId, userId }) => onBehalf(batchId, userId, (call) => readBatch(call, batchId)))
  await work('import-commit', ({ batchId, userId }) => onBehalf(batchId, userId, (call) => finishCommit(call, batchId)))
}

/** Now and every few seconds; a database that is away is asked again then. */
async function lookForDead(before: ReadonlySet<string> = new Set()): Promise<void> {
  let dead = before
  try {
    dead = await closeDeadImports(before)
  } catch (error) {
    logger.warn({ err: error }, 'imports could not be looked after')
  }
  setTimeout(() => void lookForDead(dead), LOOK_FOR_DEAD_MS).unref()
}

async function onBehalf(batchId: string, userId: string | null, act: (call: Call) => Promise<unknown>): Promise<void> {
  const now = new Date()
  const actor = await actorForUser(userId, now)
  if (actor) {
    await act({ actor, now, via: 'job' }).catch((error: unknown) => {
      // A refusal stands on the import by now, and trying again would not change it.
      if (!(error instanceof AppError)) throw error
    })
    return
  }
  await database().importBatch.updateMany({
    where: { id: batchId, state: { in: ['uploaded', 'reading', 'committing'] } },
    data: { state: 'failed', failure: '上传台账的用户已停用，请重新上传', committedById: null },
  })
}
