import { staleEdit } from '~/audit/server/stale-edit'
import type { Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { draftFrom, type RuleSetDraft } from '../domain/rules/draft'

/** A rule set of the county as it is stored. */
export interface StoredRuleSet {
  id: string
  name: string
  basedOn: string | null
  inUse: boolean
  version: number
  draft: RuleSetDraft | null
}

/** The rule set, locked. @throws notFound */
export async function lockedRuleSet(tx: Tx, id: string): Promise<StoredRuleSet> {
  await tx.$queryRaw`SELECT 1 FROM screening_rule_set WHERE id = ${id} FOR UPDATE`
  const found = await tx.screeningRuleSet.findUnique({ where: { id } })
  if (!found) throw notFound('这个规则集')
  const { name, basedOn, inUse, version, draft } = found
  return { id, name, basedOn, inUse, version, draft: draft === null ? null : draftFrom(draft) }
}

/** The same if it is still the version that was looked at. @throws notFound, stale with what is stored now */
export async function seenRuleSet(tx: Tx, id: string, version: number): Promise<StoredRuleSet> {
  const found = await lockedRuleSet(tx, id)
  if (found.version === version) return found
  throw await staleEdit(tx, {
    subject: { type: 'ruleSet', id },
    what: '这个规则集',
    version: found.version,
    current: { draft: found.draft },
  })
}
