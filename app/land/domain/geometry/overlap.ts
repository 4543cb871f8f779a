import { intersection } from './clip'
import { areaOf, boxOf, perimeterOf, type Box, type Shape } from './shape'

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
  if (!boxesMeet(boxOf(one), boxOf(other))) return null
  const both = intersection(one, other)
  const area = areaOf(both)
  if (area < tolerance.area) return null
  // A strip is bounded twice by its length: half its boundary is the length that the plots share.
  const width = area / (perimeterOf(both) / 2)
  return width < tolerance.width ? null : { area, width }
}

export const boxesMeet = (one: Box, other: Box): boolean =>
  one.minX <= other.maxX && other.minX <= one.maxX && one.minY <= other.maxY && other.minY <= one.maxY
