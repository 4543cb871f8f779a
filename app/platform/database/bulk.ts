import { randomFillSync } from 'node:crypto'
import { Prisma } from '~/generated/prisma/client'
import type { Db } from './client'

type Row = Record<string, unknown>

/** What JSON may hold and PostgreSQL may not: NUL and half a surrogate pair. */
const UNSTORABLE = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g

/** Rows as one parameter, whatever their number. */
export function asJson(value: unknown): string {
  const json = JSON.stringify(value)
  return json.includes('\\u') ? json.replace(UNSTORABLE, '$1\ufffd') : json
}

const names = (columns: readonly string[]) => Prisma.raw(columns.map((column) => `"${column}"`).join(', '))

/** Inserts rows (keyed by column) in one statement. */
export async function insertRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const into = Prisma.raw(`"${table}"`)
  // A key left out is NULL as well, and half of the text is such keys.
  for (const row of rows) for (const column of columns) if (row[column] === null) row[column] = undefined
  await db.$executeRaw`
    INSERT INTO ${into} (${names(columns)})
    SELECT ${names(columns)} FROM json_populate_recordset(NULL::${into}, ${asJson(rows)}::json)`
}

/** Rows for a table, keyed by its columns. */
export interface TableRows {
  table: string
  columns: readonly string[]
  rows: readonly Row[]
}

/**
 * Inserts rows into several tables in one statement, at least one row each; a row may point at one of another table.
 * Of several broken rules that of the first table is told: PostgreSQL runs the parts from the last to the first.
 */
export async function insertTogether(db: Db, tables: readonly TableRows[]): Promise<void> {
  const inserts = tables.toReversed().map(({ table, columns, rows }) => {
    const into = Prisma.raw(`"${table}"`)
    return Prisma.sql`${Prisma.raw(`"into_${table}"`)} AS (INSERT INTO ${into} (${names(columns)})
      SELECT ${names(columns)} FROM json_populate_recordset(NULL::${into}, ${asJson(rows)}::json))`
  })
  await db.$executeRaw`WITH ${Prisma.join(inserts)} SELECT`
}

/** Sets `columns` of rows found by their id, in one statement. */
export async function updateRows(
  db: Db,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return
  const into = Prisma.raw(`"${table}"`)
  const set = Prisma.raw(columns.map((column) => `"${column}" = given."${column}"`).join(', '))
  await db.$executeRaw`
    UPDATE ${into} AS kept SET ${set}
    FROM json_populate_recordset(NULL::${into}, ${asJson(rows)}::json) AS given
    WHERE kept.id = given.id`
}

const pool = Buffer.alloc(4096)
let used = pool.length

/** A UUID of version 7: sorts by the time it was made. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const bytes = pool.subarray(used, (used += 16))
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
