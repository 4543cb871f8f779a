import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { isPathStage, rankOf, type PathStage, type Stage } from '~/projects/domain/stages'
import { at } from '~/projects/server/milestone-columns'
import { cutsFurther, type FigureFilter } from '../domain/figure-filter'
import type { MilestoneFilter } from '../domain/milestone-filter'
import type { Clocks } from './clocks'
import { FOR_OVERDUE, FOR_UNCLEAR, isOverdue, isSoonOverdue, SIGNED, stayOf, UNCLEAR_SQL, WAITING } from './conditions'
import { scanSql, type Wanted } from './scan'

const { sql, raw, join } = Prisma

/** Exactly the projects that stand behind a number of the pipeline, as a condition on the list of projects (alias `p`). */
export function inFigureSql(actor: Actor, filter: FigureFilter & Clocks): Prisma.Sql {
  if (!cutsFurther(filter)) return inCohortSql(actor, filter)
  const { conditions, wanted } = cuts(filter)
  const { come, verified, at: now, staying, passed, was, notWas, reached } = filter
  const early = [come, verified, now, staying, passed].some(isEarly)
  const late = [come, verified, staying, passed, reached].some((state) => state !== undefined) || asksSigned(filter)
  const from = early || was || notWas || !late ? 'lead' : 'signed'
  const scan = scanSql({
    actor,
    clocks: filter,
    scope: filter,
    from,
    wanted,
    earlier: filter.compareAsOf ?? filter.asOf,
  })
  return sql`(p.id IN (WITH m AS MATERIALIZED (${scan}) SELECT m.project_id FROM m
    ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : Prisma.empty})) IS TRUE`
}

const asksSigned = ({ overdue, soon, unclear, within, waiting, signedFrom, signedTo }: FigureFilter) =>
  [overdue, soon, unclear, within, waiting, signedFrom, signedTo].some((each) => each !== undefined)

const isEarly = (state: Stage | undefined) =>
  state !== undefined && rankOf(state) >= 0 && rankOf(state) < rankOf('signed')

/** The day a project counts from at a stage; of those before the signing it is only asked whether. */
const dayAt = (stage: PathStage) => sql`m.${at(stage)}`
const reached = (stage: PathStage) => sql`m.stage >= ${stage}::stage`

/** Where a project stands: its stage while it goes on. */
function stands(state: Stage, stage: Prisma.Sql, status: Prisma.Sql): Prisma.Sql {
  if (isPathStage(state)) return sql`${stage} = ${state}::stage AND ${status} = 'active'`
  return sql`${stage} IS NOT NULL AND ${status} = ${state}`
}

const STANDS = [raw('m.stage'), raw('m.status')] as const
const STOOD = [raw('m.stage_was'), raw('m.status_was')] as const

/** Left the stage for a later one; both days known or one of them not. */
function passedSql(stage: PathStage, stay: FigureFilter['stay']): Prisma.Sql {
  const { left, days } = stayOf(stage)
  const known = { known: sql`${days} IS NOT NULL`, unknown: sql`${days} IS NULL`, reversed: sql`${days} < 0` }
  return stay ? sql`${left} AND ${known[stay]}` : left
}

function cuts(filter: FigureFilter & Clocks): { conditions: Prisma.Sql[]; wanted: Wanted[] } {
  const { asOf, come, after, verified, at: now, was, within, overdue, soon, unclear, notReached, status } = filter
  const { notAt, notWas, staying, passed, stay, sizeFrom, waiting, noTax } = filter
  const conditions: Prisma.Sql[] = []
  const wanted: Wanted[] = []
  if (come && within)
    conditions.push(sql`${dayAt(come)} <= (m.signed_on + make_interval(months => ${within}::int))::date`)
  else if (come) conditions.push(reached(come))
  if (isEarly(come) && (within || after)) wanted.push('early')
  if (come && after) conditions.push(sql`${dayAt(come)} > ${after}::date`)
  if (filter.reached) conditions.push(reached(filter.reached))
  if (notReached) conditions.push(sql`NOT ${reached(notReached)}`)
  if (verified) {
    conditions.push(sql`${reached(verified)} AND m.verified_stage >= ${verified}::stage`)
    wanted.push('verified')
  }
  if (now || notAt || status) wanted.push('status')
  if (now) conditions.push(stands(now, ...STANDS))
  if (notAt) conditions.push(sql`NOT (${stands(notAt, ...STANDS)})`)
  if (status) conditions.push(sql`m.status = ${status}`)
  if (was) {
    conditions.push(was === 'new' ? raw('m.stage_was IS NULL') : stands(was, ...STOOD))
    wanted.push('was')
  }
  if (notWas) {
    conditions.push(sql`(${stands(notWas, ...STOOD)}) IS NOT TRUE`)
    wanted.push('was')
  }
  if (overdue !== undefined || soon !== undefined) wanted.push(...FOR_OVERDUE)
  if (overdue !== undefined) conditions.push(isOverdue(asOf, overdue))
  if (soon !== undefined) conditions.push(isSoonOverdue(asOf, soon))
  if (unclear) {
    conditions.push(sql`${SIGNED} AND (${UNCLEAR_SQL[unclear]})`)
    wanted.push(...FOR_UNCLEAR)
  }
  if (staying) conditions.push(sql`m.stage = ${staying}::stage AND m.status <> 'ended'`)
  if (waiting) conditions.push(WAITING)
  if (staying || waiting) wanted.push('status')
  if (passed) {
    conditions.push(passedSql(passed, stay))
    wanted.push('own')
  }
  if (sizeFrom) {
    conditions.push(sql`m.size >= ${sizeFrom}::numeric`)
    wanted.push('size')
  }
  if (noTax) {
    conditions.push(raw('m.annual_tax_wan IS NULL'))
    wanted.push('annual_tax_wan')
  }
  return { conditions, wanted }
}

/**
 * Ids of exactly the projects that a number of a cohort counts, scoped by what the actor may see. `filter` as the schema
 * `milestoneFilter` gave it, with both clocks set (`clocksAt`).
 */
export function cohortProjectsSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  const conditions: Prisma.Sql[] = []
  if (filter.reached) conditions.push(sql`${dayAt(filter.reached)} IS NOT NULL`)
  if (filter.notReached) conditions.push(sql`${dayAt(filter.notReached)} IS NULL`)
  if (filter.status) conditions.push(sql`m.status = ${filter.status}`)
  const scan = scanSql({
    actor,
    clocks: filter,
    scope: filter,
    from: 'signed',
    wanted: filter.status ? ['status'] : [],
    earlier: filter.asOf,
  })
  return sql`SELECT m.project_id FROM (${scan}) m ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : Prisma.empty}`
}

/** The same projects as a condition on the list of projects (alias `p`): a set, and never joined, whatever the planner knows. */
export function inCohortSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  return sql`(p.id IN (${cohortProjectsSql(actor, filter)})) IS TRUE`
}
