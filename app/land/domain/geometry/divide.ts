import { difference, intersection, union } from './clip'
import { areaOf, at, boxOf, roundPosition, signedArea, type Position, type Ring, type Shape } from './shape'
import { weld } from './weld'

/** A dividing line through a shape: two points or more, on the same plane. */
export type Line = readonly Position[]

/** Why a shape cannot be divided or merged as asked. */
export type DivideProblem =
  'lineMisses' | 'lineTooShort' | 'lineCrossesItself' | 'tooLarge' | 'tooSmall' | 'notAdjoining'

export type Divided = { parts: readonly Shape[] } | { problem: DivideProblem }

/** Divides a shape by a line; its ends are drawn out as far as the shape goes. The left of the line comes first. */
export function splitByLine(shape: Shape, line: Line): Divided {
  const points = line.filter((point, index) => index === 0 || !samePoint(point, line[index - 1]))
  if (points.length < 2) return { problem: 'lineTooShort' }
  if (crossesItself(points)) return { problem: 'lineCrossesItself' }
  const side: Shape = [[leftSide(shape, points)]]
  const left = intersection(shape, side)
  const right = difference(shape, side)
  if (left.length === 0 || right.length === 0) return { problem: 'lineMisses' }
  return { parts: [left, right] }
}

/**
 * Cuts exactly so much ground off along one side: a strip parallel to edge `side` of the outer ring.
 * @param area m²
 * @returns what was cut off, then what is left
 */
export function cutAlong(shape: Shape, side: number, area: number): Divided {
  const edge = edgeOf(shape, side)
  return edge ? cutStrip(shape, edge, area) : { problem: 'lineTooShort' }
}

/** Cuts a shape into so many parts of the same area, by lines parallel to edge `side`. */
export function cutIntoEqualParts(shape: Shape, side: number, count: number): Divided {
  if (!Number.isInteger(count) || count < 2) return { problem: 'tooSmall' }
  const edge = edgeOf(shape, side)
  if (!edge) return { problem: 'lineTooShort' }
  const share = areaOf(shape) / count
  const parts: Shape[] = []
  let rest = shape
  while (parts.length < count - 1) {
    const cut = cutStrip(rest, edge, share)
    if ('problem' in cut) return cut
    const [part = [], remaining = []] = cut.parts
    parts.push(part)
    rest = remaining
  }
  return { parts: [...parts, rest] }
}

/** Makes one plot of several that adjoin; their common boundary is welded first. */
export function mergeShapes(shapes: readonly Shape[]): { shape: Shape } | { problem: DivideProblem } {
  const [first, ...others] = weld(shapes)
  if (!first || others.length === 0) return { problem: 'notAdjoining' }
  const merged = union(first, ...others)
  const parts = shapes.reduce((sum, shape) => sum + shape.length, 0)
  return merged.length === 1 || merged.length <= parts - others.length
    ? { shape: merged.map((polygon) => polygon.map((ring) => ring.map(roundPosition))) }
    : { problem: 'notAdjoining' }
}

/** An edge as a frame to measure from: a point on it, its direction, and the direction into the shape. */
interface Edge {
  start: Position
  along: Position
  inward: Position
}

function edgeOf(shape: Shape, side: number): Edge | null {
  const outer = shape[0]?.[0] ?? []
  if (outer.length === 0) return null
  const start = at(outer, side)
  const end = at(outer, side + 1)
  const length = Math.hypot(end[0] - start[0], end[1] - start[1])
  if (length === 0) return null
  const [dx, dy] = [(end[0] - start[0]) / length, (end[1] - start[1]) / length]
  return { start, along: [dx, dy], inward: signedArea(outer) > 0 ? [-dy, dx] : [dy, -dx] }
}

