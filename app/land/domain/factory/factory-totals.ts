import { recordOf } from '~/shared/records'
import { FACTORY_STATES, type FactoryState } from './factory'

interface Total {
  floors: number
  m2: number
}

export interface ParkTotals {
  /** empty: of all parks */
  id: string
  name: string
  byState: Record<FactoryState, Total>
  sum: Total
}

interface Counted extends Total {
  park: { id: string; name: string }
  state: FactoryState
}

/** A row a park with what it has in each state, and one of all. */
export function totalsByPark(counted: readonly Counted[]): { parks: ParkTotals[]; all: ParkTotals } {
  const all = emptyTotals({ id: '', name: '合计' })
  const parks = new Map<string, ParkTotals>()
  for (const { park, state, floors, m2 } of counted) {
    const own = parks.get(park.id) ?? emptyTotals(park)
    parks.set(park.id, own)
    for (const total of [own.byState[state], own.sum, all.byState[state], all.sum]) {
      total.floors += floors
      total.m2 += m2
    }
  }
  return { parks: [...parks.values()], all }
}

const emptyTotals = (park: { id: string; name: string }): ParkTotals => ({
  ...park,
  byState: recordOf(FACTORY_STATES, () => ({ floors: 0, m2: 0 })),
  sum: { floors: 0, m2: 0 },
})
