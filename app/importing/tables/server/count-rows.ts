import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import type { SheetSummary } from '../domain/summary'
import type { ImportKind } from './kind'

/** The summary of each sheet from the rows as they stand now; `SheetTally` counts the same while reading. */
export async function countRows(db: Db, kind: ImportKind, batchId: string): Promise<Map<string, SheetSummary>> {
  const counts = Object.entries(kind.countSql).map(([key, sql]) => Prisma.sql`${key}::text, ${sql}`)
  const rows = await db.$queryRaw<SheetSummary[]>`
    SELECT sheet AS name, count(*)::int AS rows,
      (count(*) FILTER (WHERE state = 'duplicate'))::int AS "suspectedDuplicates",
      (count(*) FILTER (WHERE state = 'held'))::int AS "heldRows",
      jsonb_build_object(${Prisma.join(counts)}) AS counts
    FROM (SELECT *, state NOT IN ('duplicate', 'held', 'discarded') AS counts FROM import_row WHERE batch_id = ${batchId}::uuid) r
    GROUP BY sheet`
  return new Map(rows.map((row) => [row.name, row]))
}
