import { evaluate, type Evaluation } from './evaluation/evaluate'
import type { ScreeningInputs } from './inputs'
import type { RuleSet } from './rules/rule-set'
import { inputsOf, screeningForm } from './screening'

/** What a quick look answers; null until a number is given, or while one is refused. */
export interface QuickLook {
  ruleSetId: string
  inputs: ScreeningInputs | null
  evaluation: Evaluation | null
  /** by the names of the boxes */
  errors: Partial<Record<string, string>>
}

/** Judges what stands in the boxes; the same in the browser and at the server. */
export function quickLook(ruleSets: readonly RuleSet[], values: Record<string, unknown>, on: string): QuickLook {
  const { rules, ...boxes } = values
  const ruleSet = ruleSets.find(({ id }) => id === rules) ?? ruleSets[0]
  const ruleSetId = ruleSet?.id ?? ''
  const read = screeningForm.safeParse({ ...boxes, ruleSets: [ruleSetId] })
  if (!read.success) {
    const errors = Object.fromEntries(read.error.issues.map(({ path, message }) => [path.join('.'), message]))
    return { ruleSetId, inputs: null, evaluation: null, errors }
  }
  const inputs = inputsOf(read.data)
  const isBlank = Object.keys(inputs).length === 0
  if (isBlank || !ruleSet) return { ruleSetId, inputs: null, evaluation: null, errors: {} }
  return { ruleSetId, inputs, evaluation: evaluate(ruleSet, inputs, { on }), errors: {} }
}
