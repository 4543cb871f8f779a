import { planeAt, projectionOf, systemName, type PlaneSystem } from '../coordinates/systems'
import { pathOf } from '../figure'
import { partsOf, shapeOfGeometry } from '../formats/geojson'
import { boxOf, mapPositions, type Position, type Shape } from '../geometry/shape'
import { largestCircle } from '../ground'
import type { MapAnswer, MapGround } from './map'
import type { PlotStatus } from '../status/status'

/** A3 on its side within the margins of all that is printed, in millimetres; what is drawn on it is true to scale. */
export const SHEET = { width: 396, height: 266, map: { left: 0, top: 15, width: 396, height: 222 } }

const SCALES = [500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 250_000, 500_000]
const MM_PER_M = 1000
/** A label needs so much room on its plot: millimetres. */
const LABEL_ROOM = { short: 3.2, long: 6.5 }

/** Everything that a sheet shows, in millimetres from its upper left corner. */
export interface MapSheet {
  /** 1 to so many */
  scale: number
  /** the plane that it is drawn on */
  system: string
  bar: { metres: number; millimetres: number }
  plots: { id: string; code: string; path: string; status: PlotStatus; free: boolean; label: string[]; at: Position }[]
  /** where there are too many plots to be drawn each */
  sums: { at: Position; plots: number }[]
  parks: { id: string; name: string; path: string; at: Position }[]
  roads: string[]
  county: string[]
  total: number
}

type Bounds = readonly [west: number, south: number, east: number, north: number]

/** Where on the paper the map stands, in millimetres. */
export interface MapRoom {
  left: number
  top: number
  width: number
  height: number
}

/** Which ground the frame of a sheet shows. */
export interface Frame {
  room: MapRoom
  plane: PlaneSystem
  /** 1 to so many */
  scale: number
  /** on the plane */
  centre: Position
  /** all of it, in degrees */
  bounds: [west: number, south: number, east: number, north: number]
}

/** Lays a part of the map onto the sheet, or into another room, at the largest usual scale at which it fits. */
export function frameFor([west, south, east, north]: Bounds, room: MapRoom = SHEET.map): Frame {
  const plane = planeAt((west + east) / 2)
  const { toPlane, toLonLat } = projectionOf(plane)
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  const box = boxOf([[corners.map(toPlane)]])
  const { width, height } = room
  const fits = (scale: number) =>
    ((box.maxX - box.minX) * MM_PER_M) / scale <= width && ((box.maxY - box.minY) * MM_PER_M) / scale <= height
  const scale = SCALES.find(fits) ?? 1_000_000
  const [x, y] = [(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2]
  const [dx, dy] = [(width * scale) / MM_PER_M / 2, (height * scale) / MM_PER_M / 2]
  const [left, bottom] = toLonLat([x - dx, y - dy])
  const [right, top] = toLonLat([x + dx, y + dy])
  return { room, plane, scale, centre: [x, y], bounds: [left, bottom, right, top] }
}

/** Draws what lies in a frame. */
export function layOut({ room, plane, scale, centre }: Frame, answer: MapAnswer, ground: MapGround): MapSheet {
  const { toPlane } = projectionOf(plane)
  const [centreX, centreY] = centre
  const { left, top, width, height } = room
  const place = ([x, y]: Position): Position => [
    round(left + width / 2 + ((x - centreX) * MM_PER_M) / scale),
    round(top + height / 2 - ((y - centreY) * MM_PER_M) / scale),
  ]
  const placed = (geometry: unknown): Shape => mapPositions(shapeOfGeometry(geometry), (it) => place(toPlane(it)))
  const drawn = (shape: Shape) => pathOf(shape, (position) => position)
  return {
    scale,
    system: systemName(plane),
    bar: barFor(scale),
    plots: answer.plots.map(({ id, code, mu, status, free, geometry }) => {
      const shape = placed(geometry)
      const circle = largestCircle(shape)
      const words = [code.slice(-5), `${mu.toFixed(2)} 亩`]
      const radius = circle?.radius ?? 0
      const label = radius >= LABEL_ROOM.long ? words : radius >= LABEL_ROOM.short ? words.slice(0, 1) : []
      return { id, code, path: drawn(shape), status, free, label, at: circle?.centre ?? [0, 0] }
    }),
    sums: answer.sums.map(({ lon, lat, plots }) => ({ at: place(toPlane([lon, lat])), plots })),
    parks: ground.parks.map(({ id, name, boundary }) => {
      const shape = placed(boundary)
      const { minX, maxX, minY } = boxOf(shape)
      return { id, name, path: drawn(shape), at: [(minX + maxX) / 2, minY - 2] }
    }),
    roads: ground.features.filter(({ layer }) => layer === 'road').map(({ geometry }) => linePath(geometry, placeOf)),
    county: ground.features
      .filter(({ layer }) => layer === 'county')
      .map(({ geometry }) => drawn(placed(geometry)) || linePath(geometry, placeOf)),
    total: answer.total,
  }

  function placeOf(lonLat: Position): Position {
    return place(toPlane(lonLat))
  }
}

const round = (millimetres: number) => Math.round(millimetres * 100) / 100

/** A bar of a round number of metres, three to eight centimetres long. */
function barFor(scale: number): MapSheet['bar'] {
  const metres = [1, 2, 5]
    .flatMap((digit) => [10, 100, 1000, 10_000].map((power) => digit * power))
    .toSorted((one, other) => one - other)
    .find((length) => (length * MM_PER_M) / scale >= 30)
  const length = metres ?? 50_000
  return { metres: length, millimetres: round((length * MM_PER_M) / scale) }
}

/** Lines, whatever their nesting; of anything else nothing. */
function linePath(geometry: unknown, place: (position: Position) => Position): string {
  const { type, coordinates } = partsOf(geometry)
  if (type !== 'LineString' && type !== 'MultiLineString') return ''
  const lines: unknown[] = type === 'LineString' ? [coordinates] : Array.isArray(coordinates) ? coordinates : []
  return lines
    .flatMap((line) => {
      const points = (Array.isArray(line) ? line : []).flatMap(positionOf).map((it) => place(it).join(' '))
      return points.length > 1 ? [`M${points.join('L')}`] : []
    })
    .join('')
}

function positionOf(value: unknown): Position[] {
  if (!Array.isArray(value)) return []
  const [x, y]: unknown[] = value
  return typeof x === 'number' && typeof y === 'number' ? [[x, y]] : []
}
