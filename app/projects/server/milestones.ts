import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { addDays, type Day } from '~/shared/day'
import { PATH } from '../domain/stages'

const { sql, raw, join, empty } = Prisma

/** Which part of the history is read: what was recorded by the end of a business day, and of which projects; else all. */
export interface Span {
  knownOn?: Day
  projectIds?: readonly string[]
}

const LAST = PATH.length - 1
const RANKS = PATH.map((_, rank) => rank)

/** One column of SQL for each stage of the path from `first` on. */
export const eachStage = (first: number, column: (rank: number) => string) =>
  raw(RANKS.slice(first).map(column).join(', '))

const later = (rank: number, column: string) =>
  RANKS.slice(rank)
    .map((at) => `${column}${at}`)
    .join(', ')

const ofProjects = (column: string, { projectIds }: Span) =>
  projectIds ? sql`AND ${raw(column)} = ANY(${projectIds}::uuid[])` : empty

/** Recorded by the end of the business day `knownOn`. */
export function known(alias: string, { knownOn }: Span): Prisma.Sql {
  if (!knownOn) return sql`true`
  return sql`${raw(alias)}.recorded_at < (${addDays(knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`
}

/** Events of the project itself that were known and not superseded by one that was known. */
function standing(span: Span): Prisma.Sql {
  return sql`e.phase_id IS NULL AND ${known('e', span)} ${ofProjects('e.project_id', span)} AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND ${known('c', span)} ${ofProjects('c.project_id', span)})`
}

/** What an undated event says of its day: that of the ledger that told it, else of its recording. */
const STATED = `coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)`

/**
 * One row for each project with an event of the stage `first` or a later one, a column for each stage from there on:
 * `c…` the day from which it counts at the stage (of it or of a later one), `o…` the day of the stage's own event (null:
 * skipped), `t…` the same where that day was given. The rules of `historyOf`, which judges it in a test.
 */
export function stageDaysSql(span: Span, first = 0): Prisma.Sql {
  const each = (column: (rank: number) => string) => eachStage(first, column)
  const pivot = sql`
    SELECT e.project_id,
      ${each((at) => `min(e.occurred_from) FILTER (WHERE e.stage = '${PATH[at]}') AS t${at}`)},
      ${each((at) => `min(${STATED}) FILTER (WHERE e.occurred_from IS NULL AND e.stage = '${PATH[at]}') AS u${at}`)},
      count(e.occurred_from) < count(*) AS undated
    FROM stage_event e
    WHERE e.stage >= ${raw(`'${PATH[first]}'`)} AND e.stage <= ${raw(`'${PATH[LAST]}'`)} AND ${standing(span)}
    GROUP BY e.project_id`
  // OFFSET 0: each level is worked out once and not pasted into the next.
  const dated = sql`
    SELECT *, ${each((at) => `least(${later(at, 't')}) AS g${at}`)}, NULL::date AS g${raw(String(PATH.length))}
    FROM (${pivot}) pivot OFFSET 0`
  // An undated event counts from the dated later ones; only where there is none has it a day of its own.
  const alone = (at: number) => `CASE WHEN g${at + 1} IS NULL THEN u${at} END`
  return sql`
    SELECT project_id,
      ${each((at) => `CASE WHEN undated THEN least(g${at}, ${RANKS.slice(at).map(alone).join(', ')}) ELSE g${at} END AS c${at}`)},
      ${each((at) => `CASE WHEN undated THEN least(t${at}, CASE WHEN u${at} IS NOT NULL THEN coalesce(g${at + 1}, u${at}) END) ELSE t${at} END AS o${at}`)},
      ${each((at) => `t${at}`)}
    FROM (${dated}) dated OFFSET 0`
}

/** Of each project the day from which a verified event stands at each stage, `v…`; undated ones from ever. */
export function verifiedDaysSql(span: Span): Prisma.Sql {
  const verified = span.knownOn
    ? sql`WHERE v.verified_at < (${addDays(span.knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`
    : span.projectIds
      ? sql`JOIN stage_event o ON o.id = v.event_id WHERE o.project_id = ANY(${span.projectIds}::uuid[])`
      : empty
  return sql`
    SELECT e.project_id, ${eachStage(0, (at) => `min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = '${PATH[at]}') AS v${at}`)}
    FROM stage_event e
    WHERE e.stage <= ${raw(`'${PATH[LAST]}'`)} AND ${standing(span)} AND e.id IN (SELECT v.event_id FROM stage_verification v ${verified})
    GROUP BY e.project_id`
}

/**
 * The last event beside the path, `(project_id, status, since)` with status `suspended`, `resumed` or `ended`;
 * by `asOf` where it is given. `among` narrows the projects.
 */
export function statusesSql(span: Span, asOf?: Day, among: Prisma.Sql = empty): Prisma.Sql {
  const day = raw(`coalesce(e.occurred_from, ${STATED})`)
  return sql`
    SELECT DISTINCT ON (e.project_id) e.project_id, e.stage AS status, ${day} AS since
    FROM stage_event e
    WHERE e.stage IN ('suspended', 'resumed', 'ended') AND ${standing(span)} ${asOf ? sql`AND ${day} <= ${asOf}::date` : empty} ${among}
    ORDER BY e.project_id, ${day} DESC, e.seq DESC`
}

