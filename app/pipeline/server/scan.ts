import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { PATH, rankOf } from '~/projects/domain/stages'
import { eachStage, FACT_COLUMNS, factsSql, stageDaysSql, statusesSql, verifiedDaysSql, type FactColumn } from '~/projects/server/milestones'
import { visibleProjectsSql } from '~/projects/server/visibility'
import type { Day } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { NO_VALUE } from '../domain/cohort-input'
import type { PipelineScope } from '../domain/scope'
import type { Clocks } from './clocks'

const { sql, raw, join, empty } = Prisma

/** What a figure wants to know of each project beside its stages: the scan carries no more. */
export type Wanted = FactColumn | 'own' | 'size' | 'region' | 'channel' | 'rents' | 'status' | 'verified' | 'was'

export interface ScanQuestion {
  actor: Actor
  clocks: Clocks
  scope: PipelineScope & { signedFrom?: Day; signedTo?: Day }
  /** the first stage that is followed; from `signed` the scan meets fewer events */
  from: 'lead' | 'signed'
  wanted: readonly Wanted[]
  /** for `was`: where projects stood on an earlier day */
  earlier?: Day
}

/** Size bands in force on the day, `(from_wan, label)`: nearest day of effect before it, else the first after. */
export function bandsSql({ asOf }: { asOf: Day }): Prisma.Sql {
  return sql`
    SELECT (band->>'fromWan')::numeric AS from_wan, band->>'label' AS label
    FROM (SELECT r.data FROM rule_set r WHERE r.kind = 'sizeBands'
      ORDER BY r.effective_on <= ${asOf}::date DESC, abs(r.effective_on - ${asOf}::date), r.version DESC LIMIT 1) rules,
      jsonb_array_elements(rules.data->'bands') band`
}

/** What a scope must know to choose. */
const SCOPE_NEEDS: Partial<Record<keyof PipelineScope, Wanted>> = {
  unit: 'unit_id',
  park: 'park_id',
  industry: 'industry',
  sponsor: 'sponsor',
  size: 'size',
  region: 'region',
  channel: 'channel',
}

/** Facts as figures see them: an empty word is none. */
const FACTS: Record<FactColumn, string> = {
  unit_id: 'm.unit_id',
  park_id: 'm.park_id',
  industry: `nullif(m.industry, '')`,
  sponsor: `nullif(m.sponsor, '')`,
  investment_wan: 'm.investment_wan',
  land_mu: 'm.land_mu',
}

const factsAmong = (wanted: ReadonlySet<Wanted>) => FACT_COLUMNS.filter((column) => wanted.has(column))

/**
 * One row for each project that counts at `from` by the clocks, within the scope and what the actor may see:
 * `c0…c9` the day it counts from at each stage of the path (of it or of a later one), with `own` also `o0…o9` the day of
 * the stage's own event (null: skipped) and `t0…t9` the same where that day was given; none after `asOf`. `rank` is its
 * current stage, `signed_on` the cohort's day. Beside them what is wanted.
 *
 * What is known now stands in `project_milestone`, a row a project; only what had been known on a past day is drawn from
 * the histories again.
 */
