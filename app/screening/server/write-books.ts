import type { RequestContext } from '~/auth/domain/actor'
import { bookSheets, writeXlsx } from '~/platform/xlsx'
import { draftOf } from '../domain/rules/draft'
import { bookOfRules, RULE_BOOK, RULE_BOOK_NOTES } from '../domain/rules/workbook'
import { bookOfProposal, PROPOSAL_BOOK, PROPOSAL_BOOK_NOTES } from '../domain/workbook'
import { editableRuleSet } from './edit-rule-set'
import { editableScreening } from './read-screening'
import { listParksToChoose, ruleSetPage } from './rule-set-list'
import { notFound } from '~/shared/errors'

/** Writes a published version of a rule set, or its draft, into a workbook that an import takes again unchanged. */
export async function writeRuleBook(
  context: RequestContext,
  { id, version, isDraft }: { id: string; version: number | null; isDraft: boolean },
  file: string,
): Promise<void> {
  const parks = await listParksToChoose(context)
  const draft = isDraft ? (await editableRuleSet(context, id)).draft : await publishedDraft(context, id, version)
  await writeXlsx(file, ...bookSheets(RULE_BOOK, bookOfRules(draft, parks), RULE_BOOK_NOTES))
}

async function publishedDraft(context: RequestContext, id: string, version: number | null) {
  const { ruleSet } = await ruleSetPage(context, id, { version, compare: null })
  if (!ruleSet) throw notFound('已发布的规则集')
  return draftOf(ruleSet)
}

/** Writes the workbook of a proposal with what its form holds so far, to be filled in and read back. */
export async function writeProposalBook(context: RequestContext, id: string | undefined, file: string): Promise<void> {
  const { values, chosen } = await editableScreening(context, id)
  await writeXlsx(file, ...bookSheets(PROPOSAL_BOOK, bookOfProposal(values, chosen), PROPOSAL_BOOK_NOTES))
}
