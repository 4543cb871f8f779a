import { addDays, addMonths, daysBetween, type Day } from '~/shared/day'
import { roundHalfUp } from '~/shared/money'
import type { BackTest, BackTestSum, ForecastFigures, StartQuarter } from './figures'
import { forecastCount, type Chance, type CountForecast } from './forecast'
import { periodOf, quarterEnd, quarterStart } from './period'
import { chanceToStart, factorOf, paceOf, type Pace, type Watched } from './start-pace'
import type { Outcome } from './survival'

/** Of fewer starts nothing is foretold. */
export const FEWEST_STARTS = 5

/** Once so many months are told of, the pace is that of the last two years alone. */
const LONG_HISTORY = 60
const RECENT = 24

/** The last day that the pace of the last two years leaves out. */
export const beforeRecent = (on: Day): Day => addMonths(on, -RECENT)

/** How likely the projects that wait are to start. */
export interface Outlook {
  /** starts that it is drawn from */
  starts: number
  /** chance, 0 to 1, that a project of the group that has waited so many days starts within `ahead` days more */
  chance: (key: string, waited: number, ahead: number) => number
}

/** How a wait came out by a day; `startsNext`: it goes on, and ends with a start in the quarter after. */
export const WATCH_OUTCOMES = ['waiting', 'startsNext', 'started', 'ended'] as const
export type WatchOutcome = (typeof WATCH_OUTCOMES)[number]

/**
 * `[outcome, since, days, projects]`: projects whose waits began and ended within the same bands of the pace, those that
 * wait still after the same number of days. The outcome by its place; `since` and `days` are sums over the projects, of the
 * first day of each wait that lies in the last two years (null where none does), and of its last.
 */
export type Watch = [outcome: number, since: number | null, days: number, projects: number]

/** `[group, watches]` */
export type WatchCount = [key: string, watches: readonly Watch[]]

/** Drawn from these as of a day; null where fewer than five ever started. */
export function outlookOf(counts: readonly WatchCount[], firstSignedOn: Day | null, on: Day): Outlook | null {
  if (projectsThat('started', counts) < FEWEST_STARTS) return null
  const recentOnly = firstSignedOn !== null && addMonths(firstSignedOn, LONG_HISTORY) <= on
  const groups = counts.map(([key, watches]) => [key, watchedIn(watches, recentOnly)] as const)
  const pace: Pace = paceOf(groups.flatMap(([, watched]) => watched))
  const factors = new Map(
    groups.length > 1 ? groups.map(([key, watched]) => [key, factorOf(pace, watched)] as const) : [],
  )
  return {
    starts: pace.starts,
    chance: (key, waited, ahead) => chanceToStart(pace, waited, waited + ahead, factors.get(key)),
  }
}

const watchedIn = (watches: readonly Watch[], recentOnly: boolean): Watched[] =>
  watches.flatMap(([outcome, since, days, projects]) => {
    if (recentOnly && since === null) return []
    return { from: recentOnly ? (since ?? 0) : 0, days, outcome: outcomeOf(outcome), projects }
  })

function outcomeOf(code: number): Outcome {
  const outcome = WATCH_OUTCOMES[code] ?? 'waiting'
  return outcome === 'startsNext' ? 'waiting' : outcome
}

/** How many projects came out so. */
const projectsThat = (came: WatchOutcome, counts: readonly WatchCount[]) =>
  counts.reduce(
    (total, [, watches]) =>
      watches.reduce((sum, [outcome, , , projects]) => sum + (WATCH_OUTCOMES[outcome] === came ? projects : 0), total),
    0,
  )

/** Projects of a group that have waited so many days, and wait still. */
interface Waiting {
  key: string
  days: number
  projects: number
}

const waitingIn = (counts: readonly WatchCount[]): Waiting[] =>
  counts.flatMap(([key, watches]) =>
    watches.flatMap(([outcome, , days, projects]) =>
      outcomeOf(outcome) === 'waiting' ? { key, days: days / projects, projects } : [],
    ),
  )

const projectsIn = (waiting: readonly Waiting[]) => waiting.reduce((total, { projects }) => total + projects, 0)

/** How many of those that wait start within `until` days, less those within `since` days. */
function countStarts(waiting: readonly Waiting[], outlook: Outlook, since: number, until: number): CountForecast {
  const chances = waiting.map(({ key, days, projects }): Chance => ({
    chance: outlook.chance(key, days, until) - outlook.chance(key, days, since),
    projects,
  }))
  return forecastCount(chances, outlook.starts)
}