export function scanSql(question: ScanQuestion): Prisma.Sql {
  const { actor, clocks, scope, earlier } = question
  const first = rankOf(question.from)
  const wanted = new Set<Wanted>(question.wanted)
  for (const [name, need] of Object.entries(SCOPE_NEEDS)) if (scope[name as keyof PipelineScope]) wanted.add(need)
  if (wanted.has('size')) wanted.add('investment_wan')
  if (wanted.has('was')) wanted.add('status')

  const source = clocks.latest ? fromCache(question, wanted) : fromHistory(question, wanted)
  const ofProject = wanted.has('channel') || wanted.has('rents') || wanted.has('region')
  const upTo = (column: string) => eachStage(first, (at) => `CASE WHEN m.${column}${at} <= day.as_of THEN m.${column}${at} END AS ${column}${at}`)
  const rank = (day: string) => raw(`${first} - 1 + ${PATH.slice(first).map((_, at) => `(m.c${first + at} <= ${day} IS TRUE)::int`).join(' + ')}`)
  const status = (column: string) => raw(`CASE WHEN ${column} IN ('suspended', 'ended') THEN ${column}::text ELSE 'active' END`)
  const columns = [
    sql`m.project_id`,
    upTo('c'),
    ...(wanted.has('own') ? [upTo('o'), upTo('t')] : []),
    sql`${rank('day.as_of')} AS rank`,
    sql`${SIGNED_ON} AS signed_on`,
    ...factsAmong(wanted).map((column) => raw(`${FACTS[column]} AS ${column}`)),
    ...(wanted.has('size') ? [raw('bounds.froms[width_bucket(m.investment_wan, bounds.froms)] AS size')] : []),
    ...(ofProject ? [raw(`nullif(p.channel, '') AS channel, p.rents OR p.own_land AS no_land`)] : []),
    ...(wanted.has('region') ? [raw(`nullif(i.origin, '') AS region`)] : []),
    ...(wanted.has('status') ? [sql`${status('m.beside')} AS status`, raw(`CASE WHEN m.beside = 'ended' THEN m.beside_since END AS ended_on`)] : []),
    ...(wanted.has('verified') ? [raw(`CASE ${PATH.map((_, at) => PATH.length - 1 - at).map((at) => `WHEN m.v${at} <= day.as_of THEN ${at}`).join(' ')} END AS verified_rank`)] : []),
    ...(wanted.has('was') ? [sql`${rank('day.earlier')} AS rank_was`, sql`${status('m.beside_was')} AS status_was`] : []),
  ]
  return sql`
    SELECT ${join(columns)}
    FROM (${source}) m
    CROSS JOIN (SELECT ${clocks.asOf}::date AS as_of, ${earlier ?? clocks.asOf}::date AS earlier) day
    ${wanted.has('size') ? sql`CROSS JOIN (SELECT array_agg(from_wan ORDER BY from_wan) AS froms FROM (${bandsSql(clocks)}) band) bounds` : empty}
    ${ofProject ? sql`LEFT JOIN project p ON p.id = m.project_id` : empty}
    ${wanted.has('region') ? sql`LEFT JOIN investor i ON i.id = p.investor_id` : empty}
    WHERE ${raw(`m.c${first}`)} <= day.as_of AND m.project_id NOT IN (${hidden(actor)}) ${withinScope(scope)}`
}

/** Both sources: the stages' days, and beside them, where wanted, `v…`, the facts, `beside` and since when, `beside_was`. */
type Source = (question: ScanQuestion, wanted: ReadonlySet<Wanted>) => Prisma.Sql

