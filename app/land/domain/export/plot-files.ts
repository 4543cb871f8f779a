import { PLANE_SYSTEMS, planeSystem, type PlaneSystem } from '../coordinates/planes'

/** In which forms plots are handed over. */
export const PLOT_FORMATS = ['geojson', 'shapefile', 'txt', 'xlsx'] as const

export type PlotFormat = (typeof PLOT_FORMATS)[number]

export const PLOT_FORMAT_NAMES: Record<PlotFormat, string> = {
  geojson: 'GeoJSON（经纬度）',
  shapefile: 'Shapefile 压缩包',
  txt: '报盘 TXT',
  xlsx: 'Excel（含界址点）',
}

export const PLOT_FILE_ENDINGS: Record<PlotFormat, string> = {
  geojson: 'geojson',
  shapefile: 'zip',
  txt: 'txt',
  xlsx: 'xlsx',
}

/** The same plane with the number of the zone before its eastings, as 报盘 has them. */
export function zonedPlane(plane: PlaneSystem): PlaneSystem {
  const { zoneWidth, centralMeridian } = plane
  const isZoned = (it: PlaneSystem) =>
    it.zone !== null && it.zoneWidth === zoneWidth && it.centralMeridian === centralMeridian
  return PLANE_SYSTEMS.find(isZoned) ?? plane
}

/** In which systems a format can have its coordinates. */
export function suitsFormat(format: PlotFormat, epsg: number): boolean {
  if (format === 'geojson') return planeSystem(epsg) === null
  return format === 'shapefile' || planeSystem(epsg) !== null
}
