import type { Db } from '~/platform/database/client'
import type { SheetSummary } from '../../tables/domain/summary'

type Counted = { [Key in keyof SheetSummary]: Key extends 'name' ? string : number }

/** The summary of each sheet from the rows as they stand now; `SheetTally` counts the same while reading. */
export async function countRows(db: Db, batchId: string): Promise<Map<string, SheetSummary>> {
  const rows = await db.$queryRaw<Counted[]>`
    SELECT c.name, c.rows::int, c.projects::int, c.started::int, (c.projects - c.started)::int AS "notStarted",
      c.land_supplied::int AS "landSupplied", c.renting::int, c.without_area::int AS "withoutArea",
      coalesce(c.investment, 0)::float8 AS "totalInvestmentWan", coalesce(c.land, 0)::float8 AS "landMu",
      c.duplicates::int AS "suspectedDuplicates", c.held::int AS "heldRows"
    FROM (
      SELECT sheet AS name, count(*) AS rows,
        count(*) FILTER (WHERE state = 'duplicate') AS duplicates,
        count(*) FILTER (WHERE state = 'held') AS held,
        count(*) FILTER (WHERE counts) AS projects,
        count(*) FILTER (WHERE counts AND draft->'events' @> '[{"stage": "started"}]') AS started,
        count(*) FILTER (WHERE counts AND draft->'events' @> '[{"stage": "landSupplied"}]') AS land_supplied,
        count(*) FILTER (WHERE counts AND draft->'rents' = 'true') AS renting,
        count(*) FILTER (WHERE counts AND draft->>'landMu' IS NULL) AS without_area,
        sum((draft->>'investmentWan')::numeric) FILTER (WHERE counts) AS investment,
        sum((draft->>'landMu')::numeric) FILTER (WHERE counts) AS land
      FROM (SELECT *, state NOT IN ('duplicate', 'held', 'discarded') AS counts FROM import_row WHERE batch_id = ${batchId}::uuid) r
      GROUP BY sheet
    ) c`
  return new Map(rows.map((row) => [row.name, row]))
}
