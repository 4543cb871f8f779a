import { Prisma } from '~/generated/prisma/client'
import { PATH } from '~/projects/domain/stages'
import type { StageStay } from '../../domain/figures'
import { stageStays, type StayCount, type WaitingCount } from '../../domain/stage-stays'
import { stageWord, stayOf } from '../conditions'
import { jsonRows, type Figure } from '../figure'

const { sql, raw, join } = Prisma

/** A look at the scan for each stage: as fast as one look that yields a row for each stage a project has left. */
const leftStages = join(
  PATH.slice(0, -1).map((stage) => {
    const { left, days } = stayOf(stage)
    return sql`SELECT ${stageWord(stage)} AS stage, ${days} AS days, count(*) AS n FROM m WHERE ${left} GROUP BY 2`
  }),
  ' UNION ALL ',
)

/**
 * Days between a stage's own event and the next stage's own, where both are known: number, median, 90 of 100, days
 * before their time, and how many have a day missing. Discrete quantiles: the first day by which so many had left.
 */
const stayed = jsonRows<StayCount>(
  {
    stage: raw('stage'),
    n: raw('coalesce(max(total), 0)::int'),
    notComparable: raw('sum(reversed)::int'),
    unknown: raw('coalesce(sum(n) FILTER (WHERE days IS NULL), 0)::int'),
    median: raw('min(days) FILTER (WHERE so_far >= 0.5 * total)'),
    p90: raw('min(days) FILTER (WHERE so_far >= 0.9 * total)'),
  },
  sql`FROM added GROUP BY stage`,
  sql`WITH left_stages AS (${leftStages}),
    stays AS (
      SELECT stage, CASE WHEN days IS NOT NULL THEN greatest(days, 0) END AS days, sum(n) AS n,
        coalesce(sum(n) FILTER (WHERE days < 0), 0) AS reversed
      FROM left_stages GROUP BY 1, 2),
    added AS (
      SELECT *, sum(n) FILTER (WHERE days IS NOT NULL) OVER (PARTITION BY stage ORDER BY days) AS so_far,
        sum(n) FILTER (WHERE days IS NOT NULL) OVER (PARTITION BY stage) AS total
      FROM stays)`,
)

/** Still at a stage and not ended: how many, and the median of the days since. */
const waiting = jsonRows<WaitingCount>(
  {
    stage: raw('m.stage'),
    waiting: raw('count(*)::int'),
    median: raw('percentile_disc(0.5) WITHIN GROUP (ORDER BY m.as_of - m.since)'),
  },
  sql`FROM m WHERE m.status <> 'ended' GROUP BY m.stage`,
)

/** How long projects stayed in each stage, and wait in it still. */
export const staysFigure: Figure<{ stayed: StayCount[]; waiting: WaitingCount[] }, StageStay[]> = {
  from: 'lead',
  wanted: () => ['own', 'status', 'since'],
  select: () => ({ stayed, waiting }),
  finish: (rows) => stageStays(rows.stayed, rows.waiting),
}
