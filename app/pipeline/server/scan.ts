import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { pathFrom, type PathStage } from '~/projects/domain/stages'
import { voidedSql } from '~/projects/server/counted'
import { at, eachStage, given, givenTo, own, verified } from '~/projects/server/milestone-columns'
import {
  FACT_COLUMNS,
  factsSql,
  stageDaysSql,
  statusesSql,
  verifiedDaysSql,
  type FactColumn,
} from '~/projects/server/milestones'
import { ruleInForceSql } from '~/settings/server/rule-in-force'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { addDays, type Day } from '~/shared/day'
import { NO_VALUE, SCOPE_NAMES, type ScopeName } from '../domain/grouping'
import type { PipelineScope } from '../domain/scope'
import type { Clocks } from './clocks'

const { sql, raw, join, empty } = Prisma

/** What a figure wants to know of each project beside its stages: the scan carries no more. */
export type Wanted =
  | FactColumn
  | Plain
  | 'own'
  | 'given'
  | 'early'
  | 'since'
  | 'size'
  | 'region'
  | 'status'
  | 'verified'
  | 'was'
  | 'deadline'

/** What has no history: as it is now. */
const PLAIN = ['channel', 'chain', 'no_land'] as const
type Plain = (typeof PLAIN)[number]

export interface ScanQuestion {
  actor: Actor
  clocks: Clocks
  scope: PipelineScope & { signedFrom?: Day; signedTo?: Day }
  /** the first stage that is followed; from `signed` the scan meets fewer events */
  from: 'lead' | 'signed'
  wanted: readonly Wanted[]
  /** for `was`: where projects stood on an earlier day */
  earlier: Day
}

/** Size bands in force on the day, `(from_wan, label)`: nearest day of effect before it, else the first after. */
export function bandsSql({ asOf }: { asOf: Day }): Prisma.Sql {
  return sql`
    SELECT (band->>'fromWan')::numeric AS from_wan, band->>'label' AS label
    FROM (${ruleInForceSql('sizeBands', asOf)}) rules,
      jsonb_array_elements(rules.data->'bands') band`
}

/** Facts as figures see them: an empty word is none. */
const FACTS: Record<FactColumn, string> = {
  unit_id: 'm.unit_id',
  park_id: 'm.park_id',
  industry: `nullif(m.industry, '')`,
  sponsor: `nullif(m.sponsor, '')`,
  investment_wan: 'm.investment_wan',
  land_mu: 'm.land_mu',
  annual_tax_wan: 'm.annual_tax_wan',
}

const SIZE = 'bounds.froms[width_bucket(m.investment_wan, bounds.froms)]'

/** What a scope is asked by: where its value stands, and under which name the scan carries it. */
export const SCOPE_COLUMNS = {
  unit: { from: FACTS.unit_id, type: 'uuid', column: 'unit_id' },
  park: { from: FACTS.park_id, type: 'uuid', column: 'park_id' },
  industry: { from: FACTS.industry, type: 'text', column: 'industry' },
  sponsor: { from: FACTS.sponsor, type: 'text', column: 'sponsor' },
  size: { from: SIZE, type: 'numeric', column: 'size' },
  region: { from: `nullif(i.origin, '')`, type: 'text', column: 'region' },
  channel: { from: `nullif(m.channel, '')`, type: 'text', column: 'channel' },
  chain: { from: `nullif(m.chain, '')`, type: 'text', column: 'chain' },
} as const satisfies Partial<Record<ScopeName, { from: string; type: string; column: Wanted }>>

/** A project may be of several batches and events. */
const MEMBERSHIPS = { batch: 'batch_project', event: 'event_project' } as const satisfies Partial<
  Record<ScopeName, string>
>

const COLUMN_SCOPES = SCOPE_NAMES.filter((name): name is keyof typeof SCOPE_COLUMNS => name in SCOPE_COLUMNS)

const among = <Column extends Wanted>(columns: readonly Column[], wanted: ReadonlySet<Wanted>) =>
  columns.filter((column) => wanted.has(column))

const FIRST: PathStage = 'lead'

/** What holds of the last stage, from `first` on, whose day (`at_…`, `verified_…`) has come; null: of none. */
function ofLast(
  first: PathStage,
  column: (stage: PathStage) => Prisma.Sql,
  day: Prisma.Sql,
  then: (stage: PathStage) => Prisma.Sql,
): Prisma.Sql {
  const cases = pathFrom(first).map((stage) => sql`WHEN m.${column(stage)} <= ${day} THEN ${then(stage)}`)
  return sql`CASE ${join(cases.reverse(), ' ')} END`
}

