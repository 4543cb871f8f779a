import { planeAt, planeSystem, projectionOf, type PlaneSystem } from '../coordinates/systems'
import type { Drawing } from '../draft'
import { cutAlong, cutIntoEqualParts, mergeShapes, splitByLine, type DivideProblem } from '../geometry/divide'
import {
  areaOf,
  at,
  boxOf,
  M2_PER_MU,
  mapPositions,
  muOf,
  roundPosition,
  signedArea,
  type Position,
  type Shape,
} from '../geometry/shape'

/** How a plot is to be divided; sides are edges of its outer boundary, counted from 0. */
export type DivisionWay =
  | { way: 'equal'; side: number; count: number }
  /** a strip of exactly so many 亩 along a side */
  | { way: 'cut'; side: number; mu: number }
  /** in the coordinates of the drawing */
  | { way: 'line'; line: readonly Position[] }

/** A drawing on the plane that it is measured on, in metres, and the way back. */
export interface Planar {
  plane: PlaneSystem
  shape: Shape
  /** In the drawing's own coordinates: its points to the digit of the source, new ones to a millimetre. */
  back(shape: Shape): Shape
}

/** New points of a drawing in degrees: a tenth of a millimetre. */
const roundDegrees = ([lon, lat]: Position): Position => [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9]

const placeOf = (position: Position) => roundPosition(position).join()

/** Puts drawings of one coordinate system onto one plane; of degrees it is the plane about the first. */
export function onPlane(drawings: readonly Drawing[]): Planar & { shapes: Shape[] } {
  const [first] = drawings
  if (!first) throw new Error('no drawing')
  const own = planeSystem(first.epsg)
  const box = own ? null : boxOf(first.shape)
  const plane = own ?? planeAt(box ? (box.minX + box.maxX) / 2 : 0)
  const projection = projectionOf(plane)
  const sources = new Map<string, Position>()
  const shapes = drawings.map(({ epsg, shape }) => {
    const system = planeSystem(epsg)
    return mapPositions(shape, (position) => {
      const there =
        system?.epsg === plane.epsg
          ? position
          : projection.toPlane(system ? projectionOf(system).toLonLat(position) : position)
      if (epsg === first.epsg) sources.set(placeOf(there), position)
      return there
    })
  })
  const fresh = (position: Position) =>
    own ? roundPosition(position) : roundDegrees(projection.toLonLat(roundPosition(position)))
  return {
    plane,
    shapes,
    shape: shapes[0] ?? [],
    back: (shape) => mapPositions(shape, (position) => sources.get(placeOf(position)) ?? fresh(position)),
  }
}

/** A plot that a division or merging makes. */
export interface DrawnPart {
  drawing: Drawing
  /** 亩 on the plane, not rounded */
  mu: number
}

/** 亩 of a drawing on the plane that it is measured on, not rounded. */
export const muOfDrawing = (drawing: Drawing): number => muOf(areaOf(onPlane([drawing]).shape))

/** Divides a drawing; the parts keep its coordinate system and its points. */
export function divideDrawing(
  drawing: Drawing,
  asked: DivisionWay,
): { parts: DrawnPart[] } | { problem: DivideProblem } {
  const { shape, plane, back } = onPlane([drawing])
  const onThePlane = (position: Position) =>
    planeSystem(drawing.epsg) ? position : projectionOf(plane).toPlane(position)
  const divided =
    asked.way === 'equal'
      ? cutIntoEqualParts(shape, asked.side, asked.count)
      : asked.way === 'cut'
        ? cutAlong(shape, asked.side, asked.mu * M2_PER_MU)
        : splitByLine(shape, asked.line.map(onThePlane))
  if ('problem' in divided) return divided
  return { parts: divided.parts.map((part) => partOf({ epsg: drawing.epsg, shape: back(part) })) }
}

/** Makes one drawing of several that adjoin, in the coordinates of the first. */
export function mergeDrawings(drawings: readonly Drawing[]): { part: DrawnPart } | { problem: DivideProblem } {
  const { shapes, back } = onPlane(drawings)
  const merged = mergeShapes(shapes)
  if ('problem' in merged) return merged
  return { part: partOf({ epsg: drawings[0]?.epsg ?? 0, shape: back(merged.shape) }) }
}

const partOf = (drawing: Drawing): DrawnPart => ({ drawing, mu: muOfDrawing(drawing) })

/** A side of a plot as people point at it. */
export interface Side {
  /** of the outer boundary, from 0 */
  index: number
  /** metres */
  length: number
  /** on which side of the plot it lies: 东, 西南 … */
  facing: string
  /** its middle, on the plane */
  middle: Position
}

const WINDS = ['东', '东北', '北', '西北', '西', '西南', '南', '东南'] as const
/** Of a boundary with more edges the longest are shown. */
const MOST_SIDES = 24

const eighth = (dx: number, dy: number) => ((Math.round((Math.atan2(dy, dx) * 4) / Math.PI) % 8) + 8) % 8

/** The sides of a drawing's outer boundary, in its order; the longest 24 where there are more. */
export function sidesOf(drawing: Drawing): Side[] {
  const outer = onPlane([drawing]).shape[0]?.[0] ?? []
  const turn = signedArea(outer) > 0 ? 1 : -1
  const sides = outer.map((from, index): Side => {
    const to = at(outer, index + 1)
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    return {
      index,
      length: Math.hypot(dx, dy),
      facing: WINDS[eighth(dy * turn, -dx * turn)] ?? '东',
      middle: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2],
    }
  })
  const longest = sides.toSorted((one, other) => other.length - one.length).slice(0, MOST_SIDES)
  return longest.toSorted((one, other) => one.index - other.index)
}
