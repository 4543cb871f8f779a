import { addDays, addMonths, daysBetween, type Day } from '~/shared/day'
import {
  beforeRecent,
  nextQuarters,
  startForecast,
  WATCH_OUTCOMES,
  type Watch,
  type WatchCount,
} from '~/pipeline/domain/start-forecast'
import { print, table } from './measure'

/**
 * Made counties, whose projects start by a pace that the forecast does not know: how often its range of eight in ten
 * holds what came, and how far it is off beside two ways that need no model.
 */
const COUNTIES = 1000
const ORIGIN: Day = '2024-12-31'
/** A cell of fewer starts on average is printed, and not judged. */
const JUDGED_FROM = 2
const HELD = [0.75, 0.88] as const

interface Scenario {
  name: string
  /** months told of before the forecast, and projects signed in a quarter */
  months: number
  signed: number
  /** chance a day to end, by which starts are cut short */
  ending: number
  /** how the pace of a quarter strays, on the log scale: by chance, and by the drift of a year that goes on */
  chance: number
  drift: number
}

const SCENARIOS: readonly Scenario[] = [
  { name: '快慢漂移', months: 78, signed: 14, ending: 0.0003, chance: 0.3, drift: 0.15 },
  { name: '新台账', months: 15, signed: 20, ending: 0.0003, chance: 0.3, drift: 0.1 },
  { name: '终止多', months: 36, signed: 28, ending: 0.0015, chance: 0.3, drift: 0.1 },
]

/** Chance a day to start, by days since signing. */
const PACE = [
  { to: 30, chance: 0.0006 },
  { to: 90, chance: 0.002 },
  { to: 180, chance: 0.004 },
  { to: 300, chance: 0.0035 },
  { to: 500, chance: 0.002 },
  { to: Infinity, chance: 0.001 },
] as const

const paceAt = (waited: number) => PACE.find(({ to }) => waited < to)?.chance ?? 0

/** Mulberry32: the same counties every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

interface Made {
  signedOn: Day
  /** the day it started or ended; null: neither within the year after the forecast */
  on: Day | null
  outcome: 'started' | 'ended' | 'waiting'
}

function county({ months, signed, ending, chance, drift }: Scenario, random: () => number): Made[] {
  const first = addDays(addMonths(ORIGIN, -months), 1)
  const days = daysBetween(first, addMonths(ORIGIN, 12))
  const quarters = Math.ceil(days / 91) + 1
  const slope = (drift * normal(random)) / 4
  const pace = Array.from({ length: quarters }, (_, at) =>
    Math.exp(slope * (at - quarters / 2) + chance * normal(random) - chance ** 2 / 2),
  )
  const made: Made[] = []
  for (let day = 0; day < daysBetween(first, ORIGIN); day++) {
    if (random() >= signed / 91) continue
    let [on, outcome]: [number | null, Made['outcome']] = [null, 'waiting']
    for (let at = day; at < days && on === null; at++) {
      const roll = random()
      const start = paceAt(at - day) * (pace[Math.floor(at / 91)] ?? 1)
      if (roll < start + ending) [on, outcome] = [at, roll < start ? 'started' : 'ended']
    }
    made.push({ signedOn: addDays(first, day), on: on === null ? null : addDays(first, on), outcome })
  }
  return made
}

/** What is known of a project on a day, as the scan would tell it. */
function waitOn({ signedOn, on, outcome }: Made, day: Day): Watch {
  const over = on !== null && on <= day
  const until = over ? on : day
  const since = until > beforeRecent(day) ? Math.max(0, daysBetween(signedOn, beforeRecent(day)) + 1) : null
  return [WATCH_OUTCOMES.indexOf(over ? outcome : 'waiting'), since, daysBetween(signedOn, until), 1]
}

const waitingOn = (made: readonly Made[], day: Day) =>
  made.filter(({ signedOn, on }) => signedOn <= day && (on === null || on > day))

const startedIn = (waiting: readonly Made[], { from, to }: { from: Day; to: Day }) =>
  waiting.filter(({ on, outcome }) => outcome === 'started' && on !== null && on >= from && on <= to).length

/** Starts in the quarter so many ahead, of those that waited, as they were at the last four days on which that is over. */
function before(made: readonly Made[], ahead: number): { starts: number; waiting: number }[] {
  return [0, 1, 2, 3]
    .map((back) => addMonths(addDays(ORIGIN, 1), -3 * (ahead + 1 + back)))
    .map((first) => addDays(first, -1))
    .map((day) => {
      const waiting = waitingOn(made, day)
      return { starts: startedIn(waiting, nextQuarters(day)[ahead]!), waiting: waiting.length }
    })
    .filter(({ waiting }) => waiting > 0)
}

interface Cell {
  actual: number
  held: boolean
  errors: { own: number; lastFour: number; share: number }
}

function cells(scenario: Scenario, random: () => number): Cell[] {
  const made = county(scenario, random)
  const known = made.filter(({ signedOn }) => signedOn <= ORIGIN)
  const firstSignedOn = known.map(({ signedOn }) => signedOn).sort()[0] ?? null
  const watched: WatchCount[] = [['all', known.map((each) => waitOn(each, ORIGIN))]]
  const waiting = waitingOn(known, ORIGIN)
  const { quarters } = startForecast('none', ORIGIN, { watched, firstSignedOn, tests: [], settled: [], quarters: [] })
  return quarters.map(({ from, to, expected, low80, high80 }, ahead): Cell => {
    const actual = startedIn(waiting, { from, to })
    const seen = before(known, ahead)
    const [starts, waited] = [
      seen.reduce((sum, each) => sum + each.starts, 0),
      seen.reduce((sum, each) => sum + each.waiting, 0),
    ]
    const error = (said: number) => Math.abs(said - actual)
    return {
      actual,
      held: low80 <= actual && actual <= high80,
      errors: {
        own: error(expected),
        lastFour: error(starts / Math.max(1, seen.length)),
        share: error(waited > 0 ? (starts / waited) * waiting.length : 0),
      },
    }
  })
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length

/** Prints a line for each scenario and quarter ahead; true where every cell that is judged holds. */
export function simulateForecasts(counties = COUNTIES): boolean {
  let holds = true
  const rows = SCENARIOS.flatMap((scenario, number) => {
    const random = seeded(20261129 + number)
    const all = Array.from({ length: counties }, () => cells(scenario, random))
    return [0, 1, 2, 3].map((ahead) => {
      const of = all.flatMap((each) => each[ahead] ?? [])
      const actual = mean(of.map((cell) => cell.actual))
      const held = mean(of.map((cell) => Number(cell.held)))
      const [own, lastFour, share] = (['own', 'lastFour', 'share'] as const).map((way) =>
        mean(of.map(({ errors }) => errors[way])),
      ) as [number, number, number]
      const judged = actual > JUDGED_FROM
      const good = held >= HELD[0] && held <= HELD[1] && own <= lastFour && own <= share
      if (judged && !good) holds = false
      return [
        ahead === 0 ? scenario.name : '',
        String(ahead + 1),
        String(of.length),
        actual.toFixed(1),
        ...[own, lastFour, share].map((error) => error.toFixed(2)),
        `${(held * 100).toFixed(0)}%`,
        judged ? (good ? '达到' : '未达到') : '不评',
      ]
    })
  })
  print(
    table([
      ['情形', '第几季', '县', '平均开工', '平均差', '照过去四季平均', '照等待的比例', '八成区间包住', ''],
      ...rows,
    ]),
  )
  return holds
}
