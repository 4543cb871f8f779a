import { staleEdit } from '~/audit/server/stale-edit'
import type { Tx } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { ENTRY_NAMES, type EntryKind } from '../domain/entries'
import { tablesOf } from './entry-tables'

export interface StoredEntry {
  id: string
  name: string
  confirmed: boolean
  mergedIntoId: string | null
  version: number
}

/**
 * An entry to be changed, locked.
 * @throws AppError notFound (404), stale (409), conflict (409) once it has been merged
 */
export async function entryToChange(
  tx: Tx,
  kind: EntryKind,
  { id, version }: { id: string; version?: number },
): Promise<StoredEntry> {
  const what = `这个${ENTRY_NAMES[kind]}`
  if (!isId(id)) throw notFound(what)
  const [stored] = await tx.$queryRaw<StoredEntry[]>`
    SELECT id, name, confirmed, merged_into_id AS "mergedIntoId", version
    FROM ${tablesOf(kind).entry} WHERE id = ${id}::uuid FOR UPDATE`
  if (!stored) throw notFound(what)
  if (version !== undefined && stored.version !== version) {
    const { name } = stored
    throw await staleEdit(tx, { subject: { type: kind, id }, what, version: stored.version, current: { name } })
  }
  if (stored.mergedIntoId)
    throw new AppError('conflict', { userMessage: `“${stored.name}”已经并入其他${ENTRY_NAMES[kind]}` })
  return stored
}

/** @throws AppError invalid (422) at `path` when another entry has the name or the synonym */
export async function assertEntryNameFree(
  tx: Tx,
  kind: EntryKind,
  name: string,
  { except, path = 'name' }: { except?: string; path?: string } = {},
): Promise<void> {
  const { entry, names, key } = tablesOf(kind)
  const [holder] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT e.id, e.name FROM ${entry} e WHERE e.name = ${name}
    UNION ALL SELECT e.id, e.name FROM ${names} n JOIN ${entry} e ON e.id = n.${key} WHERE n.name = ${name}`
  if (!holder || holder.id === except) return
  const said = holder.name === name ? `已有同名的${ENTRY_NAMES[kind]}` : `“${name}”已是“${holder.name}”的别名`
  throw invalidField(path, said, 'taken')
}
