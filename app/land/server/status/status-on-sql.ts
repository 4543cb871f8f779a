import { Prisma } from '~/generated/prisma/client'
import { addDays, type Day } from '~/shared/day'

const { sql } = Prisma

const knownBy = (column: Prisma.Sql, knownOn: Day | undefined) =>
  knownOn ? sql`${column} < (${addDays(knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'` : sql`true`

/** A day, or a column that holds one. */
const dayOf = (day: Day | Prisma.Sql) => (typeof day === 'string' ? sql`${day}::date` : day)

/**
 * The status that the plot `t` had on a day, of what was recorded by `knownOn`; null before its first. A first status
 * without a day is taken to have been so from ever, a later one from its recording (`countsFrom`).
 */
export const statusOnSql = (asOf: Day | Prisma.Sql, knownOn?: Day): Prisma.Sql => sql`(
  SELECT c.status FROM (
    SELECT s.status, coalesce(s.place, s.seq) AS place, coalesce(s.valid_from,
      CASE WHEN row_number() OVER (ORDER BY coalesce(s.place, s.seq)) = 1 THEN '-infinity'::date
        ELSE (s.recorded_at AT TIME ZONE 'Asia/Shanghai')::date END) AS since
    FROM plot_status_change s
    WHERE s.plot_id = t.id AND NOT s.withdrawn AND ${knownBy(sql`s.recorded_at`, knownOn)} AND NOT EXISTS (
      SELECT FROM plot_status_change x WHERE x.supersedes_id = s.id AND ${knownBy(sql`x.recorded_at`, knownOn)})) c
  WHERE c.since <= ${dayOf(asOf)} ORDER BY c.since DESC, c.place DESC LIMIT 1)`

/** The plot `t` stood on a day: not divided or merged by then, and come of another no later. */
export const stoodSql = (asOf: Day | Prisma.Sql): Prisma.Sql => sql`(
  t.voided_at IS NULL AND (t.retired_on IS NULL OR t.retired_on > ${dayOf(asOf)})
  AND NOT EXISTS (SELECT FROM plot_descent d WHERE d.child_id = t.id AND d.on > ${dayOf(asOf)}))`

/** The plot `t` became 供而未用 in a year, on a day that is known. */
export const suppliedInSql = (year: Prisma.Sql): Prisma.Sql => sql`EXISTS (
  SELECT FROM plot_status_change s
  WHERE s.plot_id = t.id AND s.status = 'suppliedNotUsed' AND NOT s.withdrawn
    AND s.valid_from >= make_date(${year}, 1, 1) AND s.valid_from < make_date(${year} + 1, 1, 1)
    AND NOT EXISTS (SELECT FROM plot_status_change x WHERE x.supersedes_id = s.id))`
