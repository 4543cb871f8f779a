import { dayOf } from '~/shared/day'
import { NO_VALUE } from './grouping'
import type { Cut } from './figure-links'
import type { GroupBy } from './grouping'

/** Exactly the projects of a group. */
export function groupCut(by: GroupBy, key: string): Cut {
  if (by === 'none') return {}
  if (by === 'year')
    return key === NO_VALUE ? {} : { signedFrom: dayOf(Number(key), 1, 1), signedTo: dayOf(Number(key), 12, 31) }
  return { [by]: key }
}
