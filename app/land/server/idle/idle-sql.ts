import { Prisma } from '~/generated/prisma/client'
import type { Day } from '~/shared/day'
import { AREA_PARTS, LEAST_INVESTED_PERCENT, SOON_DAYS, type IdleState } from '../../domain/idle/idle'

const { sql } = Prisma

/** The day from which the idle clock of the plot `t` counts, as `idleFrom` says; null where none does. */
const FROM = sql`CASE t.status
  WHEN 'suppliedNotUsed' THEN coalesce(t.start_due_on,
    (SELECT max(a.since) + interval '1 year' FROM allocation a WHERE a.plot_id = t.id AND a.state = 'delivered'))::date
  WHEN 'underConstruction' THEN (
    SELECT CASE WHEN g.started_mu < t.area_mu / ${AREA_PARTS}::int
        OR g.invested_percent < ${LEAST_INVESTED_PERCENT}::int THEN g.stopped_on END
    FROM plot_progress g WHERE g.plot_id = t.id ORDER BY g.seq DESC LIMIT 1)
  END`

/** The plot `t` is in one of these states of the idle clock on a day, as `idleClock` says. */
export function idleStateSql(states: readonly IdleState[], today: Day): Prisma.Sql {
  const delays = sql`(SELECT range_agg(daterange(d.from_on, d.to_on, '[]')) FROM plot_delay d WHERE d.plot_id = t.id)`
  const state = sql`CASE
    WHEN c.counted >= c.two AND t.status = 'suppliedNotUsed' THEN 'recoverable'
    WHEN c.counted >= c.one THEN 'idle'
    WHEN c.one - c.counted <= ${SOON_DAYS}::int AND NOT coalesce(${delays} @> ${today}::date, false) THEN 'soon'
    ELSE 'running' END`
  return sql`(t.status IN ('suppliedNotUsed', 'underConstruction') AND EXISTS (
    SELECT FROM (SELECT ${FROM} AS since) b CROSS JOIN LATERAL (
      SELECT (b.since + interval '1 year')::date - b.since AS one, (b.since + interval '2 years')::date - b.since AS two,
        greatest(${today}::date - b.since, 0) - coalesce((SELECT sum(upper(r) - lower(r))
          FROM unnest(${delays} * datemultirange(daterange(least(b.since, ${today}::date), ${today}::date))) r
          WHERE b.since < ${today}::date), 0) AS counted) c
    WHERE b.since IS NOT NULL AND ${state} = ANY(${[...states]}::text[])))`
}
