import type { Drawing } from '../domain/draft'
import { shapeOf } from '../domain/formats/geojson'

/** What is stored of a plot's drawing; null for one that stands in the ledger alone. */
export function storedDrawing(plot: { sourceEpsg: number | null; sourceGeometry: unknown }): Drawing | null {
  const shape = shapeOf('MultiPolygon', plot.sourceGeometry)
  return shape && plot.sourceEpsg !== null ? { epsg: plot.sourceEpsg, shape } : null
}
