import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { z } from 'zod'
import { SYSTEM_ACTOR, type Actor, type RequestContext } from '~/auth/domain/actor'
import { logInInput } from '~/auth/domain/inputs'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { FAILURES_BEFORE_LOCK, lockedOut, recordFailure, takeAttempt, type AttemptedAccount } from './attempts'
import { passwordFits } from './password-hash'
import { openSession } from './session'

/** So many failures from one address, and its wrong passwords are told to come later; a right one still passes. */
const NOISY = 30
/** So many, and it is let in only as who has signed in from there before: checking a password costs the server time. */
const FLOODING = 300
const MINUTE = 60

const byAddress = new RateLimiterMemory({ points: FLOODING, duration: 15 * MINUTE })
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

/**
 * Opens a session. An unknown log-in and a wrong password get the same answer in the same time.
 * @throws AppError unauthenticated (401), or tooMany (429) when the account is locked, or after too many failures from
 *   one address: a wrong password then, and with a flood of them whoever has not signed in from there before
 */
export async function logIn(
  context: Omit<RequestContext, 'actor'>,
  { userAgent, ...input }: LogInInput,
): Promise<LoggedIn> {
  const { password, ...given } = parseInput(logInInput, input)
  const login = given.login.toLowerCase()
  const address = context.address || 'unknown'
  const failures = await countFailure(address)
  if (failures.count > FLOODING && !(await signedInFrom(login, address))) throw tooManyFrom(failures)
  const account = await takeAttempt(login, context.now)
  const fits = await passwordFits(account?.passwordHash, password)
  if (account && fits) {
    await byAddress.reward(address)
    const token = await open(context, account, userAgent)
    return { token, mustChangePassword: account.mustChangePassword }
  }
  const locked = account
    ? await recordFailure({ ...context, actor: actorFor(account) }, 'session.refused', account)
    : await refuseUnknown(context, login)
  if (locked) throw lockedOut()
  throw failures.count > NOISY ? tooManyFrom(failures) : wrong()
}

interface Failures {
  count: number
  secondsLeft: number
}

/** Counts a failure before the password is looked at; a right one takes it back. */
async function countFailure(address: string): Promise<Failures> {
  const counted = await byAddress.consume(address).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused
    throw refused
  })
  return { count: counted.consumedPoints, secondsLeft: Math.ceil(counted.msBeforeNext / 1000) }
}

async function signedInFrom(login: string, address: string): Promise<boolean> {
  const session = await database().session.findFirst({ where: { address, user: { login } }, select: { id: true } })
  return session !== null
}

/** Of a name that is no account, or one that is disabled or locked: says whether to call it locked. */
async function refuseUnknown(context: Omit<RequestContext, 'actor'>, login: string): Promise<boolean> {
  const locked = (await isLocked(login, context.now)) ?? (await unknownNameLocked(login))
  await transaction((tx) =>
    recordAudit(
      tx,
      { ...context, actor: actorFor() },
      { action: 'session.refused', subjectType: 'user', subjectId: null, result: 'refused' },
    ),
  )
  return locked
}

/** The typed log-in is not kept: people type passwords into the wrong field. */
function actorFor(account?: { id: string; name: string }): Actor {
  return { ...SYSTEM_ACTOR, system: false, userId: account?.id ?? null, name: account?.name ?? '未知账号' }
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

async function open(
  context: Omit<RequestContext, 'actor'>,
  account: AttemptedAccount,
  userAgent?: string,
): Promise<string> {
  const { id: userId } = account
  return transaction(async (tx) => {
    await tx.user.update({
      where: { id: userId },
      data: { failedAttempts: 0, lockedUntil: null, lastLoginAt: context.now },
    })
    const { sessionId, token } = await openSession(tx, {
      userId,
      now: context.now,
      address: context.address,
      userAgent,
    })
    await recordAudit(
      tx,
      { ...context, actor: actorFor(account) },
      { action: 'session.open', subjectType: 'session', subjectId: sessionId },
    )
    return token
  })
}

function tooManyFrom({ secondsLeft }: Failures): AppError {
  return new AppError('tooMany', {
    userMessage: `登录失败次数过多，请 ${Math.ceil(secondsLeft / MINUTE)} 分钟后再试`,
    detail: { retryAfterSeconds: secondsLeft },
  })
}

function wrong(): AppError {
  return new AppError('unauthenticated', { userMessage: '登录名或密码不正确' })
}

/** As if a flood of failures had come from that address: for tests, which would wait long for three hundred. */
export async function floodFrom(address: string): Promise<void> {
  await byAddress.penalty(address, FLOODING)
}
