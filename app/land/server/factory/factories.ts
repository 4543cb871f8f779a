import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import { ifAsked } from '~/platform/database/if-asked'
import { visibleProjects, visibleProjectsSql } from '~/projects/server/visibility'
import { toDay } from '~/shared/day'
import { decodeCursor, encodeCursor, SORT_VALUES } from '~/shared/cursor'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { FactoryState, ListedFactory } from '../../domain/factory/factory'
import type { FactoryFilter } from '../../domain/factory/factory-filter'

const { sql } = Prisma

/** Whether the floor `f` can be let. */
const factoryStateSql = sql`(CASE WHEN f.under_construction THEN 'underConstruction'
  WHEN EXISTS (SELECT FROM factory_lease l WHERE l.unit_id = f.id AND l.ended_on IS NULL) THEN 'let' ELSE 'vacant' END)`

const listedSql = ({ actor }: RequestContext) => sql`
  f.id, jsonb_build_object('id', k.id, 'name', k.name) AS park,
  CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'code', t.code) END AS plot,
  f.building, f.floor, f.area_m2::float8 AS "areaM2", f.height_m::float8 AS "heightM", f.load_kn::float8 AS "loadKn",
  f.rent_yuan::float8 AS "rentYuan", ${factoryStateSql} AS state, f.done_on::text AS "doneOn", f.note, f.version,
  (SELECT jsonb_build_object('id', l.id, 'from', l."from", 'until', l.until, 'tenant', l.tenant, 'project',
      (SELECT jsonb_build_object('id', p.id, 'name', p.name) FROM project p
        WHERE p.id = l.project_id AND ${visibleProjectsSql(actor)}))
    FROM factory_lease l WHERE l.unit_id = f.id AND l.ended_on IS NULL) AS lease`

const FROM = sql`factory_unit f JOIN park k ON k.id = f.park_id LEFT JOIN plot t ON t.id = f.plot_id`

/** Which floors `f` satisfy the filter. */
function whereSql({ q, park, state = [], minM2, maxM2, minHeight, plot }: FactoryFilter): Prisma.Sql {
  const conditions = [
    sql`true`,
    ...ifAsked(q, (words) => sql`f.building ILIKE ${likePattern(words)}`),
    ...ifAsked(park, (id) => sql`f.park_id = ${id}::uuid`),
    ...(state.length > 0 ? [sql`${factoryStateSql} = ANY(${state}::text[])`] : []),
    ...ifAsked(minM2, (m2) => sql`f.area_m2 >= ${m2}::numeric`),
    ...ifAsked(maxM2, (m2) => sql`f.area_m2 <= ${m2}::numeric`),
    ...ifAsked(minHeight, (metres) => sql`f.height_m >= ${metres}::numeric`),
    ...ifAsked(plot, (id) => sql`f.plot_id = ${id}::uuid`),
  ]
  return Prisma.join(conditions, ' AND ')
}

/** Floors with their totals; numbers and m² are of all that satisfy the filter. */
export interface FactoryPage {
  items: ListedFactory[]
  total: number
  totalM2: number
  nextCursor: string | null
}

export interface FactoryQuestion {
  filter: FactoryFilter
  /** 1 to 200 */
  limit: number
  offset?: number
  cursor?: string
}

const SORT = 'building'

/** A page of floors, building by building from the ground up. */
export async function listFactories(
  context: RequestContext,
  { filter, limit, offset = 0, cursor }: FactoryQuestion,
): Promise<FactoryPage> {
  assertCan(context.actor, 'factory.read')
  const where = whereSql(filter)
  const end = cursor
    ? sql`(k.name, f.building, f.floor, f.id) > (SELECT k.name, f.building, f.floor, f.id FROM ${FROM}
        WHERE f.id = ${decodeCursor(cursor, SORT, SORT_VALUES.text).id}::uuid)`
    : sql`true`
  const [rows, [totals]] = await Promise.all([
    database().$queryRaw<ListedFactory[]>`
      SELECT ${listedSql(context)} FROM ${FROM} WHERE ${where} AND ${end}
      ORDER BY k.name, f.building, f.floor, f.id LIMIT ${limit + 1} OFFSET ${offset}`,
    database().$queryRaw<[{ total: number; totalM2: number }]>`
      SELECT count(*)::int AS total, coalesce(sum(f.area_m2), 0)::float8 AS "totalM2" FROM factory_unit f WHERE ${where}`,
  ])
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items,
    ...totals,
    nextCursor: rows.length > limit && last ? encodeCursor({ sort: SORT, value: null, id: last.id }) : null,
  }
}

