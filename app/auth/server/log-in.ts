import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { z } from 'zod'
import { SYSTEM_ACTOR, type Call } from '~/auth/domain/actor'
import { logInInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { passwordFits } from './password-hash'
import { openSession } from './session'

export const FAILURES_BEFORE_LOCK = 5
const FAILURES_PER_ADDRESS = 30
const MINUTE = 60

const byAddress = new RateLimiterMemory({ points: FAILURES_PER_ADDRESS, duration: 15 * MINUTE })
// What is no account locks as an account does, or the lock would tell which log-ins exist.
const byUnknownName = new RateLimiterMemory({
  points: FAILURES_BEFORE_LOCK - 1,
  duration: 24 * 60 * MINUTE,
  blockDuration: env().LOCK_MINUTES * MINUTE,
})

export type LogInInput = z.input<typeof logInInput> & { userAgent?: string }

export interface LoggedIn {
  token: string
  mustChangePassword: boolean
}

interface Account {
  id: string
  name: string
  passwordHash: string
  failedAttempts: number
  mustChangePassword: boolean
}

/**
 * Opens a session. An unknown log-in and a wrong password get the same answer in the same time.
 * @throws AppError unauthenticated (401), or tooMany (429) when locked or too many failures came from one address
 */
export async function logIn(call: Omit<Call, 'actor'>, { userAgent, ...input }: LogInInput): Promise<LoggedIn> {
  const { password, ...given } = parseInput(logInInput, input)
  const login = given.login.toLowerCase()
  const address = call.address || 'unknown'
  await consume(byAddress, address)
  const account = await takeAttempt(login, call.now)
  const fits = await passwordFits(account?.passwordHash, password)
  if (!account) {
    const locked = (await isLocked(login, call.now)) ?? (await unknownNameLocked(login))
    await recordRefusal(call)
    throw locked ? lockedOut() : wrong()
  }
  if (!fits) {
    await recordRefusal(call, account)
    throw account.failedAttempts >= FAILURES_BEFORE_LOCK ? lockedOut() : wrong()
  }
  await byAddress.reward(address)
  const token = await open(call, account, userAgent)
  return { token, mustChangePassword: account.mustChangePassword }
}

/**
 * Counts the attempt before the password is looked at, so that a hundred guesses at once are still five.
 * The fifth locks; a right password takes the count back. Null: unknown, disabled or locked.
 */
async function takeAttempt(login: string, now: Date): Promise<Account | null> {
  const lockedUntil = new Date(now.getTime() + env().LOCK_MINUTES * MINUTE * 1000)
  const [account] = await database().$queryRaw<Account[]>`
    UPDATE app_user SET
      failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_attempts + 1 >= ${FAILURES_BEFORE_LOCK}
                          THEN ${lockedUntil}::timestamptz END
    WHERE login = ${login} AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= ${now}::timestamptz)
    RETURNING id, name, password_hash AS "passwordHash", failed_attempts AS "failedAttempts",
              must_change_password AS "mustChangePassword"`
  return account ?? null
}

/** Undefined when there is no such account to be locked. */
async function isLocked(login: string, now: Date): Promise<boolean | undefined> {
  const account = await database().user.findFirst({
    where: { login, disabledAt: null },
    select: { lockedUntil: true },
  })
  if (!account) return undefined
  return account.lockedUntil !== null && account.lockedUntil > now
}

async function unknownNameLocked(login: string): Promise<boolean> {
  try {
    await byUnknownName.consume(login)
    return false
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return true
    throw refused
  }
}

async function open(call: Omit<Call, 'actor'>, account: Account, userAgent?: string): Promise<string> {
  const { id: userId, name } = account
  return transaction(async (tx) => {
    await tx.user.update({
      where: { id: userId },
      data: { failedAttempts: 0, lockedUntil: null, lastLoginAt: call.now },
    })
    const { sessionId, token } = await openSession(tx, { userId, now: call.now, address: call.address, userAgent })
    const self = { ...SYSTEM_ACTOR, system: false, userId, name }
    await recordAudit(
      tx,
      { ...call, actor: self },
      { action: 'session.open', subjectType: 'session', subjectId: sessionId },
    )
    return token
  })
}

/** The typed log-in is not kept: people type passwords into the wrong field. */
async function recordRefusal(call: Omit<Call, 'actor'>, account?: Account): Promise<void> {
  const actor = { ...SYSTEM_ACTOR, system: false, userId: account?.id ?? null, name: account?.name ?? '未知账号' }
  const by = { ...call, actor }
  const subject = { subjectType: 'user', subjectId: account?.id ?? null, result: 'refused' } as const
  const locked = account && account.failedAttempts >= FAILURES_BEFORE_LOCK
  await transaction(async (tx) => {
    await recordAudit(tx, by, { action: 'session.refused', ...subject })
    if (locked) await recordAudit(tx, by, { action: 'user.lock', ...subject, result: 'done' })
  })
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.ceil(refused.msBeforeNext / 1000)
    throw new AppError('tooMany', {
      userMessage: `登录失败次数过多，请 ${Math.ceil(seconds / MINUTE)} 分钟后再试`,
      detail: { retryAfterSeconds: seconds },
    })
  }
}

function wrong(): AppError {
  return new AppError('unauthenticated', { userMessage: '登录名或密码不正确' })
}

function lockedOut(): AppError {
  return new AppError('tooMany', {
    userMessage: `连续 ${FAILURES_BEFORE_LOCK} 次登录失败，账号已锁定 ${env().LOCK_MINUTES} 分钟。急用请联系系统管理员重置密码。`,
    detail: { retryAfterSeconds: env().LOCK_MINUTES * MINUTE },
  })
}

/** Forgets failures: for tests, which all come from one address. */
export async function forgetFailures(address: string): Promise<void> {
  await byAddress.delete(address)
}
