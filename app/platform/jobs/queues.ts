import { extensionPoint } from '~/shared/extension-point'

/**
 * What a job of each queue carries: keys only, never personal data. Each room adds its own:
 * `declare module '~/platform/jobs/queues' { interface Jobs { 'queue-name': { id: string } } }`
 */
export interface Jobs {}

export type QueueName = keyof Jobs

/** A queue, with how often and how long a job of it is tried, and what does the job. */
export interface Queue<Name extends QueueName = QueueName> {
  name: Name
  /** after the first failure */
  retryLimit: number
  retryDelaySeconds: number
  expireInSeconds: number
  work: (data: Jobs[Name], job: { id: string }) => Promise<void>
  /** done at the start, and then once a day; of several programs on one database by one at a time */
  daily?: Jobs[Name]
}

/** A queue of whatever jobs. */
export type AnyQueue = Omit<Queue, 'work'> & { work: (data: never, job: { id: string }) => Promise<void> }

export function defineQueue<Name extends QueueName>(queue: Queue<Name>): AnyQueue {
  return queue
}

/** Every queue of the program. */
export const queues = extensionPoint<AnyQueue>('job queues')
