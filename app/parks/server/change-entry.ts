import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import { transaction, type Tx } from '~/platform/database/client'
import { invalidField } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { seenVersion } from '~/shared/versions'
import { renameInput, synonymInput, type EntryKind } from '../domain/entries'
import { assertEntryNameFree, entryToChange, type StoredEntry } from './entry'
import { tablesOf } from './entry-tables'
import { followers } from './followers'

interface Change {
  action: 'update' | 'confirm'
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** Changes an entry that was looked at; `null` where there is nothing to change. */
async function change(
  context: RequestContext,
  kind: EntryKind,
  seen: { id: string; version: number },
  apply: (tx: Tx, entry: StoredEntry) => Promise<Change | null>,
): Promise<void> {
  assertCan(context.actor, 'park.manage')
  await transaction(async (tx) => {
    const entry = await entryToChange(tx, kind, seen)
    const changed = await apply(tx, entry)
    if (!changed) return
    const { action, before, after } = changed
    await tx.$executeRaw`UPDATE ${tablesOf(kind).entry} SET version = version + 1 WHERE id = ${entry.id}::uuid`
    await recordAudit(tx, context, {
      action: `${kind}.${action}`,
      subjectType: kind,
      subjectId: entry.id,
      before,
      after,
    })
  })
}

/** Renames an entry; the former name stays as a synonym, so that old ledgers still find it. @throws AppError invalid (422), stale (409) */
export async function renameEntry(context: RequestContext, kind: EntryKind, id: string, input: unknown) {
  const { name, version } = parseInput(renameInput, input)
  await change(context, kind, { id, version }, async (tx, entry) => {
    if (entry.name === name) return null
    await assertEntryNameFree(tx, kind, name, { except: id })
    const { entry: table, names, key } = tablesOf(kind)
    await tx.$executeRaw`DELETE FROM ${names} WHERE ${key} = ${id}::uuid AND name = ${name}`
    await tx.$executeRaw`INSERT INTO ${names} (id, ${key}, name) VALUES (${newId()}::uuid, ${id}::uuid, ${entry.name})`
    await tx.$executeRaw`UPDATE ${table} SET name = ${name} WHERE id = ${id}::uuid`
    for (const { renamed } of followers.all()) await renamed?.[kind]?.(tx, context, { from: entry.name, to: name })
    return { action: 'update', before: { name: entry.name }, after: { name } }
  })
}

/** Takes an entry that a ledger or a form met for a real one. @throws AppError stale (409) */
export async function confirmEntry(context: RequestContext, kind: EntryKind, id: string, input: unknown) {
  const { version } = parseInput(seenVersion, input)
  await change(context, kind, { id, version }, async (tx, entry) => {
    if (entry.confirmed) return null
    await tx.$executeRaw`UPDATE ${tablesOf(kind).entry} SET confirmed = true WHERE id = ${id}::uuid`
    return { action: 'confirm', before: { confirmed: false }, after: { confirmed: true } }
  })
}

/** Adds another name by which ledgers know the entry. @throws AppError invalid (422) at `synonym`, stale (409) */
export async function addSynonym(context: RequestContext, kind: EntryKind, id: string, input: unknown) {
  const { synonym, version } = parseInput(synonymInput, input)
  await change(context, kind, { id, version }, async (tx, entry) => {
    if (entry.name === synonym) throw invalidField('synonym', '与现名相同', 'same')
    await assertEntryNameFree(tx, kind, synonym, { path: 'synonym' })
    const { names, key } = tablesOf(kind)
    await tx.$executeRaw`INSERT INTO ${names} (id, ${key}, name) VALUES (${newId()}::uuid, ${id}::uuid, ${synonym})`
    return { action: 'update', before: { synonym: null }, after: { synonym } }
  })
}

/** Takes a synonym away; a ledger that uses it then meets an unknown name. @throws AppError stale (409) */
export async function removeSynonym(context: RequestContext, kind: EntryKind, id: string, input: unknown) {
  const { synonym, version } = parseInput(synonymInput, input)
  await change(context, kind, { id, version }, async (tx) => {
    const { names, key } = tablesOf(kind)
    const removed = await tx.$executeRaw`DELETE FROM ${names} WHERE ${key} = ${id}::uuid AND name = ${synonym}`
    return removed === 0 ? null : { action: 'update', before: { synonym }, after: { synonym: null } }
  })
}
