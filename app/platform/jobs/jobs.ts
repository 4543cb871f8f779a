import { randomUUID } from 'node:crypto'
import PgBoss from 'pg-boss'
import { currentConnection, type Tx } from '../database/client'
import type { Connection } from '../database/connection'
import { poolConfig } from '../database/logged-client'
import { withClient } from '../database/prepare'
import { grantSchema } from '../database/roles'
import { logger } from '../logger'
import { queues, type Jobs, type Queue, type QueueName } from './queues'

const SCHEMA = 'pgboss'
const POLL_SECONDS = 1
const STOP_WITHIN_MS = 20_000

const DAY_MS = 86_400_000

type Handler<Q extends QueueName> = Queue<Q>['work']

/** pg-boss's tables and queues, made by the owner at start; the program may then only use them. */
export async function prepareJobs(connection: Connection): Promise<void> {
  const boss = new PgBoss({
    ...poolConfig(connection.owner, 2),
    schema: SCHEMA,
    supervise: false,
    schedule: false,
  } as PgBoss.ConstructorOptions)
  boss.on('error', (error) => logger.error({ err: error }, 'jobs'))
  await boss.start()
  try {
    for (const { name, retryLimit, retryDelaySeconds: retryDelay, expireInSeconds } of queues.all()) {
      // Of jobs with one key only one waits.
      const options = { name, policy: 'short' as const, retryLimit, retryDelay, expireInSeconds }
      await boss.createQueue(name, options)
      await boss.updateQueue(name, options)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  await withClient(connection.owner, (owner) => grantSchema(owner, SCHEMA, connection.appRole))
}

// On globalThis, because the development server may load this module again.
const holder = globalThis as typeof globalThis & { crmJobs?: { boss?: Promise<PgBoss>; workers: Map<string, string> } }
const state = (holder.crmJobs ??= { workers: new Map<string, string>() })

/** Starts taking jobs in the restricted role. Call after `prepareJobs`. */
export function startJobs(): Promise<PgBoss> {
  state.boss ??= start()
  return state.boss
}

async function start(): Promise<PgBoss> {
  const boss = new PgBoss({
    ...poolConfig(currentConnection().app, 3),
    schema: SCHEMA,
    migrate: false,
    schedule: false,
  } as PgBoss.ConstructorOptions)
  boss.on('error', (error) => logger.error({ err: error }, 'jobs'))
  return boss.start()
}

/** Lets running jobs end (20 s), then stops; what did not end is tried again at the next start. */
export async function stopJobs(): Promise<void> {
  const boss = await state.boss
  state.boss = undefined
  state.workers.clear()
  await boss?.stop({ graceful: true, timeout: STOP_WITHIN_MS })
}

/** Begins to take jobs from every queue. */
export async function workQueues(): Promise<void> {
  for (const { name, work: handle, daily } of queues.all()) {
    const handler = handle as Handler<QueueName>
    if (!daily) {
      await work(name, handler)
      continue
    }
    const next = (startAfter?: Date) => enqueue(name, daily, { key: 'daily', startAfter })
    await work(name, async (data, job) => {
      const began = Date.now()
      await handler(data, job)
      await next(new Date(began + DAY_MS))
    })
    await next()
  }
}

/** Hands every job of a queue to `handler`, one at a time. What it throws is logged, and the job tried again as its queue says. */
export async function work<Q extends QueueName>(queue: Q, handler: Handler<Q>): Promise<void> {
  const boss = await startJobs()
  if (state.workers.has(queue)) await boss.offWork(queue)
  const worker = await boss.work<Jobs[Q]>(
    queue,
    { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 },
    async (jobs) => {
      for (const job of jobs) await run(queue, job, handler)
    },
  )
  state.workers.set(queue, worker)
}

async function run<Q extends QueueName>(queue: Q, job: PgBoss.Job<Jobs[Q]>, handler: Handler<Q>): Promise<void> {
  const began = performance.now()
  try {
    await handler(job.data, { id: job.id })
    logger.info({ queue, job: job.id, ms: Math.round(performance.now() - began) }, 'job done')
  } catch (error) {
    logger.error({ queue, job: job.id, err: error }, 'job failed')
    // What pg-boss keeps of an error stands in the database: no message and no cause, they may quote a person.
    // oxlint-disable-next-line preserve-caught-error -- see above
    throw new Error(error instanceof Error ? error.name : 'Error')
  }
}

export interface EnqueueOptions {
  /** the job exists if and only if this transaction is committed */
  tx?: Tx
  /** a second job with the same key is not made while the first waits */
  key?: string
  startAfter?: Date
}

/** Puts a job into a queue; returns its id, or null when one with the same key waits already. */
export async function enqueue<Q extends QueueName>(
  queue: Q,
  data: Jobs[Q],
  { tx, key = randomUUID(), startAfter }: EnqueueOptions = {},
): Promise<string | null> {
  const boss = await startJobs()
  const id = await boss.send(queue, data, { singletonKey: key, startAfter, ...(tx && { db: inTransaction(tx) }) })
  const worker = state.workers.get(queue)
  if (worker && !tx) boss.notifyWorker(worker)
  return id
}

/** Whether a job with this key waits in the queue, for its first turn or for another. */
export async function hasWaitingJob(tx: Tx, queue: QueueName, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE name = ${queue} AND singleton_key = ${key} AND state IN ('created', 'retry') LIMIT 1`
  return rows.length > 0
}

/** Calls off every job with this key, those among them whose worker has died. */
export async function dropJobs(tx: Tx, queue: QueueName, key: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE pgboss.job SET state = 'cancelled', completed_on = now()
    WHERE name = ${queue} AND singleton_key = ${key} AND state IN ('created', 'retry', 'active')`
}

/** pg-boss's statements on the connection of a Prisma transaction. */
function inTransaction(tx: Tx): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const plain = values.map((value: unknown) => {
        if (value === undefined) return null
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
      })
      return { rows: await tx.$queryRawUnsafe<Record<string, unknown>[]>(text, ...plain) }
    },
  }
}
