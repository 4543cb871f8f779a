import type { SurvivalGroup } from './figures'
import type { GroupBy } from './grouping'
import { byKey, keyOrder, labelOf, missingLast, plainKey, type KeyNames } from './labels'
import { grouped } from './sums'
import { kaplanMeier, type SurvivalCurve } from './survival'

/** `[group, days, started, over, projects]`: over = ended without a start. */
export type WaitCount = [key: string, days: number, started: 0 | 1, over: 0 | 1, projects: number]

export function curvesOf(waits: readonly WaitCount[]): Map<string, SurvivalCurve> {
  const groups = grouped(waits, ([key]) => key)
  const curve = (of: WaitCount[]) =>
    kaplanMeier(of.map(([, days, started, , projects]) => ({ days, started: started === 1, projects })))
  return new Map([...groups].map(([key, of]) => [key, curve(of)]))
}

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
  const groups = [...curvesOf(waits)].map(([key, curve]) => ({
    key: plainKey(by, key),
    label: labelOf(by, key, names),
    curve,
    notComparable: reversed.find((row) => row.key === key)?.count ?? 0,
  }))
  return groups.sort(
    (a, b) => missingLast(a, b) || (keyOrder(by, a, b) ?? (b.curve.total - a.curve.total || byKey(a, b))),
  )
}
