import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { PlotFilter } from '../../domain/filter'
import { openRings, type Position } from '../../domain/geometry/shape'
import type { WholePlot } from '../../domain/export/whole-plot'
import { plotFilterSql } from '../plot-filter-sql'
import { orderSql, type PlotSort } from '../plots'

const { sql } = Prisma

/** Plots read at once: their drawings are the memory that a file costs. */
const AT_ONCE = 400

export interface PlotsAsked {
  filter: PlotFilter
  sort?: PlotSort
}

/** The ids of all live plots that a list asks for, in its order. @throws forbidden */
export async function plotIds(context: RequestContext, { filter, sort = 'code' }: PlotsAsked): Promise<string[]> {
  assertCan(context.actor, 'plot.read')
  const rows = await database().$queryRaw<{ id: string }[]>(sql`
    SELECT t.id FROM plot t WHERE ${plotFilterSql(context, filter)} ORDER BY ${orderSql(sort)}`)
  return rows.map(({ id }) => id)
}

type StoredPlot = Omit<WholePlot, 'drawing'> & {
  epsg: number | null
  rings: Position[][][] | null
  isApproximate: boolean
}

/** These plots with all that files say of them, some hundred at a time. */
export async function* wholePlots(ids: readonly string[]): AsyncGenerator<WholePlot[]> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const asked = ids.slice(from, from + AT_ONCE)
    const rows = await database().$queryRaw<StoredPlot[]>(sql`
      SELECT t.code, t.name, k.name AS park, t.land_use_code AS "landUseCode", t.status, t.area_mu::float8 AS "areaMu",
        t.area_kind AS "areaKind", t.quota_source AS "quotaSource", t.min_far::float8 AS "minFar",
        t.min_density::float8 AS "minDensity", t.max_green::float8 AS "maxGreen",
        t.start_price_wan::float8 AS "startPriceWan", t.source_epsg AS epsg, t.source_geometry AS rings,
        t.is_approximate AS "isApproximate"
      FROM unnest(${asked}::uuid[]) WITH ORDINALITY AS g(id, at)
      JOIN plot t ON t.id = g.id LEFT JOIN park k ON k.id = t.park_id ORDER BY g.at`)
    yield rows.map(({ epsg, rings, isApproximate, ...plot }) => ({
      ...plot,
      drawing: epsg !== null && rings !== null ? { epsg, shape: openRings(rings), isApproximate } : null,
    }))
  }
}
