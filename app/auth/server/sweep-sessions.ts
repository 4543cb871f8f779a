import { database } from '~/platform/database/client'
import { defineQueue } from '~/platform/jobs/queues'

/** Over for so long, a session is of no use to anybody: the audit log keeps who logged in. */
const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** Removes sessions that were over 30 days ago. Returns how many. */
export async function sweepSessions(now: Date): Promise<number> {
  const due = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  const { count } = await database().session.deleteMany({
    where: { OR: [{ expiresAt: { lt: due } }, { revokedAt: { lt: due } }] },
  })
  return count
}

declare module '~/platform/jobs/queues' {
  interface Jobs {
    'session-sweep': Record<string, never>
  }
}

export const sweepQueue = defineQueue({
  name: 'session-sweep',
  retryLimit: 3,
  retryDelaySeconds: 60,
  expireInSeconds: 300,
  work: async () => void (await sweepSessions(new Date())),
  daily: {},
})
