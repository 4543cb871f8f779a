import { addDays, daysBetween, type Day } from '~/shared/day'
import { quantile, waitingAfter, type SurvivalCurve } from './survival'

export interface StartForecast {
  /** the day by which half of the projects that waited as long have started; null: the curve does not say */
  expected: Day | null
  /** eight of ten such projects start between these days */
  earliest: Day | null
  latest: Day | null
}

const EARLY = 0.9
const HALF = 0.5
const LATE = 0.1

/** When a project that has waited until `asOf` will start, given how its group's projects did. */
export function forecastStart(curve: SurvivalCurve, signedOn: Day, asOf: Day): StartForecast {
  const left = waitingAfter(curve.points, daysBetween(signedOn, asOf))
  const day = (share: number) => {
    const days = left > 0 ? quantile(curve.points, left * share) : null
    return days === null ? null : addDays(signedOn, days)
  }
  return { expected: day(HALF), earliest: day(EARLY), latest: day(LATE) }
}

/** Chance that a project that has waited so many days starts within the next `more` days; 0 to 1. */
export function chanceToStart(curve: SurvivalCurve, waited: number, more: number): number {
  const left = waitingAfter(curve.points, waited)
  if (left <= 0) return 0
  return 1 - waitingAfter(curve.points, waited + more) / left
}

/** Whether any of the group started after so long a wait: beyond the curve's last step it says nothing, not never. */
export function hasPrecedent({ points }: SurvivalCurve, waited: number): boolean {
  return points.length > 0 && points.at(-1)!.day > waited
}

export interface CountForecast {
  expected: number
  /** 95% range of the count: the projects start independently */
  low: number
  high: number
}

/** How many of these chances come true. */
export function forecastCount(chances: readonly number[]): CountForecast {
  const expected = chances.reduce((sum, chance) => sum + chance, 0)
  const spread = 1.96 * Math.sqrt(chances.reduce((sum, chance) => sum + chance * (1 - chance), 0))
  return { expected, low: Math.max(0, expected - spread), high: Math.min(chances.length, expected + spread) }
}
