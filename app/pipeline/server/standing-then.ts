import { Prisma } from '~/generated/prisma/client'
import { database } from '~/platform/database/client'
import type { StandingThen } from '~/projects/domain/listed-project'
import { factsSql, stageDaysSql, statusesSql } from '~/projects/server/milestones'
import type { Clocks } from './clocks'
import { lastStageSql } from './scan'

const { sql } = Prisma

/** Stage, status and amount of these projects by the clocks, for a list behind a figure; a project that was not there yet is missing. */
export async function standingThen(
  { asOf, knownOn, latest }: Clocks,
  projectIds: readonly string[],
): Promise<Map<string, StandingThen>> {
  if (projectIds.length === 0) return new Map()
  const span = { ...(latest ? {} : { knownOn }), projectIds }
  const ofThem = sql`AND f.project_id = ANY(${projectIds}::uuid[])`
  const rows = await database().$queryRaw<(StandingThen & { id: string })[]>`
    SELECT m.project_id AS id, ${lastStageSql(sql`${asOf}::date`)} AS stage,
      CASE WHEN s.status IN ('suspended', 'ended') THEN s.status::text ELSE 'active' END AS status,
      f.investment_wan::text AS "investmentWan"
    FROM (${stageDaysSql(span)}) m
    LEFT JOIN (${statusesSql(span, asOf)}) s ON s.project_id = m.project_id
    LEFT JOIN (${factsSql(span, asOf, ['investment_wan'], ofThem)}) f
      ON f.project_id = m.project_id`
  return new Map(rows.flatMap(({ id, ...then }) => (then.stage === null ? [] : [[id, then]])))
}
