import { planeAt, planeSystem } from './coordinates/systems'
import { inSystem } from './coordinates/in-system'
import type { Drawing } from './draft'
import { at, boxOf, signedArea, type Polygon, type Ring } from './geometry/shape'

/** A file rounds to a millimetre either way: metres between a point and itself. */
const SAME_POINT_M = 0.0015

/** Are two drawings the same boundary, whatever the system, the order of rings and the point that each begins with? */
export function isSameGround(one: Drawing, other: Drawing): boolean {
  const plane = planeSystem(one.epsg) ?? planeSystem(other.epsg) ?? planeAt(boxOf(one.shape).minX)
  return eachMeets(inSystem(one, plane.epsg), inSystem(other, plane.epsg), samePolygon)
}

const samePolygon = (one: Polygon, other: Polygon): boolean => {
  const [outer = [], ...holes] = one
  const [otherOuter = [], ...otherHoles] = other
  return sameRing(outer, otherOuter) && eachMeets(holes, otherHoles, sameRing)
}

/** Has each of the one its own among the others? */
function eachMeets<T>(ones: readonly T[], others: readonly T[], meets: (one: T, other: T) => boolean): boolean {
  if (ones.length !== others.length) return false
  const left = [...others]
  return ones.every((one) => {
    const found = left.findIndex((other) => meets(one, other))
    if (found < 0) return false
    left.splice(found, 1)
    return true
  })
}

function sameRing(one: Ring, given: Ring): boolean {
  if (one.length !== given.length) return false
  const other = signedArea(one) >= 0 === signedArea(given) >= 0 ? given : [...given].reverse()
  return other.some((_, shift) => one.every((_point, index) => isSamePoint(one, index, other, index + shift)))
}

function isSamePoint(one: Ring, index: number, other: Ring, otherIndex: number): boolean {
  const [x, y] = at(one, index)
  const [otherX, otherY] = at(other, otherIndex)
  return Math.abs(x - otherX) <= SAME_POINT_M && Math.abs(y - otherY) <= SAME_POINT_M
}
