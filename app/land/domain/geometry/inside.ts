import { at, positionsOf, type Position, type Ring, type Shape } from './shape'

/** Does a point lie within a ring? On its line it may be either. */
export function isInRing([x, y]: Position, ring: Ring): boolean {
  let inside = false
  for (let i = 0; i < ring.length; i++) {
    const [ax, ay] = at(ring, i)
    const [bx, by] = at(ring, i + 1)
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** Does a point lie within a shape, and in none of its holes? */
export const isInShape = (position: Position, shape: Shape): boolean =>
  shape.some(([outer = [], ...holes]) => isInRing(position, outer) && !holes.some((hole) => isInRing(position, hole)))

/** How much of a shape's corners lie outside another, both in the same coordinates. */
export function outsideOf(shape: Shape, around: Shape): 'none' | 'some' | 'all' {
  let [inside, outside] = [false, false]
  for (const position of positionsOf(shape)) {
    if (isInShape(position, around)) inside = true
    else outside = true
    if (inside && outside) return 'some'
  }
  return outside ? 'all' : 'none'
}
