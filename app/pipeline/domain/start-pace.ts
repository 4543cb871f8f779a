import type { Outcome } from './survival'

/** How fast projects start, and end, by how long they have waited; per project and day. */
export interface Pace {
  /** starts it is made of */
  starts: number
  bands: readonly { from: number; to: number; start: number; end: number }[]
}

/** Days of waiting at which the pace may change; the last goes on for ever. */
export const PACE_FROM = [0, 30, 60, 90, 120, 150, 180, 240, 300, 365, 455, 545, 730] as const

const BANDS = PACE_FROM.map((from, at) => ({ from, to: PACE_FROM[at + 1] ?? Infinity }))

/** Projects of a group that were watched while they waited from days of one band to days of one band, with one outcome. */
export interface Watched {
  /** sums over the projects of the first and of the last day since signing on which each was watched, both included */
  from: number
  days: number
  outcome: Outcome
  projects: number
}

/** From so long a wait on the pace is not taken for faster than it was on the whole, unless it is seen to be. */
const LONG_WAIT = 300

/**
 * The pace by length of the wait, endings competing. Each band is drawn towards the one before it and the whole, the
 * more so the less was seen in it, so that the pace has no end where the waits end.
 */
export function paceOf(watched: readonly Watched[]): Pace {
  const seen = seenIn(watched)
  const sum = (pick: (band: Seen) => number) => seen.reduce((all, band) => all + pick(band), 0)
  const days = sum((band) => band.days)
  const starts = sum((band) => band.started)
  const [start, end] = [(starts + 0.5) / (days + 1), (sum((band) => band.ended) + 0.2) / (days + 1)]
  let before = start
  const bands = seen.map(({ from, to, ...of }) => {
    const prior = from >= LONG_WAIT ? Math.min(start, before) : (start + before) / 2
    before = (of.started + 1) / (of.days + 1 / prior)
    return { from, to, start: before, end: (of.ended + 2) / (of.days + 2 / end) }
  })
  return { starts, bands }
}

interface Seen {
  from: number
  to: number
  days: number
  started: number
  ended: number
}

/** What was seen in each band: a project is watched through the bands between its first and its last. */
function seenIn(watched: readonly Watched[]): Seen[] {
  const seen = BANDS.map((band): Seen => ({ ...band, days: 0, started: 0, ended: 0 }))
  for (const { from, days, outcome, projects } of watched) {
    for (const band of seen) {
      if (band.to * projects <= from) continue
      const isLast = days < band.to * projects
      const until = isLast ? days + projects : band.to * projects
      band.days += until - Math.max(from, band.from * projects)
      if (!isLast) continue
      if (outcome !== 'waiting') band[outcome] += projects
      break
    }
  }
  return seen
}

/** How much faster a group starts than the whole: 1 for one of which nothing has been seen. */
export function factorOf({ bands }: Pace, group: readonly Watched[]): number {
  const seen = seenIn(group)
  const starts = seen.reduce((all, { started }) => all + started, 0)
  const foreseen = bands.reduce((all, { start }, at) => all + start * (seen[at]?.days ?? 0), 0)
  return (starts + 10) / (foreseen + 10)
}

/** Chance, 0 to 1, that a project that has waited `waited` days starts on one of the days after, up to `until` days since signing. */
export function chanceToStart({ bands }: Pace, waited: number, until: number, factor = 1): number {
  let [left, chance] = [1, 0]
  for (const { from, to, start, end } of bands) {
    const days = Math.min(until + 1, to) - Math.max(waited + 1, from)
    if (days <= 0) continue
    const [starting, leaving] = [start * factor, start * factor + end]
    const stays = Math.exp(-leaving * days)
    chance += (left * (1 - stays) * starting) / leaving
    left *= stays
  }
  return chance
}
