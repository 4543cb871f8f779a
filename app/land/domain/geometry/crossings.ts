import Flatbush from 'flatbush'
import { at, boxOf, type Position, type Ring, type Shape } from './shape'

/**
 * The first place where the boundary of a shape crosses or touches itself; null where it nowhere does. Searched by an
 * index of edges, so that 200,000 vertices cost little more than reading them.
 */
export function firstCrossing(shape: Shape): Position | null {
  const edges = shape.flat().flatMap((ring, ringIndex) => ring.map((_, index) => ({ ring, ringIndex, index })))
  if (edges.length === 0) return null
  const index = new Flatbush(edges.length)
  for (const { ring, index: start } of edges) {
    const box = boxOf([[[at(ring, start), at(ring, start + 1)]]])
    index.add(box.minX, box.minY, box.maxX, box.maxY)
  }
  index.finish()
  for (const [id, edge] of edges.entries()) {
    const box = boxOf([[[at(edge.ring, edge.index), at(edge.ring, edge.index + 1)]]])
    for (const otherId of index.search(box.minX, box.minY, box.maxX, box.maxY, (found) => found > id)) {
      const other = edges[otherId]
      if (!other || areNeighbours(edge, other)) continue
      const place = meeting(edge.ring, edge.index, other.ring, other.index)
      if (place) return place
    }
  }
  return null
}

interface EdgeOfRing {
  ring: Ring
  ringIndex: number
  index: number
}

/** Edges that follow one another share a point. */
function areNeighbours(one: EdgeOfRing, other: EdgeOfRing): boolean {
  if (one.ringIndex !== other.ringIndex) return false
  const apart = Math.abs(one.index - other.index)
  return apart === 1 || apart === one.ring.length - 1
}

function meeting(ring: Ring, index: number, otherRing: Ring, otherIndex: number): Position | null {
  const [a, b] = [at(ring, index), at(ring, index + 1)]
  const [c, d] = [at(otherRing, otherIndex), at(otherRing, otherIndex + 1)]
  const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (denominator === 0) return null
  const along = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator
  const across = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / denominator
  // Rings of one shape may touch in a point: only a crossing inside both edges is a fault.
  if (along <= 0 || along >= 1 || across <= 0 || across >= 1) return null
  return [a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])]
}
