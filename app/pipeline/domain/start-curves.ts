import type { SurvivalGroup } from './figures'
import type { GroupBy } from './grouping'
import { byKey, keyOrder, labelOf, missingLast, plainKey, type KeyNames } from './labels'
import { grouped } from './sums'
import { cumulativeIncidence, type Outcome } from './survival'

/** `[group, days, started, over, projects]`: projects of a group that waited so many days; over = ended without a start. */
export type WaitCount = [key: string, days: number, started: 0 | 1, over: 0 | 1, projects: number]

export const outcomeOf = (started: 0 | 1, over: 0 | 1): Outcome => (started ? 'started' : over ? 'ended' : 'waiting')

/** Of a group, how many started before they were signed by the days given. */
export interface ReversedCount {
  key: string
  count: number
}

/** Groups by their weight, years in order; what has no value last. */
export function startCurves(
  by: GroupBy,
  waits: readonly WaitCount[],
  reversed: readonly ReversedCount[],
  names: KeyNames,
): SurvivalGroup[] {
  const groups = [...grouped(waits, ([key]) => key)].map(([key, of]) => ({
    key: plainKey(by, key),
    label: labelOf(by, key, names),
    curve: cumulativeIncidence(
      of.map(([, days, started, over, projects]) => ({ days, outcome: outcomeOf(started, over), projects })),
    ),
    notComparable: reversed.find((row) => row.key === key)?.count ?? 0,
  }))
  return groups.sort(
    (a, b) => missingLast(a, b) || (keyOrder(by, a, b) ?? (b.curve.total - a.curve.total || byKey(a, b))),
  )
}
