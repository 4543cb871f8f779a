import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { accountToChange, assertAdminsRemain, lockAdmins, touchAccount } from './account'
import { revokeTokensOf } from './revoke-token'
import { revokeSessions } from './session'

/**
 * Closes an account: its sessions and tokens end now, for good. Nothing it did is removed.
 * @throws AppError conflict (409) for oneself or the last administrator of a kind, stale (409)
 */
export async function disableUser(call: Call, input: { userId: string; version?: number }): Promise<void> {
  assertCan(call.actor, 'user.manage')
  if (input.userId === call.actor.userId) throw new AppError('conflict', { userMessage: '不能停用自己的账号' })
  await transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, input.userId, input.version)
    if (user.disabledAt) return
    await touchAccount(tx, user, { disabledAt: call.now })
    await assertAdminsRemain(tx, user.roles)
    await revokeSessions(tx, user.id, call.now)
    await revokeTokensOf(tx, user.id, call.now)
    await recordAudit(tx, call, { action: 'user.disable', subjectType: 'user', subjectId: user.id })
  })
}
