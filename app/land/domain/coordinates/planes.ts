/** A CGCS2000 Gauss-Kruger plane, in metres. */
export interface PlaneSystem {
  epsg: number
  /** degrees wide */
  zoneWidth: 3 | 6
  /** degrees east */
  centralMeridian: number
  /** where eastings carry the number of the zone before them */
  zone: number | null
  /** metres */
  falseEasting: number
}

const HALF_MILLION = 500_000
const ZONE_PREFIX = 1_000_000

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/**
 * The CGCS2000 planes of the EPSG registry: by zone (with its number before the easting) and by central meridian, three
 * and six degrees wide. proj4 knows none of them.
 */
export const PLANE_SYSTEMS: readonly PlaneSystem[] = [
  ...range(13, 23).map((zone) => byZone(4491 + zone - 13, 6, zone, zone * 6 - 3)),
  ...range(0, 10).map((index) => byMeridian(4502 + index, 6, 75 + index * 6)),
  ...range(25, 45).map((zone) => byZone(4513 + zone - 25, 3, zone, zone * 3)),
  ...range(0, 20).map((index) => byMeridian(4534 + index, 3, 75 + index * 3)),
]

function byZone(epsg: number, zoneWidth: 3 | 6, zone: number, centralMeridian: number): PlaneSystem {
  return { epsg, zoneWidth, centralMeridian, zone, falseEasting: zone * ZONE_PREFIX + HALF_MILLION }
}

function byMeridian(epsg: number, zoneWidth: 3 | 6, centralMeridian: number): PlaneSystem {
  return { epsg, zoneWidth, centralMeridian, zone: null, falseEasting: HALF_MILLION }
}

const BY_EPSG = new Map(PLANE_SYSTEMS.map((system) => [system.epsg, system]))

/** Longitude and latitude on CGCS2000, and on WGS 84, which is the same to a decimetre. */
export const GEOGRAPHIC_EPSG: readonly number[] = [4490, 4326]

export const planeSystem = (epsg: number): PlaneSystem | null => BY_EPSG.get(epsg) ?? null

export const systemName = ({ zoneWidth, centralMeridian, zone, epsg }: PlaneSystem): string =>
  `CGCS2000 ${zoneWidth} 度带 ${zone === null ? `中央经线 ${centralMeridian}°` : `第 ${zone} 带`}（EPSG:${epsg}）`

/** The three-degree plane about a longitude, by its central meridian: areas are official on it. */
export function planeAt(longitude: number): PlaneSystem {
  const meridian = Math.min(135, Math.max(75, Math.round(longitude / 3) * 3))
  const system = BY_EPSG.get(4534 + (meridian - 75) / 3)
  if (!system) throw new Error(`no plane about longitude ${longitude}`)
  return system
}
