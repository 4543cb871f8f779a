import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay } from '~/shared/day'
import type { PlotFilter } from '../../domain/filter'
import { MOST_ON_MAP, type MapAnswer, type MapGround, type MapPlot, type MapSum } from '../../domain/map/map'
import { plotFilterSql, takesSql } from '../plot-filter-sql'

const { sql } = Prisma

/** Squares along the longer side of the box. */
const SQUARES = 24

/** The live plots within the filter's box: each, or their sums by squares where there are more than 3,000. */
export async function mapPlots(context: RequestContext, filter: PlotFilter): Promise<MapAnswer> {
  assertCan(context.actor, 'plot.read')
  const where = sql`${plotFilterSql(context, filter)} AND t.min_lon IS NOT NULL`
  const plots = await database().$queryRaw<MapPlot[]>(sql`
    SELECT t.id, t.code, t.name, t.status, t.area_mu::float8 AS mu, t.geometry,
      NOT EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(businessDay(context.now))}) AS free
    FROM plot t WHERE ${where} LIMIT ${MOST_ON_MAP + 1}`)
  if (plots.length <= MOST_ON_MAP) return { total: plots.length, plots, sums: [] }
  const [west = 73, south = 3, east = 136, north = 54] = filter.bbox ?? []
  const side = Math.max(east - west, north - south, 1e-6) / SQUARES
  const sums = await database().$queryRaw<MapSum[]>(sql`
    SELECT avg((t.min_lon + t.max_lon) / 2)::float8 AS lon, avg((t.min_lat + t.max_lat) / 2)::float8 AS lat,
      count(*)::int AS plots, sum(t.area_mu)::float8 AS mu
    FROM plot t WHERE ${where}
    GROUP BY floor((t.min_lon - ${west}::float8) / ${side}::float8), floor((t.min_lat - ${south}::float8) / ${side}::float8)`)
  return { total: sums.reduce((all, { plots: each }) => all + each, 0), plots: [], sums }
}

const MOST_FEATURES = 5000

/** What the map shows beside the plots: bounds of parks and of the county, roads. */
export async function mapGround(context: RequestContext): Promise<MapGround> {
  assertCan(context.actor, 'plot.read')
  const [[box], parks, features] = await Promise.all([
    database().$queryRaw<{ west: number | null; south: number; east: number; north: number }[]>`
      SELECT min(min_lon) AS west, min(min_lat) AS south, max(max_lon) AS east, max(max_lat) AS north
      FROM plot WHERE retired_on IS NULL`,
    database().park.findMany({
      where: { mergedIntoId: null, validTo: null, NOT: { boundary: { equals: Prisma.DbNull } } },
      select: { id: true, name: true, boundary: true },
      take: 500,
    }),
    database().mapFeature.findMany({
      select: { id: true, layer: true, name: true, geometry: true },
      orderBy: { layer: 'asc' },
      take: MOST_FEATURES,
    }),
  ])
  return {
    bounds: box && box.west !== null ? [box.west, box.south, box.east, box.north] : null,
    parks,
    features,
  }
}
