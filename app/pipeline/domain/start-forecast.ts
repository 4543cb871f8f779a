import { addDays, addMonths, daysBetween, type Day } from '~/shared/day'
import { percent, roundHalfUp } from '~/shared/money'
import type { BackTest, ForecastFigures, StartQuarter } from './figures'
import { chanceToStart, forecastCount, hasPrecedent, type CountForecast } from './forecast'
import { periodOf, quarterEnd, quarterStart } from './period'
import { curvesOf, type WaitCount } from './start-curves'
import type { SurvivalCurve } from './survival'

/** A group of fewer has too little to say: all projects together speak for it. */
export const ENOUGH = 20

const ALL = 'all'

/** The curve that speaks for a group. */
export function curvesFor(waits: readonly WaitCount[]): (key: string) => SurvivalCurve {
  const curves = curvesOf(waits)
  const whole =
    curves.size === 1
      ? [...curves.values()][0]
      : curvesOf(waits.map(([, ...rest]) => [ALL, ...rest] as WaitCount)).get(ALL)
  return (key) => {
    const own = curves.get(key)
    return own && own.total >= ENOUGH ? own : (whole ?? { points: [], total: 0, started: 0, medianDays: null })
  }
}

const isWaiting = ([, , started, over]: WaitCount) => started === 0 && over === 0

/** How many of those that wait start within `until` days, less those within `since` days; of whom nothing is known, none. */
function countStarts(
  waits: readonly WaitCount[],
  curveOf: (key: string) => SurvivalCurve,
  since: number,
  until: number,
): CountForecast {
  const chances: number[] = []
  for (const [key, days, , , projects] of waits.filter(isWaiting)) {
    const curve = curveOf(key)
    if (!hasPrecedent(curve, days + since)) continue
    const chance = chanceToStart(curve, days, until) - chanceToStart(curve, days, since)
    for (let n = 0; n < projects; n++) chances.push(chance)
  }
  return rounded(forecastCount(chances))
}

const projectsIn = (waits: readonly WaitCount[]) => waits.reduce((total, [, , , , projects]) => total + projects, 0)

/** How many of those that wait will, in `since` days, have waited longer than anybody who has started. */
function withoutPrecedent(waits: readonly WaitCount[], curveOf: (key: string) => SurvivalCurve, since: number): number {
  return projectsIn(waits.filter((wait) => isWaiting(wait) && !hasPrecedent(curveOf(wait[0]), wait[1] + since)))
}

function waitingOf(
  waits: readonly WaitCount[],
  curveOf: (key: string) => SurvivalCurve,
): { waiting: number; noPrecedent: number } {
  return { waiting: projectsIn(waits.filter(isWaiting)), noPrecedent: withoutPrecedent(waits, curveOf, 0) }
}

const rounded = ({ expected, low, high }: CountForecast): CountForecast => ({
  expected: roundHalfUp(expected, 1),
  low: roundHalfUp(low, 1),
  high: roundHalfUp(high, 1),
})

/** The quarter that the day after `asOf` belongs to, and the three after it. */
export function nextQuarters(asOf: Day): { key: string; label: string; from: Day; to: Day }[] {
  const first = quarterStart(addDays(asOf, 1))
  return [0, 3, 6, 9].map((months) => periodOf('quarter', addMonths(first, months)))
}

/** The last four quarter ends after which a whole quarter is over, latest first. */
export function testDays(asOf: Day): Day[] {
  const current = quarterEnd(asOf)
  const lastOver = current === asOf ? asOf : addDays(quarterStart(asOf), -1)
  const latest = quarterEnd(addMonths(quarterStart(lastOver), -1))
  return [0, -3, -6, -9].map((months) => quarterEnd(addMonths(quarterStart(latest), months)))
}

/** `[day, group, days, started, over, startedNext, projects]` as of an earlier quarter's end. */
export type TestCount = [
  day: Day,
  key: string,
  days: number,
  started: 0 | 1,
  over: 0 | 1,
  next: 0 | 1,
  projects: number,
]

function backTest(asOf: Day, tested: readonly TestCount[]): BackTest {
  const waits = tested.map(([, key, days, started, over, , projects]): WaitCount => [
    key,
    days,
    started,
    over,
    projects,
  ])
  const until = quarterEnd(addDays(asOf, 1))
  const curveOf = curvesFor(waits)
  const forecast = countStarts(waits, curveOf, 0, daysBetween(asOf, until))
  const actual = tested.reduce(
    (total, [, , , started, over, next, projects]) => total + (started === 0 && over === 0 ? next * projects : 0),
    0,
  )
  return {
    asOf,
    until,
    ...waitingOf(waits, curveOf),
    forecast,
    actual,
    errorPct: percent(forecast.expected - actual, actual),
  }
}

export function startForecast(
  groupBy: string,
  asOf: Day,
  waits: readonly WaitCount[],
  tested: readonly TestCount[],
): ForecastFigures {
  const curveOf = curvesFor(waits)
  const quarters = nextQuarters(asOf).map((quarter): StartQuarter => {
    const since = Math.max(0, daysBetween(asOf, addDays(quarter.from, -1)))
    return {
      ...quarter,
      noPrecedent: withoutPrecedent(waits, curveOf, since),
      forecast: countStarts(waits, curveOf, since, daysBetween(asOf, quarter.to)),
    }
  })
  const backTests = testDays(asOf).map((day) =>
    backTest(
      day,
      tested.filter(([of]) => of === day),
    ),
  )
  const errors = backTests.flatMap(({ errorPct }) => (errorPct === null ? [] : [Math.abs(errorPct)]))
  return {
    groupBy,
    ...waitingOf(waits, curveOf),
    quarters,
    backTests,
    meanErrorPct:
      errors.length > 0 ? roundHalfUp(errors.reduce((total, error) => total + error, 0) / errors.length, 1) : null,
  }
}
