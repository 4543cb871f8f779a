import type { Day } from '~/shared/day'
import type { PathStage } from '~/projects/domain/stages'
import type { CountForecast } from './forecast'
import type { PipelineScope } from './scope'
import type { SurvivalCurve } from './survival'

/** Money in 万元, land in 亩, shares in percent with one decimal (null: divisor 0), days as calendar days. */

export interface FunnelRow {
  stage: PathStage
  /** projects that have come to this stage or a later one */
  count: number
  /** of these, verified (认定) at this stage or a later one */
  verified: number
  investmentWan: number
  verifiedWan: number
  landMu: number
  /** of these, without an amount */
  noAmount: number
  /** at this stage now: whose latest stage it is, and not ended; of them suspended, and the others */
  current: number
  currentSuspended: number
  currentActive: number
  /** 到达比: of those that have come to the stage before; null for the first. No conversion: the young ones had no time yet */
  conversionPct: number | null
}

/** Months after signing at which a cohort is looked at. */
export const HORIZONS = [3, 6, 12, 24] as const
export type Horizon = (typeof HORIZONS)[number]

export const HEAT_STAGES = ['landSupplied', 'started', 'producing'] as const
export type HeatStage = (typeof HEAT_STAGES)[number]

export interface HeatCell {
  months: Horizon
  /** projects whose calendar months are over by `asOf`; the cell is over when all of the cohort's are */
  due: number
  over: boolean
  /** how many had come so far in that time, and which share of the cohort (of land: of `ofLand`); `pct` is null while the cell is not over. Land counts by its own day alone */
  counts: Record<HeatStage, number>
  pct: Record<HeatStage, number | null>
}

/** Projects signed in one period. */
export interface CohortHeat {
  /** 2021-05, 2021-Q2, 2021 */
  key: string
  label: string
  from: Day
  to: Day
  signed: number
  /** of these, those that need land and of which it is not unknown since when they have it */
  ofLand: number
  landDayUnknown: number
  startDayUnknown: number
  investmentWan: number
  landMu: number
  cells: HeatCell[]
}

export interface SurvivalGroup {
  key: string
  label: string
  curve: SurvivalCurve
  /** waits drawn as 0 days although the start is dated before the signing (±) */
  notComparable: number
}

export interface StageStay {
  stage: PathStage
  /** projects that have left the stage for a later one, both days known */
  n: number
  /** days by which half, and nine of ten, of all that came have left, those still there counted as long as they stay; null: not so far */
  medianDays: number | null
  p90Days: number | null
  /** of these, left before they came by the days given: 0 days, marked ± */
  notComparable: number
  /** passed, but a day is unknown */
  unknown: number
  /** at this stage now: not ended; of them suspended, and how long half of them have been there */
  waiting: number
  suspended: number
  waitingMedianDays: number | null
}

/** Where a project stands: its latest stage, suspended or not, until it has ended. */
export type FlowState = PathStage | 'ended'

/** Projects that stood at `from` on the earlier day (null: not yet there) and at `to` on the later. */
export interface FlowLink {
  from: FlowState | null
  to: FlowState
  count: number
  investmentWan: number
}

/** The same, state by state: `start + entered − left = end`. */
export interface FlowRow {
  state: FlowState
  start: number
  entered: number
  left: number
  /** of those that left, ended */
  ended: number
  end: number
  /** of those there at last, suspended */
  suspended: number
}

export interface BreakdownRow {
  key: string
  label: string
  signed: number
  landSupplied: number
  /** of these, since nobody knows when */
  landDayUnknown: number
  started: number
  /** of the started, verified */
  verifiedStarted: number
  completed: number
  producing: number
  notStarted: number
  overdue: number
  investmentWan: number
  startedWan: number
  landMu: number
  startedPct: number | null
  /** shares of all rows */
  countPct: number | null
  wanPct: number | null
  /** 当年签约当年开工: signed in the year of `asOf`, and of these started in it */
  signedThisYear: number
  startedThisYear: number
  sameYearPct: number | null
}

