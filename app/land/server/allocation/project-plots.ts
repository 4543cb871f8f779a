import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { hasLapsed, type AllocationState } from '../../domain/allocation/allocation'
import { keptParksSql } from '../kept-parks-sql'
import { takesSql } from '../plot-filter-sql'

const { sql } = Prisma

/** A plot that a project stands on, looks at, or had. */
export interface ProjectPlot {
  allocationId: string
  plotId: string
  code: string
  name: string | null
  /** 亩 */
  mu: number
  state: AllocationState
  since: Day
  until: Day | null
  lapsed: boolean
}

const MOST = 50

/** The plots of a project that the actor sees: those it has first, then those it looks at, then those it had. */
export async function plotsOfProject(context: RequestContext, projectId: string): Promise<ProjectPlot[]> {
  assertCan(context.actor, 'plot.read')
  const today = businessDay(context.now)
  const rows = await database().$queryRaw<Omit<ProjectPlot, 'lapsed'>[]>(sql`
    SELECT a.id AS "allocationId", t.id AS "plotId", t.code, t.name, t.area_mu::float8 AS mu, a.state,
      a.since::text AS since, a.until::text AS until
    FROM allocation a JOIN plot t ON t.id = a.plot_id WHERE a.project_id = ${projectId}::uuid
    ORDER BY ${takesSql(today)} DESC, a.state = 'candidate' DESC, a.since DESC, t.code LIMIT ${MOST}`)
  return rows.map((row) => ({ ...row, lapsed: hasLapsed(row.state, row.until, today) }))
}

/** May this actor propose plots at all. */
export const mayPropose = ({ actor }: RequestContext): boolean => can(actor, 'plot.hold')

const MOST_CHOICES = 500

/** The plots that may be proposed to a project: not in use, of the own park for its committee; free ones first. */
export async function plotChoices(context: RequestContext) {
  assertCan(context.actor, 'plot.hold')
  const takes = takesSql(businessDay(context.now))
  return database().$queryRaw<
    { id: string; code: string; name: string | null; park: string | null; mu: number; free: boolean }[]
  >(sql`
    SELECT t.id, t.code, t.name, k.name AS park, t.area_mu::float8 AS mu,
      NOT EXISTS (SELECT FROM allocation a WHERE a.plot_id = t.id AND ${takes}) AS free
    FROM plot t LEFT JOIN park k ON k.id = t.park_id
    WHERE t.retired_on IS NULL AND t.status NOT IN ('underConstruction', 'inUse') AND ${keptParksSql(context.actor)}
    ORDER BY free DESC, t.code LIMIT ${MOST_CHOICES}`)
}
