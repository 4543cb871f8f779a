/** The part of the map in sight, as an address says it: `at=纬度,经度,级别`. */
export interface MapView {
  lat: number
  lon: number
  zoom: number
}

const PATTERN = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?),(\d{1,2}(?:\.\d)?)$/

/** Null where the address has none that can be read. */
export function readMapView(text: string | null): MapView | null {
  const [, lat, lon, zoom] = PATTERN.exec(text ?? '') ?? []
  if (lat === undefined || lon === undefined || zoom === undefined) return null
  const view = { lat: Number(lat), lon: Number(lon), zoom: Number(zoom) }
  return Math.abs(view.lat) <= 85 && Math.abs(view.lon) <= 180 && view.zoom <= 24 ? view : null
}

/** Five decimals of a degree are a metre. */
export const writeMapView = ({ lat, lon, zoom }: MapView): string => `${lat.toFixed(5)},${lon.toFixed(5)},${zoom}`

/** What is done on the map beside looking. */
const MAP_TOOLS = ['distance', 'area', 'new', 'split', 'edit'] as const

export type MapTool = (typeof MAP_TOOLS)[number]

export const readMapTool = (text: string | null): MapTool | null => MAP_TOOLS.find((tool) => tool === text) ?? null

/** How much a label on a plot says at a zoom: nothing, the end of its number, or number, 亩 and name. */
export const labelLevel = (zoom: number): 'none' | 'short' | 'full' =>
  zoom >= 17 ? 'full' : zoom >= 15 ? 'short' : 'none'
