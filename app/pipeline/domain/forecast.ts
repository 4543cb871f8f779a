import { roundHalfUp } from '~/shared/money'

/** How many projects will start, and between which whole numbers eight of ten such forecasts come true. */
export interface CountForecast {
  /** one decimal */
  expected: number
  low80: number
  high80: number
}

/** So many projects, each with the same chance to start. */
export interface Chance {
  chance: number
  projects: number
}

/** Half the width of an 80% range, in standard deviations. */
const Z_80 = 1.2816

/** How unsure the pace of the next quarters is, as a share: it drifts. */
const DRIFT = 0.25

/**
 * How many of these chances come true. `starts` is the number of starts that they are drawn from: the fewer, the less
 * is the pace itself known. The range is set on the scale of the square root (Anscombe 1948), where counts spread alike.
 */
export function forecastCount(chances: readonly Chance[], starts: number): CountForecast {
  const sum = (pick: (of: Chance) => number) => chances.reduce((all, of) => all + of.projects * pick(of), 0)
  const mean = sum(({ chance }) => chance)
  if (mean <= 0) return { expected: 0, low80: 0, high80: 0 }
  const variance = sum(({ chance }) => chance * (1 - chance)) + mean ** 2 * (1 / (starts + 1) + DRIFT ** 2)
  const [middle, half] = [Math.sqrt(mean + 3 / 8), (Z_80 / 2) * Math.sqrt(variance / mean)]
  const [low, high] = [Math.max(0, middle - half) ** 2 - 3 / 8, (middle + half) ** 2 - 3 / 8]
  const expected = roundHalfUp(mean, 1)
  return {
    expected,
    low80: Math.max(0, Math.min(Math.round(low), Math.floor(expected))),
    high80: Math.min(
      sum(() => 1),
      Math.max(Math.floor(high), Math.ceil(expected)),
    ),
  }
}
