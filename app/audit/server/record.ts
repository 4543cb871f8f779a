import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { insertRows, newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { changes, type AuditEntry } from '../domain/changes'

function row(call: Call, entry: AuditEntry): Prisma.AuditEventCreateManyInput {
  const { before, after } = changes(entry.before, entry.after)
  return {
    at: call.now,
    actorId: call.actor.userId,
    actorName: call.actor.name,
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId ?? null,
    before: before ? (before as Prisma.InputJsonObject) : Prisma.DbNull,
    after: after ? (after as Prisma.InputJsonObject) : Prisma.DbNull,
    result: entry.result ?? 'done',
    requestId: call.requestId ?? null,
    address: call.address ?? null,
  }
}

/** Writes what was done in the transaction that does it; only the fields that changed are kept. */
export async function recordAudit(tx: Tx, call: Call, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: row(call, entry) })
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
] as const

/** The same for many subjects at once, in one statement of one parameter. */
export async function recordAudits(tx: Tx, call: Call, entries: AuditEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    id: newId(),
    at: call.now,
    actor_id: call.actor.userId,
    actor_name: call.actor.name,
    action: entry.action,
    subject_type: entry.subjectType,
    subject_id: entry.subjectId ?? null,
    ...changes(entry.before, entry.after),
    result: entry.result ?? 'done',
    request_id: call.requestId ?? null,
    address: call.address ?? null,
  }))
  await insertRows(tx, 'audit_event', COLUMNS, rows)
}

/** The same for deeds of several people at several times. */
export async function recordHistory(tx: Tx, deeds: { call: Call; entry: AuditEntry }[]): Promise<void> {
  await tx.auditEvent.createMany({ data: deeds.map(({ call, entry }) => row(call, entry)) })
}
