import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { addDays, type Day } from '~/shared/day'
import type { AuditAction, AuditEntry } from '../domain/changes'

export interface AuditFilter {
  actorId?: string
  action?: AuditAction
  subjectType?: AuditEntry['subjectType']
  subjectId?: string
  /** first and last business day, inclusive */
  from?: Day
  to?: Day
  /** events older than this one (its `seq`), from the former page's `next` */
  before?: string
  /** 50 unless told; at most 200 */
  limit?: number
}

/** The audit log, newest first, a page at a time by key: a late page costs as much as the first. */
export async function listAudit(call: Call, filter: AuditFilter = {}) {
  assertCan(call.actor, 'audit.read')
  const limit = Math.min(filter.limit ?? 50, 200)
  const rows = await database().auditEvent.findMany({
    where: conditions(filter),
    orderBy: { seq: 'desc' },
    take: limit + 1,
  })
  const items = rows.slice(0, limit).map((row) => ({ ...row, seq: row.seq.toString() }))
  return { items, next: rows.length > limit ? items.at(-1)!.seq : null }
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
