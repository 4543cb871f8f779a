import type { RequestContext } from '~/auth/domain/actor'
import { recordAudits } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import type { Db, Tx } from '~/platform/database/client'

/** The dictionary's word for each of these, by name, by synonym, and through merges; unknown ones are left out. */
export async function industryWords(db: Db, words: readonly string[]): Promise<Map<string, string>> {
  if (words.length === 0) return new Map()
  const rows = await db.$queryRaw<{ word: string; name: string }[]>`
    SELECT w.word, coalesce(into_.name, e.name) AS name
    FROM (SELECT name AS word, id, 0 AS rank FROM industry WHERE name = ANY(${words})
          UNION ALL SELECT name, industry_id, 1 FROM industry_name WHERE name = ANY(${words})) w
      JOIN industry e ON e.id = w.id LEFT JOIN industry into_ ON into_.id = e.merged_into_id
    ORDER BY w.rank DESC`
  return new Map(rows.map(({ word, name }) => [word, name]))
}

/** Puts words that the dictionary does not know into it, unconfirmed; answers what it made. */
export async function addIndustries(
  tx: Tx,
  context: RequestContext,
  words: readonly string[],
): Promise<readonly { id: string }[]> {
  if (words.length === 0) return []
  // Of two who bring the same word at once, one makes the entry and logs it.
  const made = await tx.industry.createManyAndReturn({
    data: words.map((name) => ({ id: newId(), name, confirmed: false, createdAt: context.now })),
    select: { id: true, name: true },
    skipDuplicates: true,
  })
  const entries = made.map(({ id, name }) => ({
    action: 'industry.create' as const,
    subjectType: 'industry' as const,
    subjectId: id,
    after: { name, confirmed: false },
  }))
  await recordAudits(tx, context, entries)
  return made
}

/** The word a project keeps for what was typed: the dictionary's, which learns it where it is new. */
export async function industryWord(tx: Tx, context: RequestContext, word: string | null): Promise<string | null> {
  if (!word) return null
  const known = (await industryWords(tx, [word])).get(word)
  if (known) return known
  await addIndustries(tx, context, [word])
  return word
}
