import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { PATH, rankOf, type PathStage } from '~/projects/domain/stages'
import type { Day } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { NO_VALUE } from '../domain/cohort-input'
import type { PipelineScope } from '../domain/scope'
import { bandsSql } from './cohort-sql'
import { factsSql, hidden, standing, STATED, statusesSql, type Clocks, type FactColumn } from './milestones'

const { sql, raw, join, empty } = Prisma

/** What a figure wants to know of each project beside its stages: the scan carries no more. */
export type Wanted = FactColumn | 'size' | 'region' | 'channel' | 'rents' | 'status' | 'verified' | 'was'

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

const FACT_COLUMNS: readonly FactColumn[] = ['unit_id', 'park_id', 'industry', 'sponsor', 'investment_wan', 'land_mu']

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

const each = (from: number, column: (at: number) => string) => raw(PATH.slice(from).map((_, at) => column(from + at)).join(', '))

const suffix = (from: number, column: string) => PATH.slice(from).map((_, at) => `${column}${from + at}`).join(', ')

/**
 * One row for each project that counts at `from` by the clocks, within the scope and what the actor may see:
 * `c0…c9` the day it counts from at each stage of the path (of it or of a later one), `o0…o9` the day of the stage's
 * own event (null: skipped), `t0…t9` the same where that day was given; none after `asOf`. `rank` is its current stage,
 * `signed_on` the cohort's day. Beside them what is wanted. The rules of `historyOf`, which judges it in a test.
 */
export function scanSql(question: ScanQuestion): Prisma.Sql {
  const { actor, clocks, scope, earlier } = question
  const first = rankOf(question.from)
  const wanted = new Set<Wanted>(question.wanted)
  for (const [name, need] of Object.entries(SCOPE_NEEDS)) if (scope[name as keyof PipelineScope]) wanted.add(need)
  if (wanted.has('size')) wanted.add('investment_wan')
  if (wanted.has('was')) wanted.add('status')

  const asOf = sql`${clocks.asOf}::date`
  const facts = FACT_COLUMNS.filter((column) => wanted.has(column))
  const ofProject = wanted.has('channel') || wanted.has('rents') || wanted.has('region')

  const pivot = sql`
    SELECT e.project_id,
      ${each(first, (at) => `min(e.occurred_from) FILTER (WHERE e.stage = '${PATH[at]}') AS t${at}`)},
      ${each(first, (at) => `min(${STATED}) FILTER (WHERE e.occurred_from IS NULL AND e.stage = '${PATH[at]}') AS u${at}`)},
      count(e.occurred_from) < count(*) AS undated
    FROM stage_event e
    WHERE e.stage >= ${raw(`'${question.from}'`)} AND e.stage <= 'onTarget' AND ${standing(clocks)}
      AND e.project_id NOT IN (${hidden(actor)})
    GROUP BY e.project_id`
  // OFFSET 0: each level is worked out once and not pasted into the next.
  const dated = sql`
    SELECT *, ${each(first, (at) => `least(${suffix(at, 't')}) AS g${at}`)}, NULL::date AS g${raw(String(PATH.length))}
    FROM (${pivot}) pivot OFFSET 0`
  const alone = (at: number) => `CASE WHEN g${at + 1} IS NULL THEN u${at} END`
  const counting = sql`
    SELECT project_id,
      ${each(first, (at) => `t${at}`)},
      ${each(first, (at) => `CASE WHEN undated THEN least(t${at}, CASE WHEN u${at} IS NOT NULL THEN coalesce(g${at + 1}, u${at}) END) ELSE t${at} END AS o${at}`)},
      ${each(first, (at) => `CASE WHEN undated THEN least(g${at}, ${PATH.slice(at).map((_, on) => alone(at + on)).join(', ')}) ELSE g${at} END AS c${at}`)}
    FROM (${dated}) dated OFFSET 0`
  const upTo = (column: string) => sql`${each(first, (at) => `CASE WHEN m.${column}${at} <= day.as_of THEN m.${column}${at} END AS ${column}${at}`)}`
  const rank = (day: string) => raw(`${first} - 1 + ${PATH.slice(first).map((_, at) => `(m.c${first + at} <= ${day} IS TRUE)::int`).join(' + ')}`)
  const columns = [
    sql`m.project_id`,
    upTo('c'),
    upTo('o'),
    upTo('t'),
    sql`${rank('day.as_of')} AS rank`,
    raw(`CASE WHEN m.c4 <= day.as_of THEN CASE WHEN m.o4 <= day.as_of THEN m.o4 ELSE m.c4 END END AS signed_on`),
    ...facts.map((column) => raw(column === 'industry' || column === 'sponsor' ? `nullif(f.${column}, '') AS ${column}` : `f.${column}`)),
    ...(wanted.has('size') ? [raw('bounds.froms[width_bucket(f.investment_wan, bounds.froms)] AS size')] : []),
    ...(ofProject ? [raw(`nullif(p.channel, '') AS channel, p.rents OR p.own_land AS no_land`)] : []),
    ...(wanted.has('region') ? [raw(`nullif(i.origin, '') AS region`)] : []),
    ...(wanted.has('status')
      ? [raw(`CASE WHEN s.status IN ('suspended', 'ended') THEN s.status::text ELSE 'active' END AS status`), raw(`CASE WHEN s.status = 'ended' THEN s.since END AS ended_on`)]
      : []),
    ...(wanted.has('verified') ? [raw('v.rank AS verified_rank')] : []),
    ...(wanted.has('was') ? [sql`${rank('day.earlier')} AS rank_was`, raw(`CASE WHEN w.status IN ('suspended', 'ended') THEN w.status::text ELSE 'active' END AS status_was`)] : []),
  ]
  return sql`
    SELECT ${join(columns)}
    FROM (${counting}) m
    CROSS JOIN (SELECT ${asOf} AS as_of, ${earlier ?? clocks.asOf}::date AS earlier) day
    ${facts.length > 0 ? sql`LEFT JOIN (${factsSql(clocks, facts)}) f USING (project_id)` : empty}
    ${wanted.has('size') ? sql`CROSS JOIN (SELECT array_agg(from_wan ORDER BY from_wan) AS froms FROM (${bandsSql(clocks)}) band) bounds` : empty}
    ${ofProject ? sql`LEFT JOIN project p ON p.id = m.project_id` : empty}
    ${wanted.has('region') ? sql`LEFT JOIN investor i ON i.id = p.investor_id` : empty}
    ${wanted.has('status') ? sql`LEFT JOIN (${statusesSql(clocks)}) s USING (project_id)` : empty}
    ${wanted.has('was') ? sql`LEFT JOIN (${statusesSql({ ...clocks, asOf: earlier! })}) w USING (project_id)` : empty}
    ${wanted.has('verified') ? sql`LEFT JOIN (${verifiedSql(clocks)}) v USING (project_id)` : empty}
    WHERE ${raw(`m.c${first}`)} <= day.as_of ${withinScope(scope)}`
}

