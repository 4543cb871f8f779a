import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import type { AuditAction } from '~/audit/domain/words'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'

export const FAILURES_BEFORE_LOCK = 5

const MINUTE = 60

/** An account whose password is about to be looked at. */
export interface AttemptedAccount {
  id: string
  name: string
  passwordHash: string
  failedAttempts: number
  mustChangePassword: boolean
}

/**
 * Counts the attempt before the password is looked at, so that a hundred guesses at once are still five.
 * The fifth locks; a right password takes the count back. Null: unknown, disabled or locked.
 */
export async function takeAttempt(login: string, now: Date): Promise<AttemptedAccount | null> {
  const lockedUntil = new Date(now.getTime() + env().LOCK_MINUTES * MINUTE * 1000)
  const [account] = await database().$queryRaw<AttemptedAccount[]>`
    UPDATE app_user SET
      failed_attempts = CASE WHEN locked_until IS NULL THEN failed_attempts + 1 ELSE 1 END,
      locked_until = CASE WHEN locked_until IS NULL AND failed_attempts + 1 >= ${FAILURES_BEFORE_LOCK}
                          THEN ${lockedUntil}::timestamptz END
    WHERE login = ${login} AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= ${now}::timestamptz)
    RETURNING id, name, password_hash AS "passwordHash", failed_attempts AS "failedAttempts",
              must_change_password AS "mustChangePassword"`
  return account ?? null
}

/** Writes a wrong password to the log, and that the account is locked by it. Returns whether it is. */
export async function recordFailure(
  context: RequestContext,
  action: AuditAction,
  account: AttemptedAccount,
): Promise<boolean> {
  const locks = account.failedAttempts >= FAILURES_BEFORE_LOCK
  const subject = { subjectType: 'user', subjectId: account.id } as const
  await transaction(async (tx) => {
    await recordAudit(tx, context, { action, ...subject, result: 'refused' })
    if (locks) await recordAudit(tx, context, { action: 'user.lock', ...subject })
  })
  return locks
}

export function lockedOut(): AppError {
  return new AppError('tooMany', {
    userMessage: `连续 ${FAILURES_BEFORE_LOCK} 次密码错误，账号已锁定 ${env().LOCK_MINUTES} 分钟。急用请联系系统管理员重置密码。`,
    detail: { retryAfterSeconds: env().LOCK_MINUTES * MINUTE },
  })
}