export interface FactoryTotal {
  park: { id: string; name: string }
  state: FactoryState
  floors: number
  m2: number
}

/** Number and m² of the floors that satisfy the filter, by park and state. */
export async function factoryTotals(context: RequestContext, filter: FactoryFilter): Promise<FactoryTotal[]> {
  assertCan(context.actor, 'factory.read')
  return database().$queryRaw<FactoryTotal[]>`
    SELECT jsonb_build_object('id', k.id, 'name', k.name) AS park, ${factoryStateSql} AS state, count(*)::int AS floors,
      sum(f.area_m2)::float8 AS m2
    FROM ${FROM} WHERE ${whereSql(filter)} GROUP BY k.id, k.name, 2 ORDER BY k.name, 2`
}

/** The parks that have floors. */
export async function parksOfFactories(context: RequestContext): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'factory.read')
  return database().$queryRaw<{ id: string; name: string }[]>`
    SELECT k.id, k.name FROM park k WHERE EXISTS (SELECT FROM factory_unit f WHERE f.park_id = k.id)
    ORDER BY k.name LIMIT 500`
}

/** One floor as lists show it. @throws notFound */
export async function readFactory(context: RequestContext, id: string | undefined): Promise<ListedFactory> {
  const [floor] = await readFactories(context, id === undefined ? [] : [id])
  if (!floor) throw notFound('这层厂房')
  return floor
}

/** Floors as lists show them, in the order of the ids; those that are not there are left out. */
export async function readFactories(context: RequestContext, ids: readonly string[]): Promise<ListedFactory[]> {
  assertCan(context.actor, 'factory.read')
  const known = ids.filter(isId)
  if (known.length === 0) return []
  return database().$queryRaw<ListedFactory[]>`
    SELECT ${listedSql(context)} FROM ${FROM} WHERE f.id = ANY(${known}::uuid[])
    ORDER BY array_position(${known}::uuid[], f.id)`
}

const MOST = 100

/** A floor with its leases, the last first; those of projects that the actor may not see carry no name. */
export async function factoryRecord(context: RequestContext, id: string | undefined) {
  const floor = await readFactory(context, id)
  const stored = await database().factoryUnit.findUniqueOrThrow({
    where: { id: floor.id },
    select: {
      park: { select: { unitId: true } },
      leases: { orderBy: [{ from: 'desc' }, { recordedAt: 'desc' }], take: MOST },
    },
  })
  const seen = await database().project.findMany({
    where: {
      AND: [{ id: { in: stored.leases.flatMap(({ projectId }) => projectId ?? []) } }, visibleProjects(context.actor)],
    },
    select: { id: true, name: true },
  })
  const byId = new Map(seen.map((project) => [project.id, project]))
  const names = await userNames(stored.leases.map(({ recordedById }) => recordedById))
  return {
    ...floor,
    leases: stored.leases.map((lease) => ({
      id: lease.id,
      from: toDay(lease.from),
      until: lease.until && toDay(lease.until),
      endedOn: lease.endedOn && toDay(lease.endedOn),
      endNote: lease.endNote,
      document: lease.document,
      project: lease.projectId === null ? null : (byId.get(lease.projectId) ?? null),
      tenant: lease.tenant,
      recordedByName: names(lease.recordedById),
    })),
    mayManage: can(context.actor, 'factory.manage', { parkUnitId: stored.park.unitId }),
    mayRevive: can(context.actor, 'revival.manage', { parkUnitId: stored.park.unitId }),
  }
}

export type FactoryRecord = Awaited<ReturnType<typeof factoryRecord>>

/** A floor that a project rents or rented. */
export interface ProjectFactory {
  leaseId: string
  id: string
  building: string
  floor: number
  park: string
  areaM2: number
  from: string
  until: string | null
  endedOn: string | null
}

/** The floors of a project that the actor sees: those it has first, then those it had. */
export async function factoriesOfProject(context: RequestContext, projectId: string): Promise<ProjectFactory[]> {
  assertCan(context.actor, 'factory.read')
  return database().$queryRaw<ProjectFactory[]>`
    SELECT l.id AS "leaseId", f.id, f.building, f.floor, k.name AS park, f.area_m2::float8 AS "areaM2",
      l."from"::text AS from, l.until::text AS until, l.ended_on::text AS "endedOn"
    FROM factory_lease l JOIN factory_unit f ON f.id = l.unit_id JOIN park k ON k.id = f.park_id
    WHERE l.project_id = ${projectId}::uuid
    ORDER BY l.ended_on IS NOT NULL, l."from" DESC, f.building, f.floor LIMIT ${MOST}`
}
