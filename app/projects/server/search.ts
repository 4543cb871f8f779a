import { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import { hasGrams, wordSought } from '~/platform/database/contains'
import { searchedWords } from '~/shared/text'

/** A word looked for, with what is called so beside the project itself. */
export interface Sought {
  word: string
  /** units whose name holds it */
  units: string[]
  /** projects with such a contact */
  projects: string[]
  /** the texts of many projects hold it */
  common: boolean
}

/**
 * What the words of a search stand for. The ids are read first, as the planner must know how many there are to tell a
 * rare word from a common one. Common is what the texts of more than `commonAbove` projects hold; without it no word is.
 */
export async function readSought(q: string, commonAbove?: number): Promise<Sought[]> {
  const words = searchedWords(q).map((word) => ({ word, ...wordSought(word) }))
  if (words.length === 0) return []
  const isCommon = (above: number) => Prisma.sql`(
    SELECT count(*) > ${above} FROM (
      SELECT FROM project p WHERE text_grams(p.search_text) @> w.grams LIMIT ${above + 1}) holding)`
  return database().$queryRaw<Sought[]>`
    SELECT w.word,
      ARRAY(SELECT u.id FROM unit u WHERE folded_text(u.name) LIKE w.pattern) AS units,
      ARRAY(SELECT DISTINCT c.project_id FROM contact c
        WHERE text_grams(folded_text(c.name)) @> w.grams AND folded_text(c.name) LIKE w.pattern
          AND c.project_id IS NOT NULL) AS projects,
      ${commonAbove === undefined ? Prisma.sql`false` : isCommon(commonAbove)} AS common
    FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb) AS w (word text, grams text[], pattern text)`
}

/** Does a word leave few rows standing? How many projects a unit has is known to the planner alone. */
export const isRare = ({ units, common }: Sought): boolean => !common && units.length === 0

/**
 * The project `p` holds each word: in its name, its investor's, its code or its sponsor, in the name of one of its units
 * or of a contact. Signs alone are in none. Said twice, by grams for the index and by LIKE for rows that another one
 * found; of a common word by LIKE alone, as its first rows are met sooner than the index has told of all.
 */
export function soughtSql(sought: readonly Sought[]): Prisma.Sql {
  if (sought.length === 0) return Prisma.sql`false`
  return Prisma.join(
    sought.flatMap(({ word, units, projects, common }) => {
      const { grams, pattern } = wordSought(word)
      const elsewhere: Prisma.Sql[] = []
      if (projects.length > 0) elsewhere.push(Prisma.sql`p.id = ANY(${projects}::uuid[])`)
      if (units.length > 0) {
        elsewhere.push(Prisma.sql`p.unit_id = ANY(${units}::uuid[])`)
        elsewhere.push(Prisma.sql`p.introduced_by_id = ANY(${units}::uuid[])`)
        elsewhere.push(Prisma.sql`p.landed_at_id = ANY(${units}::uuid[])`)
      }
      const inText = Prisma.sql`p.search_text LIKE ${pattern}`
      const said = common ? [inText] : [hasGrams('p.search_text', grams), inText]
      return said.map((text) => Prisma.sql`(${Prisma.join([text, ...elsewhere], ' OR ')})`)
    }),
    ' AND ',
  )
}
