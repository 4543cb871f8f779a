import { Decimal } from '~/shared/money'
import type { CriterionOf } from '../rules/rule-set'

type Scored = CriterionOf<'scored'>

const JUST_BELOW = 1e-9

/** Points of a measured value, or of a judged one; null where the table does not know it. */
export function pointsOf({ scoring, weight, better }: Scored, value: Decimal): Decimal | null {
  switch (scoring.type) {
    case 'steps': {
      const band = scoring.bands.find(
        ({ from, below }) => (from === undefined || value.gte(from)) && (below === undefined || value.lt(below)),
      )
      return band ? new Decimal(band.points) : null
    }
    case 'linear': {
      const { base, points, per, change, floor, cap = points } = scoring
      const beyond = better === 'more' ? value.minus(base) : new Decimal(base).minus(value)
      return Decimal.max(floor, Decimal.min(cap, beyond.div(per).times(change).plus(points)))
    }
    case 'ratio': {
      if (better === 'less' && value.isZero()) return new Decimal(scoring.cap ?? weight)
      const share = better === 'more' ? value.div(scoring.base) : new Decimal(scoring.base).div(value)
      const points = Decimal.max(0, share.times(weight))
      return scoring.cap === undefined ? points : Decimal.min(scoring.cap, points)
    }
    case 'categories':
      return null
  }
}

/** The most and the fewest points that it can give; the most is null where there is no end. */
export function pointRange({ scoring }: Scored): { from: Decimal; to: Decimal | null } {
  switch (scoring.type) {
    case 'steps':
      return rangeOf(scoring.bands)
    case 'linear':
      return { from: new Decimal(scoring.floor), to: new Decimal(scoring.cap ?? scoring.points) }
    case 'ratio':
      return { from: new Decimal(0), to: scoring.cap === undefined ? null : new Decimal(scoring.cap) }
    case 'categories':
      return rangeOf(scoring.choices)
  }
}

function rangeOf(rows: readonly { points: number }[]): { from: Decimal; to: Decimal } {
  const points = rows.map((row) => row.points)
  return { from: new Decimal(Math.min(...points)), to: new Decimal(Math.max(...points)) }
}

/**
 * The value nearest to `value` that gives at least `wanted` points; null where none does. Of bands it is the bound of
 * the nearest that is good enough.
 */
export function valueFor({ scoring, weight, better }: Scored, wanted: Decimal): Decimal | null {
  switch (scoring.type) {
    case 'steps': {
      const enough = scoring.bands.filter(({ points }) => wanted.lte(points))
      const bounds = enough.map(({ from, below }) => (better === 'more' ? from : below))
      const known = bounds.filter((bound) => bound !== undefined)
      if (known.length === 0) return null
      // The upper bound of a band is outside it.
      return better === 'more' ? new Decimal(Math.min(...known)) : new Decimal(Math.max(...known)).minus(JUST_BELOW)
    }
    case 'linear': {
      const { base, points, per, change, cap = points } = scoring
      if (wanted.gt(cap)) return null
      const beyond = wanted.minus(points).div(change).times(per)
      return better === 'more' ? beyond.plus(base) : new Decimal(base).minus(beyond)
    }
    case 'ratio': {
      if (scoring.cap !== undefined && wanted.gt(scoring.cap)) return null
      if (wanted.lte(0)) return null
      return better === 'more'
        ? wanted.times(scoring.base).div(weight)
        : new Decimal(scoring.base).times(weight).div(wanted)
    }
    case 'categories':
      return null
  }
}
