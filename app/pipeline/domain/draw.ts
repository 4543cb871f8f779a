import { addDays, addMonths, dayOf, lastDayOfMonth, type Day } from '~/shared/day'
import { Decimal, percent, roundHalfUp } from '~/shared/money'
import { PATH, rankOf, type PathStage } from '~/projects/domain/stages'
import { NO_VALUE } from './cohort-input'
import {
  HORIZONS,
  type BreakdownRow,
  type CohortHeat,
  type FlowLink,
  type FlowRow,
  type FlowState,
  type FunnelRow,
  type HeatStage,
  type OverdueSummary,
  type SizeRow,
  type StageStay,
  type SurvivalGroup,
} from './figures'
import type { Granularity, GroupBy } from './scope'
import { kaplanMeier, type SurvivalCurve } from './survival'

/** From the few rows the database counted to the figures that page, export, API and command line print. */

type Status = 'active' | 'suspended' | 'ended'

const sum = <Row>(rows: readonly Row[], pick: (row: Row) => Decimal.Value) =>
  roundHalfUp(
    rows.reduce((total, row) => total.plus(pick(row)), new Decimal(0)),
    2,
  )

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}

export interface StageCount {
  stage: PathStage
  /** the last verified stage, not beyond `stage`; null: none */
  verified: PathStage | null
  status: Status
  count: number
  wan: number
  mu: number
  noAmount: number
}

/** Each stage with those that came to it or farther. */
export function drawFunnel(counted: readonly StageCount[]): FunnelRow[] {
  let before: number | null = null
  return PATH.map((stage, rank) => {
    const come = counted.filter((row) => rankOf(row.stage) >= rank)
    const verified = come.filter((row) => row.verified !== null && rankOf(row.verified) >= rank)
    const there = come.filter((row) => row.stage === stage)
    const count = sum(come, (row) => row.count)
    const conversionPct = before === null ? null : percent(count, before)
    before = count
    return {
      stage,
      count,
      verified: sum(verified, (row) => row.count),
      investmentWan: sum(come, (row) => row.wan),
      verifiedWan: sum(verified, (row) => row.wan),
      landMu: sum(come, (row) => row.mu),
      noAmount: sum(come, (row) => row.noAmount),
      current: sum(there, (row) => row.count),
      currentActive: sum(
        there.filter(({ status }) => status === 'active'),
        (row) => row.count,
      ),
      conversionPct,
    }
  })
}

export type CountedCohort = { from: Day; signed: number; wan: number; mu: number } & Record<string, number | string>

