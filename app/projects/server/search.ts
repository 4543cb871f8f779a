import { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { textContains, wordSought } from '~/platform/database/contains'
import { searchedWords } from '~/shared/text'

/** A word looked for, with what is called so beside the project itself. */
export interface Sought {
  word: string
  /** units whose name holds it */
  units: string[]
  /** projects with such a contact */
  projects: string[]
}

/**
 * What the words of a search stand for. The ids are read first, as the planner must know how many there are to tell a
 * rare word from a common one.
 */
export async function readSought(q: string): Promise<Sought[]> {
  const words = searchedWords(q).map((word) => ({ word, ...wordSought(word) }))
  if (words.length === 0) return []
  return database().$queryRaw<Sought[]>`
    SELECT w.word,
      ARRAY(SELECT u.id FROM unit u WHERE folded_text(u.name) LIKE w.pattern) AS units,
      ARRAY(SELECT DISTINCT c.project_id FROM contact c
        WHERE text_grams(folded_text(c.name)) @> w.grams AND folded_text(c.name) LIKE w.pattern
          AND c.project_id IS NOT NULL) AS projects
    FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS w (word text, grams text[], pattern text)`
}

/**
 * The project `p` holds each word: in its name, its investor's, its code or its sponsor, in the name of one of its units
 * or of a contact. Signs alone are in none.
 */
export function soughtSql(sought: readonly Sought[]): Prisma.Sql {
  if (sought.length === 0) return Prisma.sql`false`
  return Prisma.join(
    sought.map(({ word, units, projects }) => {
      const places = [Prisma.sql`(${textContains('p.search_text', word)})`]
      if (projects.length > 0) places.push(Prisma.sql`p.id = ANY(${projects}::uuid[])`)
      if (units.length > 0) {
        places.push(Prisma.sql`p.unit_id = ANY(${units}::uuid[])`)
        places.push(Prisma.sql`p.introduced_by_id = ANY(${units}::uuid[])`)
        places.push(Prisma.sql`p.landed_at_id = ANY(${units}::uuid[])`)
      }
      return Prisma.sql`(${Prisma.join(places, ' OR ')})`
    }),
    ' AND ',
  )
}
