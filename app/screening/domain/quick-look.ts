import type { EnergyTerms } from './energy/terms'
import { evaluate, type Evaluation } from './evaluation/evaluate'
import { inputsOf, screeningForm } from './form'
import type { ScreeningInputs } from './inputs'
import type { RuleSet } from './rules/rule-set'

/** What a quick look answers; null until a number is given, or while one is refused. */
export interface QuickLook {
  inputs: ScreeningInputs | null
  evaluation: Evaluation | null
  /** by the names of the boxes */
  errors: Partial<Record<string, string>>
}

/** Judges what stands in the boxes; the same in the browser and at the server. */
export function quickLook(
  ruleSet: RuleSet,
  values: Record<string, unknown>,
  on: string,
  terms: EnergyTerms,
): QuickLook {
  const read = screeningForm.safeParse({ ...values, ruleSets: [ruleSet.id] })
  if (!read.success) {
    const errors = Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message]))
    return { inputs: null, evaluation: null, errors }
  }
  const inputs = inputsOf(read.data, values)
  if (Object.keys(inputs).length === 0) return { inputs: null, evaluation: null, errors: {} }
  return { inputs, evaluation: evaluate(ruleSet, inputs, { on, terms }), errors: {} }
}
