import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertMayReset, rolesTakenByReset } from '~/auth/domain/role-rules'
import { recordAudits } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { accountToChange, assertAdminsRemain, lockAdmins, touchAccount } from './account'
import type { NewAccount } from './create-user'
import { hashPassword } from './password-hash'
import { withdrawProposals } from './role-proposals'
import { oneTimePassword } from './secrets'
import { revokeTokensOf } from './revoke-token'
import { revokeSessions } from './session'

export interface ResetAccount extends NewAccount {
  /** roles that the account held and must be granted anew */
  taken: RoleId[]
}

/**
 * Replaces a password by a one-time one, unlocks the account and ends its sessions and tokens. Roles beyond those of
 * whoever resets are taken back.
 * @throws AppError forbidden (403); conflict (409) when nobody else would be left to make accounts, grant roles or read
 *   the log; stale (409)
 */
export async function resetPassword(
  context: RequestContext,
  input: { userId: string; version?: number },
): Promise<ResetAccount> {
  assertCan(context.actor, 'user.manage')
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  return transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, input.userId, input.version)
    assertMayReset(context.actor, user.roles, env().SEPARATE_ADMINS)
    await touchAccount(tx, user, {
      passwordHash,
      mustChangePassword: true,
      passwordChangedAt: context.now,
      failedAttempts: 0,
      lockedUntil: null,
    })
    await revokeSessions(tx, user.id, context.now)
    await revokeTokensOf(tx, user.id, context.now)
    const taken = rolesTakenByReset(context.actor, user, env().SEPARATE_ADMINS)
    // Who holds the one-time password must not confirm them for themselves.
    await withdrawProposals(tx, context, user.id)
    await tx.userRole.deleteMany({ where: { userId: user.id, role: { in: taken } } })
    await assertAdminsRemain(tx, taken, `，其密码请在服务器上重置：npm run -s crm -- user reset --login ${user.login}`)
    const subject = { subjectType: 'user', subjectId: user.id } as const
    const kept = user.roles.filter((role) => !taken.includes(role))
    await recordAudits(tx, context, [
      ...(taken.length > 0 ? [{ action: 'role.revoke', ...subject, after: { roles: taken } } as const] : []),
      { action: 'password.reset', ...subject, before: { roles: user.roles }, after: { roles: kept } },
    ])
    return { userId: user.id, login: user.login, oneTimePassword: password, taken }
  })
}
