import { percent } from '~/shared/money'
import type { BreakdownRow, SizeRow } from './figures'
import { NO_VALUE, type GroupBy } from './grouping'
import { byKey, keyOrder, labelOf, missingLast, plainKey, type KeyNames } from './labels'
import { exactSum } from './sums'

export type BreakdownCount = Pick<
  BreakdownRow,
  | 'key'
  | 'signed'
  | 'landSupplied'
  | 'landDayUnknown'
  | 'notStarted'
  | 'started'
  | 'verifiedStarted'
  | 'completed'
  | 'producing'
  | 'overdue'
  | 'signedThisYear'
  | 'startedThisYear'
> & { wan: number; mu: number; startedWan: number }

/** Rows of one table by count; sizes from the largest band down, every band in force among them. */
export function breakdownRows(by: GroupBy, counted: readonly BreakdownCount[], names: KeyNames): BreakdownRow[] {
  const all = { count: exactSum(counted, (row) => row.signed), wan: exactSum(counted, (row) => row.wan) }
  const rows = counted.map(({ wan, mu, ...row }) => ({
    ...row,
    key: plainKey(by, row.key),
    label: labelOf(by, row.key, names),
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
      (keyOrder(by, a, b) ?? (b.signed - a.signed || a.label.localeCompare(b.label, 'zh-CN') || byKey(a, b))),
  )
}

const NOTHING: Omit<BreakdownCount, 'key'> = {
  signed: 0,
  landSupplied: 0,
  landDayUnknown: 0,
  notStarted: 0,
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

export function sizeRows(counted: readonly BreakdownCount[], names: KeyNames): SizeRow[] {
  const empty = names.bands.filter(({ fromWan }) => !counted.some(({ key }) => Number(key) === fromWan))
  const rows = breakdownRows(
    'size',
    [...counted, ...empty.map(({ fromWan }) => ({ ...NOTHING, key: String(fromWan) }))],
    names,
  )
  const all = { count: exactSum(rows, (row) => row.signed), wan: exactSum(rows, (row) => row.investmentWan) }
  return rows.map((row, at) => {
    const above = row.key === NO_VALUE ? [row] : rows.slice(0, at + 1)
    const [count, investmentWan] = [
      exactSum(above, (each) => each.signed),
      exactSum(above, (each) => each.investmentWan),
    ]
    return {
      ...row,
      atLeast: { count, countPct: percent(count, all.count), investmentWan, wanPct: percent(investmentWan, all.wan) },
    }
  })
}
