import { Decimal } from '~/shared/money'

/**
 * A price in 万元 shared by areas, to the hundredth; the last takes what rounding leaves, so that the shares add up.
 * Areas are in one unit, at least one above 0.
 */
export function sharedByArea(price: Decimal.Value, areas: readonly Decimal.Value[]): string[] {
  const total = areas.reduce<Decimal>((sum, area) => sum.plus(area), new Decimal(0))
  const shares = areas
    .slice(0, -1)
    .map((area) => new Decimal(price).times(area).div(total).toDecimalPlaces(2, Decimal.ROUND_HALF_UP))
  const rest = shares.reduce((left, share) => left.minus(share), new Decimal(price))
  return [...shares, rest].map((share) => share.toFixed(2))
}

/** What holds for all of the ground: items of the first that `key` finds in each of the others; the first where there are no others. */
export function heldByAll<Item>(each: readonly (readonly Item[])[], key: (item: Item) => string): Item[] {
  const [first = [], ...others] = each
  const keys = others.map((items) => new Set(items.map(key)))
  return first.filter((item) => keys.every((known) => known.has(key(item))))
}
