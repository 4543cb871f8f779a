import type { Day } from '~/shared/day'
import type { FieldError } from '~/shared/errors'
import { PLOT_STATUS_NAMES, type PlotStatus } from './status'

/** A change of a plot's status as it was recorded. */
export interface StatusChange {
  id: string
  /** order of recording */
  seq: number
  status: PlotStatus
  /** null: nobody says from when */
  from: Day | null
  recordedOn: Day
  /** the mistaken change that this one stands for */
  supersedesId: string | null
  /** there was no such change */
  withdrawn: boolean
  /** of one that puts another right: the seq whose place it takes */
  place: number | null
}

/** Where a change stands in the order: one that puts another right takes its place. */
export const placeOf = ({ place, seq }: Pick<StatusChange, 'place' | 'seq'>): number => place ?? seq

/** The changes that stand, first to last: neither put right by another nor withdrawn. */
export function standingStatuses<Change extends StatusChange>(changes: readonly Change[]): Change[] {
  const superseded = new Set(changes.map(({ supersedesId }) => supersedesId))
  return changes
    .filter(({ id, withdrawn }) => !withdrawn && !superseded.has(id))
    .toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** From when a standing change counts: a first one without a day from ever, a later one from its recording; null: ever. */
export const countsFrom = (change: StatusChange, standing: readonly StatusChange[]): Day | null =>
  change.from ?? (standing[0]?.id === change.id ? null : change.recordedOn)

/**
 * Why the status cannot become `status` on that day; empty when it can. `change` is put right by it, null: it is a new
 * one. Days follow one another as the changes do, and two neighbours differ.
 */
export function statusFaults(
  changes: readonly StatusChange[],
  wanted: { status: PlotStatus; on: Day; change: StatusChange | null },
  today: Day,
): FieldError[] {
  const { status, on, change } = wanted
  const standing = standingStatuses(changes)
  const at = change ? standing.findIndex(({ id }) => id === change.id) : standing.length
  const [before, after] = [standing[at - 1], change ? standing[at + 1] : undefined]
  const faults: FieldError[] = []
  if (on > today) faults.push({ path: 'on', code: 'future', message: `日期不能晚于今天（${today}）` })
  const since = before && countsFrom(before, standing)
  if (before && since && on < since) faults.push(outOfOrder(`不能早于上一次变化：${since} 起${named(before)}`))
  const next = after && countsFrom(after, standing)
  if (after && next && on > next) faults.push(outOfOrder(`不能晚于下一次变化：${next} 起${named(after)}`))
  if (before?.status === status || after?.status === status) {
    faults.push({ path: 'status', code: 'same', message: `前后都是“${PLOT_STATUS_NAMES[status]}”，没有变化` })
  }
  return faults
}

const named = ({ status }: StatusChange) => `“${PLOT_STATUS_NAMES[status]}”`
const outOfOrder = (message: string): FieldError => ({ path: 'on', code: 'order', message: `日期${message}` })