function cutStrip(shape: Shape, { start, along, inward }: Edge, area: number): Divided {
  if (!(area > 0)) return { problem: 'tooSmall' }
  if (area >= areaOf(shape)) return { problem: 'tooLarge' }
  const depthOf = ([x, y]: Position) => (x - start[0]) * inward[0] + (y - start[1]) * inward[1]
  const depth = depthFor(shape, depthOf, area)
  const from: Position = [start[0] + inward[0] * depth, start[1] + inward[1] * depth]
  // The strip is to lie on the left of the line.
  const isLeft = along[0] * -inward[1] - along[1] * -inward[0] > 0
  return splitByLine(shape, [from, isLeft ? step(from, along, 1) : step(from, along, -1)])
}

const step = ([x, y]: Position, [dx, dy]: Position, by: number): Position => [x + dx * by, y + dy * by]

/** The depth at which the shape below it measures `area`; the area grows with the depth, so halving finds it. */
function depthFor(shape: Shape, depthOf: (position: Position) => number, area: number): number {
  const depths = shape.flat(2).map(depthOf)
  let low = Math.min(...depths)
  let high = Math.max(...depths)
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2
    if (areaBelow(shape, depthOf, middle) < area) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** m² of the shape up to that depth. Clipped ring by ring: edges that run back along the line measure nothing. */
function areaBelow(shape: Shape, depthOf: (position: Position) => number, depth: number): number {
  return areaOf(shape.map((polygon) => polygon.map((ring) => clipRing(ring, depthOf, depth))))
}

function clipRing(ring: Ring, depthOf: (position: Position) => number, depth: number): Ring {
  const kept: Position[] = []
  for (let i = 0; i < ring.length; i++) {
    const from = at(ring, i)
    const to = at(ring, i + 1)
    const below = depthOf(from) - depth
    const next = depthOf(to) - depth
    if (below <= 0) kept.push(from)
    if (below < 0 === next < 0 || below === 0 || next === 0) continue
    const share = below / (below - next)
    kept.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
  }
  return kept
}

/** A polygon that covers all to the left of the line, as far as the shape goes. */
function leftSide(shape: Shape, line: Line): Ring {
  const box = boxOf([[[...shape.flat(2), ...line]]])
  const reach = 4 * (Math.hypot(box.maxX - box.minX, box.maxY - box.minY) + 1)
  const [first = [0, 0], second = [0, 0]] = line
  const last = line.at(-1) ?? first
  const beforeLast = line.at(-2) ?? first
  const start = drawnOut(second, first, reach)
  const end = drawnOut(beforeLast, last, reach)
  const centre: Position = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]
  const angle = ([x, y]: Position) => Math.atan2(y - centre[1], x - centre[0])
  const from = angle(end)
  let sweep = angle(start) - from
  while (sweep <= 0) sweep += 2 * Math.PI
  const radius = Math.hypot(end[0] - centre[0], end[1] - centre[1])
  const arc: Position[] = []
  for (let point = 1; point < 12; point++) {
    const direction = from + (sweep * point) / 12
    arc.push([centre[0] + radius * Math.cos(direction), centre[1] + radius * Math.sin(direction)])
  }
  return [start, ...line.slice(1, -1), end, ...arc]
}

function drawnOut(from: Position, through: Position, by: number): Position {
  const length = Math.hypot(through[0] - from[0], through[1] - from[1])
  return [through[0] + ((through[0] - from[0]) / length) * by, through[1] + ((through[1] - from[1]) / length) * by]
}

function crossesItself(line: Line): boolean {
  for (let i = 0; i + 1 < line.length; i++)
    for (let j = i + 2; j + 1 < line.length; j++) if (crosses(line[i], line[i + 1], line[j], line[j + 1])) return true
  return false
}

function crosses(a?: Position, b?: Position, c?: Position, d?: Position): boolean {
  if (!a || !b || !c || !d) return false
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
}

const turn = (a: Position, b: Position, c: Position) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

const samePoint = (one: Position, other: Position | undefined) => one[0] === other?.[0] && one[1] === other?.[1]
