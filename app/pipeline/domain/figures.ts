import type { Day } from '~/shared/day'
import type { PathStage } from '~/projects/domain/stages'
import type { CountForecast, StartForecast } from './forecast'
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
  /** whose current stage this is, and of them still going on */
  current: number
  currentActive: number
  /** share of the stage before; null for the first */
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
  /** of the whole cohort, how many had come so far in that time; `pct` is null while the cell is not over */
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
  medianDays: number | null
  p90Days: number | null
  /** of these, left before they came by the days given: 0 days, marked ± */
  notComparable: number
  /** passed, but a day is unknown */
  unknown: number
  /** still there and not ended, and how long */
  waiting: number
  waitingMedianDays: number | null
}

/** Where a project stands: its current stage, or beside the path. */
export type FlowState = PathStage | 'suspended' | 'ended'

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
  /** of those that left, suspended and ended */
  suspended: number
  ended: number
  end: number
}

export interface BreakdownRow {
  key: string
  label: string
  signed: number
  landSupplied: number
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
  forecast: StartForecast
}

/** Not started is not overdue: signed more than `days` days ago (a batch: after its deadline), not started, not ended. */
export interface OverdueSummary {
  days: number
  notStarted: number
  notStartedWan: number
  total: number
  investmentWan: number
  landMu: number
  suspended: number
  /** sum of what is filled in, and of how many it is not */
  annualTaxWan: number
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

export interface StartQuarter {
  key: string
  label: string
  from: Day
  to: Day
  /** of those that wait, for whom the curve ends before the quarter begins: nothing can be foretold */
  noPrecedent: number
  forecast: CountForecast
}

/** The forecast as it would have been made at the end of a quarter, for the next one, and what came. */
export interface BackTest {
  asOf: Day
  until: Day
  waiting: number
  /** of these, who have waited longer than anybody who started: nothing can be foretold of them */
  noPrecedent: number
  forecast: CountForecast
  actual: number
  /** forecast − actual in percent of actual; null where none started */
  errorPct: number | null
}

export interface ForecastFigures {
  groupBy: string
  /** signed, not started, not ended */
  waiting: number
  /** of these, who have waited longer than anybody who started: nothing can be foretold of them */
  noPrecedent: number
  quarters: StartQuarter[]
  backTests: BackTest[]
  /** mean of the absolute errors in percent */
  meanErrorPct: number | null
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
