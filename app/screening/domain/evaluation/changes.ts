import { Decimal } from '~/shared/money'
import { isKeyOf } from '~/shared/records'
import { carrierFactor } from '../energy/consumption'
import type { EnergyTerms } from '../energy/terms'
import { PROPOSAL_FIELDS, type ProposalField } from '../fields'
import type { ScreeningInputs } from '../inputs'
import type { Quantities } from '../measures'
import { VERDICTS, type RuleSet, type Verdict } from '../rules/rule-set'
import { assess, type Assessed, type Assessment } from './assess'
import { pointRange, valueFor } from './scoring'

/** One number of the proposal changed; `field` is its path, as `landMu` or `energy.0.amount`. */
export interface Change {
  field: string
  from: number
  to: number
}

/** What a proposal is judged by: rule sets, each of which has its say, the day, and what may be missed. */
export interface Question {
  ruleSets: readonly RuleSet[]
  on: string
  excepted: ReadonlySet<string>
  terms?: EnergyTerms
}

/** What a proposal comes to under each rule set. */
export const assessments = ({ ruleSets, on, excepted, terms }: Question, inputs: ScreeningInputs): Assessment[] =>
  ruleSets.map((ruleSet) => assess(ruleSet, inputs, on, excepted, terms))

/** Of several rule sets the strictest decides. */
export const worst = (judged: readonly Assessment[]): Verdict =>
  VERDICTS.find((verdict) => judged.some((one) => one.verdict === verdict)) ?? 'unknown'

const CENT = 0.01

/** The proposal with these changes. */
export function withChanges(inputs: ScreeningInputs, changes: readonly Change[]): ScreeningInputs {
  let changed: ScreeningInputs = inputs
  for (const { field, to } of changes) {
    const entry = energyIndex(field)
    changed =
      entry === null
        ? { ...changed, [field]: to }
        : { ...changed, energy: changed.energy?.map((one, at) => (at === entry ? { ...one, amount: to } : one)) }
  }
  return changed
}

function energyIndex(field: string): number | null {
  const [, index] = /^energy\.(\d+)\.amount$/.exec(field) ?? []
  return index === undefined ? null : Number(index)
}

/** By how much a number is bargained over and within which bounds; null where it is not. */
function bargainOf({ ruleSets }: Question, field: string): { step: number; min: number; max: number } | null {
  const isEnergy = energyIndex(field) !== null
  const said = ruleSets.flatMap(({ negotiable }) => negotiable[isEnergy ? 'energy' : field] ?? [])
  const known: ProposalField | undefined = isKeyOf(PROPOSAL_FIELDS, field) ? PROPOSAL_FIELDS[field] : undefined
  const step = said[0]?.step ?? (isEnergy ? CENT : known?.step)
  if (step === undefined) return null
  return {
    step,
    min: Math.max(0, ...said.flatMap(({ min }) => min ?? [])),
    max: Math.min(known?.max ?? Infinity, ...said.flatMap(({ max }) => max ?? [])),
  }
}

/** The multiple of `step` at `value` or beyond it, upwards or downwards. */
const toStep = (value: Decimal, step: number, up: boolean): Decimal =>
  (up ? value.div(step).ceil() : value.div(step).floor()).times(step)

/**
 * The smallest change of each one number that brings a measure to at least (at most) `target`, keeping all others. Of
 * a quotient either part may move; of a sum over carriers the one that weighs most.
 */
function movesTo(
  question: Question,
  quantities: Quantities,
  measureId: string,
  target: Decimal,
  direction: 'atLeast' | 'atMost',
): Change[] {
  const measure = quantities.measures[measureId]
  if (!measure) return []
  const { numerator, denominator, factor = 1 } = measure
  const above = quantities.of(numerator)
  const below = denominator === undefined ? null : quantities.of(denominator)
  if (above === null || (denominator !== undefined && (below === null || below.isZero()))) return []
  const up = direction === 'atLeast'
  const moves = [changeOf(question, quantities, numerator, target.times(below ?? 1).div(factor), up)]
  if (denominator !== undefined && target.gt(0))
    moves.push(changeOf(question, quantities, denominator, above.times(factor).div(target), !up))
  return moves.filter((move) => move !== null)
}