/** Size bands also from the largest down: ≥ 1,000万: 81 = 64.3%. */
export interface SizeRow extends BreakdownRow {
  atLeast: { count: number; countPct: number | null; investmentWan: number; wanPct: number | null }
}

export interface OverdueItem {
  id: string
  name: string
  /** first possible day */
  signedOn: Day
  /** days since signing */
  days: number
  /** last day on which it is not overdue */
  deadline: Day
  overdueDays: number
  batch: { id: string; name: string } | null
  unit: { id: string; name: string } | null
  sponsor: string | null
  investmentWan: number | null
  landMu: number | null
  status: 'active' | 'suspended'
  blockingIssue: string | null
  nextStep: string | null
  nextStepOn: Day | null
  /** 预计年税收, which each year of delay puts off; null: 未填 */
  annualTaxWan: number | null
  /** chance of a start within half a year, in whole percent; null where nothing is foretold */
  halfYearPct: number | null
}

/** Not started is not overdue: signed more than `days` days ago (a batch: after its deadline), not started, not ended. */
export interface OverdueSummary {
  days: number
  /** 未开工: signed, not started, not ended; of them suspended */
  notStarted: number
  notStartedSuspended: number
  notStartedWan: number
  total: number
  investmentWan: number
  landMu: number
  suspended: number
  /** a year's tax of them all, and what of it their days of delay put off, of what is filled in; and of how many it is not */
  annualTaxWan: number
  delayedTaxWan: number
  noTax: number
  /** overdue within 30 days unless they start */
  soon: number
  soonWan: number
  units: { key: string; label: string; total: number; investmentWan: number; longestDays: number }[]
}

export interface QualityFigures {
  signed: number
  /** 供地时间不详: land supplied (or built on without a word of it), the day unknown */
  landDayUnknown: number
  startDayUnknown: number
  signDayUnknown: number
  /** 待核: signed, the start reported or the signing itself not verified */
  unverified: number
  signedUnverified: number
  startedUnverified: number
  /** started before signed by the days given (±) */
  notComparable: number
  noAmount: number
  noUnit: number
}

/** The starts foretold for a quarter, of the projects that wait now. */
export interface StartQuarter extends CountForecast {
  key: string
  label: string
  from: Day
  to: Day
}

/** The forecast as it would have been made at the end of a quarter, for the next one, and what came. */
export type BackTest = {
  asOf: Day
  until: Day
  waiting: number
  /** of these, how many started by `until` */
  actual: number
  /** 照过去四季平均: the starts of the year before, a quarter of them */
  lastFour: number
} & (CountForecast | { [Name in keyof CountForecast]: null })

/** Forecasts that could be made, together. */
export interface BackTestSum {
  tests: number
  expected: number
  actual: number
  /** projects a quarter, between foretold and actual; and the same of the mean of the last four quarters */
  meanError: number
  meanErrorOfLastFour: number
  /** how many ranges held what came */
  held: number
}

export interface ForecastFigures {
  groupBy: string
  /** the last day that is known, from which it is told */
  on: Day
  /** signed, not started, not ended */
  waiting: number
  /** starts so far: of fewer than five nothing is foretold, and there are no quarters */
  starts: number
  quarters: StartQuarter[]
  backTests: BackTest[]
  /** null where no forecast could be made */
  backTestSum: BackTestSum | null
}

/** What the page shows of a day and of an earlier one beside it. */
export interface FiguresOfDay {
  asOf: Day
  funnel: FunnelRow[]
  overdue: OverdueSummary
  quality: QualityFigures
  cohorts: CohortHeat[]
}

export interface PipelineFigures extends FiguresOfDay {
  clocks: { asOf: Day; knownOn: Day; compareAsOf: Day }
  scope: PipelineScope
  /** the same on the earlier day */
  compare: FiguresOfDay
  survival: { groups: SurvivalGroup[] }
  forecast: ForecastFigures
  /** the ten that matter most: by money, then by days */
  worst: OverdueItem[]
}
