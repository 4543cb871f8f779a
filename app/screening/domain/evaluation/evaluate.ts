import { roundHalfUp, type Decimal } from '~/shared/money'
import { energyUse } from '../energy/consumption'
import { checkLimit, limitOf, LIMITS_SOURCE, type LimitVerdict } from '../energy/limits'
import { energyReview, type EnergyReview, type ReviewLevel } from '../energy/review'
import type { EnergyTerms } from '../energy/terms'
import type { ScreeningInputs } from '../inputs'
import { fieldsOf } from '../measures'
import { inputWarnings, type InputWarning } from '../plausibility'
import { againstOf } from '../rules/holds-for'
import type { Criterion, EfficiencyClass, RuleSet, Scope, Verdict } from '../rules/rule-set'
import { exceptionKey, type Assessed, type Assessment, type CriterionStatus } from './assess'
import { assessments, changesFor, changesForVerdict, worst, type Change, type Question } from './changes'

/** A missed threshold that is let pass (一事一议): by whom, and why. */
export interface Exception {
  ruleSet: string
  criterion: string
  by: string
  reason: string
}

export interface CriterionResult {
  id: string
  label: string
  kind: Criterion['kind']
  status: CriterionStatus
  actual: number | null
  threshold: number | null
  direction: 'atLeast' | 'atMost' | null
  unit: string
  /** by how much it is passed; negative: missed */
  margin: number | null
  /** of a scored criterion */
  points: number | null
  maxPoints: number | null
  source: string
  /** its numbers were not seen in the document */
  toBeVerified: boolean
  /** whose rule it is */
  ruleSet: string
  scope: Scope
  /** another rule asks more of the same measure */
  overruled: boolean
  exception: Exception | null
  /** what is left to be said before it can be judged */
  missing: string[]
  minimalChange: Change[]
}

export interface Evaluation {
  verdict: Verdict
  class: EfficiencyClass | null
  score: number | null
  scoreRange: { from: number; to: number | null } | null
  criteria: CriterionResult[]
  changes: Change[][]
  /** inputs that are unknown and would have to be said, in the order of the criteria */
  missing: string[]
  warnings: InputWarning[]
  energy: EnergyResult | null
  /** products against the GB limits for new ones; they decide nothing, the review of energy does */
  limits: LimitResult[]
}

export interface LimitResult extends LimitVerdict {
  id: string
  actual: number
  unit: string
  toBeVerified: boolean
}

export interface EnergyResult {
  /** 当量值 and 等价值, tce a year */
  tceCalorific: number
  tcePrimary: number
  /** null where a carrier has no known factor */
  co2T: number | null
  /** who reviews it; null where no rule of the day is known */
  review: ReviewLevel | null
  reviewDetail: EnergyReview | null
}

const PLACES = 4
const shown = (value: Decimal | null): number | null => (value === null ? null : roundHalfUp(value, PLACES))

export interface EvaluationOptions {
  /** the day by whose facts (coefficients, rules of review) it is judged */
  on: string
  exceptions?: readonly Exception[]
  /** what province and county set; left out: the national presets */
  terms?: EnergyTerms
}

/** What a judgement comes to, without its reasons. */
export type Outcome = Pick<Evaluation, 'verdict' | 'class' | 'score'>

/** What several rule sets come to together: the strictest decides, and the last, the most local one, has the say about points and class. */
export function outcome(judged: readonly Assessment[]): Outcome {
  const score = lastScored(judged)?.score ?? null
  return {
    verdict: worst(judged),
    class: judged.findLast((one) => one.class !== null)?.class ?? null,
    score: score === null ? null : roundHalfUp(score, 2),
  }
}

const lastScored = (judged: readonly Assessment[]) => judged.findLast(({ scoreRange }) => scoreRange !== null)

/**
 * Judges a proposal by a rule set, or by several of which the strictest decides: each criterion with actual value,
 * threshold, margin and the smallest change that would mend it, and sets of changes that mend the whole verdict. Pure;
 * nothing is rounded before it is compared.
 */