/** The last stage of the path whose event is verified, as rank: by `asOf`, as known. */
function verifiedSql(clocks: Clocks): Prisma.Sql {
  return sql`
    SELECT e.project_id, max(array_position(${raw(`ARRAY[${PATH.map((stage) => `'${stage}'`).join(', ')}]::stage[]`)}, e.stage)) - 1 AS rank
    FROM stage_event e
    WHERE e.stage <= 'onTarget' AND ${standing(clocks)} AND coalesce(e.occurred_from <= ${clocks.asOf}::date, true)
      AND e.id IN (SELECT v.event_id FROM stage_verification v
        WHERE v.verified_at < ((${clocks.knownOn}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'))
    GROUP BY e.project_id`
}

const SCOPE_COLUMNS = {
  unit: { column: 'f.unit_id', type: 'uuid' },
  park: { column: 'f.park_id', type: 'uuid' },
  industry: { column: `nullif(f.industry, '')`, type: 'text' },
  sponsor: { column: `nullif(f.sponsor, '')`, type: 'text' },
  size: { column: 'bounds.froms[width_bucket(f.investment_wan, bounds.froms)]', type: 'numeric' },
  region: { column: `nullif(i.origin, '')`, type: 'text' },
  channel: { column: `nullif(p.channel, '')`, type: 'text' },
} as const

/** What no table holds yet: refused, for a figure that ignored its scope would be a wrong one. */
const NOT_YET = ['chain', 'batch', 'event'] as const

const SIGNED_ON = raw('CASE WHEN m.o4 <= day.as_of THEN m.o4 ELSE m.c4 END')

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

/** The column `c…` of a stage. */
export const reachedColumn = (stage: PathStage) => `c${rankOf(stage)}`
