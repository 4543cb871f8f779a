import { PLANE_SYSTEMS, type PlaneSystem } from './systems'

/** What a .prj file says of its coordinates. */
export type PrjReading =
  | { kind: 'plane'; system: PlaneSystem }
  | { kind: 'geographic' }
  | { kind: 'foreign'; datum: string }
  | { kind: 'unknown' }

/** Datums that agree with CGCS2000 to a decimetre. Xian 80 and Beijing 54 are off by about 100 m. */
const SAME_DATUM = /CGCS_?2000|China_?Geodetic_?Coordinate_?System_?2000|China_?2000|WGS_?(?:19)?84/i

/** Reads the well-known text of a .prj, as ArcGIS, GDAL and MapGIS write it. */
export function readPrj(text: string): PrjReading {
  const wkt = text.slice(0, 4000)
  const datum = /DATUM\s*\[\s*"([^"]+)"/i.exec(wkt)?.[1]
  if (!datum) return { kind: 'unknown' }
  if (!SAME_DATUM.test(datum.replaceAll(' ', '_'))) return { kind: 'foreign', datum }
  if (!/^\s*PROJC(?:S|RS)\s*\[/i.test(wkt)) return { kind: 'geographic' }
  const centralMeridian = parameter(wkt, 'Central_Meridian') ?? parameter(wkt, 'Longitude of natural origin')
  const falseEasting = parameter(wkt, 'False_Easting') ?? parameter(wkt, 'False easting')
  if (!/Gauss_?Kruger|Transverse_?Mercator/i.test(wkt.replaceAll(' ', '_'))) return { kind: 'unknown' }
  const scale = parameter(wkt, 'Scale_Factor') ?? 1
  const latitude = parameter(wkt, 'Latitude_Of_Origin') ?? 0
  if (centralMeridian === null || falseEasting === null || scale !== 1 || latitude !== 0) return { kind: 'unknown' }
  const isSixDegrees = /6[_ -]?degree|6度/i.test(wkt) || (/_GK_(?:Zone|CM)_/i.test(wkt) && !/3[_ -]?degree/i.test(wkt))
  const fitting = PLANE_SYSTEMS.filter(
    (system) => system.centralMeridian === centralMeridian && system.falseEasting === falseEasting,
  )
  const system = fitting.find(({ zoneWidth }) => zoneWidth === (isSixDegrees ? 6 : 3)) ?? fitting[0]
  return system ? { kind: 'plane', system } : { kind: 'unknown' }
}

function parameter(wkt: string, name: string): number | null {
  const pattern = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*(-?[\\d.]{1,20})`, 'i')
  const found = pattern.exec(wkt)?.[1]
  return found === undefined ? null : Number(found)
}
