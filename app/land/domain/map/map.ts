import type { AreaKind, PlotHolder } from '../plot'
import type { PlotStatus } from '../status/status'

/** More plots than these are shown as sums of squares: each one under the pointer costs time. */
export const MOST_ON_MAP = 3000

/** A plot on the map. */
export interface MapPlot {
  id: string
  code: string
  name: string | null
  status: PlotStatus
  /** 亩 */
  mu: number
  free: boolean
  /** GeoJSON, lon/lat */
  geometry: unknown
}

/** How many plots lie about a place, where there are too many to be drawn each. */
export interface MapSum {
  lon: number
  lat: number
  plots: number
  /** 亩 */
  mu: number
}

export interface MapAnswer {
  /** in all, within the box */
  total: number
  plots: MapPlot[]
  sums: MapSum[]
}

/** What the map shows beside the plots. */
export interface MapGround {
  /** west, south, east, north of all live plots and parks; null while there are none */
  bounds: [number, number, number, number] | null
  parks: { id: string; name: string; boundary: unknown }[]
  features: { id: string; layer: 'county' | 'road'; name: string; geometry: unknown }[]
}

/** What the map's drawer shows of a plot. */
export interface DrawerPlot {
  id: string
  code: string
  name: string | null
  status: PlotStatus
  /** 亩 */
  areaMu: number
  areaKind: AreaKind
  computedMu: number | null
  park: string | null
  landUse: string | null
  minFar: string | null
  minDensity: string | null
  maxGreen: string | null
  startPriceWan: string | null
  /** its ground is others' from this day on */
  retiredOn: string | null
  holder: PlotHolder | null
  candidates: number
  /** GeoJSON, lon/lat */
  geometry: unknown
  box: { west: number | null; south: number | null; east: number | null; north: number | null } | null
  /** the reader may divide, merge and redraw it */
  mayChange: boolean
  statuses: { id: string; status: PlotStatus; from: string | null; document: string | null }[]
  parents: { id: string; code: string }[]
  children: { id: string; code: string }[]
}
