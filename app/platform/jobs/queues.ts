/**
 * Every queue of the program, with how often and how long a job is tried.
 * Policy `short`: of jobs with one key only one waits.
 */
export const QUEUES = {
  /** reads an uploaded ledger into drafts and findings */
  'import-read': { policy: 'short', retryLimit: 1, retryDelay: 2, expireInSeconds: 900 },
  /** writes what was previewed, in one transaction: done or not, so it may be tried again */
  'import-commit': { policy: 'short', retryLimit: 2, retryDelay: 2, expireInSeconds: 900 },
  /** removes sessions long over, and asks for itself again the next day */
  'session-sweep': { policy: 'short', retryLimit: 3, retryDelay: 60, expireInSeconds: 300 },
} as const

export type QueueName = keyof typeof QUEUES

/** What a job of each queue carries: keys only, never personal data. */
export interface JobData {
  'import-read': { batchId: string; userId: string | null }
  'import-commit': { batchId: string; userId: string | null }
  'session-sweep': Record<string, never>
}
