import { planeAt, projectionOf } from './coordinates/systems'
import { areaOf, muOf, type Position } from './geometry/shape'

/** Metres along a line of longitudes and latitudes, on the plane of its first point. */
export function lengthOf(line: readonly Position[]): number {
  const points = onPlane(line)
  return points.reduce((sum, [x, y], index) => {
    const [fromX, fromY] = points[index - 1] ?? [x, y]
    return sum + Math.hypot(x - fromX, y - fromY)
  }, 0)
}

/** 亩 within a ring of longitudes and latitudes, on the plane of its first point. */
export const muWithin = (ring: readonly Position[]): number => (ring.length < 3 ? 0 : muOf(areaOf([[onPlane(ring)]])))

function onPlane(points: readonly Position[]): Position[] {
  const { toPlane } = projectionOf(planeAt(points[0]?.[0] ?? 0))
  return points.map(toPlane)
}
