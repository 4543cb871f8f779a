import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { BROCHURE_MAP, BROCHURE_PLOTS, type BrochureFloor, type BrochurePlot } from '../../domain/matching/brochure'
import { shapeOfGeometry } from '../../domain/formats/geojson'
import { boxOf } from '../../domain/geometry/shape'
import { frameFor, layOut } from '../../domain/map/sheet'
import { offersJudged } from './plot-matches'
import { readFactories } from '../factory/factories'
import { readPlots } from '../plots'

/** What an address asks of a brochure: plots and floors (adjoining ones joined by a comma), and the project that it is for. */
export function askedBrochure(search: URLSearchParams) {
  const idsOf = (name: string) => {
    const ids = search.getAll(name).flatMap((value) => value.split(','))
    return [...new Set(ids.filter(isId))]
  }
  return { plotIds: idsOf('plots'), floorIds: idsOf('floors'), projectId: search.get('project') || null }
}

/** 选址推介书: up to five plots and floors side by side, for a project where one is named. @throws forbidden, notFound */
export async function brochure(
  context: RequestContext,
  { plotIds, floorIds, projectId }: ReturnType<typeof askedBrochure>,
) {
  const ids = plotIds.slice(0, BROCHURE_PLOTS)
  const otherIds = floorIds.slice(0, BROCHURE_PLOTS - ids.length)
  const [listed, stored, floors, parks, matched, { countyName: county }] = await Promise.all([
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
        park: { select: { id: true, name: true, boundary: true, chains: true, minIntensityWanPerMu: true } },
      },
    }),
    readFactories(context, otherIds),
    database().park.findMany({
      where: { factories: { some: { id: { in: otherIds } } } },
      select: { id: true, chains: true },
    }),
    projectId === null ? null : offersJudged(context, projectId, { plotIds: ids, floorIds: otherIds }),
    systemNames(),
  ])
  if (ids.length + otherIds.length > 0 && listed.length + floors.length === 0) throw notFound('这些地块')
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
  const offered = floors.map((floor): BrochureFloor => ({
    ...floor,
    chains: parks.find(({ id }) => id === floor.park.id)?.chains ?? [],
    match: matched?.fits.get(floor.id) ?? null,
    shortfalls: matched?.shortfalls.get(floor.id) ?? [],
  }))
  return {
    items: [...plots, ...offered],
    /** by the plots' ids */
    places: Object.fromEntries(plots.map((plot) => [plot.id, layOutPlace(plot, facts.get(plot.id)?.park ?? null)])),
    project: matched?.project ?? null,
    leftOut: plotIds.length + floorIds.length - ids.length - otherIds.length,
    county,
    today: businessDay(context.now),
    person: context.actor.name,
  }
}

/** Where a plot lies in its park, or on its own where that is not drawn; null where it is not drawn itself. */
function layOutPlace(
  { id, code, name, status, areaMu, holder, geometry }: BrochurePlot,
  park: { id: string; name: string; boundary: unknown } | null,
) {
  if (geometry === null) return null
  const parks = park?.boundary ? [park] : []
  const { minX, minY, maxX, maxY } = boxOf(
    [geometry, ...parks.map(({ boundary }) => boundary)].flatMap((drawn) => [...shapeOfGeometry(drawn)]),
  )
  const frame = frameFor([minX, minY, maxX, maxY], BROCHURE_MAP)
  const plot = { id, code, name, status, geometry, mu: areaMu, free: holder === null }
  return layOut(frame, { total: 1, plots: [plot], sums: [] }, { bounds: null, parks, features: [] })
}
