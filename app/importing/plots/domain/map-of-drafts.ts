import type { MapGround } from '~/land/domain/map/map'

/** A row of an import that has a drawing. */
export interface DraftOnMap {
  rowId: string
  code: string
  /** it waits for a correction or a decision */
  waits: boolean
  /** GeoJSON, lon/lat */
  geometry: unknown
}

/** What the map of an import shows. */
export interface DraftsAnswer {
  ground: MapGround
  drafts: DraftOnMap[]
  /** west, south, east, north of the drafts */
  bounds: [number, number, number, number] | null
  /** rows with a drawing, of which the first are shown */
  total: number
}
