import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertMayReset } from '~/auth/domain/role-rules'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { accountToChange, touchAccount } from './account'
import type { NewAccount } from './create-user'
import { hashPassword } from './password-hash'
import { oneTimePassword } from './secrets'
import { revokeTokensOf } from './revoke-token'
import { revokeSessions } from './session'

/** Replaces a password by a one-time one, unlocks the account and ends its sessions and tokens. @throws AppError forbidden (403), stale (409) */
export async function resetPassword(call: Call, input: { userId: string; version?: number }): Promise<NewAccount> {
  assertCan(call.actor, 'user.manage')
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    const user = await accountToChange(tx, input.userId, input.version)
    assertMayReset(call.actor, user.roles, env().SEPARATE_ADMINS)
    await touchAccount(tx, user, {
      passwordHash,
      mustChangePassword: true,
      passwordChangedAt: call.now,
      failedAttempts: 0,
      lockedUntil: null,
    })
    await revokeSessions(tx, user.id, call.now)
    await revokeTokensOf(tx, user.id, call.now)
    await recordAudit(tx, call, { action: 'password.reset', subjectType: 'user', subjectId: user.id })
    return { userId: user.id, login: user.login, oneTimePassword: password }
  })
}
