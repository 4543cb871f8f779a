import { boxesMeet } from './overlap'
import { at, boxOf, type Position, type Ring, type Shape } from './shape'
import { weld, WELD_M } from './weld'

/** Two plots adjoin where they share so many metres of boundary: what touches at a corner cannot be built on as one. */
export const SHARED_AT_LEAST_M = 5

/** Metres of boundary that two shapes on one plane share, welded first. */
export function sharedBoundary(one: Shape, other: Shape): number {
  const { minX, minY, maxX, maxY } = boxOf(one)
  const near = { minX: minX - WELD_M, minY: minY - WELD_M, maxX: maxX + WELD_M, maxY: maxY + WELD_M }
  if (!boxesMeet(near, boxOf(other))) return 0
  const [first = [], second = []] = weld([one, other])
  const edges = new Set(edgesOf(first).map(({ key }) => key))
  return edgesOf(second).reduce((sum, { key, length }) => sum + (edges.has(key) ? length : 0), 0)
}

export const adjoin = (one: Shape, other: Shape): boolean => sharedBoundary(one, other) >= SHARED_AT_LEAST_M

const edgesOf = (shape: Shape) => shape.flatMap((polygon) => polygon.flatMap(ringEdges))

function ringEdges(ring: Ring): { key: string; length: number }[] {
  return ring.map((_, i) => {
    const [from, to] = [at(ring, i), at(ring, i + 1)]
    return { key: [keyOf(from), keyOf(to)].toSorted().join(), length: Math.hypot(to[0] - from[0], to[1] - from[1]) }
  })
}

const keyOf = ([x, y]: Position): string => `${x} ${y}`
