import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { THREE_NOT, type PlotStatus } from '../../domain/status/status'
import { takesSql } from '../plot-filter-sql'
import { statusOnSql, stoodSql } from './status-on-sql'

const { sql } = Prisma

export interface LandTotals {
  plots: number
  /** 亩 */
  mu: number
}

export interface LandSummary {
  asOf: Day
  all: LandTotals
  byStatus: Partial<Record<PlotStatus, LandTotals>>
  /** 批而未征, 征而未供, 供而未用 together */
  threeNot: LandTotals
  /** live plots that no project has, as of today; null for an earlier day */
  free: LandTotals | null
}

/** How much land there is as of a day, by the status it had then: the last that was valid by it. */
export async function landSummary(context: RequestContext, asked: Day | null = null): Promise<LandSummary> {
  assertCan(context.actor, 'plot.read')
  const today = businessDay(context.now)
  const asOf = asked ?? today
  // What was so on a day is looked up plot by plot; what is so today stands in the plot.
  const then = sql`plot t CROSS JOIN LATERAL ${statusOnSql(asOf)} was WHERE ${stoodSql(asOf)}`
  const rows = await database().$queryRaw<{ status: PlotStatus; plots: number; mu: number }[]>(sql`
    SELECT was.status, count(*)::int AS plots, sum(was.area_mu)::float8 AS mu
    FROM (SELECT ${asOf === today ? sql`t.status, t.area_mu FROM plot t WHERE t.retired_on IS NULL` : sql`was.status, t.area_mu FROM ${then}`}) was
    GROUP BY was.status ORDER BY was.status`)
  const sum = (of: readonly LandTotals[]): LandTotals => ({
    plots: of.reduce((all, { plots }) => all + plots, 0),
    mu: round(of.reduce((all, { mu }) => all + mu, 0)),
  })
  return {
    asOf,
    all: sum(rows),
    byStatus: Object.fromEntries(rows.map(({ status, plots, mu }) => [status, { plots, mu: round(mu) }])),
    threeNot: sum(rows.filter(({ status }) => THREE_NOT.includes(status))),
    free: asOf === today ? await freeLand(today) : null,
  }
}

async function freeLand(today: Day): Promise<LandTotals> {
  const [free] = await database().$queryRaw<[LandTotals]>(sql`
    SELECT count(*)::int AS plots, coalesce(sum(t.area_mu), 0)::float8 AS mu FROM plot t
    WHERE t.retired_on IS NULL AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.plot_id = t.id AND ${takesSql(today)})`)
  return { plots: free.plots, mu: round(free.mu) }
}

const round = (mu: number) => Math.round(mu * 100) / 100
