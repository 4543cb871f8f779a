import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import type { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { addDays, type Day } from '~/shared/day'
import { pageLimit } from '~/shared/page-limit'
import { administrativeSubjects, type AuditAction, type AuditSubject } from '../domain/words'

export interface AuditFilter {
  actorId?: string
  /** part of a person's name */
  actorName?: string
  action?: AuditAction
  subjectType?: AuditSubject
  subjectId?: string
  /** first and last business day, inclusive */
  from?: Day
  to?: Day
  /** events older than this one (its `seq`), from the former page's `next` */
  before?: string
  /** 50 unless told; at most 200 */
  limit?: number
}

/**
 * The audit log, newest first, a page at a time by key: a late page costs as much as the first.
 * Of other than administrative subjects, whoever may not see projects is told act, time, actor and kind alone.
 */
export async function listAudit(context: RequestContext, filter: AuditFilter = {}) {
  assertCan(context.actor, 'audit.read')
  const limit = pageLimit(filter.limit)
  const seesBusiness = can(context.actor, 'project.read')
  const open = administrativeSubjects()
  const people = await peopleNamed(filter.actorName)
  // Asked by its id, a subject would be told apart from the others of its kind.
  const apart = !seesBusiness && filter.subjectId ? { subjectType: { in: open } } : {}
  const rows = await database().auditEvent.findMany({
    where: { AND: [conditions(filter), people ? { actorId: { in: people } } : {}, apart] },
    orderBy: { seq: 'desc' },
    take: limit + 1,
  })
  const items = rows.slice(0, limit).map(({ seq, ...row }) => {
    const withheld = !seesBusiness && !open.includes(row.subjectType)
    const told = withheld ? { ...row, subjectId: null, before: null, after: null } : row
    return { ...told, seq: seq.toString(), withheld }
  })
  return { items, next: rows.length > limit ? items.at(-1)!.seq : null }
}

/** By id, because the log is indexed by it; people are few. */
async function peopleNamed(name: string | undefined): Promise<string[] | undefined> {
  if (!name) return undefined
  const people = await database().user.findMany({
    where: { name: { contains: name } },
    select: { id: true },
    take: 200,
  })
  return people.map(({ id }) => id)
}

/** The name of a person whose acts are looked at. */
export async function auditedPerson(context: RequestContext, userId: string): Promise<string | undefined> {
  assertCan(context.actor, 'audit.read')
  return (await database().user.findUnique({ where: { id: userId }, select: { name: true } }))?.name
}

function conditions(filter: AuditFilter): Prisma.AuditEventWhereInput {
  const { actorId, action, subjectType, subjectId, from, to, before } = filter
  return {
    actorId,
    action,
    subjectType,
    subjectId,
    at: { gte: from && startOf(from), lt: to && startOf(addDays(to, 1)) },
    seq: before ? { lt: BigInt(before) } : undefined,
  }
}

/** Midnight in Asia/Shanghai. */
function startOf(day: Day): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
