import { at, cleanRing, signedArea, type Polygon, type Ring, type Shape } from './shape'
import { isInRing } from './inside'

/** Rings are numbered, not said to be holes: one that lies inside another is its hole, one inside a hole a part again. */
export function shapeOfRings(found: readonly Ring[]): Shape | null {
  const rings = found.map((ring) => cleanRing(ring, 0)).filter((ring) => ring !== null)
  if (rings.length === 0) return null
  const bySize = rings.toSorted((one, other) => Math.abs(signedArea(other)) - Math.abs(signedArea(one)))
  const polygons: { outer: Ring; holes: Ring[] }[] = []
  for (const ring of bySize) {
    const first = at(ring, 0)
    const around = polygons.find(
      ({ outer, holes }) => isInRing(first, outer) && !holes.some((hole) => isInRing(first, hole)),
    )
    if (around) around.holes.push(ring)
    else polygons.push({ outer: ring, holes: [] })
  }
  return polygons.map(({ outer, holes }): Polygon => [outer, ...holes])
}
