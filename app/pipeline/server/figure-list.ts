import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { isPathStage, rankOf, type PathStage, type Stage } from '~/projects/domain/stages'
import { at } from '~/projects/server/milestone-columns'
import { cutsFurther, type FigureFilter } from '../domain/figure-filter'
import type { MilestoneFilter } from '../domain/milestone-filter'
import type { Clocks } from './clocks'
import {
  FOR_OVERDUE,
  FOR_UNCLEAR,
  isOverdue,
  isSoonOverdue,
  LAND_DAY,
  NOT_ENDED,
  NOT_STARTED,
  SIGNED,
  stayOf,
  UNCLEAR_SQL,
} from './conditions'
import { scanSql, type Wanted } from './scan'

const { sql, raw, join } = Prisma

/** Exactly the projects that stand behind a number of the pipeline, as a condition on the list of projects (alias `p`). */
export function inFigureSql(actor: Actor, filter: FigureFilter & Clocks): Prisma.Sql {
  if (!cutsFurther(filter)) return inCohortSql(actor, filter)
  const { conditions, wanted } = cuts(filter)
  const { come, verified, at: now, staying, passed, was, notWas, reached } = filter
  const early = [come, verified, now, staying, passed].some(isEarly)
  const late = [come, verified, staying, passed, reached].some((state) => state !== undefined) || asksSigned(filter)
  const from = early || was || notWas || filter.wasWaiting || !late ? 'lead' : 'signed'
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
/** Within so many months of signing: land alone by its own day, as the heat map counts it. */
const dayWithin = (stage: PathStage) => (stage === 'landSupplied' ? LAND_DAY : dayAt(stage))
const reached = (stage: PathStage) => sql`m.stage >= ${stage}::stage`

/** Where a project stands: at its stage until it has ended; suspended or ended whatever its stage. */
function stands(state: Stage, stage: Prisma.Sql, status: Prisma.Sql): Prisma.Sql {
  if (isPathStage(state)) return sql`${stage} = ${state}::stage AND ${status} <> 'ended'`
  return sql`${stage} IS NOT NULL AND ${status} = ${state}`
}

const STANDS = [raw('m.stage'), raw('m.status')] as const
const STOOD = [raw('m.stage_was'), raw('m.status_was')] as const

/** Left the stage for a later one; both days known or one of them not. */
function passedSql(stage: PathStage, stay: FigureFilter['stay']): Prisma.Sql {
  const { left, days, reversed } = stayOf(stage)
  const known = { known: sql`${days} IS NOT NULL`, unknown: sql`${days} IS NULL`, reversed }
  return stay ? sql`${left} AND ${known[stay]}` : left
}

function cuts(filter: FigureFilter & Clocks): { conditions: Prisma.Sql[]; wanted: Wanted[] } {
  const { asOf, come, after, verified, at: now, was, within, overdue, soon, unclear, notReached, status } = filter
  const { notAt, notWas, staying, passed, stay, sizeFrom, waiting, noTax } = filter
  const conditions: Prisma.Sql[] = []
  const wanted: Wanted[] = []
  if (come && within)
    conditions.push(sql`${dayWithin(come)} <= (m.signed_on + make_interval(months => ${within}::int))::date`)
  else if (come) conditions.push(reached(come))
  if (isEarly(come) && (within || after || filter.until)) wanted.push('early')
  if (come === 'landSupplied' && within) wanted.push('given')
  if (come && after) conditions.push(sql`${dayAt(come)} > ${after}::date`)
  if (come && filter.until) conditions.push(sql`${dayAt(come)} <= ${filter.until}::date`)
  if (filter.reached) conditions.push(reached(filter.reached))
  if (notReached) conditions.push(sql`NOT ${reached(notReached)} AND ${NOT_ENDED}`)
  if (verified) {
    conditions.push(sql`${reached(verified)} AND m.verified_stage >= ${verified}::stage`)
    wanted.push('verified')
  }
  if (now || notAt || status || notReached) wanted.push('status')
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
  if (filter.wasWaiting) {
    conditions.push(raw(`m.stage_was >= 'signed' AND m.stage_was < 'started' AND m.status_was <> 'ended'`))
    wanted.push('was')
  }
  if (overdue !== undefined || soon !== undefined) wanted.push(...FOR_OVERDUE)
  if (overdue !== undefined) conditions.push(isOverdue(asOf, overdue))
  if (soon !== undefined) conditions.push(isSoonOverdue(asOf, soon))
  if (unclear) {
    conditions.push(sql`${SIGNED} AND (${UNCLEAR_SQL[unclear]})`)
    wanted.push(...FOR_UNCLEAR)
  }
  if (staying) conditions.push(stands(staying, ...STANDS))
  if (waiting) conditions.push(NOT_STARTED)
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
  if (filter.notReached) conditions.push(sql`${dayAt(filter.notReached)} IS NULL AND ${NOT_ENDED}`)
  if (filter.status) conditions.push(sql`m.status = ${filter.status}`)
  const scan = scanSql({
    actor,
    clocks: filter,
    scope: filter,
    from: 'signed',
    wanted: filter.status || filter.notReached ? ['status'] : [],
    earlier: filter.asOf,
  })
  return sql`SELECT m.project_id FROM (${scan}) m ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : Prisma.empty}`
}

/** The same projects as a condition on the list of projects (alias `p`): a set, and never joined, whatever the planner knows. */
export function inCohortSql(actor: Actor, filter: MilestoneFilter & Clocks): Prisma.Sql {
  return sql`(p.id IN (${cohortProjectsSql(actor, filter)})) IS TRUE`
}
