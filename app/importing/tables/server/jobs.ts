import type { RequestContext } from '~/auth/domain/actor'
import { actorForUser } from '~/auth/server/actor-for-user'
import { database } from '~/platform/database/client'
import { defineQueue } from '~/platform/jobs/queues'
import { logger } from '~/platform/logger'
import { AppError } from '~/shared/errors'
import { closeDeadImports } from './close-dead-imports'
import { finishCommit } from './commit-batch'
import { readBatch } from './read-batch'

const LOOK_FOR_DEAD_MS = 5_000

interface ImportJob {
  batchId: string
  /** whoever asked for it, on whose behalf it is done */
  userId: string | null
}

declare module '~/platform/jobs/queues' {
  interface Jobs {
    'import-read': ImportJob
    'import-commit': ImportJob
  }
}

export const importQueues = [
  defineQueue({
    name: 'import-read',
    retryLimit: 1,
    retryDelaySeconds: 2,
    expireInSeconds: 900,
    work: ({ batchId, userId }) => onBehalf(batchId, userId, (context) => readBatch(context, batchId)),
  }),
  // In one transaction: done or not, so it may be tried again.
  defineQueue({
    name: 'import-commit',
    retryLimit: 2,
    retryDelaySeconds: 2,
    expireInSeconds: 900,
    work: ({ batchId, userId }) => onBehalf(batchId, userId, (context) => finishCommit(context, batchId)),
  }),
]

/** Closes what no job will end, now and every few seconds; a database that is away is asked again then. */
export async function lookForDead(before: ReadonlySet<string> = new Set()): Promise<void> {
  let dead = before
  try {
    dead = await closeDeadImports(before)
  } catch (error) {
    logger.warn({ err: error }, 'imports could not be looked after')
  }
  setTimeout(() => void lookForDead(dead), LOOK_FOR_DEAD_MS).unref()
}

async function onBehalf(
  batchId: string,
  userId: string | null,
  act: (context: RequestContext) => Promise<unknown>,
): Promise<void> {
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
