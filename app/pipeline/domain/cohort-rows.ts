import { percent, roundHalfUp } from '~/shared/money'
import type { CohortBy } from './grouping'
import { byKey, keyOrder, labelOf, missingLast, plainKey, type KeyNames } from './labels'
import { exactSum } from './sums'

/** One cohort: counts of projects, of the signed ones their money (万元) and land (亩). */
export interface CohortRow {
  key: string
  label: string
  signed: number
  landSupplied: number
  /** of these, since nobody knows when */
  landDayUnknown: number
  started: number
  completed: number
  producing: number
  /** 未开工: not started and not ended; of these suspended */
  notStarted: number
  notStartedSuspended: number
  /** ended without a start: signed = started + notStarted + neverStarted */
  neverStarted: number
  suspended: number
  ended: number
  /** share of the signed in percent, one decimal; null where none is signed */
  startedPct: number | null
  investmentWan: number
  landMu: number
}

/** What the database counted for one key. */
export type CohortCount = Omit<CohortRow, 'label' | 'startedPct'>

/** Rows in the order of reading: months as they came, sizes from the largest band down, others by count; 未填 last. */
export function cohortRows(by: CohortBy, counted: readonly CohortCount[], names: KeyNames): CohortRow[] {
  // All together is a row even where there is nothing.
  const rows = by === 'none' && counted.length === 0 ? [NOTHING] : counted
  return rows
    .map((row) => cohortRow(by, row, names))
    .sort(
      (a, b) =>
        missingLast(a, b) ||
        (keyOrder(by, a, b) ?? (b.signed - a.signed || a.label.localeCompare(b.label, 'zh-CN') || byKey(a, b))),
    )
}

const NOTHING: CohortCount = {
  key: 'all',
  signed: 0,
  landSupplied: 0,
  landDayUnknown: 0,
  started: 0,
  completed: 0,
  producing: 0,
  notStarted: 0,
  notStartedSuspended: 0,
  neverStarted: 0,
  suspended: 0,
  ended: 0,
  investmentWan: 0,
  landMu: 0,
}

function cohortRow(by: CohortBy, row: CohortCount, names: KeyNames): CohortRow {
  return {
    ...row,
    key: plainKey(by, row.key),
    label: labelOf(by, row.key, names),
    startedPct: percent(row.started, row.signed),
    investmentWan: roundHalfUp(row.investmentWan, 2),
    landMu: roundHalfUp(row.landMu, 2),
  }
}

/** All cohorts together. */
export function totalOf(rows: readonly CohortRow[]): CohortRow {
  const sum = (pick: (row: CohortRow) => number) => exactSum(rows, pick)
  const [signed, started] = [sum((row) => row.signed), sum((row) => row.started)]
  return {
    key: 'all',
    label: '合计',
    signed,
    landSupplied: sum((row) => row.landSupplied),
    started,
    completed: sum((row) => row.completed),
    producing: sum((row) => row.producing),
    notStarted: sum((row) => row.notStarted),
    notStartedSuspended: sum((row) => row.notStartedSuspended),
    neverStarted: sum((row) => row.neverStarted),
    landDayUnknown: sum((row) => row.landDayUnknown),
    suspended: sum((row) => row.suspended),
    ended: sum((row) => row.ended),
    startedPct: percent(started, signed),
    investmentWan: sum((row) => row.investmentWan),
    landMu: sum((row) => row.landMu),
  }
}
