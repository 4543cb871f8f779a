import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { addDays, type Day } from '~/shared/day'
import { NO_ID } from '~/shared/id'
import { keysOf } from '~/shared/records'
import { EVIDENCE_FOR } from '../domain/guards'
import { PATH, pathFrom, SIDE_STAGES, type PathStage } from '../domain/stages'
import { at, stageColumn, eachStage, given, givenTo, own, verified } from './milestone-columns'

const { sql, raw, join, empty } = Prisma

/** Which part of the history is read: what was recorded by the end of a business day, and of which projects; else all. */
export interface Span {
  knownOn?: Day
  projectIds?: readonly string[]
}

const FIRST = PATH[0]

const ofProjects = (column: string, { projectIds }: Span) =>
  projectIds ? sql`AND ${raw(column)} = ANY(${projectIds}::uuid[])` : empty

/** Recorded by the end of the business day `knownOn`. */
export function known(alias: string, { knownOn }: Span): Prisma.Sql {
  if (!knownOn) return sql`true`
  return sql`${raw(alias)}.recorded_at < (${addDays(knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`
}

/** The first of the stages off the path: the enum has them after it. */
const OFF_PATH = raw(`'${SIDE_STAGES[0]}'`)

/** A stage as a word of SQL, not as a parameter: the plan may then know how many events it has. */
const word = (stage: PathStage) => raw(`'${stage}'`)

/** Events of the project itself that were known and not superseded by one that was known. */
function standing(span: Span): Prisma.Sql {
  return sql`e.phase_id IS NULL AND ${known('e', span)} ${ofProjects('e.project_id', span)} AND e.id NOT IN (
    SELECT c.supersedes_id FROM stage_event c
    WHERE c.supersedes_id IS NOT NULL AND c.phase_id IS NULL AND ${known('c', span)} ${ofProjects('c.project_id', span)})`
}

/** What an undated event says of its day: that of the ledger that told it, else of its recording. */
const STATED = raw(`coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)`)

/** Only while days are worked out: what an event without a day says of it, and the first given day from the stage on. */
const [stated, dated] = [stageColumn('stated'), stageColumn('dated')]

/**
 * One row for each project with an event of the stage `first` or a later one, a column for each stage from there on:
 * `at_…` the day from which it counts at the stage (of it or of a later one), `own_…` the day of the stage's own event
 * (null: skipped), `given_…` the same where that day was given, `given_to_…` the last possible day of it. The rules of `historyOf`, which judges it in a test.
 */
export function stageDaysSql(span: Span, first: PathStage = FIRST): Prisma.Sql {
  const each = (column: (stage: PathStage) => Prisma.Sql) => eachStage(first, column)
  const pivot = sql`
    SELECT e.project_id,
      ${each((stage) => sql`min(e.occurred_from) FILTER (WHERE e.stage = ${word(stage)}) AS ${given(stage)}`)},
      ${each((stage) => sql`min(e.occurred_to) FILTER (WHERE e.stage = ${word(stage)} AND e.occurred_from IS NOT NULL) AS ${givenTo(stage)}`)},
      ${each((stage) => sql`min(${STATED}) FILTER (WHERE e.occurred_from IS NULL AND e.stage = ${word(stage)}) AS ${stated(stage)}`)},
      count(e.occurred_from) < count(*) AS undated
    FROM stage_event e
    WHERE e.stage >= ${word(first)} AND e.stage < ${OFF_PATH} AND ${standing(span)}
    GROUP BY e.project_id`
  // OFFSET 0: each level is worked out once and not pasted into the next.
  const days = sql`
    SELECT *, ${each((stage) => sql`least(${eachStage(stage, given)}) AS ${dated(stage)}`)}
    FROM (${pivot}) pivot OFFSET 0`
  const datedLater = (stage: PathStage) => {
    const next = pathFrom(stage)[1]
    return next ? dated(next) : raw('NULL::date')
  }
  // An undated event counts from the dated later ones; only where there is none has it a day of its own.
  const alone = (stage: PathStage) => sql`CASE WHEN ${datedLater(stage)} IS NULL THEN ${stated(stage)} END`
  return sql`
    SELECT project_id,
      ${each((stage) => sql`CASE WHEN undated THEN least(${dated(stage)}, ${eachStage(stage, alone)}) ELSE ${dated(stage)} END AS ${at(stage)}`)},
      ${each((stage) => sql`CASE WHEN undated THEN least(${given(stage)}, CASE WHEN ${stated(stage)} IS NOT NULL THEN coalesce(${datedLater(stage)}, ${stated(stage)}) END) ELSE ${given(stage)} END AS ${own(stage)}`)},
      ${each(given)}, ${each(givenTo)}
    FROM (${days}) days OFFSET 0`
}

