import { Prisma } from '~/generated/prisma/client'
import { PATH, pathFrom, type PathStage } from '~/projects/domain/stages'
import { at, given, own } from '~/projects/server/milestone-columns'
import { addDays, addMonths, type Day } from '~/shared/day'
import { NO_VALUE } from '../domain/cohort-input'
import { UNCLEAR } from '../domain/figure-filter'
import { HEAT_STAGES, HORIZONS } from '../domain/figures'
import type { Granularity, GroupBy } from '../domain/scope'
import type { Wanted } from './scan'

const { sql, raw, join } = Prisma

/**
 * Pieces of one statement: each reads `m`, the scan, and yields one JSON value of few rows. Sums and shares of rows are
 * left to the domain.
 */
export interface Piece {
  select: Prisma.Sql
  wanted: readonly Wanted[]
  /** does not read the scan: names and the like */
  beside?: true
}

const rows = (select: Prisma.Sql) => sql`(SELECT coalesce(json_agg(r), '[]'::json) FROM (${select}) r)`

/** Signed projects only: what cohorts, waits and tables are drawn from. */
export const SIGNED = sql`m.${at('signed')} IS NOT NULL`
export const NOT_STARTED = sql`${SIGNED} AND m.${at('started')} IS NULL`
/** Whoever has ended needs no start any more. */
export const WAITING = sql`${NOT_STARTED} AND m.status <> 'ended'`

/** Last day on which a project is not overdue: its batch's own, else so many days after signing. */
const deadline = (days: number) => raw(`coalesce(m.deadline_on, m.signed_on + ${Math.trunc(days)})`)

/** What it takes to tell what is overdue. */
export const FOR_OVERDUE: readonly Wanted[] = ['status', 'deadline']

export const isOverdue = (asOf: Day, days: number) => sql`${WAITING} AND ${asOf}::date > ${deadline(days)}`

/** Counts and sums by current stage, verified stage and status: the funnel adds them up. */
export const funnelPiece: Piece = {
  wanted: ['investment_wan', 'land_mu', 'status', 'verified'],
  select: rows(sql`
    SELECT m.stage, CASE WHEN m.verified_stage IS NOT NULL THEN least(m.verified_stage, m.stage) END AS verified, m.status, count(*)::int AS count,
      coalesce(sum(m.investment_wan), 0) AS wan, coalesce(sum(m.land_mu), 0) AS mu,
      count(*) FILTER (WHERE m.investment_wan IS NULL)::int AS "noAmount"
    FROM m GROUP BY 1, 2, 3`),
}

/** Cohorts by signing period: how far they had come within calendar months, cut to the month's end. */
export function heatPiece(by: Granularity, asOf: Day): Piece {
  const within = HORIZONS.flatMap((months) => [
    sql`count(*) FILTER (WHERE h${raw(String(months))} <= ${asOf}::date)::int AS ${raw(`"due${months}"`)}`,
    ...HEAT_STAGES.map(
      (stage) =>
        sql`count(*) FILTER (WHERE ${at(stage)} <= h${raw(String(months))})::int AS ${raw(`"${stage}In${months}"`)}`,
    ),
  ])
  return {
    wanted: ['investment_wan', 'land_mu'],
    select: rows(sql`
      SELECT to_char(date_trunc(${raw(`'${by}'`)}, signed_on::timestamp), 'YYYY-MM-DD') AS "from", count(*)::int AS signed,
        coalesce(sum(investment_wan), 0) AS wan, coalesce(sum(land_mu), 0) AS mu, ${join(within)}
      FROM (SELECT m.signed_on, ${join(HEAT_STAGES.map((stage) => sql`m.${at(stage)}`))}, m.investment_wan, m.land_mu,
          ${raw(HORIZONS.map((months) => `(m.signed_on + interval '${months} months')::date AS h${months}`).join(', '))}
        FROM m WHERE ${SIGNED} OFFSET 0) each
      GROUP BY date_trunc(${raw(`'${by}'`)}, signed_on::timestamp)`),
  }
}

