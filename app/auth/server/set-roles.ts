import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { roleSetInput } from '~/auth/domain/inputs'
import { assertRolesFit, grantsAlone } from '~/auth/domain/role-rules'
import { recordAudits } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { AppError } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { accountToChange, assertAdminsRemain, lockAdmins, touchAccount } from './account'
import { proposalsFor, withdrawProposals } from './role-proposals'

/**
 * Gives a user exactly these roles; they hold from the next request on. With the administrators kept apart new ones
 * wait for a second person; others are taken away at once. Returns the roles that wait.
 * @throws AppError conflict (409) for oneself or the last administrator of a kind, invalid (422), stale (409)
 */
export async function setRoles(context: RequestContext, input: unknown): Promise<{ waiting: RoleId[] }> {
  const { actor, now } = context
  assertCan(actor, 'role.grant')
  const { userId, roles, version } = parseInput(roleSetInput, input)
  if (userId === actor.userId)
    throw new AppError('conflict', { userMessage: '不能更改自己的角色，请由另一名安全管理员办理' })
  assertRolesFit(roles, env().SEPARATE_ADMINS)
  const proposes = grantsAlone(actor, env().SEPARATE_ADMINS) ? null : actor.userId
  return transaction(async (tx) => {
    await lockAdmins(tx)
    const user = await accountToChange(tx, userId, version)
    const proposed = (await proposalsFor(tx, userId)).map(({ role }) => role)
    const added = roles.filter((role) => !user.roles.includes(role))
    const proposing = proposes ? added.filter((role) => !proposed.includes(role)) : []
    const granted = proposes ? [] : added
    const revoked = user.roles.filter((role) => !roles.includes(role))
    const withdrawn = proposed.filter((role) => !roles.includes(role))
    const waiting = proposes ? added : []
    if (proposing.length + granted.length + revoked.length + withdrawn.length === 0) return { waiting }
    await touchAccount(tx, user)
    await withdrawProposals(tx, context, userId, withdrawn)
    await tx.roleProposal.deleteMany({ where: { userId, role: { in: granted } } })
    await tx.userRole.deleteMany({ where: { userId, role: { in: revoked } } })
    await tx.userRole.createMany({
      data: granted.map((role) => ({ userId, role, grantedById: actor.userId, grantedAt: now })),
      skipDuplicates: true,
    })
    if (proposes) {
      await tx.roleProposal.createMany({
        data: proposing.map((role) => ({ userId, role, proposedById: proposes, proposedAt: now })),
      })
    }
    await assertAdminsRemain(tx, revoked)
    const entries = { 'role.propose': proposing, 'role.grant': granted, 'role.revoke': revoked } as const
    await recordAudits(
      tx,
      context,
      (['role.propose', 'role.grant', 'role.revoke'] as const)
        .filter((action) => entries[action].length > 0)
        .map((action) => ({ action, subjectType: 'user', subjectId: userId, after: { roles: entries[action] } })),
    )
    return { waiting }
  })
}
