import Flatbush from 'flatbush'
import { at, boxOf, cleanRing, positionsOf, type Position, type Ring, type Shape } from './shape'

/** Vertices this near are one point: metres, the first class of boundary points. */
export const WELD_M = 0.05

/**
 * The same shapes with one boundary where they adjoin: vertices within `within` of each other become one, and a
 * foreign vertex that lies on an edge is inserted into it. Without this the union of adjoining plots falls into parts.
 */
export function weld(shapes: readonly Shape[], within = WELD_M): Shape[] {
  const points = onePoints(shapes, within)
  const snapped = shapes.map((shape) => mapRings(shape, (ring) => ring.map((position) => points.of(position))))
  const vertices = distinct(snapped)
  const index = indexOf(vertices)
  return snapped.map((shape) => mapRings(shape, (ring) => withForeignVertices(ring, vertices, index, within)))
}

function mapRings(shape: Shape, change: (ring: Ring) => Ring): Shape {
  return shape.flatMap((polygon) => {
    const [outer, ...holes] = polygon.map((ring) => cleanRing(change(ring), 0))
    return outer ? [[outer, ...holes.filter((hole) => hole !== null)]] : []
  })
}

/** Gives each vertex the first one that was met within the distance. */
function onePoints(shapes: readonly Shape[], within: number): { of: (position: Position) => Position } {
  const cells = new Map<string, Position[]>()
  const cellOf = (value: number) => Math.floor(value / within)
  const nearby = ([x, y]: Position): Position | undefined => {
    for (let column = -1; column <= 1; column++)
      for (let row = -1; row <= 1; row++)
        for (const other of cells.get(`${cellOf(x) + column},${cellOf(y) + row}`) ?? [])
          if (Math.hypot(other[0] - x, other[1] - y) <= within) return other
    return undefined
  }
  for (const shape of shapes)
    for (const position of positionsOf(shape)) {
      if (nearby(position)) continue
      const cell = `${cellOf(position[0])},${cellOf(position[1])}`
      cells.set(cell, [...(cells.get(cell) ?? []), position])
    }
  return { of: (position) => nearby(position) ?? position }
}

function distinct(shapes: readonly Shape[]): Position[] {
  const seen = new Map<string, Position>()
  for (const shape of shapes) for (const position of positionsOf(shape)) seen.set(position.join(), position)
  return [...seen.values()]
}

function indexOf(vertices: readonly Position[]): Flatbush | null {
  if (vertices.length === 0) return null
  const index = new Flatbush(vertices.length)
  for (const [x, y] of vertices) index.add(x, y, x, y)
  index.finish()
  return index
}

function withForeignVertices(ring: Ring, vertices: readonly Position[], index: Flatbush | null, within: number): Ring {
  const grown: Position[] = []
  for (let i = 0; i < ring.length; i++) {
    const from = at(ring, i)
    const to = at(ring, i + 1)
    grown.push(from)
    const box = boxOf([[[from, to]]])
    const met = index?.search(box.minX - within, box.minY - within, box.maxX + within, box.maxY + within) ?? []
    const between = met.flatMap((id) => {
      const vertex = vertices[id]
      const share = vertex ? shareAlong(from, to, vertex, within) : null
      return vertex && share !== null ? [{ vertex, share }] : []
    })
    grown.push(...between.toSorted((one, other) => one.share - other.share).map(({ vertex }) => vertex))
  }
  return grown
}

/** How far along the edge, 0 to 1, the point lies that is within the distance of its inside; else null. */
function shareAlong(from: Position, to: Position, point: Position, within: number): number | null {
  if (same(point, from) || same(point, to)) return null
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  const length = dx * dx + dy * dy
  if (length === 0) return null
  const share = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length
  if (share <= 0 || share >= 1) return null
  const off = Math.hypot(from[0] + share * dx - point[0], from[1] + share * dy - point[1])
  return off <= within ? share : null
}

const same = (one: Position, other: Position) => one[0] === other[0] && one[1] === other[1]
