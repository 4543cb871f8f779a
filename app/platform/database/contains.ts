import { Prisma } from '~/generated/prisma/client'

/** A condition on a name: two characters are found by their grams, longer words by trigrams; both have an index. */
export function nameContains(column: string, word: string): Prisma.Sql {
  if (word.length <= 2) return Prisma.sql`text_grams(${Prisma.raw(column)}) @> ARRAY[${word.toLowerCase()}]`
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`${Prisma.raw(column)} ILIKE ${pattern}`
}