/** Of each project the day from which a verified event stands at each stage, `verified_…`; undated ones from ever. */
export function verifiedDaysSql(span: Span): Prisma.Sql {
  const seen = span.knownOn
    ? sql`WHERE v.verified_at < (${addDays(span.knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`
    : span.projectIds
      ? sql`JOIN stage_event o ON o.id = v.event_id WHERE o.project_id = ANY(${span.projectIds}::uuid[])`
      : empty
  return sql`
    SELECT e.project_id, ${eachStage(FIRST, (stage) => sql`min(coalesce(e.occurred_from, '-infinity')) FILTER (WHERE e.stage = ${word(stage)}) AS ${verified(stage)}`)}
    FROM stage_event e
    WHERE e.stage < ${OFF_PATH} AND ${standing(span)} AND e.id IN (SELECT v.event_id FROM stage_verification v ${seen})
    GROUP BY e.project_id`
}

/** Who is meant where nobody is known to have recorded something. */
const NOBODY = raw(`'${NO_ID}'::uuid`)

/** Of each project with stages that have their proof and wait to be verified, who recorded them: `(project_id, recorders)`. */
function recordersToVerifySql(span: Span): Prisma.Sql {
  return sql`
    SELECT e.project_id, array_agg(DISTINCT coalesce(e.recorded_by_id, ${NOBODY})) AS recorders
    FROM stage_event e
    WHERE e.stage = ANY(${keysOf(EVIDENCE_FOR)}::stage[]) AND ${standing(span)}
      AND e.id IN (SELECT v.event_id FROM evidence v WHERE v.event_id IS NOT NULL ${ofProjects('v.project_id', span)})
      AND NOT EXISTS (SELECT FROM stage_verification v WHERE v.event_id = e.id)
    GROUP BY e.project_id`
}

/**
 * The last event beside the path, `(project_id, status, since)` with status `suspended`, `resumed` or `ended`;
 * by `asOf` where it is given. `among` narrows the projects.
 */
export function statusesSql(span: Span, asOf?: Day, among: Prisma.Sql = empty): Prisma.Sql {
  const day = sql`coalesce(e.occurred_from, ${STATED})`
  return sql`
    SELECT DISTINCT ON (e.project_id) e.project_id, e.stage AS status, ${day} AS since
    FROM stage_event e
    WHERE e.stage IN ('suspended', 'resumed', 'ended') AND ${standing(span)} ${asOf ? sql`AND ${day} <= ${asOf}::date` : empty} ${among}
    ORDER BY e.project_id, ${day} DESC, e.seq DESC`
}

/** When projects had ended: `(project_id, since, until)`, from the day they ended to that of the next event beside the path. */
export function endingsSql(span: Span): Prisma.Sql {
  const day = sql`coalesce(e.occurred_from, ${STATED})`
  return sql`
    SELECT project_id, since, until
    FROM (
      SELECT e.project_id, e.stage, ${day} AS since,
        lead(${day}, 1, 'infinity') OVER (PARTITION BY e.project_id ORDER BY ${day}, e.seq) AS until
      FROM stage_event e WHERE e.stage IN ('suspended', 'resumed', 'ended') AND ${standing(span)}) beside
    WHERE stage = 'ended'`
}

