import type { Day } from '~/shared/day'
import type { Shape } from './geometry/shape'
import type { AreaKind, QuotaSource } from './plot'
import type { PlotStatus } from './status/status'

/** A drawing with the system that its coordinates are in. */
export interface Drawing {
  epsg: number
  shape: Shape
  /** shifted from a map's coordinates (GCJ-02, BD-09): decimetres off, and no measure of area */
  isApproximate?: boolean
}

/** What is told of a plot, by form, table or map. */
export interface PlotDraft {
  code: string
  name: string | null
  parkId: string | null
  landUseCode: string | null
  quotaSource: QuotaSource | null
  status: PlotStatus
  /** the day from which it has that status; null: not told */
  statusFrom: Day | null
  /** 亩; null: as the drawing measures */
  areaMu: string | null
  areaKind: AreaKind
  minFar: string | null
  minDensity: string | null
  maxGreen: string | null
  startPriceWan: string | null
  drawing: Drawing | null
}
