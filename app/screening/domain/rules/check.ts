import { isKeyOf } from '~/shared/records'
import { PROPOSAL_FIELDS } from '../fields'
import { ENERGY_SUMS, MEASURES, type Better, type Measure } from '../measures'
import type { Criterion, CriterionOf, DecisionRow, Limit, RuleSet } from './rule-set'

/** What is wrong with a rule set, and where: a path as zod gives it, e.g. `criteria.2.limit`. */
export interface RuleFault {
  path: string
  message: string
}

/**
 * Whether the rules make sense: every reference leads somewhere, bands and the decision table have no gap, no overlap
 * and no row that is never reached, thresholds do not contradict each other, weights add to 100.
 */
export function checkRuleSet(ruleSet: RuleSet): RuleFault[] {
  const measures = new Map<string, Measure>(Object.entries(MEASURES))
  for (const { id, ...measure } of ruleSet.measures) measures.set(id, measure)
  return [
    ...measureFaults(ruleSet),
    ...repeated(ruleSet.criteria, 'criteria'),
    ...ruleSet.criteria.flatMap((criterion, at) => criterionFaults(ruleSet, measures, criterion, `criteria.${at}`)),
    ...contradictions(ruleSet.criteria),
    ...weightFaults(ruleSet.criteria),
    ...decisionFaults(ruleSet),
    ...Object.entries(ruleSet.negotiable).flatMap(([field, { min, max }]) => {
      const path = `negotiable.${field}`
      if (!isKeyOf(PROPOSAL_FIELDS, field) && field !== 'energy') return [{ path, message: `没有“${field}”这一项` }]
      return min !== undefined && max !== undefined && min > max ? [{ path, message: '下限高于上限' }] : []
    }),
  ]
}

function repeated(items: readonly { id: string }[], path: string): RuleFault[] {
  return items.flatMap(({ id }, at) =>
    items.findIndex((one) => one.id === id) < at ? [{ path: `${path}.${at}.id`, message: `标识“${id}”重复` }] : [],
  )
}

function measureFaults({ measures }: RuleSet): RuleFault[] {
  const own = new Map(measures.map((measure) => [measure.id, measure]))
  const isKnown = (id: string) =>
    own.has(id) || isKeyOf(MEASURES, id) || isKeyOf(PROPOSAL_FIELDS, id) || isKeyOf(ENERGY_SUMS, id)
  const reachesItself = (id: string): boolean => {
    const open = [id]
    const seen = new Set<string>()
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const measure = own.get(at)
      for (const part of [measure?.numerator, measure?.denominator]) {
        if (part === undefined || seen.has(part)) continue
        if (part === id) return true
        seen.add(part)
        open.push(part)
      }
    }
    return false
  }
  return [
    ...repeated(measures, 'measures'),
    ...measures.flatMap(({ id, numerator, denominator }, at) => {
      const path = `measures.${at}`
      const faults: RuleFault[] = []
      if (isKeyOf(MEASURES, id) || isKeyOf(PROPOSAL_FIELDS, id) || isKeyOf(ENERGY_SUMS, id))
        faults.push({ path: `${path}.id`, message: `“${id}”是系统已有的指标，请换一个标识` })
      if (!isKnown(numerator)) faults.push({ path: `${path}.numerator`, message: `没有“${numerator}”这一项` })
      if (denominator !== undefined && !isKnown(denominator))
        faults.push({ path: `${path}.denominator`, message: `没有“${denominator}”这一项` })
      if (reachesItself(id)) faults.push({ path, message: `指标“${id}”由它自己算出` })
      return faults
    }),
  ]
}

function criterionFaults(
  ruleSet: RuleSet,
  measures: ReadonlyMap<string, Measure>,
  criterion: Criterion,
  path: string,
): RuleFault[] {
  const faults: RuleFault[] = []
  if (criterion.source >= ruleSet.sources.length)
    faults.push({ path: `${path}.source`, message: '依据不在本规则集所列之中' })
  if (criterion.kind === 'veto') return faults
  const { measure } = criterion
  const known = measure === undefined ? undefined : measures.get(measure)
  if (measure !== undefined && !known) faults.push({ path: `${path}.measure`, message: `没有“${measure}”这一指标` })
  if (criterion.kind === 'info') return faults
  if (criterion.kind === 'threshold') {
    if (known && isAgainst(known.better, criterion.direction === 'atLeast' ? 'more' : 'less'))
      faults.push({ path: `${path}.direction`, message: `${known.label}${wanted(known.better)}，不能反过来设限` })
    return [...faults, ...limitFaults(criterion.limit, `${path}.limit`)]
  }
  const judged = criterion.scoring.type === 'categories'
  if (judged && measure !== undefined) faults.push({ path: `${path}.measure`, message: '按类别评分的不取指标' })
  if (!judged && measure === undefined) faults.push({ path: `${path}.measure`, message: '请选择所评的指标' })
  if (judged && criterion.bar !== undefined) faults.push({ path: `${path}.bar`, message: '按类别评分的没有达标线' })
  if (known && isAgainst(known.better, criterion.better))
    faults.push({ path: `${path}.better`, message: `${known.label}${wanted(known.better)}` })
  if (criterion.bar !== undefined) faults.push(...limitFaults(criterion.bar, `${path}.bar`))
  return [...faults, ...scoringFaults(criterion, `${path}.scoring`)]
}

