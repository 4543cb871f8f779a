import type { RequestContext } from '~/auth/domain/actor'
import { systemNames } from '~/settings/server/names'
import { businessDay } from '~/shared/day'
import type { PlotFilter } from '../../domain/filter'
import { frameFor, layOut } from '../../domain/map/sheet'
import { mapGround, mapPlots } from './map-plots'
import { plotsByStatus } from '../plots'

/** What is printed of the map on A3: the plots of the filter in its box; of all land where there is none. */
export async function mapSheet(context: RequestContext, filter: PlotFilter) {
  const ground = await mapGround(context)
  const [west = 73, south = 18, east = 136, north = 54] = filter.bbox ?? ground.bounds ?? []
  const frame = frameFor([west, south, east, north])
  const within: PlotFilter = { ...filter, bbox: frame.bounds }
  const [answer, totals, names] = await Promise.all([
    mapPlots(context, within),
    plotsByStatus(context, within),
    systemNames(context.now),
  ])
  return {
    sheet: layOut(frame, answer, ground),
    totals,
    county: names.countyName,
    day: businessDay(context.now),
    person: context.actor.name,
  }
}
