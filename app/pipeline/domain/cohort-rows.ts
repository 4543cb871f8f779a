import { Decimal, percent, roundHalfUp } from '~/shared/money'
import { NO_VALUE, type CohortBy } from './cohort-input'

/** One cohort: counts of projects, of the signed ones their money (万元) and land (亩). */
export interface CohortRow {
  key: string
  label: string
  signed: number
  landSupplied: number
  started: number
  completed: number
  producing: number
  notStarted: number
  suspended: number
  ended: number
  /** share of the signed in percent, one decimal; null where none is signed */
  startedPct: number | null
  investmentWan: number
  landMu: number
}

/** What the database counted for one key. */
export type CountedRow = Omit<CohortRow, 'label' | 'notStarted' | 'startedPct' | 'investmentWan' | 'landMu'> & {
  label: string | null
  /** exact decimals as text */
  investmentWan: string
  landMu: string
}

/** Rows in the order of reading: months as they came, sizes from the largest band down, others by count; 未填 last. */
export function cohortRows(by: CohortBy, counted: readonly CountedRow[]): CohortRow[] {
  return counted.map((row) => cohortRow(by, row)).sort(ORDERS[by])
}

function cohortRow(by: CohortBy, row: CountedRow): CohortRow {
  return {
    ...row,
    label: labelOf(by, row),
    notStarted: row.signed - row.started,
    startedPct: percent(row.started, row.signed),
    investmentWan: roundHalfUp(row.investmentWan, 2),
    landMu: roundHalfUp(row.landMu, 2),
  }
}

function labelOf(by: CohortBy, { key, label }: CountedRow): string {
  if (by === 'none') return '合计'
  if (key === NO_VALUE) return '未填'
  if (by === 'month') return `${key.slice(0, 4)}年${Number(key.slice(5))}月`
  return label ?? key
}

type Order = (a: CohortRow, b: CohortRow) => number

const missingLast: Order = (a, b) => Number(a.key === NO_VALUE) - Number(b.key === NO_VALUE)
const byCount: Order = (a, b) =>
  missingLast(a, b) || b.signed - a.signed || a.label.localeCompare(b.label, 'zh-CN') || (a.key < b.key ? -1 : 1)

const ORDERS: Record<CohortBy, Order> = {
  none: () => 0,
  month: (a, b) => (a.key < b.key ? -1 : 1),
  unit: byCount,
  park: byCount,
  industry: byCount,
  size: (a, b) => missingLast(a, b) || Number(b.key) - Number(a.key),
}

/** All cohorts together. */
export function totalOf(rows: readonly CohortRow[]): CohortRow {
  const sum = (pick: (row: CohortRow) => number) =>
    rows.reduce((total, row) => total.plus(pick(row)), new Decimal(0)).toNumber()
  const [signed, started] = [sum((row) => row.signed), sum((row) => row.started)]
  return {
    key: 'all',
    label: '合计',
    signed,
    landSupplied: sum((row) => row.landSupplied),
    started,
    completed: sum((row) => row.completed),
    producing: sum((row) => row.producing),
    notStarted: signed - started,
    suspended: sum((row) => row.suspended),
    ended: sum((row) => row.ended),
    startedPct: percent(started, signed),
    investmentWan: sum((row) => row.investmentWan),
    landMu: sum((row) => row.landMu),
  }
}
