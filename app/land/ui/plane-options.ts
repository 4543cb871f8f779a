import { PLANE_SYSTEMS, type PlaneSystem } from '../domain/coordinates/planes'

const label = ({ epsg, zoneWidth, zone, centralMeridian }: PlaneSystem) =>
  `${zoneWidth} 度带 ${zone === null ? `中央经线 ${centralMeridian}°` : `第 ${zone} 带`}（EPSG:${epsg}）`

const group = ({ zoneWidth, zone }: PlaneSystem) =>
  `${zoneWidth} 度带，${zone === null ? '东坐标不带带号' : '东坐标带带号'}`

/** The planes that somebody may choose, those of three degrees first. */
export const PLANE_OPTIONS = PLANE_SYSTEMS.toSorted(
  (one, other) => one.zoneWidth - other.zoneWidth || Number(one.zone !== null) - Number(other.zone !== null),
).map((plane) => ({ value: String(plane.epsg), label: label(plane), group: group(plane) }))