const fromCache: Source = ({ clocks, from, earlier }, wanted) => {
  const first = rankOf(from)
  const facts = factsAmong(wanted)
  const asOf = sql`${clocks.asOf}::date`
  const own = wanted.has('own')
  const columns = [
    raw('k.project_id'),
    ...(own ? ['c', 'o', 't'] : ['c']).map((column) => eachStage(first, (at) => `k.${column}${at}`)),
    // the cohort's day
    ...(own ? [] : [raw('k.o4')]),
    ...(wanted.has('verified') ? [eachStage(0, (at) => `k.v${at}`)] : []),
    ...facts.map((column) => sql`CASE WHEN k.facts_from <= ${asOf} THEN ${raw(`k.${column}`)} ELSE ${raw(`f.${column}`)} END AS ${raw(column)}`),
    ...(wanted.has('status')
      ? [
          sql`CASE WHEN k.beside_since <= ${asOf} THEN k.beside ELSE s.status END AS beside`,
          sql`CASE WHEN k.beside_since <= ${asOf} THEN k.beside_since ELSE s.since END AS beside_since`,
        ]
      : []),
    ...(wanted.has('was') ? [sql`CASE WHEN k.beside_since <= ${earlier!}::date THEN k.beside ELSE w.status END AS beside_was`] : []),
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
    ${wanted.has('was') ? sql`LEFT JOIN (${besideBy(earlier!)}) w ON w.project_id = k.project_id` : empty}`
}

const fromHistory: Source = ({ clocks, from, earlier }, wanted) => {
  const facts = factsAmong(wanted)
  const columns = [
    raw('d.*'),
    ...(wanted.has('verified') ? [eachStage(0, (at) => `v.v${at}`)] : []),
    ...facts.map((column) => raw(`f.${column}`)),
    ...(wanted.has('status') ? [raw('s.status AS beside, s.since AS beside_since')] : []),
    ...(wanted.has('was') ? [raw('w.status AS beside_was')] : []),
  ]
  return sql`
    SELECT ${join(columns)} FROM (${stageDaysSql(clocks, rankOf(from))}) d
    ${facts.length > 0 ? sql`LEFT JOIN (${factsSql(clocks, clocks.asOf, facts)}) f ON f.project_id = d.project_id` : empty}
    ${wanted.has('status') ? sql`LEFT JOIN (${statusesSql(clocks, clocks.asOf)}) s ON s.project_id = d.project_id` : empty}
    ${wanted.has('was') ? sql`LEFT JOIN (${statusesSql(clocks, earlier!)}) w ON w.project_id = d.project_id` : empty}
    ${wanted.has('verified') ? sql`LEFT JOIN (${verifiedDaysSql(clocks)}) v ON v.project_id = d.project_id` : empty}`
}

/** What the actor may not count, few for most; an unknown visibility hides. */
function hidden(actor: Actor): Prisma.Sql {
  return sql`SELECT p.id FROM project p
    WHERE p.merged_into_id IS NOT NULL OR (${visibleProjectsSql(actor)}) IS NOT TRUE`
}

/** The signing's own day, even where a later stage is dated before it. */
const SIGNED_ON = raw('CASE WHEN m.c4 <= day.as_of THEN CASE WHEN m.o4 <= day.as_of THEN m.o4 ELSE m.c4 END END')

const SCOPE_COLUMNS = {
  unit: { column: FACTS.unit_id, type: 'uuid' },
  park: { column: FACTS.park_id, type: 'uuid' },
  industry: { column: FACTS.industry, type: 'text' },
  sponsor: { column: FACTS.sponsor, type: 'text' },
  size: { column: 'bounds.froms[width_bucket(m.investment_wan, bounds.froms)]', type: 'numeric' },
  region: { column: `nullif(i.origin, '')`, type: 'text' },
  channel: { column: `nullif(p.channel, '')`, type: 'text' },
} as const

/** What no table holds yet: refused, for a figure that ignored its scope would be a wrong one. */
const NOT_YET = ['chain', 'batch', 'event'] as const

function withinScope(scope: ScanQuestion['scope']): Prisma.Sql {
  for (const name of NOT_YET) if (scope[name] !== undefined) throw invalidField(name, '尚无此项资料，不能按它筛选')
  const conditions: Prisma.Sql[] = []
  for (const [name, { column, type }] of Object.entries(SCOPE_COLUMNS)) {
    const value = scope[name as keyof typeof SCOPE_COLUMNS]
    if (value === undefined) continue
    conditions.push(value === NO_VALUE ? sql`${raw(column)} IS NULL` : sql`${raw(column)} = ${value}::${raw(type)}`)
  }
  if (scope.signedFrom || scope.signedTo) conditions.push(sql`m.c4 <= day.as_of`)
  if (scope.signedFrom) conditions.push(sql`${SIGNED_ON} >= ${scope.signedFrom}::date`)
  if (scope.signedTo) conditions.push(sql`${SIGNED_ON} <= ${scope.signedTo}::date`)
  return conditions.length > 0 ? sql`AND ${join(conditions, ' AND ')}` : empty
}
