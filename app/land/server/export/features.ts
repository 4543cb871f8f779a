import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { businessDay } from '~/shared/day'
import { isId } from '~/shared/id'
import { keysOf } from '~/shared/records'
import type { DayRange, LonLatBox, PARK_PROPERTIES, PLOT_PROPERTIES } from '../../domain/export/features'
import { LAND_USE_NAMES } from '../../domain/land-uses'
import { PLOT_STATUS_NAMES } from '../../domain/status/status'
import { takesSql } from '../plot-filter-sql'

const { sql } = Prisma

/** What is asked of a collection of features. */
export interface FeatureQuestion<Property extends string> {
  box?: LonLatBox | undefined
  days?: DayRange | undefined
  /** each by equality */
  properties: Partial<Record<Property, string>>
  limit: number
  cursor?: string | undefined
}

/** Features as GeoJSON texts, written by the database: numbers keep their digits, geometries are not parsed. */
export interface FeaturePage {
  features: string[]
  /** of all that satisfy the question */
  matched: number
  nextCursor: string | null
}

export interface Extent {
  /** null while nothing is drawn */
  box: LonLatBox | null
  /** the first day that is known; null without any */
  from: string | null
}

/** A relation of features: rows `t` with `id`, a box as `bounds`, a day as `since`, and how each is written. */
interface Source<Property extends string> {
  from: Prisma.Sql
  /** the box of a row; null where it is not drawn */
  bounds: Prisma.Sql
  /** the day of a row; null where it has none, so that every time fits */
  since: Prisma.Sql
  feature: Prisma.Sql
  properties: Record<Property, (value: string) => Prisma.Sql>
}

const statusNames = JSON.stringify(PLOT_STATUS_NAMES)
const landUseNames = JSON.stringify(LAND_USE_NAMES)

const plotSource = ({ now }: RequestContext): Source<keyof typeof PLOT_PROPERTIES> => {
  const taken = sql`EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(businessDay(now))})`
  return {
    from: sql`(SELECT * FROM plot WHERE retired_on IS NULL) t LEFT JOIN park k ON k.id = t.park_id`,
    bounds: sql`box(point(t.min_lon, t.min_lat), point(t.max_lon, t.max_lat))`,
    since: sql`t.status_from`,
    feature: sql`json_build_object('type', 'Feature', 'id', t.id, 'geometry', t.geometry, 'properties', json_build_object(
      'code', t.code, 'name', t.name, 'park', k.name, 'status', t.status, 'statusName', ${statusNames}::jsonb ->> t.status::text,
      'statusFrom', t.status_from, 'landUse', t.land_use_code, 'landUseName', ${landUseNames}::jsonb ->> t.land_use_code,
      'areaMu', t.area_mu, 'areaKind', t.area_kind, 'computedMu', t.computed_mu, 'quotaSource', t.quota_source,
      'minFar', t.min_far, 'startPriceWan', t.start_price_wan, 'free', NOT ${taken}))`,
    properties: {
      code: (code) => sql`t.code = ${code}`,
      name: (name) => sql`t.name = ${name}`,
      park: (name) => sql`k.name = ${name}`,
      status: (status) => sql`t.status = ${status}::plot_status`,
      landUse: (code) => sql`t.land_use_code = ${code}`,
      quotaSource: (source) => sql`t.quota_source = ${source}::quota_source`,
      free: (free) => (free === 'true' ? sql`NOT ${taken}` : taken),
    },
  }
}

// A boundary is of a hundred parks at most: its box is taken from its numbers, longitudes before latitudes.
const parkSource = (): Source<keyof typeof PARK_PROPERTIES> => ({
  from: sql`(SELECT * FROM park WHERE merged_into_id IS NULL AND valid_to IS NULL) t LEFT JOIN unit u ON u.id = t.unit_id
    LEFT JOIN LATERAL (
      SELECT box(point(min(n) FILTER (WHERE place % 2 = 1), min(n) FILTER (WHERE place % 2 = 0)),
        point(max(n) FILTER (WHERE place % 2 = 1), max(n) FILTER (WHERE place % 2 = 0))) AS bounds
      FROM (SELECT value::text::float8 AS n, place
        FROM jsonb_path_query(t.boundary -> 'coordinates', 'strict $.** ? (@.type() == "number")')
          WITH ORDINALITY AS numbers(value, place)) numbers) drawn ON true`,
  bounds: sql`drawn.bounds`,
  since: sql`NULL::date`,
  feature: sql`json_build_object('type', 'Feature', 'id', t.id, 'geometry', t.boundary, 'properties', json_build_object(
    'name', t.name, 'unit', u.name, 'chains', array_to_string(t.chains, '、'),
    'minIntensityWanPerMu', t.min_intensity_wan_per_mu))`,
  properties: {
    name: (name) => sql`t.name = ${name}`,
    unit: (name) => sql`u.name = ${name}`,
  },
})

