import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { CAUSES_BY_WORDS, type HeldCause, type HeldPlace } from '../domain/held-causes'
import { tableOfRow } from '../domain/plan'
import { mappingOf, type Batch } from './batch'

const { sql } = Prisma

export interface HeldRow extends HeldPlace {
  id: string
}

/** The held rows of one cause. */
export interface HeldGroup extends HeldCause {
  key: string
  /** what is told at the first of them */
  message: string
  count: number
  /** the first of them, or all */
  rows: HeldRow[]
}

interface Grouped {
  code: string
  sheet: string
  column: string | null
  words: string | null
  message: string
  count: number
  rows: Omit<HeldRow, 'sheet' | 'column'>[]
}

/** What holds the rows of an import back, each cause once, the most frequent first; of its rows `most`. */
export async function heldGroups(db: Db, batch: Batch, most: number | null): Promise<HeldGroup[]> {
  const first = most === null ? Prisma.empty : sql`[1:${most}::int]`
  const found = await db.$queryRaw<Grouped[]>`
    SELECT code, sheet, "column", words, (array_agg(message ORDER BY row_number))[1] AS message, count(*)::int AS count,
      to_json((array_agg(jsonb_build_object('id', id, 'row', row_number, 'beside', beside) ORDER BY row_number, beside))${first}) AS rows
    FROM (SELECT r.id, r.sheet, r.row_number, r.beside, f.code, f."column", f.message,
        CASE WHEN f.code = ANY(${[...CAUSES_BY_WORDS]}) THEN f.message END AS words
      FROM import_row r, jsonb_to_recordset(r.findings) AS f(code text, "column" text, level text, message text)
      WHERE r.batch_id = ${batch.id}::uuid AND r.state = 'held' AND f.level = 'error') held
    GROUP BY code, sheet, "column", words
    ORDER BY min(row_number)`
  const { sheets } = mappingOf(batch)
  const groups = new Map<string, HeldGroup>()
  for (const { code, sheet, column, words, message, count, rows } of found) {
    const [{ row, beside } = { row: 0, beside: 0 }] = rows
    const { columns } = tableOfRow(sheets, sheet, row, beside)
    const field = column === null ? null : (columns.find((it) => it.column === column)?.field ?? null)
    const key = [code, field ?? '', words ?? ''].join('|')
    const group = groups.get(key) ?? { key, code, field, message, count: 0, rows: [] }
    groups.set(key, group)
    group.count += count
    group.rows.push(...rows.map((each) => ({ ...each, sheet, column })))
    if (most !== null) group.rows.length = Math.min(group.rows.length, most)
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** Is the row `r` held for this cause? Nothing is, where there is none of that key. */
export async function isHeldFor(db: Db, batch: Batch, key: string): Promise<Prisma.Sql> {
  const group = (await heldGroups(db, batch, null)).find((it) => it.key === key)
  return sql`r.id = ANY(${group?.rows.map(({ id }) => id) ?? []}::uuid[])`
}
