import polylabel from 'polylabel'
import { planeAt, planeSystem, projectionOf } from './coordinates/systems'
import { geometryOf } from './formats/geojson'
import { areaOf, boxOf, closedRings, mapPositions, muOf, type Box, type Position, type Shape } from './geometry/shape'

/** Where a plot lies: what is stored of a drawing, all from its source coordinates. */
export interface Ground {
  sourceEpsg: number
  /** as GeoJSON coordinates, to the digit of the source */
  sourceGeometry: Position[][][]
  /** 亩 on the plane of its own zone, not rounded */
  computedMu: number
  geometry: ReturnType<typeof geometryOf>
  /** degrees */
  box: Box
  /** a box in degrees that lies wholly within the plot; null for a strip too narrow to hold one */
  core: Box | null
}

/** Metres a degree of latitude is at most, in China. */
const DEGREE_M = 111_300
/** A label is looked for to so many metres. */
const LABEL_PRECISION_M = 1
/** What neighbours may cover of each other stays outside of the box within: metres. */
const MARGIN_M = 0.5
const NARROWEST_M = 1

/** From degrees, or from the plane `epsg`, to what is stored. @throws Error for a code that is neither */
export function groundOf(source: Shape, epsg: number): Ground {
  const plane = planeSystem(epsg)
  const lonLat = plane ? mapPositions(source, projectionOf(plane).toLonLat) : source
  const box = boxOf(lonLat)
  const own = planeAt((box.minX + box.maxX) / 2)
  const onPlane = plane ?? own
  const planar = plane ? source : mapPositions(source, projectionOf(own).toPlane)
  return {
    sourceEpsg: epsg,
    sourceGeometry: closedRings(source),
    computedMu: muOf(areaOf(planar)),
    geometry: geometryOf(mapPositions(lonLat, roundDegrees)),
    box,
    core: coreOf(planar, projectionOf(onPlane).toLonLat),
  }
}

/** The same plot on the plane that its area is measured on. */
export function planarOf(source: Shape, epsg: number): Shape {
  if (planeSystem(epsg)) return source
  const { minX, maxX } = boxOf(source)
  return mapPositions(source, projectionOf(planeAt((minX + maxX) / 2)).toPlane)
}

/** A tenth of a millimetre on the ground, and no longer digits than that. */
const roundDegrees = ([lon, lat]: Position): Position => [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9]

/** The square within the largest circle that the biggest part holds. */
function coreOf(planar: Shape, toLonLat: (position: Position) => Position): Box | null {
  const circle = largestCircle(planar)
  const reach = (circle?.radius ?? 0) - MARGIN_M
  if (!circle || reach < NARROWEST_M) return null
  const [lon, lat] = toLonLat(circle.centre)
  const half = reach / Math.SQRT2
  const [dx, dy] = [half / (DEGREE_M * Math.cos((lat * Math.PI) / 180)), half / DEGREE_M]
  return { minX: lon - dx, minY: lat - dy, maxX: lon + dx, maxY: lat + dy }
}

/** The largest circle that the biggest part of a shape holds, to a metre; metres on the shape's plane. */
export function largestCircle(planar: Shape): { centre: Position; radius: number } | null {
  const biggest = planar.toSorted((one, other) => areaOf([other]) - areaOf([one]))[0]
  if (!biggest) return null
  const rings = biggest.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))
  const found = polylabel(rings, LABEL_PRECISION_M)
  return { centre: [found[0], found[1]], radius: found.distance }
}