/** Live plots as features. @throws forbidden; invalid for a cursor that is none of ours */
export function plotFeatures(context: RequestContext, question: FeatureQuestion<keyof typeof PLOT_PROPERTIES>) {
  assertCan(context.actor, 'plot.read')
  return pageOf(plotSource(context), question)
}

/** One live plot as a feature; null where there is none. */
export function plotFeature(context: RequestContext, id: string): Promise<string | null> {
  assertCan(context.actor, 'plot.read')
  return oneOf(plotSource(context), id)
}

export function plotExtent(context: RequestContext): Promise<Extent> {
  assertCan(context.actor, 'plot.read')
  return extentOf(plotSource(context))
}

/** Parks that are in use as features. @throws forbidden; invalid for a cursor that is none of ours */
export function parkFeatures(context: RequestContext, question: FeatureQuestion<keyof typeof PARK_PROPERTIES>) {
  assertCan(context.actor, 'park.read')
  return pageOf(parkSource(), question)
}

/** One park that is in use as a feature; null where there is none. */
export function parkFeature(context: RequestContext, id: string): Promise<string | null> {
  assertCan(context.actor, 'park.read')
  return oneOf(parkSource(), id)
}

export function parkExtent(context: RequestContext): Promise<Extent> {
  assertCan(context.actor, 'park.read')
  return extentOf(parkSource())
}

const SORT = 'id'

async function pageOf<Property extends string>(
  source: Source<Property>,
  { box, days, properties, limit, cursor }: FeatureQuestion<Property>,
): Promise<FeaturePage> {
  const { from, bounds, since, feature } = source
  const asked = keysOf(properties).flatMap((name) => {
    const value = properties[name]
    return value === undefined ? [] : [source.properties[name](value)]
  })
  const where = Prisma.join(
    [sql`true`, ...(box ? [meetsSql(bounds, box)] : []), ...(days ? [withinSql(since, days)] : []), ...asked],
    ' AND ',
  )
  const after = cursor ? sql`t.id > ${decodeCursor(cursor, SORT, SORT_VALUES.text).id}::uuid` : sql`true`
  const [rows, [total]] = await Promise.all([
    database().$queryRaw<{ id: string; feature: string }[]>`
      SELECT t.id, ${feature}::text AS feature FROM ${from} WHERE ${where} AND ${after} ORDER BY t.id LIMIT ${limit + 1}`,
    database().$queryRaw<[{ matched: number }]>`SELECT count(*)::int AS matched FROM ${from} WHERE ${where}`,
  ])
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    features: shown.map((row) => row.feature),
    matched: total.matched,
    nextCursor: rows.length > limit && last ? encodeCursor({ sort: SORT, value: null, id: last.id }) : null,
  }
}

async function oneOf(source: Source<string>, id: string): Promise<string | null> {
  if (!isId(id)) return null
  const [row] = await database().$queryRaw<{ feature: string }[]>`
    SELECT ${source.feature}::text AS feature FROM ${source.from} WHERE t.id = ${id}::uuid`
  return row?.feature ?? null
}

async function extentOf({ from, bounds, since }: Source<string>): Promise<Extent> {
  const [row] = await database().$queryRaw<
    { west: number | null; south: number; east: number; north: number; from: string | null }[]
  >`
    SELECT min(((${bounds})[1])[0]) AS west, min(((${bounds})[1])[1]) AS south, max(((${bounds})[0])[0]) AS east,
      max(((${bounds})[0])[1]) AS north, min(${since})::text AS "from"
    FROM ${from}`
  const { west = null, south = 0, east = 0, north = 0, from: first = null } = row ?? {}
  return { box: west === null ? null : [west, south, east, north], from: first }
}

const boxSql = (west: number, south: number, east: number, north: number) =>
  sql`box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`

/** A box that crosses the date line is two. */
function meetsSql(bounds: Prisma.Sql, [west, south, east, north]: LonLatBox): Prisma.Sql {
  if (west <= east) return sql`${bounds} && ${boxSql(west, south, east, north)}`
  return sql`(${bounds} && ${boxSql(west, south, 180, north)} OR ${bounds} && ${boxSql(-180, south, east, north)})`
}

function withinSql(since: Prisma.Sql, { from, to }: DayRange): Prisma.Sql {
  const after = from === null ? sql`true` : sql`${since} >= ${from}::date`
  const before = to === null ? sql`true` : sql`${since} <= ${to}::date`
  return sql`(${since} IS NULL OR (${after} AND ${before}))`
}
