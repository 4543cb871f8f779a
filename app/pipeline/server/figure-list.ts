import { Prisma } from '~/generated/prisma/client'
import type { Actor } from '~/auth/domain/actor'
import { rankOf, type PathStage, type Stage } from '~/projects/domain/stages'
import { cutsFurther, type FigureFilter } from '../domain/figure-filter'
import { inCohortSql } from './cohort-sql'
import type { Clocks } from './clocks'
import { FOR_OVERDUE, isOverdue, isSoonOverdue, stayOf, UNCLEAR_SQL } from './pieces'
import { scanSql, type Wanted } from './scan'

const { sql, raw, join } = Prisma

/** Exactly the projects that stand behind a number of the pipeline, as a condition on the list of projects (alias `p`). */
export function inFigureSql(actor: Actor, filter: FigureFilter & Clocks): Prisma.Sql {
  if (!cutsFurther(filter)) return inCohortSql(actor, filter)
  const { conditions, wanted } = cuts(filter)
  const { come, verified, at, staying, passed, was, notWas, reached } = filter
  const early = [come, verified, at, staying, passed].some(isEarly)
  const late = [come, verified, staying, passed, reached].some((state) => state !== undefined) || asksSigned(filter)
  const from = early || was || notWas || !late ? 'lead' : 'signed'
  const scan = scanSql({ actor, clocks: filter, scope: filter, from, wanted, earlier: filter.compareAsOf })
  return sql`(p.id IN (WITH m AS MATERIALIZED (${scan}) SELECT m.project_id FROM m
    ${conditions.length > 0 ? sql`WHERE ${join(conditions, ' AND ')}` : Prisma.empty})) IS TRUE`
}

const asksSigned = ({ overdue, soon, unclear, within, waiting, signedFrom, signedTo }: FigureFilter) =>
  [overdue, soon, unclear, within, waiting, signedFrom, signedTo].some((each) => each !== undefined)

const isEarly = (state: Stage | undefined) =>
  state !== undefined && rankOf(state) >= 0 && rankOf(state) < rankOf('signed')

/** The day a project counts from at a stage; of those before the signing it is only asked whether. */
const column = (stage: PathStage) => raw(`m.c${rankOf(stage)}`)
const reached = (stage: PathStage) => raw(`m.rank >= ${rankOf(stage)}`)

/** Where a project stands: its stage while it goes on. */
function stands(state: Stage, rank: Prisma.Sql, status: Prisma.Sql): Prisma.Sql {
  const at = rankOf(state)
  return at < 0 ? sql`${rank} >= 0 AND ${status} = ${state}` : sql`${rank} = ${at} AND ${status} = 'active'`
}

/** Left the stage for a later one; both days known or one of them not. */
function passedSql(stage: PathStage, stay: FigureFilter['stay']): string {
  const { left, days } = stayOf(rankOf(stage))
  const known = { known: `${days} IS NOT NULL`, unknown: `${days} IS NULL`, reversed: `${days} < 0` }
  return stay ? `${left} AND ${known[stay]}` : left
}

function cuts(filter: FigureFilter & Clocks): { conditions: Prisma.Sql[]; wanted: Wanted[] } {
  const { asOf, come, after, verified, at, was, within, overdue, soon, unclear, notReached, status } = filter
  const { notAt, notWas, staying, passed, stay, sizeFrom, waiting, noTax } = filter
  const conditions: Prisma.Sql[] = []
  const wanted: Wanted[] = []
  if (come && within)
    conditions.push(sql`${column(come)} <= (m.signed_on + make_interval(months => ${within}::int))::date`)
  else if (come) conditions.push(reached(come))
  if (isEarly(come) && (within || after)) wanted.push('early')
  if (come && after) conditions.push(sql`${column(come)} > ${after}::date`)
  if (filter.reached) conditions.push(reached(filter.reached))
  if (notReached) conditions.push(sql`NOT ${reached(notReached)}`)
  if (verified) {
    conditions.push(sql`m.rank >= ${rankOf(verified)} AND m.verified_rank >= ${rankOf(verified)}`)
    wanted.push('verified')
  }
  if (at || notAt || status) wanted.push('status')
  if (at) conditions.push(stands(at, raw('m.rank'), raw('m.status')))
  if (notAt) conditions.push(sql`NOT (${stands(notAt, raw('m.rank'), raw('m.status'))})`)
  if (status) conditions.push(sql`m.status = ${status}`)
  if (was) {
    conditions.push(was === 'new' ? raw('m.rank_was < 0') : stands(was, raw('m.rank_was'), raw('m.status_was')))
    wanted.push('was')
  }
  if (notWas) {
    conditions.push(sql`NOT (${stands(notWas, raw('m.rank_was'), raw('m.status_was'))})`)
    wanted.push('was')
  }
  if (overdue !== undefined || soon !== undefined) wanted.push(...FOR_OVERDUE)
  if (overdue !== undefined) conditions.push(isOverdue(asOf, overdue))
  if (soon !== undefined) conditions.push(isSoonOverdue(asOf, soon))
  if (unclear) {
    conditions.push(raw(`m.c4 IS NOT NULL AND (${UNCLEAR_SQL[unclear]})`))
    wanted.push('given', 'investment_wan', 'unit_id', 'no_land', 'verified')
  }
  if (staying) conditions.push(sql`m.rank = ${rankOf(staying)} AND m.status <> 'ended'`)
  if (waiting) conditions.push(raw(`m.c4 IS NOT NULL AND m.c6 IS NULL AND m.status <> 'ended'`))
  if (staying || waiting) wanted.push('status')
  if (passed) {
    conditions.push(raw(passedSql(passed, stay)))
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
