import { Prisma } from '~/generated/prisma/client'
import { pathFrom, type PathStage } from '~/projects/domain/stages'
import { at, given, givenTo, own } from '~/projects/server/milestone-columns'
import { addDays, type Day } from '~/shared/day'
import type { UNCLEAR } from '../domain/figure-filter'
import type { Wanted } from './scan'

const { sql, raw, join } = Prisma

/** Conditions on `m`, the scan: figures count by them, and the lists behind their numbers select by the same. */

/** Has come to the stage or a later one; for stages from the signing on. */
export const reachedBy = (stage: PathStage) => sql`m.${at(stage)} IS NOT NULL`
export const verifiedAt = (stage: PathStage) => sql`m.verified_stage >= ${stageWord(stage)}`

export const SIGNED = reachedBy('signed')
export const STARTED = reachedBy('started')
/** At a stage now, and 未开工: whoever has ended is no more there, whoever is suspended is. */
export const NOT_ENDED = raw(`m.status <> 'ended'`)
export const SUSPENDED = raw(`m.status = 'suspended'`)
/** 未开工: signed, not started, not ended. */
export const NOT_STARTED = sql`${SIGNED} AND m.${at('started')} IS NULL AND ${NOT_ENDED}`
/** Ended without a start. */
export const NEVER_STARTED = sql`${SIGNED} AND m.${at('started')} IS NULL AND m.status = 'ended'`

/** A stage as a word of SQL, of the enum. */
export const stageWord = (stage: PathStage) => raw(`'${stage}'::stage`)

/** Last day on which a project is not overdue: its batch's own, else so many days after signing. */
export const deadline = (days: number) => raw(`coalesce(m.deadline_on, m.signed_on + ${Math.trunc(days)})`)

/** What it takes to tell what is overdue. */
export const FOR_OVERDUE: readonly Wanted[] = ['status', 'deadline']

export const isOverdue = (asOf: Day, days: number) => sql`${NOT_STARTED} AND ${asOf}::date > ${deadline(days)}`

export const SOON_DAYS = 30

export const isSoonOverdue = (asOf: Day, days: number) =>
  sql`${NOT_STARTED} AND ${asOf}::date <= ${deadline(days)} AND ${addDays(asOf, SOON_DAYS)}::date > ${deadline(days)}`

/** The first and the last possible day of a stage's own event, where that had happened and its day was given. */
const firstDay = (of: PathStage) => sql`CASE WHEN m.${given(of)} <= m.as_of THEN m.${given(of)} END`
const lastDay = (of: PathStage) => sql`CASE WHEN m.${given(of)} <= m.as_of THEN m.${givenTo(of)} END`

/**
 * Days from a stage's own event to the next stage's own; null: a day is not known. `left`: it has been left by then;
 * `reversed`: before it came, even if a month is read as its last day (±).
 */
export function stayOf(stage: PathStage) {
  const next = (day: (of: PathStage) => Prisma.Sql) => {
    const cases = pathFrom(stage)
      .slice(1)
      .map((later) => sql`WHEN m.${own(later)} <= m.as_of THEN ${day(later)}`)
    return cases.length > 0 ? sql`CASE ${join(cases, ' ')} END` : raw('NULL::date')
  }
  return {
    left: sql`m.stage > ${stageWord(stage)} AND m.${own(stage)} <= m.as_of`,
    days: sql`(${next(firstDay)}) - (${firstDay(stage)})`,
    reversed: sql`(${next(lastDay)}) < (${firstDay(stage)})`,
  }
}

/** The day on which land was supplied: its own, never that of a later stage. */
export const LAND_DAY = firstDay('landSupplied')

/** The last possible day on which it had started, where that is known better than the day it counts from. */
const startedBy = sql`coalesce(least(${join(pathFrom('started').map(lastDay))}), m.${at('started')})`

/** Of a signed project: what is not known or not verified. */
export const UNCLEAR_SQL: Record<(typeof UNCLEAR)[number], Prisma.Sql> = {
  landDayUnknown: sql`${reachedBy('landSupplied')} AND (m.${given('landSupplied')} <= m.as_of) IS NOT TRUE
    AND (m.${own('landSupplied')} <= m.as_of OR m.no_land IS NOT TRUE)`,
  startDayUnknown: sql`${STARTED} AND (m.${given('started')} <= m.as_of) IS NOT TRUE`,
  signDayUnknown: sql`(m.${given('signed')} <= m.as_of) IS NOT TRUE`,
  unverified: sql`CASE WHEN ${STARTED} THEN ${verifiedAt('started')} ELSE ${verifiedAt('signed')} END IS NOT TRUE`,
  signedUnverified: sql`(${verifiedAt('signed')}) IS NOT TRUE`,
  startedUnverified: sql`${STARTED} AND (${verifiedAt('started')}) IS NOT TRUE`,
  notComparable: sql`${STARTED} AND ${startedBy} < m.signed_on`,
  noAmount: raw('m.investment_wan IS NULL'),
  noUnit: raw('m.unit_id IS NULL'),
}

/** What these take. */
export const FOR_UNCLEAR: readonly Wanted[] = ['given', 'investment_wan', 'unit_id', 'no_land', 'verified']
