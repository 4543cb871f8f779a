import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import { endingsSql } from '~/projects/server/milestones'
import { addMonths, type Day } from '~/shared/day'
import type { ForecastFigures } from '../../domain/figures'
import { quarterAfter } from '../../domain/period'
import {
  beforeRecent,
  startForecast,
  testDays,
  type QuarterStarts,
  type TestCount,
  type WatchCount,
} from '../../domain/start-forecast'
import { SIGNED } from '../conditions'
import { jsonRows, type Figure, type JsonSql } from '../figure'
import { keyWants } from '../group-key'
import type { FigureQuestion } from '../question'
import { firstSignedOn, OUTCOME, watchCounts, watched } from './waits'

const { sql, raw, join } = Prisma

/** What was seen of waits by earlier quarter ends, by the status of that day, and who started in the quarter after. */
function tests({ groupBy, until, clocks }: FigureQuestion): JsonSql<TestCount[]> {
  const days = testDays(until)
  const quarters = join(days.map((day) => sql`(${day}::date, ${quarterAfter(day)}::date, ${beforeRecent(day)}::date)`))
  return watchCounts(
    groupBy,
    sql`
      SELECT m.*, q.day, q.before,
        CASE WHEN m.${at('started')} <= q.day THEN m.${at('started')} ELSE coalesce(e.since, q.day) END AS last,
        CASE WHEN m.${at('started')} <= q.day THEN ${OUTCOME.started} WHEN e.since IS NOT NULL THEN ${OUTCOME.ended}
          WHEN m.${at('started')} <= q.until THEN ${OUTCOME.startsNext} ELSE ${OUTCOME.waiting} END AS outcome
      FROM m CROSS JOIN (VALUES ${quarters}) q (day, until, before)
        LEFT JOIN (${endingsSql(clocks.latest ? {} : clocks)}) e
          ON e.project_id = m.project_id AND e.since <= q.day AND q.day < e.until
      WHERE m.${at('signed')} <= q.day`,
    [raw('m.day')],
  )
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
  watched: WatchCount[]
  firstSignedOn: Day | null
  tests: TestCount[]
  quarters: QuarterStarts[]
}

/** When those that wait will start: by quarter, and how well that would have been known at earlier quarter ends. */
export const forecastFigure: Figure<ForecastRows, ForecastFigures> = {
  from: 'signed',
  wanted: ({ groupBy }) => ['status', ...keyWants(groupBy)],
  select: (question) => ({
    watched: watched(question),
    firstSignedOn,
    tests: tests(question),
    quarters: quarterStarts(question),
  }),
  finish: (counted, { groupBy, until }) => startForecast(groupBy, until, counted),
}

type AheadRows = Pick<ForecastRows, 'watched' | 'firstSignedOn'>

/** The next quarters alone, without looking back. */
export const quartersAheadFigure: Figure<AheadRows, ForecastFigures> = {
  ...forecastFigure,
  select: (question) => ({ watched: watched(question), firstSignedOn }),
  finish: (counted, { groupBy, until }) => startForecast(groupBy, until, { ...counted, tests: [], quarters: [] }),
}
