import type { Day } from '~/shared/day'
import type { Offices } from './offices'
import type { Random } from './random'

/** What the rooms of the demo county are drawn from. */
export interface DemoContext {
  offices: Offices
  today: Day
  now: Date
  /** of this room alone, so that one more draw in it changes no other room */
  random: Random
}