const isAgainst = (better: Better, asked: 'more' | 'less'): boolean => better !== 'either' && better !== asked
const wanted = (better: Better): string => (better === 'more' ? '越高越好' : '越低越好')

/** The same industry twice: with one value the later row is never reached, with two they contradict each other. */
function limitFaults(limit: Limit, path: string): RuleFault[] {
  if (typeof limit === 'number') return []
  const seen = new Map<string, number | null>()
  return limit.byIndustry.flatMap(({ codes, value }, at) =>
    codes.flatMap((code) => {
      const before = seen.get(code)
      seen.set(code, before === undefined ? value : before)
      if (before === undefined) return []
      const message = before === value ? `行业 ${code} 已列在前面，这里用不到` : `行业 ${code} 已列在前面，两处数值不同`
      return [{ path: `${path}.byIndustry.${at}`, message }]
    }),
  )
}

function scoringFaults({ scoring, weight, better }: CriterionOf<'scored'>, path: string): RuleFault[] {
  const notFull = (most: number) =>
    most === weight ? [] : [{ path, message: `最高 ${most} 分，与权重 ${weight} 不等` }]
  switch (scoring.type) {
    case 'steps':
      return [...bandFaults(scoring.bands, better, `${path}.bands`), ...notFull(max(scoring.bands))]
    case 'linear': {
      const faults = notFull(scoring.points)
      if (scoring.floor > scoring.points) faults.push({ path: `${path}.floor`, message: '最低分高于满分' })
      if (scoring.cap !== undefined && scoring.cap < scoring.points)
        faults.push({ path: `${path}.cap`, message: '封顶分低于满分' })
      return faults
    }
    case 'ratio':
      return []
    case 'categories':
      return [...sameValues(scoring.choices, `${path}.choices`), ...notFull(max(scoring.choices))]
  }
}

const max = (rows: readonly { points: number }[]): number => Math.max(...rows.map(({ points }) => points))

function sameValues(choices: readonly { value: string }[], path: string): RuleFault[] {
  return choices.flatMap(({ value }, at) =>
    choices.findIndex((one) => one.value === value) < at
      ? [{ path: `${path}.${at}`, message: `“${value}”已列在前面` }]
      : [],
  )
}

interface Interval {
  from?: number
  below?: number
}

/** Bands in rising order must follow each other without gap or overlap, from no bound to no bound. */
function intervalFaults(rows: readonly (Interval & { at: number })[], path: string): RuleFault[] {
  const faults: RuleFault[] = []
  const fault = (at: number, message: string) => faults.push({ path: `${path}.${at}`, message })
  for (const { from, below, at } of rows)
    if (from !== undefined && below !== undefined && from >= below) fault(at, '下限不低于上限，永远用不到')
  const rising = rows
    .filter(({ from, below }) => from === undefined || below === undefined || from < below)
    .toSorted((one, other) => (one.from ?? -Infinity) - (other.from ?? -Infinity))
  const [first] = rising
  if (first?.from !== undefined) fault(first.at, `低于 ${first.from} 的没有规定`)
  let end: number | undefined = rising[0]?.below
  for (const [index, row] of rising.entries()) {
    if (index === 0) continue
    const from = row.from ?? -Infinity
    if (end === undefined) {
      fault(row.at, '前面的档已包含这一档，永远用不到')
      continue
    }
    if (from > end) fault(row.at, `${end} 到 ${from} 之间没有规定`)
    if (from < end) {
      const inside = row.below !== undefined && row.below <= end
      fault(row.at, inside ? '前面的档已包含这一档，永远用不到' : `${row.from ?? '最低'} 到 ${end} 之间有两档重叠`)
    }
    end = row.below === undefined ? undefined : Math.max(end, row.below)
  }
  if (end !== undefined && rising.length > 0)
    fault(rising.findLast(({ below }) => below === end)?.at ?? 0, `${end} 及以上的没有规定`)
  return faults
}

function bandFaults(
  bands: readonly (Interval & { points: number })[],
  better: 'more' | 'less',
  path: string,
): RuleFault[] {
  const faults = intervalFaults(
    bands.map((band, at) => ({ ...band, at })),
    path,
  )
  const rising = [...bands.entries()].toSorted(
    ([, one], [, other]) => (one.from ?? -Infinity) - (other.from ?? -Infinity),
  )
  for (const [index, [at, band]] of rising.entries()) {
    const before = rising[index - 1]?.[1]
    if (!before) continue
    const worse = better === 'more' ? band.points < before.points : band.points > before.points
    if (worse)
      faults.push({
        path: `${path}.${at}`,
        message: better === 'more' ? '数值更高，得分反而更低' : '数值更低，得分反而更低',
      })
  }
  return faults
}

