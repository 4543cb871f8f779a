import { Prisma } from '~/generated/prisma/client'

/**
 * A condition on a folded text, as `folded_text` makes it: it holds the folded word. Its grams (pairs of letters; of a
 * single letter itself) are found by an index on `text_grams`. LIKE says the same of any text, and in order: where another
 * index is walked, the planner puts it first, as the grams of a text take fifty times as long to make.
 */
export function textContains(folded: string, word: string): Prisma.Sql {
  const { grams, pattern } = wordSought(word)
  return Prisma.sql`${hasGrams(folded, grams)} AND ${Prisma.raw(folded)} LIKE ${pattern}`
}

/** What an index on `text_grams` finds: the texts that hold the word, and some that hold its grams elsewhere. */
export const hasGrams = (folded: string, grams: readonly string[]): Prisma.Sql =>
  Prisma.sql`text_grams(${Prisma.raw(folded)}) @> ${grams}::text[]`

/** What LIKE takes for texts that hold these words; its own signs in them stand for themselves. */
export const likePattern = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`

/** A folded word as the database looks for it. */
export function wordSought(word: string): { grams: string[]; pattern: string } {
  const letters = [...word]
  const pairs = letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`)
  return { grams: pairs.length > 0 ? pairs : letters, pattern: likePattern(word) }
}
