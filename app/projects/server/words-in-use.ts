import type { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'

/** Of more words nobody chooses from a list. */
const MOST = 500

/**
 * The distinct values of an indexed column, in order, at most 500: as many look-ups as there are words, whatever the
 * number of rows.
 * @param column such as `p.chain`
 * @param rows   table and condition, such as `project p WHERE p.chain <> ''`
 */
export async function wordsInUse(column: Prisma.Sql, rows: Prisma.Sql): Promise<string[]> {
  const found = await database().$queryRaw<{ word: string }[]>`
    WITH RECURSIVE words AS (
      (SELECT ${column} AS word FROM ${rows} ORDER BY ${column} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${column} FROM ${rows} AND ${column} > words.word ORDER BY ${column} LIMIT 1)
      FROM words WHERE words.word IS NOT NULL
    )
    SELECT word FROM words WHERE word IS NOT NULL LIMIT ${MOST}`
  return found.map(({ word }) => word)
}