/** A least above a most can never be met; two leasts (mosts) of one measure: only the stricter counts. */
function contradictions(criteria: readonly Criterion[]): RuleFault[] {
  const faults: RuleFault[] = []
  const thresholds = criteria.flatMap((criterion, at) => (criterion.kind === 'threshold' ? [{ criterion, at }] : []))
  for (const [index, { criterion, at }] of thresholds.entries())
    for (const { criterion: before } of thresholds.slice(0, index)) {
      if (before.measure !== criterion.measure) continue
      const path = `criteria.${at}.limit`
      if (before.direction === criterion.direction)
        faults.push({ path, message: `与“${before.label}”是同一指标的同向限值，只有严的一条起作用` })
      else if (typeof before.limit === 'number' && typeof criterion.limit === 'number') {
        const [least, most] =
          criterion.direction === 'atLeast' ? [criterion.limit, before.limit] : [before.limit, criterion.limit]
        if (least > most) faults.push({ path, message: `不低于 ${least} 又不高于 ${most}，永远达不到` })
      }
    }
  return faults
}

function weightFaults(criteria: readonly Criterion[]): RuleFault[] {
  const weights = criteria.flatMap((criterion) => (criterion.kind === 'scored' ? [criterion.weight] : []))
  const hundredths = weights.reduce((sum, weight) => sum + Math.round(weight * 100), 0)
  if (weights.length === 0 || hundredths === 10_000) return []
  return [{ path: 'criteria', message: `评分项权重合计 ${hundredths / 100}，应为 100` }]
}

/** For each answer to “vetoed?” and “thresholds met?” the rows must divide all scores among themselves. */
function decisionFaults({ decision, criteria }: RuleSet): RuleFault[] {
  const scored = criteria.some(({ kind }) => kind === 'scored')
  const vetoes = criteria.some(({ kind }) => kind === 'veto')
  const thresholds = criteria.some(
    (one) => one.kind === 'threshold' || (one.kind === 'scored' && one.bar !== undefined),
  )
  const faults: RuleFault[] = []
  const reached = new Set<number>()
  for (const vetoed of vetoes ? [true, false] : [false])
    for (const met of thresholds ? [true, false] : [true]) {
      const rows = decision
        .map((row, at) => ({ ...row, at }))
        .filter((row) => holds(row.vetoed, vetoed) && holds(row.thresholdsMet, met))
      for (const { at } of rows) reached.add(at)
      const when = `${vetoes ? (vetoed ? '有否决项、' : '无否决项、') : ''}${met ? '门槛达标' : '门槛未达标'}时`
      if (rows.length === 0) faults.push({ path: 'decision', message: `${when}没有规定结论` })
      else if (!scored) {
        for (const { at } of rows.slice(1)) faults.push({ path: `decision.${at}`, message: `${when}有两行结论` })
      } else
        for (const { path, message } of intervalFaults(rows, 'decision'))
          if (!faults.some((fault) => fault.path === path && fault.message.endsWith(message)))
            faults.push({ path, message: `${when}${message}` })
    }
  for (const [at, row] of decision.entries()) {
    const path = `decision.${at}`
    if (!scored && (row.from !== undefined || row.below !== undefined))
      faults.push({ path, message: '没有评分项，不能按得分判定' })
    else if (!reached.has(at)) faults.push({ path, message: never(row) })
    if (row.vetoed === true && row.verdict !== 'fail') faults.push({ path, message: '有否决项的结论只能是不符合' })
  }
  return [...faults, ...turnedRound(decision)]
}

const holds = (said: boolean | undefined, is: boolean): boolean => said === undefined || said === is
const never = ({ vetoed }: DecisionRow): string =>
  vetoed === true ? '没有否决项，这一行永远用不到' : '没有门槛，这一行永远用不到'

const RANK = { fail: 0, conditional: 1, pass: 2 } as const

/** A better score, or thresholds met, must not lead to a worse verdict. */
function turnedRound(decision: readonly DecisionRow[]): RuleFault[] {
  return decision.flatMap((row, at) => {
    const better = decision.find(
      (other) =>
        RANK[other.verdict] < RANK[row.verdict] &&
        overlaps(other.vetoed, row.vetoed) &&
        (overlaps(other.thresholdsMet, row.thresholdsMet)
          ? (other.from ?? -Infinity) >= (row.below ?? Infinity)
          : other.thresholdsMet === true && intersects(row, other)),
    )
    return better ? [{ path: `decision.${at}`, message: '得分更高或门槛达标的，结论反而更差' }] : []
  })
}

const overlaps = (one: boolean | undefined, other: boolean | undefined): boolean =>
  one === undefined || other === undefined || one === other
const intersects = (one: Interval, other: Interval): boolean =>
  (one.from ?? -Infinity) < (other.below ?? Infinity) && (other.from ?? -Infinity) < (one.below ?? Infinity)