/** The quarter that the day after `on` belongs to, and the three after it. */
export function nextQuarters(on: Day): { key: string; label: string; from: Day; to: Day }[] {
  const first = quarterStart(addDays(on, 1))
  return [0, 3, 6, 9].map((months) => periodOf('quarter', addMonths(first, months)))
}

/** The last four quarter ends after which a whole quarter is over, latest first. */
export function testDays(on: Day): Day[] {
  const current = quarterEnd(on)
  const lastOver = current === on ? on : addDays(quarterStart(on), -1)
  const latest = quarterEnd(addMonths(quarterStart(lastOver), -1))
  return [0, -3, -6, -9].map((months) => quarterEnd(addMonths(quarterStart(latest), months)))
}

/** `[day, group, watches]` as of an earlier quarter's end. */
export type TestCount = [day: Day, ...count: WatchCount]

/** How many started in a quarter, of those that waited when it began. */
export interface QuarterStarts {
  from: Day
  starts: number
}

/** What the database counted for a forecast. */
export interface ForecastCounts {
  watched: readonly WatchCount[]
  firstSignedOn: Day | null
  /** without what is told by `settled` */
  tests: readonly TestCount[]
  /** what was seen at each of the tests alike: waits that were over before their recent years */
  settled: readonly WatchCount[]
  quarters: readonly QuarterStarts[]
}

const NOT_TOLD = { expected: null, low80: null, high80: null } as const

/** The counts of both, a group once. */
function together(some: readonly WatchCount[], others: readonly WatchCount[]): WatchCount[] {
  const groups = new Map(some)
  for (const [key, watches] of others) groups.set(key, [...(groups.get(key) ?? []), ...watches])
  return [...groups]
}

function backTest(on: Day, { tests, settled, firstSignedOn, quarters }: Omit<ForecastCounts, 'watched'>): BackTest {
  const ofDay = tests.filter(([day]) => day === on).map(([, ...count]): WatchCount => count)
  const watched = together(ofDay, settled)
  const waiting = waitingIn(watched)
  const until = quarterEnd(addDays(on, 1))
  const outlook = outlookOf(watched, firstSignedOn, on)
  const yearBefore = quarters.filter(({ from }) => from > addMonths(on, -12) && from <= on)
  return {
    asOf: on,
    until,
    waiting: projectsIn(waiting),
    ...(outlook ? countStarts(waiting, outlook, 0, daysBetween(on, until)) : NOT_TOLD),
    lastFour: yearBefore.reduce((sum, { starts }) => sum + starts, 0) / 4,
    actual: projectsThat('startsNext', watched),
  }
}

/** How the forecasts came out together, beside 照过去四季平均; null where none could be made. */
function sumOf(tests: readonly BackTest[]): BackTestSum | null {
  const made = tests.flatMap(({ expected, low80, high80, ...test }) =>
    expected === null ? [] : [{ ...test, expected, held: low80 <= test.actual && test.actual <= high80 }],
  )
  if (made.length === 0) return null
  const sum = (pick: (test: (typeof made)[number]) => number) =>
    roundHalfUp(
      made.reduce((all, test) => all + pick(test), 0),
      1,
    )
  const mean = (pick: (test: (typeof made)[number]) => number) =>
    roundHalfUp(made.reduce((all, test) => all + pick(test), 0) / made.length, 1)
  return {
    tests: made.length,
    expected: sum(({ expected }) => expected),
    actual: sum(({ actual }) => actual),
    meanError: mean(({ expected, actual }) => Math.abs(expected - actual)),
    meanErrorOfLastFour: mean(({ lastFour, actual }) => Math.abs(lastFour - actual)),
    held: made.filter(({ held }) => held).length,
  }
}

/** By quarter, from the last day that is known, and how well that would have been told at earlier quarter ends. */
export function startForecast(groupBy: string, on: Day, counts: ForecastCounts): ForecastFigures {
  const { watched, firstSignedOn } = counts
  const waiting = waitingIn(watched)
  const outlook = outlookOf(watched, firstSignedOn, on)
  const quarters = nextQuarters(on).map((quarter): StartQuarter | null => {
    const since = Math.max(0, daysBetween(on, addDays(quarter.from, -1)))
    return outlook && { ...quarter, ...countStarts(waiting, outlook, since, daysBetween(on, quarter.to)) }
  })
  const backTests = testDays(on).map((day) => backTest(day, counts))
  return {
    groupBy,
    on,
    waiting: projectsIn(waiting),
    starts: projectsThat('started', watched),
    quarters: quarters.filter((quarter) => quarter !== null),
    backTests,
    backTestSum: sumOf(backTests),
  }
}