export const FACT_COLUMNS = ['unit_id', 'park_id', 'industry', 'sponsor', 'investment_wan', 'land_mu'] as const
export type FactColumn = (typeof FACT_COLUMNS)[number]

/** The day a value is valid from, as the index `project_fact_by_day` has it. */
const validFrom = (alias: string) => raw(`coalesce(${alias}.valid_from, '0001-01-01'::date)`)

/**
 * What figures group and sum by, `(project_id, …columns)`: the latest value valid by `asOf`; before the first, the
 * first. Of values valid from one day the last recorded holds. `among` narrows the projects.
 */
export function factsSql(span: Span, asOf: Day, columns: readonly FactColumn[], among: Prisma.Sql = empty): Prisma.Sql {
  const day = sql`${asOf}::date`
  const selected = join(['project_id', ...columns].map((column) => raw(`f.${column}`)))
  return sql`
    (SELECT DISTINCT ON (f.project_id) ${selected}
      FROM project_fact f
      WHERE ${known('f', span)} AND ${validFrom('f')} <= ${day} ${among}
      ORDER BY f.project_id, ${validFrom('f')} DESC, f.seq DESC)
    UNION ALL
    (SELECT DISTINCT ON (f.project_id) ${selected}
      FROM project_fact f
      WHERE ${known('f', span)} AND f.valid_from > ${day} ${among} AND NOT EXISTS (
        SELECT 1 FROM project_fact g
        WHERE g.project_id = f.project_id AND ${known('g', span)} AND ${validFrom('g')} <= ${day})
      ORDER BY f.project_id, f.valid_from, f.seq DESC)`
}

/** The latest value of all, and from which day on it holds: from ever, where none holds
 * from another day. */
function latestFactsSql(span: Span): Prisma.Sql {
  return sql`
    SELECT DISTINCT ON (f.project_id) f.*,
      CASE WHEN min(${validFrom('f')}) OVER (PARTITION BY f.project_id) = ${validFrom('f')} THEN '-infinity' ELSE ${validFrom('f')} END AS holds_from
    FROM project_fact f
    WHERE true ${ofProjects('f.project_id', span)}
    ORDER BY f.project_id, ${validFrom('f')} DESC, f.seq DESC`
}

const CACHED = [
  ...['c', 'o', 't', 'v'].flatMap((column) =>
    RANKS.map((at) => ({ name: `${column}${at}`, from: `${column === 'v' ? 'v' : 'm'}.${column}${at}` })),
  ),
  { name: 'beside', from: 's.status' },
  { name: 'beside_since', from: 's.since' },
  ...FACT_COLUMNS.map((column) => ({ name: column, from: `f.${column}` })),
  { name: 'facts_from', from: 'f.holds_from' },
  { name: 'no_land', from: '(p.rents OR p.own_land)' },
  ...['investor_id', 'channel', 'chain', 'annual_tax_wan'].map((column) => ({ name: column, from: `p.${column}` })),
]

const cachedNames = raw(CACHED.map(({ name }) => name).join(', '))

/** What `project_milestone` must hold, drawn from the histories. */
function milestonesSql(span: Span): Prisma.Sql {
  return sql`
    SELECT p.id AS project_id, ${raw(CACHED.map(({ name, from }) => `${from} AS ${name}`).join(', '))}
    FROM project p
    LEFT JOIN (${stageDaysSql(span)}) m ON m.project_id = p.id
    LEFT JOIN (${verifiedDaysSql(span)}) v ON v.project_id = p.id
    LEFT JOIN (${statusesSql(span)}) s ON s.project_id = p.id
    LEFT JOIN (${latestFactsSql(span)}) f ON f.project_id = p.id
    WHERE true ${ofProjects('p.id', span)}`
}

/** Brings the milestones of these projects (of all, without ids) in step with their events, verifications and facts. */
export async function refreshMilestones(db: Db, projectIds?: readonly string[]): Promise<void> {
  if (projectIds?.length === 0) return
  await db.$executeRaw`
    INSERT INTO project_milestone (project_id, ${cachedNames}) ${milestonesSql({ projectIds })}
    ON CONFLICT (project_id) DO UPDATE SET ${raw(CACHED.map(({ name }) => `${name} = excluded.${name}`).join(', '))}`
}

/** The law of the cache: ids of projects whose milestones are not what their history says. Empty, or something is wrong. */
export async function staleMilestones(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ project_id: string }[]>`
    WITH held AS (SELECT project_id, ${cachedNames} FROM project_milestone), due AS (${milestonesSql({})})
    SELECT DISTINCT project_id FROM ((TABLE held EXCEPT TABLE due) UNION ALL (TABLE due EXCEPT TABLE held)) differing`
  return rows.map(({ project_id }) => project_id)
}
