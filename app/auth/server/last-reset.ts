import { ROLES, rolesIn, type RoleId } from '~/auth/domain/actor'
import type { AuditAction } from '~/audit/domain/words'
import { database } from '~/platform/database/client'
import { isRecord } from '~/shared/records'

export interface PasswordReset {
  byName: string
  at: Date
  /** what the account held before */
  roles: RoleId[]
}

/** Who last reset this user's password; null when there is none, or one of these acts came after it. */
export async function lastReset(userId: string, over: readonly AuditAction[]): Promise<PasswordReset | null> {
  const last = await database().auditEvent.findFirst({
    where: { subjectType: 'user', subjectId: userId, action: { in: ['password.reset', ...over] }, result: 'done' },
    orderBy: { seq: 'desc' },
    select: { action: true, actorName: true, at: true, before: true },
  })
  if (last?.action !== 'password.reset') return null
  const roles = isRecord(last.before) ? rolesIn(last.before.roles) : []
  return { byName: last.actorName, at: last.at, roles: ROLES.filter((role) => roles.includes(role)) }
}