export function evaluate(
  rules: RuleSet | readonly RuleSet[],
  inputs: ScreeningInputs,
  { on, exceptions = [], terms }: EvaluationOptions,
): Evaluation {
  const ruleSets = 'id' in rules ? [rules] : rules
  const question: Question = { ruleSets, on, excepted: new Set(exceptions.map(exceptionKey)), terms }
  const judged = assessments(question, inputs)
  const criteria = judged.flatMap((assessment) =>
    assessment.criteria.map((one) => criterionResult(question, assessment, one, exceptions, isOverruled(one, judged))),
  )
  const { scoreRange = null } = lastScored(judged) ?? {}
  return {
    ...outcome(judged),
    scoreRange: scoreRange && {
      from: roundHalfUp(scoreRange.from, 2),
      to: scoreRange.to === null ? null : roundHalfUp(scoreRange.to, 2),
    },
    criteria,
    changes: changesForVerdict(question, inputs),
    missing: [...new Set(criteria.flatMap(({ missing }) => missing))],
    warnings: [...inputWarnings(inputs), ...outOfScope(ruleSets, inputs), ...unusedAnswers(ruleSets, inputs)],
    energy: energyOf(inputs, on, terms),
    limits: limitsOf(inputs),
  }
}

/** Sets that were chosen though they are for other industries or land: they judge, and somebody should look. */
const outOfScope = (ruleSets: readonly RuleSet[], inputs: ScreeningInputs): InputWarning[] =>
  ruleSets.flatMap((ruleSet) =>
    againstOf(ruleSet, inputs).map((field) => ({
      field,
      message:
        field === 'industryCode'
          ? `“${ruleSet.name}”只用于行业 ${(ruleSet.industries ?? []).join('、')}，与填报的行业不符，请核对是否按它判定`
          : `“${ruleSet.name}”只用于用地 ${(ruleSet.landUses ?? []).join('、')}，与填报的用地性质不符，请核对是否按它判定`,
    })),
  )

/** Answers that no rule asked for: a veto under a name that nobody knows must not be lost without a word. */
function unusedAnswers(ruleSets: readonly RuleSet[], { vetoes = {}, ratings = {} }: ScreeningInputs): InputWarning[] {
  const criteria = ruleSets.flatMap((set) => set.criteria)
  const asked = (id: string, kind: Criterion['kind']) => criteria.some((one) => one.id === id && one.kind === kind)
  const choices = (id: string) =>
    criteria.flatMap((one) =>
      one.id === id && one.kind === 'scored' && one.scoring.type === 'categories' ? one.scoring.choices : [],
    )
  const unasked = Object.keys(vetoes).filter((id) => !asked(id, 'veto'))
  const unknown = Object.entries(ratings).filter(([id, value]) => !choices(id).some((choice) => choice.value === value))
  return [
    ...(unasked.length > 0
      ? [{ field: 'vetoes', message: `规则集没有这些否决项，未使用：${unasked.join('、')}` }]
      : []),
    ...(unknown.length > 0
      ? [
          {
            field: 'ratings',
            message: `规则集没有这些评判，未使用：${unknown.map(([id, value]) => `${id} ${value}`).join('、')}`,
          },
        ]
      : []),
  ]
}

/** Whether another rule set asks more of the same measure. */
function isOverruled({ criterion, threshold }: Assessed, judged: readonly Assessment[]): boolean {
  if (criterion.kind !== 'threshold' || threshold === null) return false
  return judged.some(({ criteria }) =>
    criteria.some(
      (other) =>
        other.criterion.kind === 'threshold' &&
        other.criterion.measure === criterion.measure &&
        other.criterion.direction === criterion.direction &&
        other.threshold !== null &&
        (criterion.direction === 'atLeast' ? other.threshold.gt(threshold) : other.threshold.lt(threshold)),
    ),
  )
}

