/** How a wait for a start came out; `waiting` is known only up to its last day. */
export type Outcome = 'started' | 'ended' | 'waiting'

/** A wait from signing to starting, or from one stage to the next. */
export interface Wait {
  /** days waited, at least 0 */
  days: number
  outcome: Outcome
  /** how many projects waited alike; 1 unless said */
  projects?: number
}

export interface CurvePoint {
  /** days since signing, on which at least one project started or ended */
  day: number
  /** projects still watched and waiting just before that day, and of them those that started and ended on it */
  atRisk: number
  started: number
  ended: number
  /** share that has started by the end of the day, 0 to 1, with its 95% band */
  incidence: number
  low: number
  high: number
}

export interface SurvivalCurve {
  points: CurvePoint[]
  /** all projects, of them those that started, and those that ended without a start */
  total: number
  started: number
  ended: number
  /** the last day that at least ten were watched to: of later ones no share is told; null where fewer than ten are watched at all */
  toldUntil: number | null
  /** first day by which half of all have started; null where the curve does not come so far, or is not told so far */
  medianDays: number | null
}

/** What has become of all, as shares that add up to 1. */
export interface Shares {
  started: number
  ended: number
  waiting: number
}

/** With fewer at risk a single project moves the curve by more than a tenth. */
export const FEWEST_AT_RISK = 10

const Z_95 = 1.959963984540054

/**
 * Cumulative incidence of starting, where ending without a start competes: one point for each day with an event.
 * Source: Aalen & Johansen 1978; variance by the delta method (Marubini & Valsecchi 1995, 10.3), band on the log-log
 * scale. Without ends it is 1 − Kaplan–Meier with Greenwood's variance.
 */
export function cumulativeIncidence(waits: readonly Wait[]): SurvivalCurve {
  const byDay = daysOf(waits)
  const days = [...byDay].sort(([a], [b]) => a - b)
  const total = days.reduce((sum, [, { leaves }]) => sum + leaves, 0)
  const points: CurvePoint[] = []
  const spread = varianceWalk()
  let [atRisk, left, incidence, toldUntil]: [number, number, number, number | null] = [total, 1, 0, null]
  for (const [day, { started, ended, leaves }] of days) {
    if (atRisk >= FEWEST_AT_RISK) toldUntil = day
    if (started + ended > 0) {
      incidence += (left * started) / atRisk
      const variance = spread({ atRisk, started, ended, left, incidence })
      left *= 1 - (started + ended) / atRisk
      points.push({ day, atRisk, started, ended, incidence, ...band(incidence, variance) })
    }
    atRisk -= leaves
  }
  const sum = (pick: (point: CurvePoint) => number) => points.reduce((all, point) => all + pick(point), 0)
  const curve = { points, total, started: sum((at) => at.started), ended: sum((at) => at.ended), toldUntil }
  return { ...curve, medianDays: daysUntil(curve, 0.5) }
}

function daysOf(waits: readonly Wait[]): Map<number, { started: number; ended: number; leaves: number }> {
  const byDay = new Map<number, { started: number; ended: number; leaves: number }>()
  for (const { days, outcome, projects = 1 } of waits) {
    const at = byDay.get(days) ?? { started: 0, ended: 0, leaves: 0 }
    at.leaves += projects
    if (outcome !== 'waiting') at[outcome] += projects
    byDay.set(days, at)
  }
  return byDay
}

interface Step {
  atRisk: number
  started: number
  ended: number
  /** share waiting before the day, share started after it */
  left: number
  incidence: number
}

/** The variance of the incidence, day after day: its sums are carried along, so that a day costs the same at the end. */
function varianceWalk(): (step: Step) => number {
  let [leaving, leavingBy, leavingBySquare, starting, both, bothBy] = [0, 0, 0, 0, 0, 0]
  return ({ atRisk, started, ended, left, incidence }) => {
    const events = started + ended
    // Where all leave, no later day is left whose distance from this one would count.
    const weight = events < atRisk ? events / (atRisk * (atRisk - events)) : 0
    leaving += weight
    leavingBy += weight * incidence
    leavingBySquare += weight * incidence ** 2
    starting += (left ** 2 * started * (atRisk - started)) / atRisk ** 3
    const shared = (left * started) / atRisk ** 2
    both += shared
    bothBy += shared * incidence
    const apart = incidence ** 2 * leaving - 2 * incidence * leavingBy + leavingBySquare
    return Math.max(0, apart + starting - 2 * (incidence * both - bothBy))
  }
}

function band(incidence: number, variance: number): { low: number; high: number } {
  const waiting = 1 - incidence
  if (incidence <= 0) return { low: 0, high: 0 }
  if (waiting <= 0) return { low: 1, high: 1 }
  const spread = (Z_95 * Math.sqrt(variance)) / (waiting * Math.abs(Math.log(waiting)))
  return { low: 1 - waiting ** Math.exp(-spread), high: 1 - waiting ** Math.exp(spread) }
}

type Told = Pick<SurvivalCurve, 'points' | 'toldUntil'>

const isTold = ({ toldUntil }: Told, day: number) => toldUntil !== null && day <= toldUntil

/** First day by which the share has started; null where the curve does not come so far, or is not told so far. */
export function daysUntil(curve: Told, share: number): number | null {
  const day = curve.points.find(({ incidence }) => incidence >= share - 1e-12)?.day
  return day !== undefined && isTold(curve, day) ? day : null
}

/** What has become of all within so many days; null where fewer than ten were watched so long. */
export function sharesWithin(curve: Told, days: number): Shares | null {
  if (!isTold(curve, days)) return null
  const shares = { started: 0, ended: 0, waiting: 1 }
  for (const { day, atRisk, started, ended } of curve.points) {
    if (day > days) break
    shares.started += (shares.waiting * started) / atRisk
    shares.ended += (shares.waiting * ended) / atRisk
    shares.waiting *= 1 - (started + ended) / atRisk
  }
  return shares
}
