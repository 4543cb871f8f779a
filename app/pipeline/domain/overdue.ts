import { daysBetween, type Day } from '~/shared/day'
import type { OverdueItem, OverdueSummary } from './figures'
import { forecastStart } from './forecast'
import { byKey, labelOf, missingLast, type KeyNames } from './labels'
import { exactSum } from './sums'
import type { SurvivalCurve } from './survival'

/** When a project is overdue, in few words: a batch sets a deadline of its own. */
export const overdueAfter = (days: number) => `超 ${days} 天，批次另定`

/** The units that a list of so many leaves out, and their overdue projects. */
export function unitsBeyond(units: Readonly<OverdueSummary['units']>, most: number): { units: number; total: number } {
  const left = units.slice(most)
  return { units: left.length, total: left.reduce((sum, { total }) => sum + total, 0) }
}

export interface OverdueCount {
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
export function overdueSummary(days: number, counted: readonly OverdueCount[], names: KeyNames): OverdueSummary {
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
    notStarted: exactSum(counted, (row) => row.notStarted),
    notStartedWan: exactSum(counted, (row) => row.notStartedWan),
    total: exactSum(counted, (row) => row.total),
    investmentWan: exactSum(counted, (row) => row.wan),
    landMu: exactSum(counted, (row) => row.mu),
    suspended: exactSum(counted, (row) => row.suspended),
    annualTaxWan: exactSum(counted, (row) => row.tax),
    noTax: exactSum(counted, (row) => row.noTax),
    soon: exactSum(counted, (row) => row.soon),
    soonWan: exactSum(counted, (row) => row.soonWan),
    units,
  }
}

/** An overdue project as the database has it. */
export interface OverdueRow extends Omit<OverdueItem, 'overdueDays' | 'batch' | 'unit' | 'forecast'> {
  unitId: string | null
  unitName: string | null
  batchId: string | null
  batchName: string | null
  /** the group whose curve speaks for it */
  key: string
}

/** The project with its delay and its forecast. */
export function overdueItem(row: OverdueRow, asOf: Day, curveOf: (key: string) => SurvivalCurve): OverdueItem {
  const { unitId, unitName, batchId, batchName, key, ...item } = row
  return {
    ...item,
    overdueDays: Math.max(0, daysBetween(item.deadline, asOf)),
    batch: batchId && batchName ? { id: batchId, name: batchName } : null,
    unit: unitId && unitName ? { id: unitId, name: unitName } : null,
    forecast: forecastStart(curveOf(key), item.signedOn, asOf),
  }
}
