import { createHash } from 'node:crypto'
import type { Prisma } from '~/generated/prisma/client'
import { asOneTransaction, database, type Tx } from './database/client'
import { AppError, invalidField } from '~/shared/errors'

const KEPT_MS = 86_400_000
const SWEEP_EVERY_MS = 3_600_000

export interface Answer {
  status: number
  body: unknown
  replayed?: boolean
}

export interface Once {
  key: string
  operation: string
  request: string
  /** what a person is told, who knows of no key */
  words?: { reused: string; running: string }
}

/** Who asks, and when. */
interface Caller {
  actor: { userId: string | null }
  now: Date
}

const API_WORDS = {
  reused: '这个 Idempotency-Key 已用于另一个请求',
  running: '同一 Idempotency-Key 的请求正在办理，请稍后以同样内容重试',
}

let sweptAt = 0

/**
 * Runs a POST at most once for its Idempotency-Key, of the API or of a form: the same key and request within a day gets the first answer again.
 * The answer is kept in the transaction that does the work. So a fault leaves both or neither, and a refusal frees the key.
 * @throws AppError invalid (422) when the key came with another request, conflict (409) while the first one runs
 */
export async function once(
  { actor: { userId }, now }: Caller,
  { key, operation, request, words = API_WORDS }: Once,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (!userId) return run()
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw invalidField('Idempotency-Key', 'Idempotency-Key 为 1–200 个可见字符')
  await sweep(now)

  const own = `${userId}:${key}`
  const requestHash = createHash('sha256').update(`${operation}\n${request}`).digest('hex')
  return asOneTransaction(async (tx) => {
    await takeKey(tx, own, words.running)
    const earlier = await tx.idempotencyKey.findUnique({ where: { key: own } })
    if (earlier && earlier.requestHash !== requestHash) {
      throw invalidField('Idempotency-Key', words.reused, 'reused')
    }
    if (earlier) return { status: earlier.status, body: earlier.body, replayed: true }
    const { status, body } = await run()
    await tx.idempotencyKey.create({
      data: {
        key: own,
        userId,
        operation,
        requestHash,
        status,
        body: body as Prisma.InputJsonValue,
        createdAt: now,
      },
    })
    return { status, body }
  })
}

/** Holds the key until the transaction ends, however it ends. */
async function takeKey(tx: Tx, key: string, running: string): Promise<void> {
  const rows = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('crm.once:' || ${key}, 0)) AS held`
  if (rows[0]?.held) return
  throw new AppError('conflict', { userMessage: running })
}

async function sweep(now: Date): Promise<void> {
  if (now.getTime() - sweptAt < SWEEP_EVERY_MS) return
  sweptAt = now.getTime()
  await database().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } })
}
