import type { PlotDraft } from '~/land/domain/draft'
import { QUOTA_SOURCES } from '~/land/domain/plot'
import { isPlotStatus } from '~/land/domain/status'
import type { Shape } from '~/land/domain/geometry/shape'
import type { PlainDraft } from '../../tables/domain/plain'
import { isDrawn, type DrawnRings } from './cells'

/** The shape of closed rings. */
export const shapeOfRings = ({ rings }: DrawnRings): Shape =>
  rings.map((polygon) => polygon.map((ring) => ring.slice(0, -1)))

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A row as a plot to be written; the park by its id. */
export function plotOf({ values }: PlainDraft, parks: ReadonlyMap<string, string>): PlotDraft {
  const { drawing, status, park } = values
  return {
    code: text(values.code) ?? '',
    name: text(values.name),
    parkId: parks.get(text(park) ?? '') ?? null,
    landUseCode: text(values.landUse),
    quotaSource: QUOTA_SOURCES.find((source) => source === values.quota) ?? null,
    status: isPlotStatus(status) ? status : 'planned',
    statusFrom: null,
    areaMu: text(values.area),
    areaKind: 'table',
    minFar: text(values.minFar),
    minDensity: text(values.minDensity),
    maxGreen: text(values.maxGreen),
    startPriceWan: text(values.startPrice),
    drawing: isDrawn(drawing) ? { epsg: drawing.epsg, shape: shapeOfRings(drawing) } : null,
  }
}
