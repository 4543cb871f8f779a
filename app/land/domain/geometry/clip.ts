import { difference as subtract, intersection as intersect, union as unite } from 'polyclip-ts'
import { areaOf, cleanRing, type Position, type Ring, type Shape } from './shape'

/** Less than this is the rounding of the clipper, not ground: m². */
const NO_GROUND_M2 = 1e-6
const SAME_POINT_M = 1e-6

type Coordinates = [number, number][][][]

/*
 * Planar coordinates have seven digits before the point. The clipper works about the corner of what it is given, so that
 * the digits it has are those below the metre.
 */
type Clip = (first: Coordinates, ...others: Coordinates[]) => Coordinates

function clip(operation: Clip, first: Shape, others: readonly Shape[]): Shape {
  const [ox, oy] = first[0]?.[0]?.[0] ?? [0, 0]
  const near = (shape: Shape): Coordinates =>
    shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]): [number, number] => [x - ox, y - oy])))
  const found: Shape = operation(near(first), ...others.map(near))
  return found.flatMap((polygon) => {
    const rings = polygon.flatMap((ring): Ring[] => {
      const back = ring.map(([x, y]): Position => [x + ox, y + oy])
      const clean = cleanRing(back, SAME_POINT_M)
      return clean ? [clean] : []
    })
    return rings.length > 0 && areaOf([rings]) > NO_GROUND_M2 ? [rings] : []
  })
}

/** What either covers. */
export const union = (first: Shape, ...others: readonly Shape[]): Shape => clip(unite, first, others)

/** What both cover. */
export const intersection = (first: Shape, ...others: readonly Shape[]): Shape => clip(intersect, first, others)

/** What the first covers and none of the others does. */
export const difference = (first: Shape, ...others: readonly Shape[]): Shape => clip(subtract, first, others)
