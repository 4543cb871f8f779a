import { Prisma } from '~/generated/prisma/client'

/**
 * A condition on a text in small letters: it holds the word, whatever the word's case. Its grams (pairs of letters; of a
 * single letter itself) are found by an index on `text_grams`; of a longer word it is then seen whether they stand in a row.
 */
export function textContains(lowered: string, word: string): Prisma.Sql {
  const plain = word.toLowerCase()
  const letters = [...plain]
  const pairs = letters.slice(1).map((letter, at) => letters[at]! + letter)
  const text = Prisma.raw(lowered)
  const found = Prisma.sql`text_grams(${text}) @> ${pairs.length > 0 ? pairs : letters}::text[]`
  if (pairs.length < 2) return found
  return Prisma.sql`${found} AND ${text} LIKE ${`%${plain.replace(/[\\%_]/g, '\\$&')}%`}`
}
