import { addMonths, daysBetween, type Day } from '~/shared/day'
import { roundHalfUp } from '~/shared/money'
import type { OverdueItem, OverdueSummary } from './figures'
import { byKey, labelOf, missingLast, type KeyNames } from './labels'
import type { Outlook } from './start-forecast'
import { exactSum } from './sums'

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
  notStartedSuspended: number
  notStartedWan: number
  total: number
  wan: number
  mu: number
  suspended: number
  tax: number
  delayedTax: number
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
    notStartedSuspended: exactSum(counted, (row) => row.notStartedSuspended),
    notStartedWan: exactSum(counted, (row) => row.notStartedWan),
    total: exactSum(counted, (row) => row.total),
    investmentWan: exactSum(counted, (row) => row.wan),
    landMu: exactSum(counted, (row) => row.mu),
    suspended: exactSum(counted, (row) => row.suspended),
    annualTaxWan: exactSum(counted, (row) => row.tax),
    delayedTaxWan: exactSum(counted, (row) => row.delayedTax),
    noTax: exactSum(counted, (row) => row.noTax),
    soon: exactSum(counted, (row) => row.soon),
    soonWan: exactSum(counted, (row) => row.soonWan),
    units,
  }
}

/** An overdue project as the database has it. */
export interface OverdueRow extends Omit<OverdueItem, 'overdueDays' | 'batch' | 'unit' | 'halfYearPct'> {
  unitId: string | null
  unitName: string | null
  batchId: string | null
  batchName: string | null
  /** the group that it waits among */
  key: string
}

/** The project with its delay, and how likely it is to start within half a year of the last known day. */
export function overdueItem(
  row: OverdueRow,
  { asOf, until }: { asOf: Day; until: Day },
  outlook: Outlook | null,
): OverdueItem {
  const { unitId, unitName, batchId, batchName, key, ...item } = row
  const waited = Math.max(0, daysBetween(item.signedOn, until))
  const chance = outlook?.chance(key, waited, daysBetween(until, addMonths(until, 6)))
  return {
    ...item,
    overdueDays: Math.max(0, daysBetween(item.deadline, asOf)),
    batch: batchId && batchName ? { id: batchId, name: batchName } : null,
    unit: unitId && unitName ? { id: unitId, name: unitName } : null,
    halfYearPct: chance === undefined ? null : roundHalfUp(chance * 100, 0),
  }
}
