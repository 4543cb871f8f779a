import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { lastReset } from './last-reset'

/** An account with its roles, who granted them, what a reset took of them, and how many sessions and tokens are alive. @throws AppError notFound (404) */
export async function readUser(context: RequestContext, userId: string | undefined) {
  assertCan(context.actor, 'user.read')
  if (!isId(userId)) throw notFound('这个用户')
  const alive = { userId, revokedAt: null, expiresAt: { gt: context.now } }
  const [user, sessions, tokens, reset] = await Promise.all([
    database().user.findUnique({
      where: { id: userId },
      select: {
        id: true,
        login: true,
        name: true,
        unit: { select: { id: true, name: true } },
        roles: {
          select: {
            role: true,
            grantedAt: true,
            grantedBy: { select: { name: true } },
            confirmedBy: { select: { name: true } },
          },
          orderBy: { role: 'asc' },
        },
        proposals: {
          select: { role: true, proposedAt: true, proposedById: true, proposedBy: { select: { name: true } } },
          orderBy: { role: 'asc' },
        },
        mustChangePassword: true,
        lockedUntil: true,
        disabledAt: true,
        lastLoginAt: true,
        createdAt: true,
        version: true,
      },
    }),
    database().session.count({ where: alive }),
    database().apiToken.count({ where: alive }),
    lastReset(userId, ['role.propose', 'role.grant', 'role.revoke']),
  ])
  if (!user) throw notFound('这个用户')
  const roles = user.roles.map(({ role, grantedAt, grantedBy, confirmedBy }) => ({
    role: role as RoleId,
    grantedAt,
    grantedBy: grantedBy?.name ?? '系统',
    confirmedBy: confirmedBy?.name ?? null,
  }))
  // Only one that took roles away waits for somebody.
  const taken = reset && reset.roles.some((role) => roles.every((held) => held.role !== role)) ? reset : null
  return {
    ...user,
    roles,
    reset: taken,
    sessions,
    tokens,
    locked: user.lockedUntil !== null && user.lockedUntil > context.now,
  }
}