/** The change that brings one quantity to `wanted`, rounded to its step on the far side. */
function changeOf(
  question: Question,
  quantities: Quantities,
  quantity: string,
  wanted: Decimal,
  up: boolean,
): Change | null {
  const now = quantities.of(quantity)
  if (now === null) return null
  const { inputs } = quantities
  let field = quantity
  let goal = wanted
  let from = now
  if (quantity === 'tceCalorific' || quantity === 'tcePrimary' || quantity === 'electricityKwh') {
    const heaviest = (inputs.energy ?? [])
      .map((entry, index) => ({
        entry,
        index,
        factor: carrierFactor(entry, quantity, quantities.on, quantities.terms),
      }))
      .filter(({ factor }) => factor.gt(0))
      .toSorted((one, other) => other.factor.times(other.entry.amount).cmp(one.factor.times(one.entry.amount)))[0]
    if (!heaviest) return null
    field = `energy.${heaviest.index}.amount`
    from = new Decimal(heaviest.entry.amount)
    goal = from.plus(wanted.minus(now).div(heaviest.factor))
  } else if (!isKeyOf(PROPOSAL_FIELDS, quantity)) return null
  const bargain = bargainOf(question, field)
  if (!bargain) return null
  const to = toStep(goal, bargain.step, up)
  if (to.lte(0) || to.lt(bargain.min) || to.gt(bargain.max)) return null
  if (up ? to.lte(from) : to.gte(from)) return null
  return { field, from: from.toNumber(), to: to.toNumber() }
}

/** The smallest changes, one number each, by which a criterion that fails would be met; the slightest first. */
export function changesFor(
  question: Question,
  { quantities }: Assessment,
  { criterion, status, threshold }: Assessed,
): Change[] {
  if (status !== 'fail' || threshold === null) return []
  if (criterion.kind !== 'threshold' && criterion.kind !== 'scored') return []
  const { measure } = criterion
  if (measure === undefined) return []
  const direction =
    criterion.kind === 'threshold' ? criterion.direction : criterion.better === 'more' ? 'atLeast' : 'atMost'
  return movesTo(question, quantities, measure, threshold, direction).toSorted(slightest)
}

/** How far a number moves: halving and doubling it are equally far. */
const cost = ({ from, to }: Change): number =>
  Math.round(Math.abs(Math.log(Math.max(to, CENT) / Math.max(from, CENT))) * 1e9)
const slightest = (one: Change, other: Change): number => cost(one) - cost(other) || (one.field < other.field ? -1 : 1)
const totalCost = (changes: readonly Change[]): number => changes.reduce((sum, change) => sum + cost(change), 0)

/** How many sets of changes are offered, and how many proposals are looked at to find them. */
const SETS = 3
const LOOKS = 100

/**
 * One to three sets of changes, each of which makes the whole verdict 符合; the slightest first. In each set no number
 * can step back towards what was proposed. None where a veto is hit, or where something is unknown.
 */
export function changesForVerdict(question: Question, inputs: ScreeningInputs): Change[][] {
  const look = (changes: readonly Change[]) => assessments(question, withChanges(inputs, changes))
  const passes = (changes: readonly Change[]) => worst(look(changes)) === 'pass'
  const first = look([])
  if (worst(first) === 'pass' || first.some(isOutOfReach)) return []

  const found: Change[][] = []
  const seen = new Set<string>()
  const search = (changes: readonly Change[], now: readonly Assessment[]): void => {
    const failing = now.find(({ verdict }) => verdict !== 'pass')
    for (const move of failing ? nextMoves(question, failing) : []) {
      const made = merged(changes, move)
      if (made === null) continue
      const key = keyOf(made)
      if (seen.has(key) || seen.size >= LOOKS) continue
      seen.add(key)
      const then = look(made)
      if (worst(then) === 'pass') found.push(made)
      else search(made, then)
    }
  }
  search([], first)
  return slightestSets(found, (changes) => tightened(question, inputs, changes, passes))
}

/** The slightest sets of different numbers, each tightened. */
function slightestSets(found: readonly Change[][], tighten: (changes: readonly Change[]) => Change[]): Change[][] {
  const sets = new Map<string, Change[]>()
  for (const changes of found.toSorted(cheaper)) {
    if (sets.size === SETS) break
    const kept = tighten(changes)
    const fields = fieldsOf(kept)
    if (!sets.has(fields)) sets.set(fields, kept)
  }
  return [...sets.values()].toSorted(cheaper)
}

