import { database } from '~/platform/database/client'
import { enqueue, work } from '~/platform/jobs/jobs'

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

/** Sweeps at the start and then once a day; of several programs on one database one at a time. */
export async function sweepDaily(): Promise<void> {
  await work('session-sweep', async () => {
    const now = new Date()
    await sweepSessions(now)
    await enqueue('session-sweep', {}, { key: 'daily', startAfter: new Date(now.getTime() + DAY_MS) })
  })
  await enqueue('session-sweep', {}, { key: 'daily' })
}
