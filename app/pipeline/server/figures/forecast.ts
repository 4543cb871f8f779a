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
  const quarters = days.map(
    (day, index) =>
      sql`(${raw(String(index + 1))}, ${day}::date, ${quarterAfter(day)}::date, ${beforeRecent(day)}::date)`,
  )
  const endedOn = days.map((day) => sql`max(since) FILTER (WHERE since <= ${day}::date AND ${day}::date < until)`)
  return watchCounts(
    groupBy,
    // The endings are met once a project, and not again on each of the days.
    sql`
      SELECT m.*, q.day, q.before,
        CASE WHEN m.${at('started')} <= q.day THEN m.${at('started')} ELSE coalesce(e.ended_on[q.at], q.day) END AS last,
        CASE WHEN m.${at('started')} <= q.day THEN ${OUTCOME.started} WHEN e.ended_on[q.at] IS NOT NULL THEN ${OUTCOME.ended}
          WHEN m.${at('started')} <= q.until THEN ${OUTCOME.startsNext} ELSE ${OUTCOME.waiting} END AS outcome
      FROM m LEFT JOIN (
          SELECT project_id, ARRAY[${join(endedOn)}] AS ended_on
          FROM (${endingsSql(clocks.latest ? {} : clocks)}) endings GROUP BY project_id) e
        ON e.project_id = m.project_id
        CROSS JOIN (VALUES ${join(quarters)}) q (at, day, until, before)
      WHERE m.${at('signed')} <= q.day AND (m.${at('started')} <= ${earliest(days)}::date) IS NOT TRUE`,
    [raw('m.day')],
  )
}

/** The last day that is none of the recent years at any of the tests: who had started by then came out alike at all. */
const earliest = (days: readonly Day[]): Day => beforeRecent(days.at(-1) ?? '')

/** What was seen, at each of the tests, of waits that were over before the recent years of them all. */
function settled({ groupBy, until }: FigureQuestion): JsonSql<WatchCount[]> {
  const before = earliest(testDays(until))
  return watchCounts(
    groupBy,
    sql`
      SELECT m.*, ${before}::date AS day, ${before}::date AS before, m.${at('started')} AS last, ${OUTCOME.started} AS outcome
      FROM m WHERE m.${at('started')} <= ${before}::date`,
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
  settled: WatchCount[]
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
    settled: settled(question),
    quarters: quarterStarts(question),
  }),
  finish: (counted, { groupBy, until }) => startForecast(groupBy, until, counted),
}

type AheadRows = Pick<ForecastRows, 'watched' | 'firstSignedOn'>

/** The next quarters alone, without looking back. */
export const quartersAheadFigure: Figure<AheadRows, ForecastFigures> = {
  ...forecastFigure,
  select: (question) => ({ watched: watched(question), firstSignedOn }),
  finish: (counted, { groupBy, until }) =>
    startForecast(groupBy, until, { ...counted, tests: [], settled: [], quarters: [] }),
}
