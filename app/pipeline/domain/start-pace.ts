import type { Outcome } from './survival'

/** How long a project was watched while it waited, and how that came out. */
export interface Watched {
  /** first and last day since signing on which it was watched, both included */
  from: number
  days: number
  outcome: Outcome
  projects: number
}

/** How fast projects start, and end, by how long they have waited; per project and day. */
export interface Pace {
  /** starts it is made of */
  starts: number
  bands: readonly { from: number; to: number; start: number; end: number }[]
}

/** Days of waiting at which the pace may change; the last goes on for ever. */
const FROM = [0, 30, 60, 90, 120, 150, 180, 240, 300, 365, 455, 545, 730] as const

const BANDS = FROM.map((from, at) => ({ from, to: FROM[at + 1] ?? Infinity }))

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

const daysIn = ({ from, days }: Watched, band: { from: number; to: number }) =>
  Math.max(0, Math.min(days + 1, band.to) - Math.max(from, band.from))

/** What was seen in each band. Many thousand waits: each is put into the bands it reaches, and into no other. */
function seenIn(watched: readonly Watched[]): Seen[] {
  const seen = BANDS.map((band): Seen => ({ ...band, days: 0, started: 0, ended: 0 }))
  for (const each of watched) {
    for (const band of seen) {
      if (band.from > each.days) break
      band.days += each.projects * daysIn(each, band)
      if (each.outcome !== 'waiting' && each.days < band.to) band[each.outcome] += each.projects
    }
  }
  return seen
}

/** How much faster a group starts than the whole: 1 for one of which nothing has been seen. */
export function factorOf(pace: Pace, group: readonly Watched[]): number {
  const starts = group.reduce((all, { outcome, projects }) => all + (outcome === 'started' ? projects : 0), 0)
  const foreseen = group.reduce(
    (all, each) => all + each.projects * pace.bands.reduce((of, band) => of + band.start * daysIn(each, band), 0),
    0,
  )
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
