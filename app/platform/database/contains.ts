import { Prisma } from '~/generated/prisma/client'

/**
 * A condition on a folded text, as `folded_text` makes it: it holds the folded word. Its grams (pairs of letters; of a
 * single letter itself) are found by an index on `text_grams`; of a longer word it is then seen whether they stand in a row.
 */
export function textContains(folded: string, word: string): Prisma.Sql {
  const { grams, pattern, inOrder } = wordSought(word)
  const text = Prisma.raw(folded)
  const found = Prisma.sql`text_grams(${text}) @> ${grams}::text[]`
  return inOrder ? Prisma.sql`${found} AND ${text} LIKE ${pattern}` : found
}

/** What LIKE takes for texts that hold these words; its own signs in them stand for themselves. */
export const likePattern = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`

/** A folded word as the database looks for it; `inOrder`: its grams alone do not say that it is there. */
export function wordSought(word: string): { grams: string[]; pattern: string; inOrder: boolean } {
  const letters = [...word]
  const pairs = letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`)
  return { grams: pairs.length > 0 ? pairs : letters, pattern: likePattern(word), inOrder: pairs.length > 1 }
}