export const FACT_COLUMNS = [
  'unit_id',
  'park_id',
  'industry',
  'sponsor',
  'investment_wan',
  'land_mu',
  'annual_tax_wan',
] as const
export type FactColumn = (typeof FACT_COLUMNS)[number]

/** The day a value is valid from, as the index `project_fact_by_day` has it. */
const validFrom = (alias: string) => raw(`coalesce(${alias}.valid_from, '0001-01-01'::date)`)

/**
 * What figures group and sum by, `(project_id, …columns)`: the latest value valid by `asOf`; before the first, the
 * first. Of values valid from one day the last recorded holds. `among` narrows the projects.
 */
export function factsSql(span: Span, asOf: Day, columns: readonly FactColumn[], among: Prisma.Sql = empty): Prisma.Sql {
  const since = validFrom('f')
  const held = sql`${since} <= ${asOf}::date`
  return sql`
    SELECT DISTINCT ON (f.project_id) ${join(['project_id', ...columns].map((column) => raw(`f.${column}`)))}
    FROM project_fact f
    WHERE ${known('f', span)} ${among}
    ORDER BY f.project_id, ${held} DESC, CASE WHEN ${held} THEN ${since} END DESC, ${since}, f.seq DESC`
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

/** The columns of `project_milestone`, and where each comes from. */
const CACHED: { name: Prisma.Sql; from: Prisma.Sql }[] = [
  ...[at, own, given, givenTo].flatMap((column) =>
    PATH.map((stage) => ({ name: column(stage), from: sql`m.${column(stage)}` })),
  ),
  ...PATH.map((stage) => ({ name: verified(stage), from: sql`v.${verified(stage)}` })),
  { name: raw('beside'), from: raw('s.status') },
  { name: raw('beside_since'), from: raw('s.since') },
  ...FACT_COLUMNS.map((column) => ({ name: raw(column), from: raw(`f.${column}`) })),
  { name: raw('facts_from'), from: raw('f.holds_from') },
  { name: raw('no_land'), from: raw('(p.rents OR p.own_land)') },
  ...['investor_id', 'channel', 'chain'].map((column) => ({
    name: raw(column),
    from: raw(`p.${column}`),
  })),
  { name: raw('to_verify_by'), from: raw(`coalesce(w.recorders, '{}')`) },
]

const cachedNames = join(CACHED.map(({ name }) => name))

/** What `project_milestone` must hold, drawn from the histories. */
function milestonesSql(span: Span): Prisma.Sql {
  return sql`
    SELECT p.id AS project_id, ${join(CACHED.map(({ name, from }) => sql`${from} AS ${name}`))}
    FROM project p
    LEFT JOIN (${stageDaysSql(span)}) m ON m.project_id = p.id
    LEFT JOIN (${verifiedDaysSql(span)}) v ON v.project_id = p.id
    LEFT JOIN (${statusesSql(span)}) s ON s.project_id = p.id
    LEFT JOIN (${latestFactsSql(span)}) f ON f.project_id = p.id
    LEFT JOIN (${recordersToVerifySql(span)}) w ON w.project_id = p.id
    WHERE true ${ofProjects('p.id', span)}`
}

/** Brings the milestones of these projects (of all, without ids) in step with their events, verifications and facts. */
export async function refreshMilestones(db: Db, projectIds?: readonly string[]): Promise<void> {
  if (projectIds?.length === 0) return
  await db.$executeRaw`
    INSERT INTO project_milestone (project_id, ${cachedNames}) ${milestonesSql({ projectIds })}
    ON CONFLICT (project_id) DO UPDATE SET ${join(CACHED.map(({ name }) => sql`${name} = excluded.${name}`))}`
}

/** The law of the cache: ids of projects whose milestones are not what their history says. Empty, or something is wrong. */
export async function staleMilestones(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ project_id: string }[]>`
    WITH held AS (SELECT project_id, ${cachedNames} FROM project_milestone), due AS (${milestonesSql({})})
    SELECT DISTINCT project_id FROM ((TABLE held EXCEPT TABLE due) UNION ALL (TABLE due EXCEPT TABLE held)) differing`
  return rows.map(({ project_id }) => project_id)
}
