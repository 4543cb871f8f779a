/** A wait from signing to starting; not started = censored at the day of the figure. */
export interface Wait {
  /** days waited, at least 0 */
  days: number
  started: boolean
  /** how many projects waited alike; 1 unless said */
  projects?: number
}

export interface CurvePoint {
  /** days since signing */
  day: number
  /** share not yet started after that day, 1 to 0 */
  waiting: number
  /** 95% band by Greenwood's variance on the log-log scale */
  low: number
  high: number
  /** projects still at risk just before that day, and those that started on it */
  atRisk: number
  starts: number
}

export interface SurvivalCurve {
  points: CurvePoint[]
  /** all projects, and how many of them started */
  total: number
  started: number
  /** first day on which at most half are waiting; null where the curve does not come so far */
  medianDays: number | null
}

const Z_95 = 1.959963984540054

/**
 * Kaplan–Meier estimate of the wait from signing to starting, one point for each day with a start.
 * Source: Kaplan & Meier 1958; band: Greenwood 1926, log-log (Kalbfleisch & Prentice 1980, 1.4).
 */
export function kaplanMeier(waits: readonly Wait[]): SurvivalCurve {
  const byDay = new Map<number, { starts: number; leaves: number }>()
  let total = 0
  let started = 0
  for (const { days, started: hasStarted, projects = 1 } of waits) {
    const at = byDay.get(days) ?? { starts: 0, leaves: 0 }
    at.leaves += projects
    total += projects
    if (hasStarted) {
      at.starts += projects
      started += projects
    }
    byDay.set(days, at)
  }

  const points: CurvePoint[] = []
  let atRisk = total
  let waiting = 1
  let variance = 0
  for (const day of [...byDay.keys()].sort((a, b) => a - b)) {
    const { starts, leaves } = byDay.get(day)!
    if (starts > 0) {
      waiting *= 1 - starts / atRisk
      variance += starts / (atRisk * (atRisk - starts))
      points.push({ day, waiting, ...band(waiting, variance), atRisk, starts })
    }
    atRisk -= leaves
  }
  return { points, total, started, medianDays: quantile(points, 0.5) }
}

function band(waiting: number, variance: number): { low: number; high: number } {
  if (waiting <= 0) return { low: 0, high: 0 }
  if (waiting >= 1) return { low: 1, high: 1 }
  const spread = (Z_95 * Math.sqrt(variance)) / Math.abs(Math.log(waiting))
  return { low: waiting ** Math.exp(spread), high: waiting ** Math.exp(-spread) }
}

/** First day on which at most `share` are waiting; null where the curve does not come so far. */
export function quantile(points: readonly CurvePoint[], share: number): number | null {
  return points.find(({ waiting }) => waiting <= share + 1e-12)?.day ?? null
}

/** Share still waiting after `day` days: the curve as a step function. */
export function waitingAfter(points: readonly CurvePoint[], day: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]!.day <= day) low = middle + 1
    else high = middle
  }
  return low === 0 ? 1 : points[low - 1]!.waiting
}
