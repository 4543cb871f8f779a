import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { at } from '~/projects/server/milestone-columns'
import { NO_VALUE, type CohortBy } from '../domain/cohort-input'
import type { CountedStage, MilestoneFilter } from '../domain/milestone-filter'
import type { Clocks } from './clocks'
import { bandsSql, scanSql, type Wanted } from './scan'

const { sql, raw, join, empty } = Prisma

/** What each kind of cohort is keyed by (alias m: the scan), and what of a project that needs. */
const KEYS: Record<CohortBy, { key: string; wanted: Wanted[] }> = {
  none: { key: `'all'`, wanted: [] },
  month: { key: `date_trunc('month', m.signed_on::timestamp)`, wanted: [] },
  unit: { key: 'm.unit_id', wanted: ['unit_id'] },
  park: { key: 'm.park_id', wanted: ['park_id'] },
  industry: { key: 'm.industry', wanted: ['industry'] },
  size: { key: 'm.size', wanted: ['size'] },
}

interface Period {
  signedFrom?: string
  signedTo?: string
}

/** One row a cohort: key, label and its counts and sums. */
export function cohortsSql(actor: Actor, clocks: Clocks, by: CohortBy, period: Period): Prisma.Sql {
  const { key, wanted } = KEYS[by]
  const scan = scanSql({
    actor,
    clocks,
    scope: period,
    from: 'signed',
    wanted: ['investment_wan', 'land_mu', 'status', ...wanted],
  })
  const text = by === 'month' ? raw(`to_char(c.key, 'YYYY-MM')`) : raw('c.key::text')
  const grouped = sql`
    SELECT ${raw(key)} AS key,
      count(*) AS signed,
      count(m.${at('landSupplied')}) AS land_supplied,
      count(m.${at('started')}) AS started,
      count(m.${at('completed')}) AS completed,
      count(m.${at('producing')}) AS producing,
      count(*) FILTER (WHERE m.status = 'suspended') AS suspended,
      count(*) FILTER (WHERE m.status = 'ended') AS ended,
      sum(m.investment_wan) AS investment_wan,
      sum(m.land_mu) AS land_mu
    FROM (${scan} OFFSET 0) m
    ${by === 'none' ? empty : sql`GROUP BY 1`}`
  return sql`
    SELECT coalesce(${text}, ${NO_VALUE}) AS key, ${labelOf(by, clocks)} AS label,
      c.signed::int AS signed, c.land_supplied::int AS "landSupplied", c.started::int AS started,
      c.completed::int AS completed, c.producing::int AS producing,
      c.suspended::int AS suspended, c.ended::int AS ended,
      coalesce(c.investment_wan, 0)::text AS "investmentWan", coalesce(c.land_mu, 0)::text AS "landMu"
    FROM (${grouped}) c`
}

/** The name of a cohort in the database's words; null where the key itself says it. */
function labelOf(by: CohortBy, clocks: Clocks): Prisma.Sql {
  if (by === 'unit') return sql`(SELECT u.name FROM unit u WHERE u.id = c.key)`
  if (by === 'park') return sql`(SELECT k.name FROM park k WHERE k.id = c.key)`
  if (by === 'size') return sql`(SELECT band.label FROM (${bandsSql(clocks)}) band WHERE band.from_wan = c.key)`
  return raw('NULL::text')
}

const reached = (stage: CountedStage) => sql`m.${at(stage)}`

/**
 * Ids of exactly the projects that a figure counted, scoped by what the actor may see. `filter` as the schema
 * `milestoneFilter` gave it, with both clocks set (`clocksAt`).
 */
export function cohortProjectIdsSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  const conditions: Prisma.Sql[] = []
  if (filter.reached) conditions.push(sql`${reached(filter.reached)} IS NOT NULL`)
  if (filter.notReached) conditions.push(sql`${reached(filter.notReached)} IS NULL`)
  if (filter.status) conditions.push(sql`m.status = ${filter.status}`)
  const scan = scanSql({
    actor,
    clocks: filter,
    scope: filter,
    from: 'signed',
    wanted: filter.status ? ['status'] : [],
  })
  return sql`SELECT m.project_id FROM (${scan}) m ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : empty}`
}

/** The same projects as a condition on the list of projects (alias `p`): a set, and never joined, whatever the planner knows. */
export function inCohortSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  return sql`(p.id IN (${cohortProjectIdsSql(actor, filter)})) IS TRUE`
}
