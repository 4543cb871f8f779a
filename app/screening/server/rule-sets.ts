import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { notFound } from '~/shared/errors'
import { READY_MADE } from '../domain/ready-made/ready-made'
import type { RuleSet } from '../domain/rules/rule-set'

/** The rule sets that may be judged by. */
export async function listRuleSets(context: RequestContext): Promise<RuleSet[]> {
  assertCan(context.actor, 'screening.evaluate')
  return [...READY_MADE]
}

/** One of them. @throws notFound */
export async function readRuleSet(context: RequestContext, id: string): Promise<RuleSet> {
  const found = (await listRuleSets(context)).find((set) => set.id === id)
  if (!found) throw notFound(`规则集“${id}”`)
  return found
}
