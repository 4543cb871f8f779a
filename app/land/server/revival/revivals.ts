import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { ifAsked } from '~/platform/database/if-asked'
import { businessDay, dayOf, yearOf, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { ListedRevival, RevivalFilter, RevivalKind } from '../../domain/revival/revival'
import { keptParksSql } from '../kept-parks-sql'

const { sql } = Prisma

const FROM = sql`revival r LEFT JOIN plot t ON t.id = r.plot_id LEFT JOIN factory_unit f ON f.id = r.factory_id
  LEFT JOIN park k ON k.id = coalesce(t.park_id, f.park_id) JOIN unit u ON u.id = r.unit_id`

/** A case stands with the plot that is the ground's now: the one of a divided plot went to what became of it. */
const STANDS = sql`(t.id IS NULL OR t.voided_at IS NULL AND (r.closed_on IS NOT NULL OR t.retired_on IS NULL))`

const LISTED = sql`
  r.id, r.kind, CASE WHEN t.id IS NULL THEN 'factory' ELSE 'plot' END AS of,
  jsonb_build_object('id', coalesce(t.id, f.id), 'name', coalesce(t.code, f.building || ' ' || f.floor || ' 层')) AS subject,
  CASE WHEN k.id IS NULL THEN NULL ELSE jsonb_build_object('id', k.id, 'name', k.name) END AS park,
  t.area_mu::float8 AS mu, f.area_m2::float8 AS m2, r.reason, r.measure,
  jsonb_build_object('id', u.id, 'name', u.name) AS unit, r.opened_on::text AS "openedOn", r.due_on::text AS "dueOn",
  r.closed_on::text AS "closedOn", r.outcome, r.result, r.version`

const stateSql = (state: RevivalFilter['state'], today: Day): Prisma.Sql => {
  if (state === 'closed') return sql`r.closed_on IS NOT NULL`
  return state === 'overdue' ? sql`r.closed_on IS NULL AND r.due_on < ${today}::date` : sql`r.closed_on IS NULL`
}

function whereSql({ state, kind, of, park, unit, closedFrom }: RevivalFilter, today: Day): Prisma.Sql {
  const conditions = [
    STANDS,
    stateSql(state, today),
    ...ifAsked(kind, (one) => sql`r.kind = ${one}::revival_kind`),
    ...ifAsked(of, (one) => (one === 'plot' ? sql`r.plot_id IS NOT NULL` : sql`r.factory_id IS NOT NULL`)),
    ...ifAsked(park, (id) => sql`k.id = ${id}::uuid`),
    ...ifAsked(unit, (id) => sql`r.unit_id = ${id}::uuid`),
    ...ifAsked(closedFrom, (day) => sql`r.closed_on >= ${day}::date AND r.outcome <> 'withdrawn'`),
  ]
  return Prisma.join(conditions, ' AND ')
}

/** A page of the ledger, what is due first; totals are of all that satisfy the filter. */
export async function listRevivals(
  context: RequestContext,
  { filter, limit, offset = 0 }: { filter: RevivalFilter; limit: number; offset?: number },
) {
  assertCan(context.actor, 'plot.read')
  const where = whereSql(filter, businessDay(context.now))
  const [items, [totals]] = await Promise.all([
    database().$queryRaw<ListedRevival[]>`
      SELECT ${LISTED} FROM ${FROM} WHERE ${where}
      ORDER BY r.closed_on DESC NULLS FIRST, r.due_on, r.id LIMIT ${limit} OFFSET ${offset}`,
    database().$queryRaw<[{ total: number; mu: number; m2: number }]>`
      SELECT count(*)::int AS total, coalesce(sum(t.area_mu), 0)::float8 AS mu, coalesce(sum(f.area_m2), 0)::float8 AS m2
      FROM ${FROM} WHERE ${where}`,
  ])
  return { items, ...totals }
}

export interface RevivalSum {
  count: number
  mu: number
  m2: number
}

/** What the ledger comes to: by kind what is open, what is overdue, and what was revived since the year began. */
export async function revivalTotals(context: RequestContext): Promise<{
  byKind: ({ kind: RevivalKind } & RevivalSum)[]
  overdue: RevivalSum
  revived: RevivalSum
  yearBegan: Day
}> {
  assertCan(context.actor, 'plot.read')
  const today = businessDay(context.now)
  const yearBegan = dayOf(yearOf(today), 1, 1)
  const sums = sql`count(*)::int AS count, coalesce(sum(t.area_mu), 0)::float8 AS mu, coalesce(sum(f.area_m2), 0)::float8 AS m2`
  const sumOf = async (filter: RevivalFilter): Promise<RevivalSum> => {
    const [row] = await database().$queryRaw<[RevivalSum]>`SELECT ${sums} FROM ${FROM} WHERE ${whereSql(filter, today)}`
    return row
  }
  const [byKind, overdue, revived] = await Promise.all([
    database().$queryRaw<({ kind: RevivalKind } & RevivalSum)[]>`
      SELECT r.kind, ${sums} FROM ${FROM} WHERE ${whereSql({}, today)} GROUP BY r.kind ORDER BY r.kind`,
    sumOf({ state: 'overdue' }),
    sumOf({ state: 'closed', closedFrom: yearBegan }),
  ])
  return { byKind, overdue, revived, yearBegan }
}

/** The parks and units that the ledger names. */
export async function revivalChoices(context: RequestContext) {
  assertCan(context.actor, 'plot.read')
  const named = (id: Prisma.Sql, name: Prisma.Sql) => database().$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT ${id} AS id, ${name} AS name FROM ${FROM} WHERE ${id} IS NOT NULL ORDER BY 2 LIMIT 500`
  const [parks, units] = await Promise.all([named(sql`k.id`, sql`k.name`), named(sql`u.id`, sql`u.name`)])
  return { parks, units }
}

/** One case, and whether this actor may manage it. @throws notFound */
export async function revivalRecord(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.read')
  const [found] = isId(id)
    ? await database().$queryRaw<(ListedRevival & { parkUnitId: string | null })[]>`
        SELECT ${LISTED}, k.unit_id AS "parkUnitId" FROM ${FROM} WHERE r.id = ${id}::uuid`
    : []
  if (!found) throw notFound('这项盘活')
  const { parkUnitId, ...revival } = found
  return { ...revival, mayManage: can(context.actor, 'revival.manage', { parkUnitId }) }
}

/** The open case of a plot or a floor; null where it is not in the ledger. */
export async function openRevivalOf(
  context: RequestContext,
  { plotId, factoryId }: { plotId?: string; factoryId?: string },
): Promise<ListedRevival | null> {
  assertCan(context.actor, 'plot.read')
  const [found] = await database().$queryRaw<ListedRevival[]>`
    SELECT ${LISTED} FROM ${FROM}
    WHERE r.closed_on IS NULL AND (r.plot_id = ${plotId ?? null}::uuid OR r.factory_id = ${factoryId ?? null}::uuid)`
  return found ?? null
}

/** What this actor has to close: overdue, or due within so many days; the first of it, and how many there are. */
export async function revivalsDue(context: RequestContext, { until, limit }: { until: Day; limit: number }) {
  assertCan(context.actor, 'revival.manage')
  const where = sql`${STANDS} AND r.closed_on IS NULL AND r.due_on <= ${until}::date AND ${keptParksSql(context.actor)}`
  const [items, [{ total }]] = await Promise.all([
    database().$queryRaw<ListedRevival[]>`
      SELECT ${LISTED} FROM ${FROM} WHERE ${where} ORDER BY r.due_on, r.id LIMIT ${limit}`,
    database().$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM ${FROM} WHERE ${where}`,
  ])
  return { items, total }
}
