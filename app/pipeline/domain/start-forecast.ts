import { addDays, addMonths, daysBetween, type Day } from '~/shared/day'
import { roundHalfUp } from '~/shared/money'
import type { BackTest, BackTestSum, ForecastFigures, StartQuarter } from './figures'
import { forecastCount, type Chance, type CountForecast } from './forecast'
import { periodOf, quarterEnd, quarterStart } from './period'
import { outcomeOf, type WaitCount } from './start-curves'
import { chanceToStart, factorOf, paceOf, type Pace, type Watched } from './start-pace'
import { grouped } from './sums'

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

/** Drawn from these waits as of a day; null where fewer than five ever started. */
export function outlookOf(waits: readonly WaitCount[], firstSignedOn: Day | null, on: Day): Outlook | null {
  if (projectsIn(waits.filter((wait) => outcomeOf(wait) === 'started')) < FEWEST_STARTS) return null
  const recentOnly = firstSignedOn !== null && addMonths(firstSignedOn, LONG_HISTORY) <= on
  const watched = (of: readonly WaitCount[]) => watchedIn(of, recentOnly)
  const pace: Pace = paceOf(watched(waits))
  const groups = grouped(waits, ([key]) => key)
  const factors = new Map(
    groups.size > 1 ? [...groups].map(([key, of]) => [key, factorOf(pace, watched(of))] as const) : [],
  )
  return {
    starts: pace.starts,
    chance: (key, waited, ahead) => chanceToStart(pace, waited, waited + ahead, factors.get(key)),
  }
}

/** Many thousand waits: one list of what was watched, and no further ones on the way. */
function watchedIn(waits: readonly WaitCount[], recentOnly: boolean): Watched[] {
  const watched: Watched[] = []
  for (const wait of waits) {
    const [, since, days, , , projects] = wait
    if (recentOnly && since === null) continue
    watched.push({ from: recentOnly ? (since ?? 0) : 0, days, outcome: outcomeOf(wait), projects })
  }
  return watched
}

const projectsIn = (waits: readonly WaitCount[]) => waits.reduce((total, [, , , , , projects]) => total + projects, 0)

const waitingIn = (waits: readonly WaitCount[]) => waits.filter((wait) => outcomeOf(wait) === 'waiting')

/** How many of those that wait start within `until` days, less those within `since` days. */
function countStarts(waiting: readonly WaitCount[], outlook: Outlook, since: number, until: number): CountForecast {
  const chances = waiting.map(([key, , days, , , projects]): Chance => ({
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

/** `[day, startedNext, …wait]` as of an earlier quarter's end. */
export type TestCount = [day: Day, next: 0 | 1, ...wait: WaitCount]

/** How many started in a quarter, of those that waited when it began. */
export interface QuarterStarts {
  from: Day
  starts: number
}

/** What the database counted for a forecast. */
export interface ForecastCounts {
  waits: readonly WaitCount[]
  firstSignedOn: Day | null
  tests: readonly TestCount[]
  quarters: readonly QuarterStarts[]
}

const NOT_TOLD = { expected: null, low80: null, high80: null } as const

/** What was there at the end of an earlier quarter. */
interface Tested {
  waits: WaitCount[]
  /** of those that waited, how many started in the quarter after */
  startedNext: number
}

const NOTHING_TESTED: Tested = { waits: [], startedNext: 0 }

function testedBy(tests: readonly TestCount[]): Map<Day, Tested> {
  const by = new Map<Day, Tested>()
  for (const [day, next, key, since, days, started, over, projects] of tests) {
    const wait: WaitCount = [key, since, days, started, over, projects]
    const tested = by.get(day) ?? { waits: [], startedNext: 0 }
    by.set(day, tested)
    tested.waits.push(wait)
    if (next && outcomeOf(wait) === 'waiting') tested.startedNext += projects
  }
  return by
}

function backTest(
  on: Day,
  { waits, startedNext }: Tested,
  { firstSignedOn, quarters }: Pick<ForecastCounts, 'firstSignedOn' | 'quarters'>,
): BackTest {
  const waiting = waitingIn(waits)
  const until = quarterEnd(addDays(on, 1))
  const outlook = outlookOf(waits, firstSignedOn, on)
  const yearBefore = quarters.filter(({ from }) => from > addMonths(on, -12) && from <= on)
  return {
    asOf: on,
    until,
    waiting: projectsIn(waiting),
    ...(outlook ? countStarts(waiting, outlook, 0, daysBetween(on, until)) : NOT_TOLD),
    lastFour: yearBefore.reduce((sum, { starts }) => sum + starts, 0) / 4,
    actual: startedNext,
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
  const { waits, firstSignedOn } = counts
  const waiting = waitingIn(waits)
  const outlook = outlookOf(waits, firstSignedOn, on)
  const quarters = nextQuarters(on).map((quarter): StartQuarter | null => {
    const since = Math.max(0, daysBetween(on, addDays(quarter.from, -1)))
    return outlook && { ...quarter, ...countStarts(waiting, outlook, since, daysBetween(on, quarter.to)) }
  })
  const tested = testedBy(counts.tests)
  const backTests = testDays(on).map((day) => backTest(day, tested.get(day) ?? NOTHING_TESTED, counts))
  return {
    groupBy,
    on,
    waiting: projectsIn(waiting),
    starts: projectsIn(waits.filter((wait) => outcomeOf(wait) === 'started')),
    quarters: quarters.filter((quarter) => quarter !== null),
    backTests,
    backTestSum: sumOf(backTests),
  }
}
