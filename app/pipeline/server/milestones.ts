import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { PATH, rankOf, type PathStage } from '~/projects/domain/stages'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { addDays, businessDay, type Day } from '~/shared/day'

const { sql, raw, join } = Prisma

/** The two clocks, both set: what had happened by `asOf`, as it had been recorded by the end of `knownOn`. */
export interface Clocks {
  asOf: Day
  knownOn: Day
}

/** Clocks that are not set stand at today. */
export function clocksAt(now: Date, { asOf, knownOn }: Partial<Clocks>): Clocks {
  const today = businessDay(now)
  return { asOf: asOf ?? today, knownOn: knownOn ?? today }
}

/** The stages the scan follows. */
const TRACK = PATH.slice(rankOf('signed'))

/** Recorded by the end of the business day `knownOn`. */
export function known(alias: string, { knownOn }: Clocks): Prisma.Sql {
  const recordedAt = raw(`${alias}.recorded_at`)
  return sql`${recordedAt} < (${addDays(knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`
}

/** Events of the project itself that were known and not superseded by one that was known. */
export function standing(clocks: Clocks): Prisma.Sql {
  return sql`e.phase_id IS NULL AND ${known('e', clocks)} AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND ${known('c', clocks)})`
}

/** What an undated event says of its day: that of the ledger that told it, else of its recording. */
export const STATED = `coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)`

/** The first day given for an event of `stage` or a later one. */
const dated = (stage: PathStage) => raw(`min(e.occurred_from) FILTER (WHERE e.stage >= '${stage}')`)

const undated = (stage: PathStage) =>
  raw(`min(${STATED}) FILTER (WHERE e.occurred_from IS NULL AND e.stage = '${stage}')`)

/** An undated event counts from the dated later ones; only where there is none has it a day of its own. */
function alone(stage: PathStage): Prisma.Sql {
  const next = PATH[rankOf(stage) + 1]
  return next ? sql`CASE WHEN ${dated(next)} IS NULL THEN ${undated(stage)} END` : undated(stage)
}

/** The signing's own day, even where a later stage is dated before it. */
const OWN_SIGNING = sql`least(min(e.occurred_from) FILTER (WHERE e.stage = 'signed'),
  CASE WHEN ${undated('signed')} IS NOT NULL THEN coalesce(${dated('landSupplied')}, ${undated('signed')}) END)`

const PIVOT = join(
  TRACK.flatMap((stage) => [
    sql`${dated(stage)} AS ${raw(`"${stage}"`)}`,
    sql`${alone(stage)} AS ${raw(`"${stage} alone"`)}`,
  ]),
)

/** The day from which a project counts at `stage`: of it or of a later one. */
function countsFrom(stage: PathStage): Prisma.Sql {
  const others = TRACK.slice(TRACK.indexOf(stage)).map((each) => `"${each} alone"`)
  return raw(`least("${stage}", ${others.join(', ')})`)
}

/**
 * What the actor may not count. Few for most, so that the scan of events need not meet every project;
 * an unknown visibility hides.
 */
export function hidden(actor: Actor): Prisma.Sql {
  return sql`SELECT p.id FROM project p
    WHERE p.merged_into_id IS NOT NULL OR (${visibleProjectsSql(actor)}) IS NOT TRUE`
}

/**
 * The milestone scan, which every figure is drawn from: one row for each project that was signed by the clocks and that
 * the actor may see, `(project_id, signed_on, land_supplied_from, started_from, completed_from, producing_from)`.
 * `signed_on` is the cohort's day; the others say from when the project counts there (null: not yet).
 * The same rules as `historyOf`, which judges it in a test.
 */
export function milestonesSql(actor: Actor, clocks: Clocks): Prisma.Sql {
  const asOf = sql`${clocks.asOf}::date`
  const by = (stage: PathStage) => sql`CASE WHEN ${countsFrom(stage)} <= ${asOf} THEN ${countsFrom(stage)} END`
  return sql`
    SELECT project_id,
      CASE WHEN own_signing <= ${asOf} THEN own_signing ELSE ${countsFrom('signed')} END AS signed_on,
      ${by('landSupplied')} AS land_supplied_from,
      ${by('started')} AS started_from,
      ${by('completed')} AS completed_from,
      ${by('producing')} AS producing_from
    FROM (
      SELECT e.project_id, ${OWN_SIGNING} AS own_signing, ${PIVOT}
      FROM stage_event e
      WHERE e.stage >= 'signed' AND e.stage <= 'onTarget' AND ${standing(clocks)}
        AND e.project_id NOT IN (${hidden(actor)})
      GROUP BY e.project_id
    ) AS pivot
    WHERE ${countsFrom('signed')} <= ${asOf}`
}

/** The last event beside the path, `(project_id, status, since)` with status `suspended`, `resumed` or `ended`. */
export function statusesSql(clocks: Clocks): Prisma.Sql {
  const day = raw(`coalesce(e.occurred_from, ${STATED})`)
  return sql`
    SELECT DISTINCT ON (e.project_id) e.project_id, e.stage AS status, ${day} AS since
    FROM stage_event e
    WHERE e.stage IN ('suspended', 'resumed', 'ended') AND ${standing(clocks)} AND ${day} <= ${clocks.asOf}::date
    ORDER BY e.project_id, ${day} DESC, e.seq DESC`
}

export type FactColumn = 'unit_id' | 'park_id' | 'industry' | 'sponsor' | 'investment_wan' | 'land_mu'

/** The day a value is valid from, as the index `project_fact_by_day` has it. */
const validFrom = (alias: string) => raw(`coalesce(${alias}.valid_from, '0001-01-01'::date)`)

/**
 * What figures group and sum by, `(project_id, …columns)`: the latest value valid by `asOf`; before the first, the
 * first. Of values valid from one day the last recorded holds.
 */
export function factsSql(clocks: Clocks, columns: readonly FactColumn[]): Prisma.Sql {
  const asOf = sql`${clocks.asOf}::date`
  const selected = join(['project_id', ...columns].map((column) => raw(`f.${column}`)))
  return sql`
    (SELECT DISTINCT ON (f.project_id) ${selected}
      FROM project_fact f
      WHERE ${known('f', clocks)} AND ${validFrom('f')} <= ${asOf}
      ORDER BY f.project_id, ${validFrom('f')} DESC, f.seq DESC)
    UNION ALL
    (SELECT DISTINCT ON (f.project_id) ${selected}
      FROM project_fact f
      WHERE ${known('f', clocks)} AND f.valid_from > ${asOf} AND NOT EXISTS (
        SELECT 1 FROM project_fact g
        WHERE g.project_id = f.project_id AND ${known('g', clocks)} AND ${validFrom('g')} <= ${asOf})
      ORDER BY f.project_id, f.valid_from, f.seq DESC)`
}