const named = (stage: PathStage) => raw(`'${stage}'::stage`)

/** The last stage that `m` has come to by the day, of a row with `at_…` for each; null: of none. */
export const lastStageSql = (day: Prisma.Sql) => ofLast(FIRST, at, day, named)

/**
 * One row for each project that counts at `from` by the clocks, within the scope and what the actor may see: `stage` its
 * current stage, `at_signed` to `at_producing` the day it counts from at each (of it or of a later one; null: not by
 * `as_of`), `signed_on` the cohort's day. Beside them what is wanted: `since` the day from which it counts at its stage;
 * with `early` `at_…` of every stage; with `own` the days `own_…` of each stage's own event (null: skipped) and
 * `given_…` the same where that day was given, later ones than `as_of` among them, and `given_to_…`; with `given` those of
 * signing, land and start alone; with `was` `stage_was`, null where it was not there on the earlier day.
 *
 * What is known now stands in `project_milestone`, a row a project; only what had been known on a past day is drawn from
 * the histories again. What is asked most stands first: a row is read from its beginning.
 */
export function scanSql(question: ScanQuestion): Prisma.Sql {
  const { actor, clocks, scope, earlier } = question
  const first = question.from
  const wanted = new Set<Wanted>(question.wanted)
  for (const name of COLUMN_SCOPES) if (scope[name]) wanted.add(SCOPE_COLUMNS[name].column)
  if (wanted.has('size')) wanted.add('investment_wan')
  if (wanted.has('was')) wanted.add('status')

  const source = clocks.latest ? fromCache(question, wanted) : fromHistory(question, wanted)
  const status = (column: string) =>
    raw(`CASE WHEN ${column} IN ('suspended', 'ended') THEN ${column}::text ELSE 'active' END`)
  const stands = (day: Prisma.Sql) => ofLast(first, at, day, named)
  const text = (column: Wanted) => (column === 'industry' || column === 'sponsor' ? 1 : 0)
  const columns = [
    raw('m.project_id, day.as_of'),
    sql`${stands(AS_OF)} AS stage`,
    sql`${SIGNED_ON} AS signed_on`,
    ...(wanted.has('early') ? pathFrom(first) : FROM_SIGNING).map(
      (stage) => sql`CASE WHEN m.${at(stage)} <= day.as_of THEN m.${at(stage)} END AS ${at(stage)}`,
    ),
    ...(wanted.has('since') ? [sql`${ofLast(first, at, AS_OF, (stage) => sql`m.${at(stage)}`)} AS since`] : []),
    ...(wanted.has('verified') ? [sql`${ofLast(FIRST, verified, AS_OF, named)} AS verified_stage`] : []),
    ...(wanted.has('status')
      ? [sql`${status('m.beside')} AS status`, raw(`CASE WHEN m.beside = 'ended' THEN m.beside_since END AS ended_on`)]
      : []),
    ...(wanted.has('was')
      ? [sql`${stands(raw('day.earlier'))} AS stage_was`, sql`${status('m.beside_was')} AS status_was`]
      : []),
    ...(wanted.has('deadline') ? [raw('batch.deadline_on, batch.id AS batch_id')] : []),
    ...(wanted.has('size') ? [raw(`${SIZE} AS size`)] : []),
    ...among(['no_land'], wanted).map((column) => raw(`m.${column}`)),
    ...ownDays(wanted, first).map((column) => sql`m.${column}`),
    ...among(FACT_COLUMNS, wanted)
      .sort((a, b) => text(a) - text(b))
      .map((column) => raw(`${FACTS[column]} AS ${column}`)),
    ...(['region', 'channel', 'chain'] as const)
      .filter((name) => wanted.has(name))
      .map((name) => raw(`${SCOPE_COLUMNS[name].from} AS ${name}`)),
  ]
  return sql`
    SELECT ${join(columns)}
    FROM (${source}) m
    CROSS JOIN (SELECT ${clocks.asOf}::date AS as_of, ${wanted.has('was') ? earlier : clocks.asOf}::date AS earlier) day
    ${wanted.has('size') ? sql`CROSS JOIN (SELECT array_agg(from_wan ORDER BY from_wan) AS froms FROM (${bandsSql(clocks)}) band) bounds` : empty}
    ${wanted.has('region') ? sql`LEFT JOIN investor i ON i.id = m.investor_id` : empty}
    ${wanted.has('deadline') ? sql`LEFT JOIN (${deadlines(clocks)}) batch ON batch.project_id = m.project_id` : empty}
    WHERE m.${at(first)} <= day.as_of AND m.project_id NOT IN (${hidden(actor, clocks)}) ${withinScope(scope)}`
}

