import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { likePattern } from '~/platform/database/contains'
import { keysOf } from '~/shared/records'
import { addDays, businessDay, type Day } from '~/shared/day'
import { TAKING_STATES } from '../domain/allocation/allocation'
import { NO_PARK, PLOT_FILTERS, type TURNS, type PlotFilter, type PlotFilterName } from '../domain/filter'
import { THREE_NOT } from '../domain/status/status'
import { idleStateSql } from './idle/idle-sql'
import { lacksSql } from './readiness/lacks-sql'
import { statusOnSql, stoodSql, suppliedInSql } from './status/status-on-sql'

const { sql } = Prisma

/** As literals, so that the index of holders serves. */
const TAKING = Prisma.raw(TAKING_STATES.map((state) => `'${state}'`).join(', '))

/** The allocation `a` takes its plot on this day: a hold that has lapsed does not. */
export const takesSql = (today: Day) =>
  sql`(a.state IN (${TAKING}) AND NOT (a.state = 'held' AND a.until IS NOT NULL AND a.until < ${today}::date))`

/** What the index `plot_box` is made of: the bounds of the plot `t` in degrees. */
export const BOX = sql`box(point(t.min_lon, t.min_lat), point(t.max_lon, t.max_lat))`

/** A hold is told of so many days before it runs out. */
export const ENDING_DAYS = 7

/** The hold of the plot `t` runs out within seven days. */
export const endingSql = (today: Day) => sql`EXISTS (SELECT FROM allocation a WHERE a.plot_id = t.id
  AND a.state = 'held' AND a.until BETWEEN ${today}::date AND ${addDays(today, ENDING_DAYS)}::date)`

/** Nobody has the plot `t` any more, and a project stands in line that did so while somebody had it. */
export const freedSql = (today: Day) => sql`(
  NOT EXISTS (SELECT FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(today)})
  AND EXISTS (SELECT FROM allocation a JOIN allocation b ON b.plot_id = a.plot_id AND b.id <> a.id
    WHERE a.plot_id = t.id AND a.state = 'candidate' AND (b.state = 'held' AND b.until >= a.since
      OR b.state IN ('released', 'recovered') AND b.since >= a.since
        AND EXISTS (SELECT FROM allocation_change s WHERE s.allocation_id = b.id AND s.state = 'held'))))`

/** A project that has ended, or is 作废, has the plot `t` still. */
export const strandedSql = (today: Day) => sql`EXISTS (SELECT FROM allocation a JOIN project p ON p.id = a.project_id
  WHERE a.plot_id = t.id AND ${takesSql(today)} AND (p.status = 'ended' OR p.voided_at IS NOT NULL))`

const TURN_CONDITIONS: Record<(typeof TURNS)[number], (today: Day) => Prisma.Sql> = {
  ending: endingSql,
  freed: freedSql,
  over: strandedSql,
}

/** The plot `t` stands in the ledger of 盘活. */
export const inLedgerSql = sql`EXISTS (SELECT FROM revival r WHERE r.plot_id = t.id AND r.closed_on IS NULL)`

/** The status of the plot `t`: today's, or that of the day which is asked for. */
export const statusSql = ({ on, knownOn }: PlotFilter): Prisma.Sql =>
  on ? sql`${statusOnSql(on, knownOn)}` : sql`t.status`

const THREE = Prisma.raw(`(${THREE_NOT.map((status) => `'${status}'`).join(', ')})`)

/** The plot `t` was 三未土地 on a day. */
export const wasThreeNotSql = (on: Day | Prisma.Sql, knownOn?: Day) =>
  sql`(${stoodSql(on)} AND coalesce(${statusOnSql(on, knownOn)} IN ${THREE}, false))`

type Condition<Name extends PlotFilterName> = (
  asked: NonNullable<PlotFilter[Name]>,
  today: Day,
  filter: PlotFilter,
) => Prisma.Sql

const CONDITIONS: { [Name in PlotFilterName]: Condition<Name> } = {
  q: (words) => sql`(t.code || ' ' || coalesce(t.name, '')) ILIKE ${likePattern(words)}`,
  status: (statuses, _, filter) => sql`${statusSql(filter)} = ANY(${statuses}::plot_status[])`,
  threeNot: (_, __, filter) => sql`${statusSql(filter)} IN ${THREE}`,
  free: (_, today) => sql`NOT EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(today)})`,
  minMu: (mu) => sql`t.area_mu >= ${mu}::numeric`,
  maxMu: (mu) => sql`t.area_mu <= ${mu}::numeric`,
  landUse: (codes) => sql`t.land_use_code = ANY(${codes}::text[])`,
  park: (park) => (park === NO_PARK ? sql`t.park_id IS NULL` : sql`t.park_id = ${park}::uuid`),
  quota: (source) => sql`t.quota_source = ${source}::quota_source`,
  idle: (asked, today) => idleStateSql(asked === 'idle' ? ['idle', 'recoverable'] : ['soon'], today),
  lacks: (asked) => lacksSql(asked),
  turn: (asked, today) => TURN_CONDITIONS[asked](today),
  revival: (asked) => (asked === 'open' ? inLedgerSql : sql`NOT ${inLedgerSql}`),
  suppliedIn: (year) => suppliedInSql(sql`${year}::int`),
  on: (on) => stoodSql(on),
  knownOn: () => sql`true`,
  moved: ({ move, from, to }, _, { knownOn }) => {
    const [at, other] = move === 'left' ? [from, to] : [to, from]
    return sql`(${wasThreeNotSql(at, knownOn)} AND NOT ${wasThreeNotSql(other, knownOn)})`
  },
  bbox: ([west = 0, south = 0, east = 0, north = 0]) =>
    sql`${BOX} && box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`,
}

const isGiven = (value: unknown) => value !== undefined && !(Array.isArray(value) && value.length === 0)

function conditionOf<Name extends PlotFilterName>(name: Name, filter: PlotFilter, today: Day): Prisma.Sql[] {
  const asked = filter[name]
  return asked === undefined || !isGiven(asked)
    ? []
    : [CONDITIONS[name](asked as NonNullable<PlotFilter[Name]>, today, filter)]
}

/** Which plots `t` a list, the map or the API speaks of: live ones, or those of the days that are asked for, that satisfy the filter. */
export function plotFilterSql({ now }: Pick<RequestContext, 'now'>, filter: PlotFilter): Prisma.Sql {
  const today = businessDay(now)
  const asked = keysOf(PLOT_FILTERS).flatMap((name) => conditionOf(name, filter, today))
  const ofDays = filter.on !== undefined || filter.moved !== undefined
  return Prisma.join([ofDays ? sql`t.voided_at IS NULL` : sql`t.retired_on IS NULL`, ...asked], ' AND ')
}
