import { z } from 'zod'
import { invalidField } from '~/shared/errors'
import { cleanRing, closedRings, type Polygon, type Position, type Shape } from '../geometry/shape'
import { GEOGRAPHIC_EPSG, planeSystem } from '../coordinates/planes'
import { NOTHING_STATED, type Feature, type FeatureFile, type StatedSystem } from './feature'

const geometry = z.looseObject({ type: z.string(), coordinates: z.unknown().optional() })
const feature = z.looseObject({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: geometry.nullish(),
})
const collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  crs: z.looseObject({ properties: z.looseObject({ name: z.string() }) }).nullish(),
  features: z.array(feature),
})

const SHAPES: Partial<Record<string, (coordinates: unknown) => unknown[]>> = {
  Polygon: (coordinates) => [coordinates],
  MultiPolygon: (coordinates) => (Array.isArray(coordinates) ? coordinates : []),
}

/** Reads a GeoJSON text. @throws AppError invalid where it is none, with what to do */
export function readGeoJson(text: string): FeatureFile {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw invalidField('file', '文件不是完整的 GeoJSON：请重新导出后再上传')
  }
  const read = collection.safeParse(parsed)
  if (!read.success) throw invalidField('file', '文件不是 GeoJSON 要素集合（FeatureCollection）：请重新导出后再上传')
  // Features may differ in what they have: every one gets the fields of all.
  const fields = new Set(read.data.features.flatMap(({ properties }) => Object.keys(properties ?? {})))
  const none = Object.fromEntries([...fields].map((field) => [field, null]))
  return {
    system: systemOf(read.data.crs?.properties.name ?? null),
    features: read.data.features.map(({ properties, geometry: it }, index): Feature => {
      const shape = it ? shapeOf(it.type, it.coordinates) : null
      return { number: index + 1, values: { ...none, ...plain(properties ?? {}) }, shape, notes: [] }
    }),
  }
}

function plain(properties: Record<string, unknown>): Feature['values'] {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'number' || value === null ? value : JSON.stringify(value),
    ]),
  )
}

/** The polygons of a geometry; null for points, lines and empty ones. Heights are left out. */
export function shapeOf(type: string, coordinates: unknown): Shape | null {
  const polygons = SHAPES[type]?.(coordinates) ?? []
  const shape = polygons.flatMap((polygon): Polygon[] => {
    const [outer, ...holes] = list(polygon).map((ring) => cleanRing(list(ring).flatMap(positionOf), 0))
    return outer ? [[outer, ...holes.filter((hole) => hole !== null)]] : []
  })
  return shape.length === 0 ? null : shape
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function positionOf(value: unknown): Position[] {
  const [x, y] = list(value)
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [[x, y]] : []
}

/** Names of datums that are not ours; any other name tells nothing. */
const FOREIGN = /xian|beijing|1980|1954|西安|北京|krassovsky|pulkovo/i

/** Longitude and latitude unless the older `crs` member names another system. */
function systemOf(name: string | null): StatedSystem {
  if (name === null || /CRS84/i.test(name)) return { epsg: 4326, foreignDatum: null }
  const code = /EPSG:{1,2}(\d{4,6})$/i.exec(name)?.[1]
  if (!code) return FOREIGN.test(name) ? { epsg: null, foreignDatum: name.slice(0, 60) } : NOTHING_STATED
  const epsg = Number(code)
  const isOurs = planeSystem(epsg) !== null || GEOGRAPHIC_EPSG.includes(epsg)
  return isOurs ? { epsg, foreignDatum: null } : { epsg: null, foreignDatum: `EPSG:${code}` }
}

/** A shape in longitude and latitude as GeoJSON (RFC 7946): outer rings run counter-clockwise. */
export function geometryOf(lonLat: Shape): { type: 'Polygon'; coordinates: Position[][] } | MultiPolygon {
  const rings = closedRings(lonLat)
  const [only, ...others] = rings
  return only && others.length === 0
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: rings }
}

interface MultiPolygon {
  type: 'MultiPolygon'
  coordinates: Position[][][]
}

/** Type and coordinates of what is stored as a geometry; blank of anything else. */
export function partsOf(geometry: unknown): { type: string; coordinates: unknown } {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry) || !('coordinates' in geometry))
    return { type: '', coordinates: [] }
  return { type: String(geometry.type), coordinates: geometry.coordinates }
}

/** The polygons of a stored geometry; none of anything else. */
export function shapeOfGeometry(geometry: unknown): Shape {
  const { type, coordinates } = partsOf(geometry)
  return shapeOf(type, coordinates) ?? []
}
