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

/** What had been known of waits at earlier quarter ends, and who started in the quarter after. */
function tests({ groupBy, clocks: { asOf } }: FigureQuestion): JsonSql<TestCount[]> {
  const quarters = join(testDays(asOf).map((day) => sql`(${day}::date, ${quarterAfter(day)}::date)`))
  const started = sql`m.${at('started')}`
  return sql`(
    WITH waits AS (
      SELECT q.day, ${groupKey(groupBy)} AS key,
        greatest(0, least(${started}, q.day, CASE WHEN (${started} <= q.day) IS NOT TRUE THEN m.ended_on END) - m.signed_on) AS days,
        (${started} <= q.day) IS TRUE AS started,
        (${started} <= q.day) IS NOT TRUE AND (m.ended_on <= q.day) IS TRUE AS over,
        (${started} <= q.day) IS NOT TRUE AND (m.ended_on <= q.day) IS NOT TRUE AND (${started} <= q.until) IS TRUE AS next,
        count(*)::int AS projects
      FROM m CROSS JOIN (VALUES ${quarters}) q (day, until)
      WHERE ${SIGNED} AND m.signed_on <= q.day GROUP BY 1, 2, 3, 4, 5, 6)
    SELECT coalesce(json_agg(json_build_array(day, key, days, started::int, over::int, next::int, projects)), '[]'::json)
    FROM waits)`
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
