import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import type { Day } from '~/shared/day'
import type { WaitCount } from '../../domain/start-curves'
import { beforeRecent } from '../../domain/start-forecast'
import { SIGNED, STARTED } from '../conditions'
import { groupKey } from '../group-key'
import type { JsonSql } from '../figure'
import type { FigureQuestion } from '../question'

const { sql } = Prisma

/** The first day of a wait up to `over` that lies in the last two years before `on`, as days since signing; null: it was over before. */
export const recentSince = (over: Prisma.Sql, on: Prisma.Sql, before: Prisma.Sql) =>
  sql`CASE WHEN least(${over}, ${on}) > ${before} THEN greatest(0, ${before} + 1 - m.signed_on) END`

/**
 * Waits from signing to starting, by group: not started waits until the last known day, or until the day it ended. A
 * start before the signing waits 0 days. Lists, not objects: many thousands of rows, in half the bytes.
 */
export function waits({ groupBy, until }: FigureQuestion): JsonSql<WaitCount[]> {
  const { key, groupedBy } = groupKey(groupBy)
  const over = sql`coalesce(m.${at('started')}, m.ended_on, ${until}::date)`
  return sql`(
    WITH waits AS (
      SELECT ${key} AS key,
        ${recentSince(over, sql`${until}::date`, sql`${beforeRecent(until)}::date`)} AS since,
        greatest(0, ${over} - m.signed_on) AS days,
        (${STARTED})::int AS started, (NOT ${STARTED} AND m.status = 'ended')::int AS over, count(*)::int AS projects
      FROM m WHERE ${SIGNED} GROUP BY ${groupedBy}, 2, 3, 4, 5)
    SELECT coalesce(json_agg(json_build_array(key, since, days, started, over, projects)), '[]'::json) FROM waits)`
}

/** The first signing that is told of. */
export const firstSignedOn: JsonSql<Day | null> = sql`(SELECT min(m.signed_on) FROM m WHERE ${SIGNED})`
