import type { EnergyTerms } from '../energy/terms'
import { Decimal } from '~/shared/money'
import { MEASURES, Quantities, type Measure } from '../measures'
import type { ScreeningInputs } from '../inputs'
import {
  industryDigits,
  type Criterion,
  type DecisionRow,
  type EfficiencyClass,
  type Limit,
  type RuleSet,
  type Verdict,
} from '../rules/rule-set'
import { pointRange, pointsOf } from './scoring'

export type CriterionStatus = 'pass' | 'fail' | 'unknown' | 'info'

/** A criterion and what a proposal comes to by it. */
export interface Assessed {
  criterion: Criterion
  status: CriterionStatus
  actual: Decimal | null
  threshold: Decimal | null
  points: Decimal | null
  /** a missed threshold that was allowed by name and reason (一事一议) counts as met */
  excepted: boolean
}

export interface Assessment {
  ruleSet: RuleSet
  verdict: Verdict
  class: EfficiencyClass | null
  /** of all scored criteria; null where there are none, or one is unknown */
  score: Decimal | null
  /** what the score can still come to while something is unknown; the most is null where there is no end */
  scoreRange: { from: Decimal; to: Decimal | null } | null
  criteria: Assessed[]
  /** of the decision table: those that what is unknown can still lead to; one where nothing is */
  rows: readonly DecisionRow[]
  quantities: Quantities
}

/** Names one criterion of one rule set: two sets may ask for the same measure, and one be let pass. */
export const exceptionKey = ({ ruleSet, criterion }: { ruleSet: string; criterion: string }): string =>
  `${ruleSet}/${criterion}`

/** Measures of a rule set: those of the program, and its own. */
function measuresOf({ measures }: RuleSet): Readonly<Record<string, Measure>> {
  if (measures.length === 0) return MEASURES
  return { ...MEASURES, ...Object.fromEntries(measures.map(({ id, ...measure }) => [id, measure])) }
}

/**
 * What a proposal comes to under a rule set, criterion by criterion. Pure: the same inputs, rules and day give the same
 * again. `excepted` are the thresholds that may be missed (一事一议), by `exceptionKey`.
 */
export function assess(
  ruleSet: RuleSet,
  inputs: ScreeningInputs,
  on: string,
  excepted: ReadonlySet<string> = new Set(),
  terms?: EnergyTerms,
): Assessment {
  const quantities = new Quantities(inputs, measuresOf(ruleSet), on, terms)
  const criteria = ruleSet.criteria.map((criterion) =>
    assessOne(criterion, quantities, excepted.has(exceptionKey({ ruleSet: ruleSet.id, criterion: criterion.id }))),
  )
  const scoreRange = rangeOfScore(criteria)
  const settled =
    scoreRange !== null && criteria.every(({ criterion, points }) => criterion.kind !== 'scored' || points)
  const rows = possibleRows(ruleSet.decision, criteria, scoreRange)
  const [first] = rows
  const verdict = first && rows.every((row) => row.verdict === first.verdict) ? first.verdict : 'unknown'
  const sameClass = first?.class !== undefined && rows.every((row) => row.class === first.class)
  return {
    ruleSet,
    verdict,
    class: sameClass ? (first.class ?? null) : null,
    score: settled ? scoreRange.from : null,
    scoreRange,
    criteria,
    rows,
    quantities,
  }
}

function assessOne(criterion: Criterion, quantities: Quantities, excepted: boolean): Assessed {
  const { inputs } = quantities
  const none = { criterion, actual: null, threshold: null, points: null, excepted: false }
  switch (criterion.kind) {
    case 'veto': {
      const hit = inputs.vetoes?.[criterion.id]
      return { ...none, status: hit === undefined ? 'unknown' : hit ? 'fail' : 'pass' }
    }
    case 'info': {
      const actual = quantities.of(criterion.measure)
      return { ...none, actual, status: actual === null ? 'unknown' : 'info' }
    }
    case 'threshold': {
      const actual = quantities.of(criterion.measure)
      const threshold = limitFor(criterion.limit, inputs.industryCode)
      if (threshold === 'none') return { ...none, actual, status: 'info' }
      const status = compared(actual, threshold, criterion.direction)
      return { ...none, actual, threshold, status, excepted: excepted && status === 'fail' }
    }
    case 'scored':
      return assessScored(criterion, quantities, excepted)
  }
}