/** Days of stages' own events: of all, or of those alone whose day may be unknown to a figure, or dated before the signing. */
function ownDays(wanted: ReadonlySet<Wanted>, first: PathStage): Prisma.Sql[] {
  if (wanted.has('own')) return [own, given, givenTo].flatMap((column) => pathFrom(first).map(column))
  if (!wanted.has('given')) return []
  return [
    given('signed'),
    own('landSupplied'),
    given('landSupplied'),
    ...[given, givenTo].flatMap((column) => pathFrom('started').map(column)),
  ]
}

const AS_OF = raw('day.as_of')

/** Of these the day is asked, not only whether they were reached. */
const FROM_SIGNING = pathFrom('signed').filter((stage) => stage !== 'onTarget')

/** The signing's own day, even where a later stage is dated before it. */
const SIGNED_ON = sql`CASE WHEN m.${at('signed')} <= day.as_of THEN
  CASE WHEN m.${own('signed')} <= day.as_of THEN m.${own('signed')} ELSE m.${at('signed')} END END`

/** 三个一批: the batch a project was signed in, once it was held, sets the last day on which it is not overdue. */
const deadlines = ({ asOf, knownOn, latest }: Clocks) => sql`
  SELECT member.project_id, b.id, b.deadline_on FROM batch_project member JOIN promotion_batch b ON b.id = member.batch_id
  WHERE member.part = 'signed' AND b.held_on <= ${asOf}::date
    ${latest ? empty : sql`AND member.added_at < (${addDays(knownOn, 1)}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`}`

/** Both sources: the stages' days, and beside them, where wanted, `verified_…`, the facts, `beside` and since when, `beside_was`, what has no history. */
type Source = (question: ScanQuestion, wanted: ReadonlySet<Wanted>) => Prisma.Sql

const plainAmong = (wanted: ReadonlySet<Wanted>) => [
  ...among(PLAIN, wanted),
  ...(wanted.has('region') ? ['investor_id'] : []),
]

const fromCache: Source = ({ clocks, from, earlier, scope }, wanted) => {
  const facts = among(FACT_COLUMNS, wanted)
  const asOf = sql`${clocks.asOf}::date`
  const columns = [
    raw('k.project_id'),
    eachStage(from, (stage) => sql`k.${at(stage)}`),
    // the cohort's day
    ...(wanted.has('own') ? [] : [sql`k.${own('signed')}`]),
    ...ownDays(wanted, from).map((column) => sql`k.${column}`),
    ...(wanted.has('verified') ? [eachStage(FIRST, (stage) => sql`k.${verified(stage)}`)] : []),
    ...facts.map(
      (column) =>
        sql`CASE WHEN k.facts_from <= ${asOf} THEN ${raw(`k.${column}`)} ELSE ${raw(`f.${column}`)} END AS ${raw(column)}`,
    ),
    ...(wanted.has('status')
      ? [
          sql`CASE WHEN k.beside_since <= ${asOf} THEN k.beside ELSE s.status END AS beside`,
          sql`CASE WHEN k.beside_since <= ${asOf} THEN k.beside_since ELSE s.since END AS beside_since`,
        ]
      : []),
    ...(wanted.has('was')
      ? [sql`CASE WHEN k.beside_since <= ${earlier}::date THEN k.beside ELSE w.status END AS beside_was`]
      : []),
    ...plainAmong(wanted).map((column) => raw(`k.${column}`)),
  ]
  // The history is opened for those alone whose latest value came after the day.
  const changedAfter = (day: Day, since: string, alias: string) =>
    sql`AND ${raw(alias)}.project_id IN (SELECT project_id FROM project_milestone WHERE ${raw(since)} > ${day}::date)`
  const besideBy = (day: Day) => statusesSql({}, day, changedAfter(day, 'beside_since', 'e'))
  const factsBy = factsSql({}, clocks.asOf, facts, changedAfter(clocks.asOf, 'facts_from', 'f'))
  return sql`
    SELECT ${join(columns)} FROM project_milestone k
    ${facts.length > 0 ? sql`LEFT JOIN (${factsBy}) f ON f.project_id = k.project_id` : empty}
    ${wanted.has('status') ? sql`LEFT JOIN (${besideBy(clocks.asOf)}) s ON s.project_id = k.project_id` : empty}
    ${wanted.has('was') ? sql`LEFT JOIN (${besideBy(earlier)}) w ON w.project_id = k.project_id` : empty}
    ${signedAbout(scope)}`
}

/** Of a period those rows alone are read, by their indexes, that either day of the signing lies in; `SIGNED_ON` then says which counts. */
function signedAbout({ signedFrom, signedTo }: ScanQuestion['scope']): Prisma.Sql {
  if (!signedFrom && !signedTo) return empty
  const within = (day: Prisma.Sql) =>
    sql`k.${day} BETWEEN ${signedFrom ?? '-infinity'}::date AND ${signedTo ?? 'infinity'}::date`
  return sql`WHERE (${within(at('signed'))} OR ${within(own('signed'))})`
}

const fromHistory: Source = ({ clocks, from, earlier }, wanted) => {
  const facts = among(FACT_COLUMNS, wanted)
  const plain = plainAmong(wanted)
  const columns = [
    raw('d.*'),
    ...(wanted.has('verified') ? [eachStage(FIRST, (stage) => sql`v.${verified(stage)}`)] : []),
    ...facts.map((column) => raw(`f.${column}`)),
    ...(wanted.has('status') ? [raw('s.status AS beside, s.since AS beside_since')] : []),
    ...(wanted.has('was') ? [raw('w.status AS beside_was')] : []),
    ...plain.map((column) => raw(`k.${column}`)),
  ]
  return sql`
    SELECT ${join(columns)} FROM (${stageDaysSql(clocks, from)}) d
    ${facts.length > 0 ? sql`LEFT JOIN (${factsSql(clocks, clocks.asOf, facts)}) f ON f.project_id = d.project_id` : empty}
    ${wanted.has('status') ? sql`LEFT JOIN (${statusesSql(clocks, clocks.asOf)}) s ON s.project_id = d.project_id` : empty}
    ${wanted.has('was') ? sql`LEFT JOIN (${statusesSql(clocks, earlier)}) w ON w.project_id = d.project_id` : empty}
    ${wanted.has('verified') ? sql`LEFT JOIN (${verifiedDaysSql(clocks)}) v ON v.project_id = d.project_id` : empty}
    ${plain.length > 0 ? sql`LEFT JOIN project_milestone k ON k.project_id = d.project_id` : empty}`
}

/** What the actor may not count, few for most: merged, 作废 as far as was known, not to be seen; an unknown visibility hides. */
function hidden(actor: Actor, { knownOn, latest }: Clocks): Prisma.Sql {
  return sql`SELECT p.id FROM project p
    WHERE p.merged_into_id IS NOT NULL OR ${voidedSql(latest ? {} : { knownOn })} OR (${visibleProjectsSql(actor)}) IS NOT TRUE`
}

function withinScope(scope: ScanQuestion['scope']): Prisma.Sql {
  const conditions: Prisma.Sql[] = []
  for (const name of COLUMN_SCOPES) {
    const value = scope[name]
    if (value === undefined) continue
    const column = raw(SCOPE_COLUMNS[name].from)
    conditions.push(
      value === NO_VALUE ? sql`${column} IS NULL` : sql`${column} = ${value}::${raw(SCOPE_COLUMNS[name].type)}`,
    )
  }
  for (const name of ['batch', 'event'] as const) {
    const value = scope[name]
    if (value === undefined) continue
    const members = sql`SELECT project_id FROM ${raw(MEMBERSHIPS[name])}`
    conditions.push(
      value === NO_VALUE
        ? sql`m.project_id NOT IN (${members})`
        : sql`m.project_id IN (${members} WHERE ${raw(`${name}_id`)} = ${value}::uuid)`,
    )
  }
  if (scope.signedFrom || scope.signedTo) conditions.push(sql`m.${at('signed')} <= day.as_of`)
  if (scope.signedFrom) conditions.push(sql`${SIGNED_ON} >= ${scope.signedFrom}::date`)
  if (scope.signedTo) conditions.push(sql`${SIGNED_ON} <= ${scope.signedTo}::date`)
  return conditions.length > 0 ? sql`AND ${join(conditions, ' AND ')}` : empty
}
