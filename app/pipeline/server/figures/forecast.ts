import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import type { ForecastFigures } from '../../domain/figures'
import { quarterAfter } from '../../domain/period'
import type { WaitCount } from '../../domain/start-curves'
import { startForecast, testDays, type TestCount } from '../../domain/start-forecast'
import { SIGNED } from '../conditions'
import type { Figure, JsonSql } from '../figure'
import { groupKey, keyWants } from '../group-key'
import type { FigureQuestion } from '../question'
import { waits } from './waits'

const { sql, join } = Prisma

/**
 * What had been known of waits at earlier quarter ends, and who started in the quarter after. Days and what became of
 * the wait are grouped by as one number, four times the days and a fate of 0 to 3: one key instead of four, which takes
 * a fifth off the longest part of this figure.
 */
function tests({ groupBy, clocks: { asOf } }: FigureQuestion): JsonSql<TestCount[]> {
  const quarters = join(testDays(asOf).map((day) => sql`(${day}::date, ${quarterAfter(day)}::date)`))
  const started = at('started')
  return sql`(
    WITH waits AS (
      SELECT q.day, ${groupKey(groupBy)} AS key, CASE
          WHEN m.${started} <= q.day THEN 4 * greatest(0, m.${started} - m.signed_on) + 1
          WHEN m.ended_on <= q.day THEN 4 * greatest(0, m.ended_on - m.signed_on) + 2
          WHEN m.${started} <= q.until THEN 4 * (q.day - m.signed_on) + 3
          ELSE 4 * (q.day - m.signed_on) END AS wait,
        count(*)::int AS projects
      FROM m CROSS JOIN (VALUES ${quarters}) q (day, until)
      WHERE ${SIGNED} AND m.signed_on <= q.day GROUP BY 1, 2, 3)
    SELECT coalesce(json_agg(json_build_array(day, key, wait / 4,
      (wait % 4 = 1)::int, (wait % 4 = 2)::int, (wait % 4 = 3)::int, projects)), '[]'::json) FROM waits)`
}

/** When those that wait will start: by quarter, and how well that would have been known at earlier quarter ends. */
export const forecastFigure: Figure<{ waits: WaitCount[]; tests: TestCount[] }, ForecastFigures> = {
  from: 'signed',
  wanted: ({ groupBy }) => ['status', ...keyWants(groupBy)],
  select: (question) => ({ waits: waits(question), tests: tests(question) }),
  finish: ({ waits: waited, tests: tested }, { groupBy, clocks }) =>
    startForecast(groupBy, clocks.asOf, waited, tested),
}

/** The next two quarters alone, without looking back. */
export const quartersAheadFigure: Figure<{ waits: WaitCount[] }, ForecastFigures> = {
  ...forecastFigure,
  select: (question) => ({ waits: waits(question) }),
  finish: ({ waits: waited }, { groupBy, clocks }) => startForecast(groupBy, clocks.asOf, waited, []),
}
