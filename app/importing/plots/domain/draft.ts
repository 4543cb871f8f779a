import type { Drawing, PlotDraft } from '~/land/domain/draft'
import { AREA_KINDS, QUOTA_SOURCES } from '~/land/domain/plot'
import { isPlotStatus } from '~/land/domain/status/status'
import { openRings } from '~/land/domain/geometry/shape'
import type { PlainDraft } from '../../tables/domain/plain'
import { isDrawn, type DrawnRings } from './cells'

/** A drawing as it is measured and written. */
export const drawingOf = ({ epsg, rings, isApproximate }: DrawnRings): Drawing => ({
  epsg,
  shape: openRings(rings),
  ...(isApproximate ? { isApproximate } : {}),
})

/** The drawing that the values of a row hold. */
export function drawnBy({ drawing, accuracy }: PlainDraft['values']): Drawing | null {
  if (!isDrawn(drawing)) return null
  return drawingOf(accuracy ? { ...drawing, isApproximate: true } : drawing)
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A row as a plot to be written; the park by its id. */
export function plotOf({ values }: PlainDraft, parks: ReadonlyMap<string, string>): PlotDraft {
  const { status, park } = values
  const drawing = drawnBy(values)
  const areaKind = AREA_KINDS.find((kind) => kind === values.areaKind) ?? 'table'
  return {
    code: text(values.code) ?? '',
    name: text(values.name),
    parkId: parks.get(text(park) ?? '') ?? null,
    landUseCode: text(values.landUse),
    quotaSource: QUOTA_SOURCES.find((source) => source === values.quota) ?? null,
    status: isPlotStatus(status) ? status : 'planned',
    statusFrom: null,
    // What was measured on the drawing is measured there again.
    areaMu: areaKind === 'computed' && drawing ? null : text(values.area),
    areaKind: areaKind === 'computed' ? 'table' : areaKind,
    minFar: text(values.minFar),
    minDensity: text(values.minDensity),
    maxGreen: text(values.maxGreen),
    startPriceWan: text(values.startPrice),
    drawing,
  }
}
