import { AppError, invalidField } from '~/shared/errors'
import type { Actor, RoleId } from './actor'
import { can } from './can'

export const ADMIN_ROLES: readonly RoleId[] = ['sysadmin', 'secadmin', 'auditor']

/**
 * No administrator edits business data, so the two kinds of role never meet in one person.
 * `separate` (level 3 of GB/T 22239) also keeps the three administrators apart.
 * @throws AppError invalid (422) at `roles`
 */
export function assertRolesFit(roles: readonly RoleId[], separate: boolean): void {
  const admin = roles.filter((role) => ADMIN_ROLES.includes(role))
  if (admin.length > 0 && admin.length < roles.length) {
    throw invalidField('roles', '管理员（系统、安全、审计）不能同时担任业务角色', 'adminWithBusiness')
  }
  if (separate && admin.length > 1) {
    throw invalidField('roles', '系统、安全、审计三个管理员须由不同的人担任', 'adminsCombined')
  }
}

/**
 * A reset password opens the account to whoever reset it: with the administrators kept apart (level 3 of GB/T 22239)
 * nobody takes over the account of who grants roles or who reads the log. The command line on the server still may.
 * @throws AppError forbidden (403)
 */
export function assertMayReset(actor: Actor, roles: readonly RoleId[], separate: boolean): void {
  if (!separate || actor.system || !roles.some((role) => role === 'secadmin' || role === 'auditor')) return
  throw new AppError('forbidden', {
    userMessage:
      '三员分设时，安全管理员和审计管理员的密码不能由他人重置；忘记密码请在服务器上执行 npm run -s crm -- user reset',
  })
}

/**
 * A reset password opens the account to whoever reset it, so that it keeps only roles which that person holds or may grant.
 * The others are taken back, and granted anew by a security administrator: it takes two people to open what one may not.
 * With the administrators kept apart nobody grants alone, so only what that person holds is kept.
 */
export function rolesTakenByReset(
  actor: Actor,
  user: { id: string; roles: readonly RoleId[] },
  separate: boolean,
): RoleId[] {
  if (user.id === actor.userId || actor.system) return []
  if (!separate && can(actor, 'role.grant')) return []
  return user.roles.filter((role) => !actor.roles.includes(role))
}

/**
 * With the administrators kept apart a role is held once a second person has confirmed it: neither who proposed it nor
 * who is to hold it. The command line on the server acts as the system, and grants alone.
 */
export function grantsAlone(actor: Actor, separate: boolean): boolean {
  return !separate || actor.system === true
}

/** What this person, who may confirm roles, can confirm of those proposed for a user. */
export function confirmable<P extends { proposedById: string }>(
  actor: Actor,
  userId: string,
  proposals: readonly P[],
): P[] {
  if (userId === actor.userId) return []
  return proposals.filter(({ proposedById }) => proposedById !== actor.userId)
}
