import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { NO_VALUE, type CohortBy } from '../domain/cohort-input'
import type { CountedStage, MilestoneFilter } from '../domain/milestone-filter'
import { factsSql, milestonesSql, statusesSql, type Clocks, type FactColumn } from './milestones'

const { sql, raw, join } = Prisma

/** Size bands in force on the day, `(from_wan, label)`: nearest day of effect before it, else the first after. */
export function bandsSql({ asOf }: Clocks): Prisma.Sql {
  return sql`
    SELECT (band->>'fromWan')::numeric AS from_wan, band->>'label' AS label
    FROM (SELECT r.data FROM rule_set r WHERE r.kind = 'sizeBands'
      ORDER BY r.effective_on <= ${asOf}::date DESC, abs(r.effective_on - ${asOf}::date), r.version DESC LIMIT 1) rules,
      jsonb_array_elements(rules.data->'bands') band`
}

/** What each kind of cohort is keyed by; a size by the lower bound of its band (万元), which belongs to it. */
function keyOf(by: CohortBy, clocks: Clocks): Prisma.Sql {
  switch (by) {
    case 'none':
      return raw(`'all'`)
    case 'month':
      return raw(`date_trunc('month', m.signed_on::timestamp)`)
    case 'unit':
      return raw('f.unit_id')
    case 'park':
      return raw('f.park_id')
    case 'industry':
      return raw(`nullif(f.industry, '')`)
    case 'size': {
      const bounds = sql`(SELECT array_agg(from_wan ORDER BY from_wan) FROM (${bandsSql(clocks)}) band)`
      return sql`(${bounds})[width_bucket(f.investment_wan, ${bounds})]`
    }
  }
}

/** What a list can be narrowed to, and the type of its key. */
const NARROWED = { unit: 'uuid', park: 'uuid', industry: 'text', size: 'numeric' } as const

/** The columns of a fact that a kind of cohort is keyed by: the scan carries no others. */
const FACTS: Partial<Record<CohortBy, FactColumn>> = {
  unit: 'unit_id',
  park: 'park_id',
  industry: 'industry',
  size: 'investment_wan',
}

/** Signed projects with what they are counted by: aliases m (milestones), f (facts), s (status). */
function counted(actor: Actor, clocks: Clocks, facts: FactColumn[]): Prisma.Sql {
  return sql`(${milestonesSql(actor, clocks)}) m
    LEFT JOIN (${factsSql(clocks, facts)}) f USING (project_id)
    LEFT JOIN (${statusesSql(clocks)}) s USING (project_id)`
}

function withinPeriod({ signedFrom, signedTo }: Period): Prisma.Sql[] {
  return [
    ...(signedFrom ? [sql`m.signed_on >= ${signedFrom}::date`] : []),
    ...(signedTo ? [sql`m.signed_on <= ${signedTo}::date`] : []),
  ]
}

interface Period {
  signedFrom?: string
  signedTo?: string
}

const where = (conditions: Prisma.Sql[]) => (conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : sql``)

/** One row a cohort: key, label and its counts and sums. */
export function cohortsSql(actor: Actor, clocks: Clocks, by: CohortBy, period: Period): Prisma.Sql {
  const keyed = FACTS[by]
  const facts = [...new Set<FactColumn>(['investment_wan', 'land_mu', ...(keyed ? [keyed] : [])])]
  const text = by === 'month' ? raw(`to_char(c.key, 'YYYY-MM')`) : raw('c.key::text')
  const grouped = sql`
    SELECT ${keyOf(by, clocks)} AS key,
      count(*) AS signed,
      count(m.land_supplied_from) AS land_supplied,
      count(m.started_from) AS started,
      count(m.completed_from) AS completed,
      count(m.producing_from) AS producing,
      count(*) FILTER (WHERE s.status = 'suspended') AS suspended,
      count(*) FILTER (WHERE s.status = 'ended') AS ended,
      sum(f.investment_wan) AS investment_wan,
      sum(f.land_mu) AS land_mu
    FROM ${counted(actor, clocks, facts)}
    ${where(withinPeriod(period))}
    ${by === 'none' ? sql`` : sql`GROUP BY 1`}`
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

const REACHED: Record<CountedStage, Prisma.Sql> = {
  signed: raw('true'),
  landSupplied: raw('m.land_supplied_from IS NOT NULL'),
  started: raw('m.started_from IS NOT NULL'),
  completed: raw('m.completed_from IS NOT NULL'),
  producing: raw('m.producing_from IS NOT NULL'),
}

/**
 * Ids of exactly the projects that a figure counted, scoped by what the actor may see. `filter` as the schema
 * `milestoneFilter` gave it, with both clocks set (`clocksAt`). Sets are tested one by one and never joined: right
 * after an import the planner knows no numbers, and its joins would run the scans once for each project.
 */
export function cohortProjectIdsSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  const conditions = withinPeriod(filter)
  const among = (ids: Prisma.Sql) => sql`(m.project_id IN (${ids})) IS TRUE`
  const notAmong = (ids: Prisma.Sql) => sql`(m.project_id IN (${ids})) IS NOT TRUE`
  for (const [by, type] of Object.entries(NARROWED) as [keyof typeof NARROWED, string][]) {
    const value = filter[by]
    if (!value) continue
    const key = keyOf(by, filter)
    const having = (condition: Prisma.Sql) =>
      sql`SELECT f.project_id FROM (${factsSql(filter, [FACTS[by]!])}) f WHERE ${condition}`
    conditions.push(
      value === NO_VALUE
        ? notAmong(having(sql`${key} IS NOT NULL`))
        : among(having(sql`${key} = ${value}::${raw(type)}`)),
    )
  }
  if (filter.reached) conditions.push(REACHED[filter.reached])
  if (filter.notReached) conditions.push(sql`NOT ${REACHED[filter.notReached]}`)
  if (filter.status) {
    const resting = filter.status === 'active' ? ['suspended', 'ended'] : [filter.status]
    const ids = sql`SELECT s.project_id FROM (${statusesSql(filter)}) s WHERE s.status = ANY(${resting}::stage[])`
    conditions.push(filter.status === 'active' ? notAmong(ids) : among(ids))
  }
  return sql`SELECT m.project_id FROM (${milestonesSql(actor, filter)}) m ${where(conditions)}`
}

/** The same projects as a condition on the list of projects (alias `p`); one scan whatever the plan, as above. */
export function inCohortSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  return sql`(p.id IN (${cohortProjectIdsSql(actor, filter)})) IS TRUE`
}
