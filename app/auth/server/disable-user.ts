import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { accountToChange, assertAdminsRemain, lockAdmins, touchAccount } from './account'
import { withdrawProposals } from './role-proposals'
import { revokeTokensOf } from './revoke-token'
import { revokeSessions } from './session'

/**
 * Closes an account: its sessions and tokens end now, for good. Nothing it did is removed.
 * @throws AppError conflict (409) for oneself or the last administrator of a kind, stale (409)
 */
export async function disableUser(context: RequestContext, input: { userId: string; version?: number }): Promise<void> {
  assertCan(context.actor, 'user.manage')
  if (input.userId === context.actor.userId) throw new AppError('conflict', { userMessage: '不能停用自己的账号' })
  await transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, input.userId, input.version)
    if (user.disabledAt) return
    await touchAccount(tx, user, { disabledAt: context.now })
    await assertAdminsRemain(tx, user.roles)
    await revokeSessions(tx, user.id, context.now)
    await revokeTokensOf(tx, user.id, context.now)
    await withdrawProposals(tx, context, user.id)
    await recordAudit(tx, context, { action: 'user.disable', subjectType: 'user', subjectId: user.id })
  })
}
