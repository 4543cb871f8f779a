import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { THREE_NOT, type PlotStatus } from '../../domain/status/status'
import { wasThreeNotSql } from '../plot-filter-sql'
import { statusOnSql, stoodSql } from '../status/status-on-sql'

const { sql, raw, join } = Prisma

/** Number and 亩 of plots. */
export interface Amount {
  plots: number
  mu: number
}

/** 三未土地 of a park on two days; null: of plots in no park. */
export interface ThreeNotRow {
  park: { id: string; name: string } | null
  /** by status, and together */
  before: Record<string, Amount>
  after: Record<string, Amount>
  left: Amount
  joined: Amount
}

export interface ThreeNotQuestion {
  from: Day
  to: Day
  /** as it was recorded by that day; absent: as known today */
  knownOn?: Day
}

const STATUSES: readonly PlotStatus[] = THREE_NOT

const amount = (where: Prisma.Sql) => sql`jsonb_build_object('plots', count(*) FILTER (WHERE ${where}),
  'mu', coalesce(sum(m.area_mu) FILTER (WHERE ${where}), 0))`

/** The statuses of one day, and all of them together, as one object. */
const amounts = (column: 'was' | 'is') => {
  const status = raw(`m.${column}`)
  return sql`jsonb_build_object(${join(
    [
      ...STATUSES.map((each) => sql`${each}::text, ${amount(sql`${status} = ${each}::plot_status`)}`),
      sql`'all', ${amount(sql`${status} IS NOT NULL`)}`,
    ],
    ', ',
  )})`
}

/** 三未土地 of each park on two days, with what left and what joined between them, from the history of status. */
export async function threeNotTrend(
  context: RequestContext,
  { from, to, knownOn }: ThreeNotQuestion,
): Promise<ThreeNotRow[]> {
  assertCan(context.actor, 'plot.read')
  const on = (day: Day) => sql`(SELECT s.status FROM (SELECT ${statusOnSql(day, knownOn)} AS status) s
    WHERE ${stoodSql(day)} AND s.status IN ('approvedNotAcquired', 'acquiredNotSupplied', 'suppliedNotUsed'))`
  return database().$queryRaw<ThreeNotRow[]>(sql`
    WITH m AS MATERIALIZED (
      SELECT t.park_id, t.area_mu, ${on(from)} AS was, ${on(to)} AS is FROM plot t WHERE t.voided_at IS NULL)
    SELECT CASE WHEN k.id IS NULL THEN NULL ELSE jsonb_build_object('id', k.id, 'name', k.name) END AS park,
      ${amounts('was')} AS before, ${amounts('is')} AS after,
      ${amount(sql`m.was IS NOT NULL AND m.is IS NULL`)} AS "left",
      ${amount(sql`m.was IS NULL AND m.is IS NOT NULL`)} AS joined
    FROM m LEFT JOIN park k ON k.id = m.park_id
    WHERE m.was IS NOT NULL OR m.is IS NOT NULL
    GROUP BY k.id, k.name ORDER BY k.name NULLS LAST LIMIT 500`)
}

export interface ReductionRow {
  id: string
  version: number
  /** null: the whole county */
  park: { id: string; name: string } | null
  /** who answers for it; null: nobody is named */
  unit: { id: string; name: string } | null
  year: number
  targetMu: number
  baselineOn: Day
  baselineMu: number
  reducedMu: number
}

/** The tasks of a year, with what there was on the baseline and what of it left by a day. */
export async function reductionTasks(
  context: RequestContext,
  { year, to, knownOn }: { year: number; to: Day; knownOn?: Day },
): Promise<ReductionRow[]> {
  assertCan(context.actor, 'plot.read')
  const then = wasThreeNotSql(sql`k.baseline_on`, knownOn)
  return database().$queryRaw<ReductionRow[]>(sql`
    SELECT k.id, k.version, CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', p.name) END AS park,
      CASE WHEN u.id IS NULL THEN NULL ELSE jsonb_build_object('id', u.id, 'name', u.name) END AS unit, k.year, k.target_mu::float8 AS "targetMu", k.baseline_on::text AS "baselineOn",
      coalesce(f.baseline, 0)::float8 AS "baselineMu", coalesce(f.reduced, 0)::float8 AS "reducedMu"
    FROM reduction_task k LEFT JOIN park p ON p.id = k.park_id LEFT JOIN unit u ON u.id = k.unit_id CROSS JOIN LATERAL (
      SELECT sum(t.area_mu) AS baseline, sum(t.area_mu) FILTER (WHERE NOT ${wasThreeNotSql(to, knownOn)}) AS reduced
      FROM plot t WHERE t.voided_at IS NULL AND (k.park_id IS NULL OR t.park_id = k.park_id) AND ${then}) f
    WHERE k.year = ${year}::int ORDER BY p.name NULLS FIRST LIMIT 500`)
}
