import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { businessDay } from '~/shared/day'
import { evaluate, type Evaluation } from '../domain/evaluation/evaluate'
import type { ScreeningInputs } from '../domain/inputs'
import { readRuleSet } from './rule-sets'

/** Judges a proposal by a rule set, by the facts of today. Nothing is stored. @throws notFound for an unknown set */
export async function evaluateProposal(
  context: RequestContext,
  { ruleSetId, inputs }: { ruleSetId: string; inputs: ScreeningInputs },
): Promise<Evaluation> {
  assertCan(context.actor, 'screening.evaluate')
  const ruleSet = await readRuleSet(context, ruleSetId)
  return evaluate(ruleSet, inputs, { on: businessDay(context.now) })
}