/** What a group is keyed by, what it needs, and where its name stands. */
const GROUPS: Record<GroupBy, { key: Prisma.Sql; wanted: Wanted[]; names?: 'unit' | 'park' }> = {
  none: { key: raw(`'all'`), wanted: [] },
  unit: { key: raw('m.unit_id::text'), wanted: ['unit_id'], names: 'unit' },
  park: { key: raw('m.park_id::text'), wanted: ['park_id'], names: 'park' },
  industry: { key: raw('m.industry'), wanted: ['industry'] },
  sponsor: { key: raw('m.sponsor'), wanted: ['sponsor'] },
  size: { key: raw('m.size::text'), wanted: ['size'] },
  region: { key: raw('m.region'), wanted: ['region'] },
  channel: { key: raw('m.channel'), wanted: ['channel'] },
  year: { key: raw(`to_char(m.signed_on, 'YYYY')`), wanted: [] },
}

export const groupKey = (by: GroupBy) => sql`coalesce(${GROUPS[by].key}, ${NO_VALUE})`

/**
 * Waits from signing to starting, `[group, days, started, over, projects]`: not started waits until `asOf`, or until
 * the day it ended. A start before the signing waits 0 days.
 */
export function waitsPiece(by: GroupBy, asOf: Day): Piece {
  return {
    wanted: ['status', ...GROUPS[by].wanted],
    select: sql`(SELECT coalesce(json_agg(json_build_array(key, days, started, over, projects)), '[]'::json) FROM (
      SELECT ${groupKey(by)} AS key,
        greatest(0, coalesce(m.${at('started')}, m.ended_on, ${asOf}::date) - m.signed_on) AS days,
        (m.${at('started')} IS NOT NULL)::int AS started, (m.${at('started')} IS NULL AND m.status = 'ended')::int AS over, count(*)::int AS projects
      FROM m WHERE ${SIGNED} GROUP BY 1, 2, 3, 4) waits)`,
  }
}

/** By group, how many started before they were signed by the days given. */
export function reversedPiece(by: GroupBy): Piece {
  return {
    wanted: GROUPS[by].wanted,
    select: rows(
      sql`SELECT ${groupKey(by)} AS key, count(*)::int AS count FROM m WHERE m.${at('started')} < m.signed_on GROUP BY 1`,
    ),
  }
}

/** Names of what groups and tables are keyed by. */
export const namesPiece: Piece = {
  beside: true,
  wanted: [],
  select: sql`(SELECT coalesce(json_object_agg(id, name), '{}'::json) FROM (${raw(['unit', 'park', 'promotion_batch', 'promotion_event'].map((table) => `SELECT id::text, name FROM ${table}`).join(' UNION ALL '))}) named)`,
}

/** Days from a stage's own event to the next stage's own; null: a day is not known. `left`: it has been left by then. */
export function stayOf(stage: PathStage) {
  const known = (of: PathStage) => sql`CASE WHEN m.${given(of)} <= m.as_of THEN m.${given(of)} END`
  const next = pathFrom(stage)
    .slice(1)
    .map((later) => sql`WHEN m.${own(later)} <= m.as_of THEN ${known(later)}`)
  const gone = next.length > 0 ? sql`CASE ${join(next, ' ')} END` : raw('NULL::date')
  return {
    left: sql`m.stage > ${word(stage)} AND m.${own(stage)} <= m.as_of`,
    days: sql`(${gone}) - (${known(stage)})`,
  }
}

const word = (stage: PathStage) => raw(`'${stage}'`)

/**
 * Days between a stage's own event and the next stage's own, where both are known: number, median, 90 of 100, days
 * before their time, and how many have a day missing. Discrete quantiles: the first day by which so many had left.
 */
