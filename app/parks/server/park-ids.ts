import type { Db } from '~/platform/database/client'

/** Parks by the names that ledgers use: their own, a synonym, or that of one merged into them; unknown ones are left out. */
export async function parkIdsByName(db: Db, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const rows = await db.$queryRaw<{ name: string; id: string }[]>`
    SELECT n.name, coalesce(p.merged_into_id, p.id) AS id
    FROM (SELECT name, id AS park_id, 0 AS rank FROM park WHERE name = ANY(${names})
          UNION ALL SELECT name, park_id, 1 FROM park_name WHERE name = ANY(${names})) n
      JOIN park p ON p.id = n.park_id
    ORDER BY n.rank DESC`
  return new Map(rows.map(({ name, id }) => [name, id]))
}