function assessScored(
  criterion: Extract<Criterion, { kind: 'scored' }>,
  quantities: Quantities,
  mayMiss: boolean,
): Assessed {
  const { scoring, measure, bar, better, id } = criterion
  if (scoring.type === 'categories') {
    const chosen = quantities.inputs.ratings?.[id]
    const choice = scoring.choices.find(({ value }) => value === chosen)
    const points = choice ? new Decimal(choice.points) : null
    return { criterion, actual: null, threshold: null, points, excepted: false, status: points ? 'info' : 'unknown' }
  }
  const actual = measure === undefined ? null : quantities.of(measure)
  const limit = bar === undefined ? 'none' : limitFor(bar, quantities.inputs.industryCode)
  const threshold = limit === 'none' ? null : limit
  const points = actual === null ? pointsAtZero(criterion, quantities) : pointsOf(criterion, actual)
  const direction = better === 'more' ? 'atLeast' : 'atMost'
  const status = limit === 'none' ? (points ? 'info' : 'unknown') : compared(actual, threshold, direction)
  return { criterion, actual, threshold, points, status, excepted: mayMiss && status === 'fail' }
}

/** What the rule itself gives where the divisor is zero, e.g. 无排放数据按平均分. */
function pointsAtZero(
  { scoring, measure }: Extract<Criterion, { kind: 'scored' }>,
  quantities: Quantities,
): Decimal | null {
  if (scoring.type !== 'ratio' || scoring.atZero === undefined || measure === undefined) return null
  const { numerator, denominator } = quantities.measures[measure] ?? {}
  if (numerator === undefined || denominator === undefined || quantities.of(numerator) === null) return null
  return quantities.of(denominator)?.isZero() ? new Decimal(scoring.atZero) : null
}

function compared(actual: Decimal | null, threshold: Decimal | null, direction: 'atLeast' | 'atMost'): CriterionStatus {
  if (actual === null || threshold === null) return 'unknown'
  return (direction === 'atLeast' ? actual.gte(threshold) : actual.lte(threshold)) ? 'pass' : 'fail'
}

/**
 * The number that holds for an industry: of the longest code that fits. Null where the industry is not known, or the
 * rule does not name it; `none` where the rule asks nothing of it.
 */
function limitFor(limit: Limit, industryCode: string | undefined): Decimal | null | 'none' {
  if (typeof limit === 'number') return new Decimal(limit)
  const digits = industryDigits(industryCode)
  if (digits === null) return null
  const fitting = limit.byIndustry
    .flatMap(({ codes, value }) => codes.map((code) => ({ code, value })))
    .filter(({ code }) => digits.startsWith(code))
    .toSorted((one, other) => other.code.length - one.code.length)
  const value = fitting[0] ? fitting[0].value : limit.otherwise
  if (value === undefined) return null
  return value === null ? 'none' : new Decimal(value)
}

function rangeOfScore(criteria: readonly Assessed[]): Assessment['scoreRange'] {
  let from = new Decimal(0)
  let to: Decimal | null = new Decimal(0)
  let scored = false
  for (const { criterion, points } of criteria) {
    if (criterion.kind !== 'scored') continue
    scored = true
    const range: { from: Decimal; to: Decimal | null } = points ? { from: points, to: points } : pointRange(criterion)
    from = from.plus(range.from)
    to = to === null || range.to === null ? null : to.plus(range.to)
  }
  return scored ? { from, to } : null
}

/** The rows of the decision table that what is unknown can still lead to; one where nothing is. */
function possibleRows(
  decision: readonly DecisionRow[],
  criteria: readonly Assessed[],
  score: Assessment['scoreRange'],
): DecisionRow[] {
  const vetoed = outcomes(criteria.filter(({ criterion }) => criterion.kind === 'veto'))
  const missed = outcomes(criteria.filter(isHeldToThreshold))
  return decision.filter(
    (row) =>
      (row.vetoed === undefined || vetoed.has(row.vetoed)) &&
      (row.thresholdsMet === undefined || missed.has(!row.thresholdsMet)) &&
      (score === null ||
        ((row.from === undefined || score.to === null || score.to.gte(row.from)) &&
          (row.below === undefined || score.from.lt(row.below)))),
  )
}

const isHeldToThreshold = ({ criterion }: Assessed): boolean =>
  criterion.kind === 'threshold' || (criterion.kind === 'scored' && criterion.bar !== undefined)

/** Whether one of them fails: yes, no, or either while one is unknown and none fails. */
function outcomes(criteria: readonly Assessed[]): ReadonlySet<boolean> {
  if (criteria.some(({ status, excepted }) => status === 'fail' && !excepted)) return new Set([true])
  return new Set(criteria.some(({ status }) => status === 'unknown') ? [true, false] : [false])
}
