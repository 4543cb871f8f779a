/** A point on a plane: metres east and north; or degrees of longitude and latitude, where that is said. */
export type Position = readonly [x: number, y: number]

/** A closed line; the first point is not repeated at the end. */
export type Ring = readonly Position[]

/** An outer ring and the holes in it. */
export type Polygon = readonly Ring[]

/** The ground of a plot: one polygon or several parts. */
export type Shape = readonly Polygon[]

export interface Box {
  minX: number
  minY: number
  maxX: number
  maxY: number
}

/** 1 亩 is 10000/15 m². */
export const M2_PER_MU = 10_000 / 15

/** Vertices are kept to a millimetre, as surveys give them. */
const MILLIMETRES = 1000

/** @param m2 square metres; the result in 亩, not rounded */
export const muOf = (m2: number): number => m2 / M2_PER_MU

/** m²; positive for a ring that runs counter-clockwise. Computed about its first point: planar coordinates are large. */
export function signedArea(ring: Ring): number {
  const [x0, y0] = ring[0] ?? [0, 0]
  let twice = 0
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = at(ring, i)
    const [bx, by] = at(ring, i + 1)
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return twice / 2
}

/** m² of a shape on a plane: outer rings less their holes. */
export function areaOf(shape: Shape): number {
  let sum = 0
  for (const [outer = [], ...holes] of shape) {
    sum += Math.abs(signedArea(outer))
    for (const hole of holes) sum -= Math.abs(signedArea(hole))
  }
  return sum
}

/** Length of all boundaries, in metres. */
export function perimeterOf(shape: Shape): number {
  let sum = 0
  for (const polygon of shape)
    for (const ring of polygon)
      for (let i = 0; i < ring.length; i++) {
        const [ax, ay] = at(ring, i)
        const [bx, by] = at(ring, i + 1)
        sum += Math.hypot(bx - ax, by - ay)
      }
  return sum
}

export function boxOf(shape: Shape): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
  for (const [x, y] of positionsOf(shape)) {
    if (x < box.minX) box.minX = x
    if (y < box.minY) box.minY = y
    if (x > box.maxX) box.maxX = x
    if (y > box.maxY) box.maxY = y
  }
  return box
}

export function* positionsOf(shape: Shape): Generator<Position> {
  for (const polygon of shape) for (const ring of polygon) yield* ring
}

export const countPositions = (shape: Shape): number => shape.flat().reduce((sum, ring) => sum + ring.length, 0)

export const mapPositions = (shape: Shape, move: (position: Position) => Position): Shape =>
  shape.map((polygon) => polygon.map((ring) => ring.map((position) => move(position))))

/** The point of a ring at an index that runs round. */
export function at(ring: Ring, index: number): Position {
  const position = ring[((index % ring.length) + ring.length) % ring.length]
  if (!position) throw new Error('a ring without points')
  return position
}

/**
 * The same ring without its repeated end and without points that follow one another within `within`;
 * null where fewer than three points are left.
 */
export function cleanRing(ring: Ring, within: number): Ring | null {
  const kept: Position[] = []
  for (const position of ring) if (!isNear(kept.at(-1), position, within)) kept.push(position)
  while (kept.length > 1 && isNear(kept[0], kept.at(-1), within)) kept.pop()
  return kept.length < 3 ? null : kept
}

function isNear(one: Position | undefined, other: Position | undefined, within: number): boolean {
  return one !== undefined && other !== undefined && Math.hypot(one[0] - other[0], one[1] - other[1]) <= within
}

/** To a millimetre. */
export const roundPosition = ([x, y]: Position): Position => [
  Math.round(x * MILLIMETRES) / MILLIMETRES,
  Math.round(y * MILLIMETRES) / MILLIMETRES,
]

/** Rings as GeoJSON wants them: closed, outer ones counter-clockwise and holes clockwise (RFC 7946). */
export function closedRings(shape: Shape): Position[][][] {
  return shape.map((polygon) =>
    polygon.map((ring, index) => {
      const isRight = signedArea(ring) >= 0 === (index === 0)
      const turned = isRight ? [...ring] : [...ring].reverse()
      return [...turned, at(turned, 0)]
    }),
  )
}

/** The shape of closed rings. */
export const openRings = (rings: readonly (readonly (readonly Position[])[])[]): Shape =>
  rings.map((polygon) => polygon.map((ring) => ring.slice(0, -1)))
