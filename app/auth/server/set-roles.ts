import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { roleSetInput } from '~/auth/domain/inputs'
import { assertRolesFit } from '~/auth/domain/role-rules'
import { recordAudits } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { accountToChange, assertAdminsRemain, lockAdmins, touchAccount } from './account'

/**
 * Gives a user exactly these roles; they hold from the next request on.
 * @throws AppError conflict (409) for oneself or the last administrator of a kind, invalid (422), stale (409)
 */
export async function setRoles(context: RequestContext, input: unknown): Promise<void> {
  assertCan(context.actor, 'role.grant')
  const { userId, roles, version } = parseInput(roleSetInput, input)
  if (userId === context.actor.userId)
    throw new AppError('conflict', { userMessage: '不能更改自己的角色，请由另一名安全管理员办理' })
  assertRolesFit(roles, env().SEPARATE_ADMINS)
  await transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, userId, version)
    const granted = roles.filter((role) => !user.roles.includes(role))
    const revoked = user.roles.filter((role) => !roles.includes(role))
    if (granted.length + revoked.length === 0) return
    await touchAccount(tx, user)
    await tx.userRole.deleteMany({ where: { userId, role: { in: revoked } } })
    await tx.userRole.createMany({
      data: granted.map((role) => ({ userId, role, grantedById: context.actor.userId, grantedAt: context.now })),
      skipDuplicates: true,
    })
    await assertAdminsRemain(tx, revoked)
    const entry = (action: 'role.grant' | 'role.revoke', changed: RoleId[]) =>
      ({ action, subjectType: 'user', subjectId: userId, after: { roles: changed } }) as const
    await recordAudits(tx, context, [
      ...(granted.length > 0 ? [entry('role.grant', granted)] : []),
      ...(revoked.length > 0 ? [entry('role.revoke', revoked)] : []),
    ])
  })
}
