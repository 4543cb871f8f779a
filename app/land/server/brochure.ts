import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { BROCHURE_MAP, BROCHURE_PLOTS, type BrochurePlot } from '../domain/brochure'
import { shapeOfGeometry } from '../domain/formats/geojson'
import { boxOf } from '../domain/geometry/shape'
import type { MapGround } from '../domain/map'
import { frameFor, layOut } from '../domain/sheet'
import { mapGround } from './map-plots'
import { plotsJudged } from './plot-matches'
import { readPlots } from './plots'

/** Less ground than some five hundred metres is no help to find a plot by. */
const NEAREST_DEGREES = 0.005

/** What an address asks of a brochure: plots (adjoining ones joined by a comma), and the project that it is for. */
export function askedBrochure(search: URLSearchParams): { plotIds: string[]; projectId: string | null } {
  const ids = search.getAll('plots').flatMap((value) => value.split(','))
  return { plotIds: [...new Set(ids.filter(isId))], projectId: search.get('project') || null }
}

/** 选址推介书: up to five plots side by side, for a project where one is named. @throws forbidden, notFound */
export async function brochure(context: RequestContext, { plotIds, projectId }: ReturnType<typeof askedBrochure>) {
  const ids = plotIds.slice(0, BROCHURE_PLOTS)
  const [listed, stored, matched, { countyName: county }, ground] = await Promise.all([
    readPlots(context, ids),
    database().plot.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        minFar: true,
        minDensity: true,
        maxGreen: true,
        startPriceWan: true,
        geometry: true,
        park: { select: { chains: true, minIntensityWanPerMu: true } },
      },
    }),
    projectId === null ? null : plotsJudged(context, projectId, ids),
    systemNames(),
    mapGround(context),
  ])
  if (ids.length > 0 && listed.length === 0) throw notFound('这些地块')
  const facts = new Map(stored.map((plot) => [plot.id, plot]))
  const number = (value: { toString(): string } | null | undefined) => (value ? Number(value) : null)
  const plots = listed.map((plot): BrochurePlot => {
    const own = facts.get(plot.id)
    return {
      ...plot,
      chains: own?.park?.chains ?? [],
      minIntensityWanPerMu: number(own?.park?.minIntensityWanPerMu),
      minFar: number(own?.minFar),
      minDensity: number(own?.minDensity),
      maxGreen: number(own?.maxGreen),
      startPriceWan: number(own?.startPriceWan),
      geometry: own?.geometry ?? null,
      match: matched?.fits.get(plot.id) ?? null,
      shortfalls: matched?.shortfalls.get(plot.id) ?? [],
    }
  })
  return {
    plots,
    map: layOutPlots(plots, ground),
    project: matched?.project ?? null,
    leftOut: plotIds.length - ids.length,
    county,
    today: businessDay(context.now),
    person: context.actor.name,
  }
}

export type Brochure = Awaited<ReturnType<typeof brochure>>

/** Where the plots lie, with half of their extent about them; null where none is drawn. */
function layOutPlots(plots: readonly BrochurePlot[], ground: MapGround) {
  const drawn = plots.filter(({ geometry }) => geometry !== null)
  if (drawn.length === 0) return null
  const { minX, minY, maxX, maxY } = boxOf(drawn.flatMap(({ geometry }) => shapeOfGeometry(geometry)))
  const margin = Math.max(maxX - minX, maxY - minY, NEAREST_DEGREES) / 2
  const frame = frameFor([minX - margin, minY - margin, maxX + margin, maxY + margin], BROCHURE_MAP)
  const shown = drawn.map(({ id, code, name, status, areaMu, holder, geometry }) => ({
    ...{ id, code, name, status, geometry },
    mu: areaMu,
    free: holder === null,
  }))
  return layOut(frame, { total: shown.length, plots: shown, sums: [] }, ground)
}