function limitsOf({ unitEnergy = [] }: ScreeningInputs): LimitResult[] {
  return unitEnergy.flatMap(({ limit: id, actual }) => {
    const limit = limitOf(id)
    if (!limit) return []
    return [
      {
        id,
        actual,
        unit: limit.unit,
        toBeVerified: LIMITS_SOURCE.toBeVerified ?? false,
        ...checkLimit(limit, actual, 'new'),
      },
    ]
  })
}

function energyOf({ energy, twoHigh }: ScreeningInputs, on: string, terms?: EnergyTerms): EnergyResult | null {
  if (!energy || energy.length === 0) return null
  const { tceCalorific, tcePrimary, co2T, electricityKwh } = energyUse(energy, on, terms)
  const review = energyReview({ tce: tceCalorific, kwh: electricityKwh, twoHigh }, on, terms)
  return {
    tceCalorific: roundHalfUp(tceCalorific, PLACES),
    tcePrimary: roundHalfUp(tcePrimary, PLACES),
    co2T: co2T === null ? null : roundHalfUp(co2T, PLACES),
    review: review?.level ?? null,
    reviewDetail: review,
  }
}

function criterionResult(
  question: Question,
  assessment: Assessment,
  assessed: Assessed,
  exceptions: readonly Exception[],
  overruled: boolean,
): CriterionResult {
  const { criterion, status, actual, threshold, points, excepted } = assessed
  const { id, label, kind } = criterion
  const { ruleSet } = assessment
  const source = ruleSet.sources[criterion.source]
  const direction = directionOf(criterion)
  const margin =
    actual === null || threshold === null
      ? null
      : direction === 'atMost'
        ? threshold.minus(actual)
        : actual.minus(threshold)
  return {
    id,
    label,
    kind,
    status,
    actual: shown(actual),
    threshold: shown(threshold),
    direction,
    unit:
      'measure' in criterion && criterion.measure
        ? (assessment.quantities.measures[criterion.measure]?.unit ?? '')
        : '',
    margin: shown(margin),
    points: points === null ? null : roundHalfUp(points, 2),
    maxPoints: criterion.kind === 'scored' ? criterion.weight : null,
    source: [source?.title, source?.number].filter(Boolean).join(' '),
    toBeVerified: source?.toBeVerified ?? false,
    ruleSet: ruleSet.id,
    scope: ruleSet.scope,
    overruled,
    exception: excepted ? (exceptions.find((one) => one.ruleSet === ruleSet.id && one.criterion === id) ?? null) : null,
    missing: missingFor(assessed, assessment),
    minimalChange: changesFor(question, assessment, assessed),
  }
}

function directionOf(criterion: Criterion): CriterionResult['direction'] {
  if (criterion.kind === 'threshold') return criterion.direction
  if (criterion.kind === 'scored' && criterion.measure !== undefined)
    return criterion.better === 'more' ? 'atLeast' : 'atMost'
  return null
}

function missingFor({ criterion, status, points }: Assessed, { quantities }: Assessment): string[] {
  const { inputs, measures } = quantities
  const isOpen = status === 'unknown' || (criterion.kind === 'scored' && points === null)
  if (!isOpen) return []
  if (criterion.kind === 'veto') return [`vetoes.${criterion.id}`]
  if (criterion.kind === 'scored' && criterion.scoring.type === 'categories') return [`ratings.${criterion.id}`]
  const fields = criterion.measure === undefined ? [] : fieldsOf(criterion.measure, measures)
  const unknown: string[] = fields.filter((field) =>
    field === 'energy' ? !inputs.energy || inputs.energy.length === 0 : inputs[field] === undefined,
  )
  const limit =
    criterion.kind === 'threshold' ? criterion.limit : criterion.kind === 'scored' ? criterion.bar : undefined
  if (typeof limit === 'object' && !inputs.industryCode) unknown.push('industryCode')
  return unknown
}
