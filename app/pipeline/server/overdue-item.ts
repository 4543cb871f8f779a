import { daysBetween, type Day } from '~/shared/day'
import type { OverdueItem } from '../domain/figures'
import { forecastStart } from '../domain/forecast'
import type { SurvivalCurve } from '../domain/survival'

/** An overdue project as the database tells it. */
export interface ItemRow extends Omit<OverdueItem, 'overdueDays' | 'batch' | 'unit' | 'forecast'> {
  unitId: string | null
  unitName: string | null
  batchId: string | null
  batchName: string | null
  /** the group whose curve speaks for it */
  key: string
}

export function itemOf(row: ItemRow, asOf: Day, curveOf: (key: string) => SurvivalCurve): OverdueItem {
  const { unitId, unitName, batchId, batchName, key, ...item } = row
  return {
    ...item,
    overdueDays: Math.max(0, daysBetween(item.deadline, asOf)),
    batch: batchId && batchName ? { id: batchId, name: batchName } : null,
    unit: unitId && unitName ? { id: unitId, name: unitName } : null,
    forecast: forecastStart(curveOf(key), item.signedOn, asOf),
  }
}
