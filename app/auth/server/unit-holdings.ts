import type { Db } from '~/platform/database/client'
import { extensionPoint } from '~/shared/extension-point'

/** A kind of thing that units hold, and that goes over when they are merged: projects, … */
export interface UnitHoldings {
  /** in the JSON of the command line */
  key: string
  label: string
  measure: string
  /** stands in lists of units too, not only where one is looked at and merged */
  listed?: true
  /** how many each of these units holds; a unit that is left out holds none */
  count: (db: Db, unitIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

export interface Held extends Pick<UnitHoldings, 'key' | 'label' | 'measure'> {
  count: number
}

export const unitHoldings = extensionPoint<UnitHoldings>('what units hold')

/** What these units hold, kind by kind, in a list or in full; without ids none is counted. */
export async function heldBy(
  db: Db,
  unitIds: readonly string[],
  kindsOf: 'list' | 'unit',
): Promise<(unitId: string) => Held[]> {
  const wanted = unitHoldings.all().filter(({ listed }) => listed || kindsOf === 'unit')
  const kinds = await Promise.all(
    wanted.map(async ({ key, label, measure, count }) => ({
      kind: { key, label, measure },
      counts: unitIds.length > 0 ? await count(db, unitIds) : undefined,
    })),
  )
  return (unitId) => kinds.map(({ kind, counts }) => ({ ...kind, count: counts?.get(unitId) ?? 0 }))
}
