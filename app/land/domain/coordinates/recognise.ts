import { boxOf, mapPositions, type Box, type Shape } from '../geometry/shape'
import { PLANE_SYSTEMS, type PlaneSystem } from './planes'

/** What coordinates are, as far as the numbers alone say. */
export type Recognised =
  | { kind: 'geographic'; swapped: boolean }
  /** the number of the zone stands before the eastings */
  | { kind: 'plane'; system: PlaneSystem; swapped: boolean }
  /** eastings without a zone: which meridian they count from is not told */
  | { kind: 'zoneUnknown'; swapped: boolean }
  | { kind: 'none' }

/** Longitudes and latitudes of China, in degrees. */
const CHINA = { minLon: 73, maxLon: 136, minLat: 3, maxLat: 54 }
/** Does a box in degrees lie in China? */
export const isInChina = ({ minX, maxX, minY, maxY }: Box): boolean =>
  minX >= CHINA.minLon && maxX <= CHINA.maxLon && minY >= CHINA.minLat && maxY <= CHINA.maxLat

/** Northings of China from the equator, in metres. */
const NORTH = { min: 300_000, max: 6_000_000 }
/** Eastings about a false easting of 500,000 m, in metres; a zone reaches some 330 km to either side. */
const EAST = { min: 150_000, max: 850_000 }

/** Reads from the size of numbers whether they are degrees or metres, whether axes are swapped, and which zone they carry. */
export function recognise(shapes: readonly Shape[]): Recognised {
  const { minX, maxX, minY, maxY } = boxOf(shapes.flat())
  const asIs = recogniseAxes({ minX, maxX, minY, maxY })
  if (asIs) return { ...asIs, swapped: false }
  const turned = recogniseAxes({ minX: minY, maxX: maxY, minY: minX, maxY: maxX })
  return turned ? { ...turned, swapped: true } : { kind: 'none' }
}

type Axes = Record<'minX' | 'maxX' | 'minY' | 'maxY', number>

function recogniseAxes({ minX, maxX, minY, maxY }: Axes) {
  const within = (low: number, high: number, from: number, to: number) => low >= from && high <= to
  if (within(minX, maxX, CHINA.minLon, CHINA.maxLon) && within(minY, maxY, CHINA.minLat, CHINA.maxLat))
    return { kind: 'geographic' as const }
  if (!within(minY, maxY, NORTH.min, NORTH.max)) return null
  if (within(minX, maxX, EAST.min, EAST.max)) return { kind: 'zoneUnknown' as const }
  const zone = Math.floor(minX / 1_000_000)
  if (zone !== Math.floor(maxX / 1_000_000)) return null
  if (!within(minX - zone * 1_000_000, maxX - zone * 1_000_000, EAST.min, EAST.max)) return null
  const system = PLANE_SYSTEMS.find((it) => it.zone === zone)
  // Zones 13 to 23 are six degrees wide, 25 to 45 three: no number is both.
  return system ? { kind: 'plane' as const, system } : null
}

/** The same coordinates with x and y exchanged. */
export const swapAxes = (shape: Shape): Shape => mapPositions(shape, ([x, y]) => [y, x])
