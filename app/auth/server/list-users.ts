import { isRole, type Actor, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { pageLimit } from '~/shared/page-limit'

export interface UserFilter {
  /** part of the name or log-in */
  search?: string
  role?: RoleId
  unitId?: string
  /** `proposed`: roles wait for who asks to confirm them */
  state?: 'active' | 'disabled' | 'locked' | 'proposed'
  offset?: number
  /** 50 unless told; at most 200 */
  limit?: number
}

export type ListedUser = Awaited<ReturnType<typeof listUsers>>['items'][number]

/** Users by log-in, a page at a time. */
export async function listUsers(context: RequestContext, filter: UserFilter = {}) {
  assertCan(context.actor, 'user.read')
  const where = conditions(filter, context)
  const [rows, total] = await Promise.all([
    database().user.findMany({
      where,
      select: {
        id: true,
        login: true,
        name: true,
        unit: { select: { id: true, name: true } },
        roles: { select: { role: true }, orderBy: { role: 'asc' } },
        proposals: { select: { role: true }, orderBy: { role: 'asc' } },
        mustChangePassword: true,
        lockedUntil: true,
        disabledAt: true,
        lastLoginAt: true,
        version: true,
      },
      orderBy: { login: 'asc' },
      skip: filter.offset ?? 0,
      take: pageLimit(filter.limit),
    }),
    database().user.count({ where }),
  ])
  const items = rows.map(({ roles, proposals, lockedUntil, ...user }) => ({
    ...user,
    roles: roles.map(({ role }) => role).filter(isRole),
    proposed: proposals.map(({ role }) => role).filter(isRole),
    locked: lockedUntil !== null && lockedUntil > context.now,
  }))
  return { items, total }
}

function conditions(
  { search, role, unitId, state }: UserFilter,
  { actor, now }: RequestContext,
): Prisma.UserWhereInput {
  return {
    unitId,
    roles: role && { some: { role } },
    OR: search ? [{ name: { contains: search } }, { login: { contains: search, mode: 'insensitive' } }] : undefined,
    disabledAt: state === 'disabled' ? { not: null } : state ? null : undefined,
    proposals: state === 'proposed' ? waitingFor(actor) : undefined,
    id: state === 'proposed' && actor.userId ? { not: actor.userId } : undefined,
    lockedUntil: state === 'locked' ? { gt: now } : undefined,
  }
}

/** What `confirmable` says of one user. */
function waitingFor({ userId }: Actor): Prisma.RoleProposalListRelationFilter {
  return { some: userId ? { proposedById: { not: userId } } : {} }
}