const fieldsOf = (changes: readonly Change[]): string => changes.map(({ field }) => field).join(' ')
const cheaper = (one: readonly Change[], other: readonly Change[]): number =>
  totalCost(one) - totalCost(other) || (keyOf(one) < keyOf(other) ? -1 : 1)

const keyOf = (changes: readonly Change[]): string => changes.map(({ field, to }) => `${field}=${to}`).join(' ')

/** No change of numbers helps against a veto, or in place of what is unknown. */
function isOutOfReach({ criteria }: Assessment): boolean {
  return criteria.some(
    ({ criterion, status, points }) =>
      (criterion.kind === 'veto' && status !== 'pass') ||
      (criterion.kind === 'threshold' && status === 'unknown') ||
      (criterion.kind === 'scored' && points === null),
  )
}

/** A further change beside earlier ones; null where it takes an earlier one back. */
function merged(changes: readonly Change[], move: Change): Change[] | null {
  const before = changes.find(({ field }) => field === move.field)
  if (!before) return [...changes, move].toSorted((one, other) => (one.field < other.field ? -1 : 1))
  if (Math.sign(move.to - move.from) !== Math.sign(before.to - before.from)) return null
  return changes.map((change) => (change === before ? { ...change, to: move.to } : change))
}

/** What can be tried next: against the first missed threshold, else against the points that are missing. */
function nextMoves(question: Question, assessment: Assessment): Change[] {
  const missed = assessment.criteria
    .filter(({ status, excepted }) => status === 'fail' && !excepted)
    .toSorted((one, other) => (one.criterion.id < other.criterion.id ? -1 : 1))
  if (missed.length > 0 && missed[0]) return changesFor(question, assessment, missed[0])
  return movesForPoints(question, assessment)
}

function movesForPoints(question: Question, { ruleSet, criteria, quantities, score }: Assessment): Change[] {
  const passing = ruleSet.decision.filter(
    ({ verdict, vetoed, thresholdsMet }) => verdict === 'pass' && vetoed !== true && thresholdsMet !== false,
  )
  const needed = Math.min(...passing.map(({ from }) => from ?? 0))
  if (score === null || score.gte(needed) || passing.length === 0) return []
  const lacking = new Decimal(needed).minus(score)
  return criteria
    .flatMap(({ criterion, points }) => {
      if (criterion.kind !== 'scored' || criterion.measure === undefined || points === null) return []
      const most = pointRange(criterion).to
      const wanted = points.plus(lacking)
      const value = valueFor(criterion, most === null ? wanted : Decimal.min(most, wanted))
      if (value === null || (most !== null && points.gte(most))) return []
      return movesTo(question, quantities, criterion.measure, value, criterion.better === 'more' ? 'atLeast' : 'atMost')
    })
    .toSorted(slightest)
}

/** The same numbers changed by as little as still passes; one that need not change is left out. */
function tightened(
  question: Question,
  inputs: ScreeningInputs,
  changes: readonly Change[],
  passes: (changes: readonly Change[]) => boolean,
): Change[] {
  let kept = [...changes]
  for (const { field } of changes) {
    const without = kept.filter((change) => change.field !== field)
    if (without.length > 0 && passes(without)) kept = without
  }
  for (let moved = true; moved;) {
    moved = false
    for (const change of kept) {
      const step = bargainOf(question, change.field)?.step ?? CENT
      const at = (to: number) => kept.map((one) => (one.field === change.field ? { ...one, to } : one))
      const back = nearest(change, step, (to) => passes(at(to)))
      if (back === change.to) continue
      kept = at(back)
      moved = true
    }
  }
  return kept
}

/** The passing value from which a step back towards `from` fails, found by halving between the two. */
function nearest({ from, to }: Change, step: number, passes: (to: number) => boolean): number {
  const away = Math.sign(to - from)
  const valueAt = (steps: number) => new Decimal(to).minus(new Decimal(step).times(steps * away)).toNumber()
  if (!passes(valueAt(1)) || Math.abs(to - from) <= step) return to
  let good = 1
  let bad = Math.ceil(Math.abs(to - from) / step)
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (passes(valueAt(middle))) good = middle
    else bad = middle
  }
  return valueAt(good)
}
