import { createHash } from 'node:crypto'
import type { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { AppError, invalidField } from '~/shared/errors'

const KEPT_MS = 86_400_000
const SWEEP_EVERY_MS = 3_600_000
/** Stands in `status` from the claim until the answer is known. */
const RUNNING = 0

export interface Answer {
  status: number
  body: unknown
  replayed?: boolean
}

export interface Once {
  key: string
  operation: string
  request: string
}

let sweptAt = 0

/**
 * Runs a POST at most once for its Idempotency-Key: the same key and request within a day gets the first answer again.
 * A refusal frees the key.
 * @throws AppError invalid (422) when the key came with another request, conflict (409) while the first one runs or when
 * it ended without an answer
 */
export async function once(call: Call, { key, operation, request }: Once, run: () => Promise<Answer>): Promise<Answer> {
  const userId = call.actor.userId
  if (!userId) return run()
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw invalidField('Idempotency-Key', 'Idempotency-Key 为 1–200 个可见字符')
  await sweep(call.now)

  const own = `${userId}:${key}`
  const requestHash = createHash('sha256').update(`${operation}\n${request}`).digest('hex')
  const claim = { key: own, userId, operation, requestHash, status: RUNNING, body: {}, createdAt: call.now }
  const { count } = await database().idempotencyKey.createMany({ data: [claim], skipDuplicates: true })
  if (count === 0) return earlierAnswer(own, requestHash)

  try {
    const answer = await run()
    await database().idempotencyKey.update({
      where: { key: own },
      data: { status: answer.status, body: answer.body as Prisma.InputJsonValue },
    })
    return answer
  } catch (error) {
    if (error instanceof AppError) await database().idempotencyKey.delete({ where: { key: own } })
    throw error
  }
}

async function earlierAnswer(key: string, requestHash: string): Promise<Answer> {
  const earlier = await database().idempotencyKey.findUnique({ where: { key } })
  if (earlier && earlier.requestHash !== requestHash) {
    throw invalidField('Idempotency-Key', '这个 Idempotency-Key 已用于另一个请求', 'reused')
  }
  if (!earlier || earlier.status === RUNNING) {
    throw new AppError('conflict', {
      userMessage: '同一 Idempotency-Key 的请求还没有结果，请查询是否已办成，再决定是否换一个重试',
    })
  }
  return { status: earlier.status, body: earlier.body, replayed: true }
}

async function sweep(now: Date): Promise<void> {
  if (now.getTime() - sweptAt < SWEEP_EVERY_MS) return
  sweptAt = now.getTime()
  await database().idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } })
}
