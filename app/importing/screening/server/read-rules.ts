import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { RULE_BOOK, rulesFromBook } from '~/screening/domain/rules/workbook'
import { saveDraft } from '~/screening/server/edit-rule-set'
import { listParksToChoose } from '~/screening/server/rule-set-list'
import { readBook, type Upload } from './read-book'

/**
 * Takes the draft of a rule set from a workbook, whole: with whatever faults, for the editor to show. Returns what could not
 * be told. @throws invalid (422) at the file; stale (409) when somebody saved in between
 */
export async function importRules(
  context: RequestContext,
  { id, version, file }: { id: string; version: number; file: Upload | undefined },
): Promise<{ notes: string[] }> {
  assertCan(context.actor, 'ruleSet.manage')
  const [{ rows, notes }, parks] = await Promise.all([readBook(RULE_BOOK, file), listParksToChoose(context)])
  const { draft, notes: notTaken } = rulesFromBook(rows, parks)
  await saveDraft(context, { id, version, draft })
  return { notes: [...notes, ...notTaken] }
}