export const staysPiece: Piece = {
  wanted: ['own'],
  select: rows(sql`
    WITH left_stages AS (
      ${join(
        PATH.slice(0, -1).map((stage) => {
          const { left, days } = stayOf(stage)
          return sql`SELECT ${word(stage)}::stage AS stage, ${days} AS days, count(*) AS n FROM m WHERE ${left} GROUP BY 2`
        }),
        ' UNION ALL ',
      )}
    ), stays AS (
      SELECT stage, CASE WHEN days IS NOT NULL THEN greatest(days, 0) END AS days, sum(n) AS n,
        coalesce(sum(n) FILTER (WHERE days < 0), 0) AS reversed
      FROM left_stages GROUP BY 1, 2
    ), added AS (
      SELECT *, sum(n) FILTER (WHERE days IS NOT NULL) OVER (PARTITION BY stage ORDER BY days) AS so_far,
        sum(n) FILTER (WHERE days IS NOT NULL) OVER (PARTITION BY stage) AS total
      FROM stays
    )
    SELECT stage, coalesce(max(total), 0)::int AS n, sum(reversed)::int AS "notComparable",
      coalesce(sum(n) FILTER (WHERE days IS NULL), 0)::int AS unknown,
      min(days) FILTER (WHERE so_far >= 0.5 * total) AS median, min(days) FILTER (WHERE so_far >= 0.9 * total) AS p90
    FROM added GROUP BY stage`),
}

/** Still at a stage and not ended: how many, and the median of the days since. */
export const waitingPiece: Piece = {
  wanted: ['status', 'since'],
  select: rows(sql`
    SELECT m.stage, count(*)::int AS waiting, percentile_disc(0.5) WITHIN GROUP (ORDER BY m.as_of - m.since) AS median
    FROM m WHERE m.status <> 'ended' GROUP BY 1`),
}

/** Where projects stood on the earlier day and where they stand; `null`: not yet there. */
export const flowPiece: Piece = {
  wanted: ['investment_wan', 'was'],
  select: rows(sql`
    SELECT m.stage_was AS "stageWas", m.status_was AS "statusWas", m.stage, m.status,
      count(*)::int AS count, coalesce(sum(m.investment_wan), 0) AS wan
    FROM m GROUP BY 1, 2, 3, 4`),
}

export const TABLES = ['size', 'region', 'industry', 'channel', 'unit'] as const
export type Table = (typeof TABLES)[number]

const TABLE_KEYS: Record<Table, { column: string; wanted: Wanted }> = {
  size: { column: 'size', wanted: 'size' },
  region: { column: 'region', wanted: 'region' },
  industry: { column: 'industry', wanted: 'industry' },
  channel: { column: 'channel', wanted: 'channel' },
  unit: { column: 'unit_id', wanted: 'unit_id' },
}

/** One look at the signed projects for several tables. */
export function tablesPiece(tables: readonly Table[], asOf: Day, days: number): Piece {
  const columns = tables.map((table) => TABLE_KEYS[table].column)
  const newYear = `${asOf.slice(0, 4)}-01-01`
  const key = tables.map(
    (table) => `WHEN grouping(m.${TABLE_KEYS[table].column}) = 0 THEN m.${TABLE_KEYS[table].column}::text`,
  )
  const name = tables.map((table) => `WHEN grouping(m.${TABLE_KEYS[table].column}) = 0 THEN '${table}'`)
  return {
    wanted: [
      'investment_wan',
      'land_mu',
      'verified',
      ...FOR_OVERDUE,
      ...tables.map((table) => TABLE_KEYS[table].wanted),
    ],
    select: rows(sql`
      SELECT ${raw(`CASE ${name.join(' ')} END`)} AS "table", coalesce(${raw(`CASE ${key.join(' ')} END`)}, ${NO_VALUE}) AS key,
        count(*)::int AS signed, count(m.${at('landSupplied')})::int AS "landSupplied", count(m.${at('started')})::int AS started,
        count(m.${at('started')}) FILTER (WHERE m.verified_stage >= 'started')::int AS "verifiedStarted",
        count(m.${at('completed')})::int AS completed, count(m.${at('producing')})::int AS producing,
        count(*) FILTER (WHERE ${isOverdue(asOf, days)})::int AS overdue,
        coalesce(sum(m.investment_wan), 0) AS wan, coalesce(sum(m.land_mu), 0) AS mu,
        coalesce(sum(m.investment_wan) FILTER (WHERE m.${at('started')} IS NOT NULL), 0) AS "startedWan",
        count(*) FILTER (WHERE m.signed_on >= ${newYear}::date)::int AS "signedThisYear",
        count(m.${at('started')}) FILTER (WHERE m.signed_on >= ${newYear}::date)::int AS "startedThisYear"
      FROM m WHERE ${SIGNED} GROUP BY GROUPING SETS (${raw(columns.map((column) => `(m.${column})`).join(', '))})`),
  }
}

