import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { insertRows, newId, type TableRows } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { changes, type AuditEntry } from '../domain/changes'

function row(context: RequestContext, entry: AuditEntry): Prisma.AuditEventCreateManyInput {
  const { before, after } = changes(entry.before, entry.after)
  return {
    id: entry.id,
    at: context.now,
    actorId: context.actor.userId,
    actorName: context.actor.name,
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId ?? null,
    before: before ? (before as Prisma.InputJsonObject) : Prisma.DbNull,
    after: after ? (after as Prisma.InputJsonObject) : Prisma.DbNull,
    result: entry.result ?? 'done',
    requestId: context.requestId ?? null,
    address: context.address ?? null,
    partOfId: context.partOf ?? null,
  }
}

/** Writes what was done in the transaction that does it; only the fields that changed are kept. */
export async function recordAudit(tx: Tx, context: RequestContext, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: row(context, entry) })
}

const COLUMNS = [
  'id',
  'at',
  'actor_id',
  'actor_name',
  'action',
  'subject_type',
  'subject_id',
  'before',
  'after',
  'result',
  'request_id',
  'address',
  'part_of_id',
] as const

/** The same for many subjects at once, in one statement of one parameter. */
export async function recordAudits(tx: Tx, context: RequestContext, entries: AuditEntry[]): Promise<void> {
  const { table, columns, rows } = auditRows(context, entries)
  await insertRows(tx, table, columns, rows)
}

/** The same as rows, for a statement that writes what they tell of. */
export function auditRows(context: RequestContext, entries: readonly AuditEntry[]): TableRows {
  const rows = entries.map((entry) => ({
    id: entry.id ?? newId(),
    at: context.now,
    actor_id: context.actor.userId,
    actor_name: context.actor.name,
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId ?? null,
    ...changes(entry.before, entry.after),
    result: entry.result ?? 'done',
    request_id: context.requestId ?? null,
    address: context.address ?? null,
    part_of_id: context.partOf ?? null,
  }))
  return { table: 'audit_event', columns: COLUMNS, rows }
}

/** The same for acts of several people at several times. */
export async function recordHistory(tx: Tx, acts: { context: RequestContext; entry: AuditEntry }[]): Promise<void> {
  await tx.auditEvent.createMany({ data: acts.map(({ context, entry }) => row(context, entry)) })
}
