import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { businessDay } from '~/shared/day'
import { evaluate, type Evaluation } from '../domain/evaluation/evaluate'
import type { ScreeningInputs } from '../domain/inputs'
import { termsInForce } from './energy-terms'
import { readRuleSets } from './rule-sets'

/** Judges a proposal by a rule set, by the facts of today. Nothing is stored. @throws notFound for an unknown set */
export async function evaluateProposal(
  context: RequestContext,
  { ruleSetId, inputs }: { ruleSetId: string; inputs: ScreeningInputs },
): Promise<Evaluation> {
  assertCan(context.actor, 'screening.evaluate')
  const ruleSets = await readRuleSets(context, [ruleSetId])
  const on = businessDay(context.now)
  return evaluate(ruleSets, inputs, { on, terms: await termsInForce(on) })
}
