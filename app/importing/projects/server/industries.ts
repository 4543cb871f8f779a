import { addIndustries, industryWords } from '~/parks/server/industry-words'
import type { Db, Tx } from '~/platform/database/client'
import { logMade } from '../../tables/server/import-writes'
import type { WriteContext } from '../../tables/server/kind'
import type { LedgerDraft } from '../domain/draft'

type NamesIndustry = Pick<LedgerDraft, 'industry'>

const wordsOf = (drafts: readonly NamesIndustry[]) => [...new Set(drafts.flatMap(({ industry }) => industry ?? []))]

/** Names the industries of these drafts as the dictionary does. */
export async function settleIndustries(db: Db, drafts: readonly NamesIndustry[]): Promise<void> {
  const known = await industryWords(db, wordsOf(drafts))
  for (const draft of drafts) draft.industry = known.get(draft.industry ?? '') ?? draft.industry
}

/** Puts industries that the dictionary does not know into it, to be confirmed. */
export async function learnIndustries(
  tx: Tx,
  { context, origin }: Pick<WriteContext, 'context' | 'origin'>,
  rows: readonly { draft: NamesIndustry }[],
): Promise<void> {
  const words = wordsOf(rows.map(({ draft }) => draft))
  const known = await industryWords(tx, words)
  const made = await addIndustries(
    tx,
    context,
    words.filter((word) => !known.has(word)),
  )
  await logMade(tx, origin.batchId, 'industry', made)
}
