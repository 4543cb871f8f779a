import { intersection } from './clip'
import {
  areaOf,
  at,
  boxOf,
  countPositions,
  perimeterOf,
  positionsOf,
  type Box,
  type Position,
  type Shape,
} from './shape'

/** From when on two plots overlap: vertices rounded to a millimetre overlap by a hair with 40 % of their neighbours. */
export interface OverlapTolerance {
  /** m² */
  area: number
  /** mean width in metres; 5 cm is the first class of boundary points (TD/T 1001) */
  width: number
}

export const OVERLAP_TOLERANCE: OverlapTolerance = { area: 1, width: 0.05 }

export interface Overlap {
  /** m² */
  area: number
  /** mean width in metres */
  width: number
}

/** The ground that two plots both cover, if it counts; both on one plane. */
export function overlapOf(one: Shape, other: Shape, tolerance = OVERLAP_TOLERANCE): Overlap | null {
  if (!boxesMeet(boxOf(one), boxOf(other)) || meetByLessThan(one, other, tolerance.width)) return null
  const both = intersection(one, other)
  const area = areaOf(both)
  if (area < tolerance.area) return null
  // A strip is bounded twice by its length: half its boundary is the length that the plots share.
  const width = area / (perimeterOf(both) / 2)
  return width < tolerance.width ? null : { area, width }
}

/** More corners than these cost more to look at from every side than to clip. */
const FEW_CORNERS = 60

/**
 * Whether what two shapes both cover is a strip thinner than `width`, seen along an edge of either: most neighbours are,
 * and clipping them costs a hundred times more.
 */
function meetByLessThan(one: Shape, other: Shape, width: number): boolean {
  if (countPositions(one) > FEW_CORNERS || countPositions(other) > FEW_CORNERS) return false
  return [one, other].some((shape) =>
    shape.some(([outer = []]) =>
      outer.some((from, index) => {
        const to = at(outer, index + 1)
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
        const length = Math.hypot(dx, dy)
        if (length === 0) return false
        const across = ([x, y]: Position) => ((x - from[0]) * -dy + (y - from[1]) * dx) / length
        const [first, second] = [rangeOf(one, across), rangeOf(other, across)]
        return first.most - second.least < width || second.most - first.least < width
      }),
    ),
  )
}

function rangeOf(shape: Shape, across: (position: Position) => number): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity]
  for (const position of positionsOf(shape)) {
    const value = across(position)
    if (value < least) least = value
    if (value > most) most = value
  }
  return { least, most }
}

export const boxesMeet = (one: Box, other: Box): boolean =>
  one.minX <= other.maxX && other.minX <= one.maxX && one.minY <= other.maxY && other.minY <= one.maxY
