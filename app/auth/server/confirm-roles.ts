import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { roleConfirmInput } from '~/auth/domain/inputs'
import { assertRolesFit, confirmable } from '~/auth/domain/role-rules'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { accountToChange, lockAdmins, touchAccount } from './account'
import { proposalsFor } from './role-proposals'

/**
 * Gives a user the roles that somebody else proposed; they hold from the next request on.
 * @throws AppError conflict (409) where nothing waits that this person may confirm, invalid (422), stale (409)
 */
export async function confirmRoles(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'role.confirm')
  const { userId, version } = parseInput(roleConfirmInput, input)
  await transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, userId, version)
    const confirmed = confirmable(context.actor, userId, await proposalsFor(tx, userId))
    const roles = confirmed.map(({ role }) => role)
    if (roles.length === 0) {
      throw new AppError('conflict', {
        userMessage: '没有可由您复核的角色：须由提请人和本人以外的另一名系统或安全管理员复核',
      })
    }
    assertRolesFit([...new Set([...user.roles, ...roles])], env().SEPARATE_ADMINS)
    await touchAccount(tx, user)
    await tx.roleProposal.deleteMany({ where: { userId, role: { in: roles } } })
    await tx.userRole.createMany({
      data: confirmed.map(({ role, proposedById }) => ({
        userId,
        role,
        grantedById: proposedById,
        grantedAt: context.now,
        confirmedById: context.actor.userId,
      })),
      skipDuplicates: true,
    })
    const after = { roles, proposedBy: [...new Set(confirmed.map(({ proposedBy }) => proposedBy))] }
    await recordAudit(tx, context, { action: 'role.grant', subjectType: 'user', subjectId: userId, after })
  })
}
