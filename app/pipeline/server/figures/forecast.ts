import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import { statusesOnDaysSql } from '~/projects/server/milestones'
import { addMonths, type Day } from '~/shared/day'
import type { ForecastFigures } from '../../domain/figures'
import { quarterAfter } from '../../domain/period'
import type { WaitCount } from '../../domain/start-curves'
import { beforeRecent, startForecast, testDays, type QuarterStarts, type TestCount } from '../../domain/start-forecast'
import { SIGNED } from '../conditions'
import { jsonRows, type Figure, type JsonSql } from '../figure'
import { groupKey, keyWants } from '../group-key'
import type { FigureQuestion } from '../question'
import { firstSignedOn, recentSince, waits } from './waits'

const { sql, join } = Prisma

/** What was there of waits at earlier quarter ends, by the status of that day, and who started in the quarter after. */
function tests({ groupBy, until, clocks }: FigureQuestion): JsonSql<TestCount[]> {
  const { key, groupedBy } = groupKey(groupBy)
  const days = testDays(until)
  const quarters = join(days.map((day) => sql`(${day}::date, ${quarterAfter(day)}::date, ${beforeRecent(day)}::date)`))
  const started = sql`(m.${at('started')} <= q.day) IS TRUE`
  const over = sql`NOT ${started} AND (s.status = 'ended') IS TRUE`
  const last = sql`CASE WHEN ${started} THEN m.${at('started')} WHEN s.status = 'ended' THEN s.since ELSE q.day END`
  return sql`(
    WITH waits AS (
      SELECT q.day, (NOT ${started} AND (m.${at('started')} <= q.until) IS TRUE)::int AS next,
        ${key} AS key, ${recentSince(last, sql`q.day`, sql`q.before`)} AS since,
        greatest(0, ${last} - m.signed_on) AS days, (${started})::int AS started, (${over})::int AS over,
        count(*)::int AS projects
      FROM m CROSS JOIN (VALUES ${quarters}) q (day, until, before)
        LEFT JOIN (${statusesOnDaysSql(clocks.latest ? {} : clocks, days)}) s
          ON s.project_id = m.project_id AND s.day = q.day
      WHERE m.${at('signed')} <= q.day GROUP BY ${groupedBy}, 1, 2, 4, 5, 6, 7)
    SELECT coalesce(json_agg(json_build_array(day, next, key, since, days, started, over, projects)), '[]'::json)
    FROM waits)`
}

/** Starts by quarter, of projects that had been signed before it, as far back as the year before the first test. */
function quarterStarts({ until }: FigureQuestion): JsonSql<QuarterStarts[]> {
  const first: Day = addMonths(testDays(until).at(-1) ?? until, -12)
  const quarter = sql`date_trunc('quarter', m.${at('started')}::timestamp)::date`
  return jsonRows<QuarterStarts>(
    { from: sql`to_char(${quarter}, 'YYYY-MM-DD')`, starts: sql`count(*)::int` },
    sql`FROM m WHERE ${SIGNED} AND m.${at('started')} > ${first}::date AND m.signed_on < ${quarter} GROUP BY 1`,
  )
}

interface ForecastRows extends Record<string, unknown> {
  waits: WaitCount[]
  firstSignedOn: Day | null
  tests: TestCount[]
  quarters: QuarterStarts[]
}

/** When those that wait will start: by quarter, and how well that would have been known at earlier quarter ends. */
export const forecastFigure: Figure<ForecastRows, ForecastFigures> = {
  from: 'signed',
  wanted: ({ groupBy }) => ['status', ...keyWants(groupBy)],
  select: (question) => ({
    waits: waits(question),
    firstSignedOn,
    tests: tests(question),
    quarters: quarterStarts(question),
  }),
  finish: (counted, { groupBy, until }) => startForecast(groupBy, until, counted),
}

type AheadRows = Pick<ForecastRows, 'waits' | 'firstSignedOn'>

/** The next quarters alone, without looking back. */
export const quartersAheadFigure: Figure<AheadRows, ForecastFigures> = {
  ...forecastFigure,
  select: (question) => ({ waits: waits(question), firstSignedOn }),
  finish: (counted, { groupBy, until }) => startForecast(groupBy, until, { ...counted, tests: [], quarters: [] }),
}
