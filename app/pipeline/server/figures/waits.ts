import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import type { Day } from '~/shared/day'
import type { WaitCount } from '../../domain/start-curves'
import { beforeRecent, WATCH_OUTCOMES, type WatchCount, type WatchOutcome } from '../../domain/start-forecast'
import type { GroupBy } from '../../domain/grouping'
import { PACE_FROM } from '../../domain/start-pace'
import { SIGNED, STARTED } from '../conditions'
import { groupKey } from '../group-key'
import type { JsonSql } from '../figure'
import type { FigureQuestion } from '../question'

const { sql, raw, join } = Prisma

/** The day on which a wait was over; null: it is not. A start before the signing waits 0 days. */
const OVER = sql`coalesce(m.${at('started')}, m.ended_on)`

/** Waits from signing to starting, by group: not started waits until the last known day, or until the day it ended. */
export function waits({ groupBy, until }: FigureQuestion): JsonSql<WaitCount[]> {
  const { key, groupedBy } = groupKey(groupBy)
  return sql`(
    WITH waits AS (
      SELECT ${key} AS key, greatest(0, coalesce(${OVER}, ${until}::date) - m.signed_on) AS days,
        (${STARTED})::int AS started, (NOT ${STARTED} AND m.status = 'ended')::int AS over, count(*)::int AS projects
      FROM m WHERE ${SIGNED} GROUP BY ${groupedBy}, 2, 3, 4)
    SELECT coalesce(json_agg(json_build_array(key, days, started, over, projects)), '[]'::json) FROM waits)`
}

const band = (days: string) => raw(`width_bucket(${days}, ARRAY[${PACE_FROM.join(', ')}])`)

const outcomeCode = (outcome: WatchOutcome) => raw(String(WATCH_OUTCOMES.indexOf(outcome)))

/** How waits came out, as `Watch` says it. */
export const OUTCOME = {
  waiting: outcomeCode('waiting'),
  startsNext: outcomeCode('startsNext'),
  started: outcomeCode('started'),
  ended: outcomeCode('ended'),
}

/**
 * A `WatchCount` a group of `waitsOf`: rows of the scan with the `outcome` of each wait, its `last` day, the `day` it is
 * looked at from and the last day `before` the recent ones. `further` columns stand before it, and part it. What is over is
 * told in some hundred sums, where every wait with its days would be many thousand rows.
 */
export function watchCounts(groupBy: GroupBy, waitsOf: Prisma.Sql, further: readonly Prisma.Sql[] = []) {
  const { key, groupedBy } = groupKey(groupBy)
  const parted = join([...further, raw('m.key')])
  // OFFSET 0: the days of a wait are worked out once.
  return sql`(
    SELECT coalesce(json_agg(counted), '[]'::json) FROM (
      SELECT json_build_array(${parted}, array_agg(ARRAY[m.outcome, m.since, m.days, m.projects])) AS counted
      FROM (
        SELECT ${join([...further, sql`${key} AS key`])}, m.outcome, sum(m.since) AS since, sum(m.days) AS days, count(*) AS projects
        FROM (
          SELECT m.*, greatest(0, m.last - m.signed_on) AS days,
            CASE WHEN least(m.last, m.day) > m.before THEN greatest(0, m.before + 1 - m.signed_on) END AS since
          FROM (${waitsOf} OFFSET 0) m OFFSET 0) m
        GROUP BY ${join([...further, groupedBy])}, m.outcome, ${band('m.since')},
          CASE WHEN m.outcome < ${OUTCOME.started} THEN m.days ELSE -${band('m.days')} END) m
      GROUP BY ${parted}) watched)`
}

/** What was seen of waits from signing to starting, by the last known day. */
export function watched({ groupBy, until }: FigureQuestion): JsonSql<WatchCount[]> {
  return watchCounts(
    groupBy,
    sql`
      SELECT m.*, ${until}::date AS day, ${beforeRecent(until)}::date AS before,
        coalesce(${OVER}, ${until}::date) AS last,
        CASE WHEN ${STARTED} THEN ${OUTCOME.started} WHEN m.status = 'ended' THEN ${OUTCOME.ended} ELSE ${OUTCOME.waiting} END AS outcome
      FROM m WHERE ${SIGNED}`,
  )
}

/** The first signing that is told of. */
export const firstSignedOn: JsonSql<Day | null> = sql`(SELECT min(m.signed_on) FROM m WHERE ${SIGNED})`
