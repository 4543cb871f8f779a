import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { businessDay } from '~/shared/day'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { PlotFilter } from '../domain/filter'
import type { ListedPlot } from '../domain/plot'
import type { PlotStatus } from '../domain/status/status'
import { plotFilterSql, statusSql, takesSql } from './plot-filter-sql'

const { sql } = Prisma

/** The columns of a listed plot `t`, with who has it as far as the actor may know. */
const listedSql = (context: RequestContext) => sql`
  t.id, t.code, t.name, t.land_use_code AS "landUseCode", t.status, t.status_from::text AS "statusFrom",
  t.area_mu::float8 AS "areaMu", t.area_kind AS "areaKind", t.computed_mu::float8 AS "computedMu",
  t.quota_source AS "quotaSource", t.is_approximate AS "isApproximate", t.version,
  CASE WHEN k.id IS NULL THEN NULL ELSE jsonb_build_object('id', k.id, 'name', k.name) END AS park,
  (SELECT jsonb_build_object('state', a.state, 'until', a.until, 'project',
      (SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM project p
        WHERE p.id = a.project_id AND ${visibleProjectsSql(context.actor)}))
    FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(businessDay(context.now))} LIMIT 1) AS holder,
  (SELECT count(*)::int FROM allocation a WHERE a.plot_id = t.id AND a.state = 'candidate') AS candidates`

/** How plots are sorted: each ends with the number, which is unique. */
export const PLOT_SORTS = ['code', '-code', 'areaMu', '-areaMu'] as const
export type PlotSort = (typeof PLOT_SORTS)[number]

/** The sort that an address asks for; by number unless it is one of them. */
export const sortOf = (asked: string | null): PlotSort => PLOT_SORTS.find((sort) => sort === asked) ?? 'code'

export interface PlotQuestion {
  filter: PlotFilter
  sort?: PlotSort
  /** 1 to 200 */
  limit: number
  offset?: number
  cursor?: string
}

/** Plots with their totals; numbers and 亩 are of all that satisfy the filter. */
export interface PlotPage {
  items: ListedPlot[]
  total: number
  /** 亩 */
  totalMu: number
  nextCursor: string | null
}

const ORDER: Record<PlotSort, Prisma.Sql> = {
  code: sql`t.code`,
  '-code': sql`t.code DESC`,
  areaMu: sql`t.area_mu, t.code`,
  '-areaMu': sql`t.area_mu DESC, t.code DESC`,
}

/** The order of a list of plots `t`. */
export const orderSql = (sort: PlotSort): Prisma.Sql => ORDER[sort]

const BEYOND: Record<PlotSort, (value: string | null, code: string) => Prisma.Sql> = {
  code: (_, code) => sql`t.code > ${code}`,
  '-code': (_, code) => sql`t.code < ${code}`,
  areaMu: (value, code) => sql`(t.area_mu, t.code) > (${value}::numeric, ${code})`,
  '-areaMu': (value, code) => sql`(t.area_mu, t.code) < (${value}::numeric, ${code})`,
}

/** A page of the live plots that satisfy the filter, with their number and area. */
export async function listPlots(context: RequestContext, question: PlotQuestion): Promise<PlotPage> {
  assertCan(context.actor, 'plot.read')
  const { filter, sort = 'code', limit, offset = 0, cursor } = question
  const where = plotFilterSql(context, filter)
  const end = cursor ? await beyondSql(cursor, sort) : sql`true`
  const [rows, [totals]] = await Promise.all([
    database().$queryRaw<ListedPlot[]>`
      SELECT ${listedSql(context)} FROM plot t LEFT JOIN park k ON k.id = t.park_id
      WHERE ${where} AND ${end} ORDER BY ${ORDER[sort]} LIMIT ${limit + 1} OFFSET ${offset}`,
    database().$queryRaw<[{ total: number; totalMu: number }]>`
      SELECT count(*)::int AS total, coalesce(sum(t.area_mu), 0)::float8 AS "totalMu" FROM plot t WHERE ${where}`,
  ])
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const value = sort === 'code' || sort === '-code' ? null : String(last?.areaMu)
  return {
    items,
    ...totals,
    nextCursor: rows.length > limit && last ? encodeCursor({ sort, value, id: last.id }) : null,
  }
}

async function beyondSql(cursor: string, sort: PlotSort): Promise<Prisma.Sql> {
  const { value, id } = decodeCursor(cursor, sort, SORT_VALUES.numeric)
  const at = await database().plot.findUnique({ where: { id }, select: { code: true } })
  return at ? BEYOND[sort](value, at.code) : sql`false`
}

/** One plot as lists show it. @throws notFound */
export async function readPlot(context: RequestContext, id: string | undefined): Promise<ListedPlot> {
  assertCan(context.actor, 'plot.read')
  const [plot] = isId(id)
    ? await database().$queryRaw<ListedPlot[]>`
        SELECT ${listedSql(context)} FROM plot t LEFT JOIN park k ON k.id = t.park_id WHERE t.id = ${id}::uuid`
    : []
  if (!plot) throw notFound('这个地块')
  return plot
}

/** The same of a plot that still stands. @throws notFound */
export async function livePlot(context: RequestContext, id: string | undefined): Promise<ListedPlot> {
  const plot = await readPlot(context, id)
  const stands = await database().plot.count({ where: { id: plot.id, retiredOn: null } })
  if (stands === 0) throw notFound('这个地块')
  return plot
}

/** Plots as lists show them, in the order of the ids; those that are not there are left out. */
export async function readPlots(context: RequestContext, ids: readonly string[]): Promise<ListedPlot[]> {
  assertCan(context.actor, 'plot.read')
  return database().$queryRaw<ListedPlot[]>`
    SELECT ${listedSql(context)} FROM plot t LEFT JOIN park k ON k.id = t.park_id
    WHERE t.id = ANY(${ids.filter(isId)}::uuid[]) ORDER BY array_position(${ids.filter(isId)}::uuid[], t.id)`
}

export interface StatusTotal {
  status: PlotStatus
  plots: number
  mu: number
}

/** Number and 亩 of the plots that satisfy the filter, by status. */
export async function plotsByStatus(context: RequestContext, filter: PlotFilter): Promise<StatusTotal[]> {
  assertCan(context.actor, 'plot.read')
  return database().$queryRaw<StatusTotal[]>`
    SELECT s.status, count(*)::int AS plots, sum(t.area_mu)::float8 AS mu
    FROM plot t CROSS JOIN LATERAL (SELECT ${statusSql(filter)} AS status) s
    WHERE ${plotFilterSql(context, filter)} AND s.status IS NOT NULL GROUP BY s.status ORDER BY s.status`
}

/** The parks that have live plots. */
export async function parksOfPlots(context: RequestContext): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'plot.read')
  return database().$queryRaw<{ id: string; name: string }[]>`
    SELECT k.id, k.name FROM park k
    WHERE EXISTS (SELECT 1 FROM plot t WHERE t.park_id = k.id AND t.retired_on IS NULL) ORDER BY k.name LIMIT 500`
}
