import { businessDay, type Day } from '~/shared/day'

/** The two clocks, both set: what had happened by `asOf`, as it had been recorded by the end of `knownOn`. */
export interface Clocks {
  asOf: Day
  knownOn: Day
  /** nothing can have been recorded after `knownOn`: what is known now answers, and no history need be read again */
  latest?: boolean
}

/** Clocks that are not set stand at today. */
export function clocksAt(now: Date, { asOf, knownOn }: { asOf?: Day; knownOn?: Day }): Clocks {
  const today = businessDay(now)
  return { asOf: asOf ?? today, knownOn: knownOn ?? today, latest: knownOn === undefined || knownOn >= today }
}

/** The clocks as an answer states them. */
export const stated = ({ asOf, knownOn }: Clocks) => ({ asOf, knownOn })