/** Not started, overdue, soon overdue: in all and by the unit that answers. */
export function overduePiece(asOf: Day, days: number): Piece {
  return {
    wanted: ['investment_wan', 'land_mu', 'unit_id', 'annual_tax_wan', ...FOR_OVERDUE],
    select: rows(sql`
      SELECT coalesce(m.unit_id::text, ${NO_VALUE}) AS unit, count(*)::int AS "notStarted", coalesce(sum(m.investment_wan), 0) AS "notStartedWan",
        count(*) FILTER (WHERE late)::int AS total, coalesce(sum(m.investment_wan) FILTER (WHERE late), 0) AS wan,
        coalesce(sum(m.land_mu) FILTER (WHERE late), 0) AS mu, count(*) FILTER (WHERE late AND m.status = 'suspended')::int AS suspended,
        coalesce(sum(m.annual_tax_wan) FILTER (WHERE late), 0) AS tax, count(*) FILTER (WHERE late AND m.annual_tax_wan IS NULL)::int AS "noTax",
        count(*) FILTER (WHERE soon)::int AS soon, coalesce(sum(m.investment_wan) FILTER (WHERE soon), 0) AS "soonWan",
        coalesce(max(${asOf}::date - m.signed_on) FILTER (WHERE late), 0) AS longest
      FROM m CROSS JOIN LATERAL (SELECT ${isOverdue(asOf, days)} AS late, ${isSoonOverdue(asOf, days)} AS soon) at
      WHERE ${NOT_STARTED} GROUP BY 1`),
  }
}

export const SOON_DAYS = 30

export const isSoonOverdue = (asOf: Day, days: number) =>
  sql`${WAITING} AND ${asOf}::date <= ${deadline(days)} AND ${addDays(asOf, SOON_DAYS)}::date > ${deadline(days)}`

export const OVERDUE_SORTS = ['money', 'days'] as const
export type OverdueSort = (typeof OVERDUE_SORTS)[number]

export interface OverduePage {
  days: number
  sort: OverdueSort
  limit: number
  offset: number
  /** turning overdue within 30 days instead */
  soon?: boolean
}

/** The projects themselves, the weightiest first, with what is in their way. */
export function overdueItemsPiece(
  asOf: Day,
  groupBy: GroupBy,
  { days, sort, limit, offset, soon }: OverduePage,
): Piece {
  const order =
    sort === 'money' ? 'm.investment_wan DESC NULLS LAST, m.signed_on' : 'm.signed_on, m.investment_wan DESC NULLS LAST'
  return {
    wanted: ['investment_wan', 'land_mu', 'unit_id', 'sponsor', ...FOR_OVERDUE, ...GROUPS[groupBy].wanted],
    select: rows(sql`
      SELECT p.id, p.name, m.signed_on AS "signedOn", ${asOf}::date - m.signed_on AS days, ${deadline(days)} AS deadline,
        m.unit_id AS "unitId", u.name AS "unitName", m.sponsor, m.investment_wan AS "investmentWan", m.land_mu AS "landMu", m.status,
        p.blocking_issue AS "blockingIssue", p.next_step AS "nextStep", p.next_step_on AS "nextStepOn", p.annual_tax_wan AS "annualTaxWan", m.batch_id AS "batchId", b.name AS "batchName", m.key
      FROM (SELECT m.*, ${groupKey(groupBy)} AS key FROM m WHERE ${soon ? isSoonOverdue(asOf, days) : isOverdue(asOf, days)}
        ORDER BY ${raw(order)}, m.project_id LIMIT ${limit} OFFSET ${offset}) m
      JOIN project p ON p.id = m.project_id LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN promotion_batch b ON b.id = m.batch_id
      ORDER BY ${raw(order)}, m.project_id`),
  }
}