/** The heat map, oldest first. A cell is over when the calendar months of every project of the cohort are. */
export function drawHeat(by: Granularity, counted: readonly CountedCohort[]): CohortHeat[] {
  return counted
    .map((row) => {
      const cells = HORIZONS.map((months) => {
        const due = Number(row[`due${months}`])
        const over = due === row.signed
        const count = (stage: HeatStage) => Number(row[`${stage}In${months}`])
        const counts = { landSupplied: count('landSupplied'), started: count('started'), producing: count('producing') }
        const share = (stage: HeatStage) => (over ? percent(counts[stage], row.signed) : null)
        const pct = { landSupplied: share('landSupplied'), started: share('started'), producing: share('producing') }
        return { months, due, over, counts, pct }
      })
      return {
        ...periodOf(by, row.from),
        signed: row.signed,
        investmentWan: Number(row.wan),
        landMu: Number(row.mu),
        cells,
      }
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** The month, quarter or year that begins on a day. */
export function periodOf(by: Granularity, from: Day): { key: string; label: string; from: Day; to: Day } {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (by === 'year') return { key: `${year}`, label: `${year}年`, from, to: dayOf(year, 12, 31) }
  if (by === 'month')
    return { key: from.slice(0, 7), label: `${year}年${month}月`, from, to: lastDayOfMonth(year, month) }
  const quarter = Math.ceil(month / 3)
  return { key: `${year}-Q${quarter}`, label: `${year}年${quarter}季度`, from, to: lastDayOfMonth(year, quarter * 3) }
}

/** The first day of the quarter. */
export function quarterStart(day: Day): Day {
  return dayOf(Number(day.slice(0, 4)), 3 * Math.ceil(Number(day.slice(5, 7)) / 3) - 2, 1)
}

export function quarterEnd(day: Day): Day {
  return addDays(addMonths(quarterStart(day), 3), -1)
}

/** `[group, days, started, over, projects]`: over = ended without a start. */
export type CountedWait = [key: string, days: number, started: 0 | 1, over: 0 | 1, projects: number]

/** Names of units and parks, and labels of size bands by their lower bound. */
export interface Names {
  named: Record<string, string>
  bands: { fromWan: number; label: string }[]
}

export function labelOf(by: GroupBy, key: string, { named, bands }: Names): string {
  if (by === 'none') return '合计'
  if (key === NO_VALUE) return '未填'
  if (by === 'size') return bands.find(({ fromWan }) => fromWan === Number(key))?.label ?? key
  // what has an id has its name among the names; else the key is the word itself
  return by === 'year' ? `${key}年` : (named[key] ?? key)
}

/** Sizes as one writes them: 1000, not 1000.00. */
export const plainKey = (by: GroupBy, key: string) => (by === 'size' && key !== NO_VALUE ? String(Number(key)) : key)

export function curvesOf(waits: readonly CountedWait[]): Map<string, SurvivalCurve> {
  const groups = grouped(waits, ([key]) => key)
  const curve = (of: CountedWait[]) =>
    kaplanMeier(of.map(([, days, started, , projects]) => ({ days, started: started === 1, projects })))
  return new Map([...groups].map(([key, of]) => [key, curve(of)]))
}

/** Groups by their weight, years in order; what has no value last. */
export function drawSurvival(
  by: GroupBy,
  waits: readonly CountedWait[],
  reversed: readonly { key: string; count: number }[],
  names: Names,
): SurvivalGroup[] {
  const groups = [...curvesOf(waits)].map(([key, curve]) => ({
    key: plainKey(by, key),
    label: labelOf(by, key, names),
    curve,
    notComparable: reversed.find((row) => row.key === key)?.count ?? 0,
  }))
  return groups.sort(
    (a, b) => missingLast(a, b) || (inOrder(by, a, b) ?? (b.curve.total - a.curve.total || byKey(a, b))),
  )
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
const missingLast = (a: { key: string }, b: { key: string }) => Number(a.key === NO_VALUE) - Number(b.key === NO_VALUE)

function inOrder(by: GroupBy, a: { key: string }, b: { key: string }): number | null {
  if (by === 'year') return byKey(a, b)
  return by === 'size' ? Number(b.key) - Number(a.key) : null
}

export type CountedStay = {
  stage: PathStage
  n: number
  notComparable: number
  unknown: number
  median: number | null
  p90: number | null
}
export type CountedWaiting = { stage: PathStage; waiting: number; median: number | null }

export function drawStays(stays: readonly CountedStay[], waiting: readonly CountedWaiting[]): StageStay[] {
  return PATH.map((stage) => {
    const stay = stays.find((row) => row.stage === stage)
    const there = waiting.find((row) => row.stage === stage)
    return {
      stage,
      n: stay?.n ?? 0,
      medianDays: stay?.median ?? null,
      p90Days: stay?.p90 ?? null,
      notComparable: stay?.notComparable ?? 0,
      unknown: stay?.unknown ?? 0,
      waiting: there?.waiting ?? 0,
      waitingMedianDays: there?.median ?? null,
    }
  })
}

export interface CountedFlow {
  /** null: not yet there */
  stageWas: PathStage | null
  statusWas: Status
  stage: PathStage
  status: Status
  count: number
  wan: number
}

const stateOf = (stage: PathStage, status: Status): FlowState => (status === 'active' ? stage : status)

export const FLOW_STATES: readonly FlowState[] = [...PATH, 'suspended', 'ended']

export function drawFlow(counted: readonly CountedFlow[]): { links: FlowLink[]; rows: FlowRow[] } {
  const moves = counted.map(({ stageWas, statusWas, stage, status, ...move }) => ({
    ...move,
    from: stageWas === null ? null : stateOf(stageWas, statusWas),
    to: stateOf(stage, status),
  }))
  const links = [...grouped(moves, ({ from, to }) => `${from} ${to}`).values()].map((same) => ({
    from: same[0]!.from,
    to: same[0]!.to,
    count: sum(same, ({ count }) => count),
    investmentWan: sum(same, ({ wan }) => wan),
  }))
  const place = (state: FlowState | null) => (state === null ? -1 : FLOW_STATES.indexOf(state))
  links.sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to))
  const count = (which: (link: FlowLink) => boolean) => sum(links.filter(which), (link) => link.count)
  const rows = FLOW_STATES.map((state) => ({
    state,
    start: count(({ from }) => from === state),
    entered: count(({ from, to }) => to === state && from !== state),
    left: count(({ from, to }) => from === state && to !== state),
    suspended: state === 'suspended' ? 0 : count(({ from, to }) => from === state && to === 'suspended'),
    ended: state === 'ended' ? 0 : count(({ from, to }) => from === state && to === 'ended'),
    end: count(({ to }) => to === state),
  }))
  return { links, rows }
}

export type CountedTableRow = Pick<
  BreakdownRow,
  | 'key'
  | 'signed'
  | 'landSupplied'
  | 'started'
  | 'verifiedStarted'
  | 'completed'
  | 'producing'
  | 'overdue'
  | 'signedThisYear'
  | 'startedThisYear'
> & { table: string; wan: number; mu: number; startedWan: number }

/** Rows of one table by count; sizes from the largest band down, every band in force among them. */
export function drawTable(by: GroupBy, counted: readonly CountedTableRow[], names: Names): BreakdownRow[] {
  const all = { count: sum(counted, (row) => row.signed), wan: sum(counted, (row) => row.wan) }
  const rows = counted.map(({ table: _, wan, mu, ...row }) => ({
    ...row,
    key: plainKey(by, row.key),
    label: labelOf(by, row.key, names),
    notStarted: row.signed - row.started,
    investmentWan: wan,
    landMu: mu,
    startedPct: percent(row.started, row.signed),
    countPct: percent(row.signed, all.count),
    wanPct: percent(wan, all.wan),
    sameYearPct: percent(row.startedThisYear, row.signedThisYear),
  }))
  return rows.sort(
    (a, b) =>
      missingLast(a, b) ||
      (inOrder(by, a, b) ?? (b.signed - a.signed || a.label.localeCompare(b.label, 'zh-CN') || byKey(a, b))),
  )
}

const NOTHING: Omit<CountedTableRow, 'key'> = {
  table: 'size',
  signed: 0,
  landSupplied: 0,
  started: 0,
  verifiedStarted: 0,
  completed: 0,
  producing: 0,
  overdue: 0,
  signedThisYear: 0,
  startedThisYear: 0,
  wan: 0,
  mu: 0,
  startedWan: 0,
}

export function drawSizes(counted: readonly CountedTableRow[], names: Names): SizeRow[] {
  const empty = names.bands.filter(({ fromWan }) => !counted.some(({ key }) => Number(key) === fromWan))
  const rows = drawTable(
    'size',
    [...counted, ...empty.map(({ fromWan }) => ({ ...NOTHING, key: String(fromWan) }))],
    names,
  )
  const all = { count: sum(rows, (row) => row.signed), wan: sum(rows, (row) => row.investmentWan) }
  return rows.map((row, at) => {
    const above = row.key === NO_VALUE ? [row] : rows.slice(0, at + 1)
    const [count, investmentWan] = [sum(above, (each) => each.signed), sum(above, (each) => each.investmentWan)]
    return {
      ...row,
      atLeast: { count, countPct: percent(count, all.count), investmentWan, wanPct: percent(investmentWan, all.wan) },
    }
  })
}

export interface CountedOverdue {
  unit: string
  notStarted: number
  notStartedWan: number
  total: number
  wan: number
  mu: number
  suspended: number
  tax: number
  noTax: number
  soon: number
  soonWan: number
  longest: number
}

/** Units with the most money waiting first. */
export function drawOverdue(days: number, counted: readonly CountedOverdue[], names: Names): OverdueSummary {
  const units = counted
    .filter(({ total }) => total > 0)
    .map(({ unit, total, wan, longest }) => ({
      key: unit,
      label: labelOf('unit', unit, names),
      total,
      investmentWan: wan,
      longestDays: longest,
    }))
    .sort((a, b) => missingLast(a, b) || b.investmentWan - a.investmentWan || b.total - a.total || byKey(a, b))
  return {
    days,
    notStarted: sum(counted, (row) => row.notStarted),
    notStartedWan: sum(counted, (row) => row.notStartedWan),
    total: sum(counted, (row) => row.total),
    investmentWan: sum(counted, (row) => row.wan),
    landMu: sum(counted, (row) => row.mu),
    suspended: sum(counted, (row) => row.suspended),
    annualTaxWan: sum(counted, (row) => row.tax),
    noTax: sum(counted, (row) => row.noTax),
    soon: sum(counted, (row) => row.soon),
    soonWan: sum(counted, (row) => row.soonWan),
    units,
  }
}