/** Of a signed project: what is not known or not verified. */
export const UNCLEAR_SQL: Record<(typeof UNCLEAR)[number], Prisma.Sql> = {
  landDayUnknown: sql`m.${at('landSupplied')} IS NOT NULL AND (m.${given('landSupplied')} <= m.as_of) IS NOT TRUE
    AND (m.${own('landSupplied')} <= m.as_of OR m.no_land IS NOT TRUE)`,
  startDayUnknown: sql`m.${at('started')} IS NOT NULL AND (m.${given('started')} <= m.as_of) IS NOT TRUE`,
  signDayUnknown: sql`(m.${given('signed')} <= m.as_of) IS NOT TRUE`,
  unverified: sql`(m.verified_stage >= CASE WHEN m.${at('started')} IS NULL THEN 'signed'::stage ELSE 'started' END) IS NOT TRUE`,
  signedUnverified: sql`(m.verified_stage >= 'signed') IS NOT TRUE`,
  startedUnverified: sql`m.${at('started')} IS NOT NULL AND (m.verified_stage >= 'started') IS NOT TRUE`,
  notComparable: sql`m.${at('started')} < m.signed_on`,
  noAmount: raw('m.investment_wan IS NULL'),
  noUnit: raw('m.unit_id IS NULL'),
}

/** Of how many the day that land was supplied is unknown: it counts from the day the form was filled in. */
export const landDayPiece: Piece = {
  wanted: ['given', 'no_land'],
  select: sql`(SELECT count(*)::int FROM m WHERE ${SIGNED} AND ${UNCLEAR_SQL.landDayUnknown})`,
}

/** All of it as numbers. */
export const qualityPiece: Piece = {
  wanted: ['given', 'investment_wan', 'unit_id', 'no_land', 'verified'],
  select: sql`(SELECT row_to_json(r) FROM (
    SELECT count(*)::int AS signed, ${join(UNCLEAR.map((name) => sql`count(*) FILTER (WHERE ${UNCLEAR_SQL[name]})::int AS ${raw(`"${name}"`)}`))}
    FROM m WHERE ${SIGNED}) r)`,
}

/**
 * What had been known of waits at earlier quarter ends, and who started in the quarter after:
 * `[day, group, days, started, over, startedNext, projects]`.
 */
export function backTestPiece(by: GroupBy, days: readonly Day[]): Piece {
  const tests = join(days.map((day) => sql`(${day}::date, ${quarterAfter(day)}::date)`))
  return {
    wanted: ['status', ...GROUPS[by].wanted],
    // Days and what became of the wait in one number: one key to group by instead of four.
    select: sql`(SELECT coalesce(json_agg(json_build_array(day, key, code >> 2, (code & 3 = 1)::int, (code & 3 = 2)::int, (code & 3 = 3)::int, projects)), '[]'::json) FROM (
      SELECT q.day, ${groupKey(by)} AS key, CASE
          WHEN m.${at('started')} <= q.day THEN (greatest(0, m.${at('started')} - m.signed_on) << 2) + 1
          WHEN m.ended_on <= q.day THEN (greatest(0, m.ended_on - m.signed_on) << 2) + 2
          WHEN m.${at('started')} <= q.until THEN ((q.day - m.signed_on) << 2) + 3
          ELSE (q.day - m.signed_on) << 2 END AS code,
        count(*)::int AS projects
      FROM m CROSS JOIN (VALUES ${tests}) q (day, until)
      WHERE ${SIGNED} AND m.signed_on <= q.day GROUP BY 1, 2, 3) waits)`,
  }
}

/** The end of the quarter that follows a quarter's end. */
export const quarterAfter = (end: Day): Day => addDays(addMonths(addDays(end, 1), 3), -1)
