import { Prisma } from '~/generated/prisma/client'
import { pathFrom, type PathStage } from '~/projects/domain/stages'
import { at, given, own } from '~/projects/server/milestone-columns'
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
export const NOT_STARTED = sql`${SIGNED} AND m.${at('started')} IS NULL`
/** Whoever has ended needs no start any more. */
export const WAITING = sql`${NOT_STARTED} AND m.status <> 'ended'`

/** A stage as a word of SQL, of the enum. */
export const stageWord = (stage: PathStage) => raw(`'${stage}'::stage`)

/** Last day on which a project is not overdue: its batch's own, else so many days after signing. */
export const deadline = (days: number) => raw(`coalesce(m.deadline_on, m.signed_on + ${Math.trunc(days)})`)

/** What it takes to tell what is overdue. */
export const FOR_OVERDUE: readonly Wanted[] = ['status', 'deadline']

export const isOverdue = (asOf: Day, days: number) => sql`${WAITING} AND ${asOf}::date > ${deadline(days)}`

export const SOON_DAYS = 30

export const isSoonOverdue = (asOf: Day, days: number) =>
  sql`${WAITING} AND ${asOf}::date <= ${deadline(days)} AND ${addDays(asOf, SOON_DAYS)}::date > ${deadline(days)}`

/** Days from a stage's own event to the next stage's own; null: a day is not known. `left`: it has been left by then. */
export function stayOf(stage: PathStage) {
  const known = (of: PathStage) => sql`CASE WHEN m.${given(of)} <= m.as_of THEN m.${given(of)} END`
  const next = pathFrom(stage)
    .slice(1)
    .map((later) => sql`WHEN m.${own(later)} <= m.as_of THEN ${known(later)}`)
  const gone = next.length > 0 ? sql`CASE ${join(next, ' ')} END` : raw('NULL::date')
  return {
    left: sql`m.stage > ${stageWord(stage)} AND m.${own(stage)} <= m.as_of`,
    days: sql`(${gone}) - (${known(stage)})`,
  }
}

/** Of a signed project: what is not known or not verified. */
export const UNCLEAR_SQL: Record<(typeof UNCLEAR)[number], Prisma.Sql> = {
  landDayUnknown: sql`${reachedBy('landSupplied')} AND (m.${given('landSupplied')} <= m.as_of) IS NOT TRUE
    AND (m.${own('landSupplied')} <= m.as_of OR m.no_land IS NOT TRUE)`,
  startDayUnknown: sql`${STARTED} AND (m.${given('started')} <= m.as_of) IS NOT TRUE`,
  signDayUnknown: sql`(m.${given('signed')} <= m.as_of) IS NOT TRUE`,
  unverified: sql`CASE WHEN ${STARTED} THEN ${verifiedAt('started')} ELSE ${verifiedAt('signed')} END IS NOT TRUE`,
  signedUnverified: sql`(${verifiedAt('signed')}) IS NOT TRUE`,
  startedUnverified: sql`${STARTED} AND (${verifiedAt('started')}) IS NOT TRUE`,
  notComparable: sql`m.${at('started')} < m.signed_on`,
  noAmount: raw('m.investment_wan IS NULL'),
  noUnit: raw('m.unit_id IS NULL'),
}

/** What these take. */
export const FOR_UNCLEAR: readonly Wanted[] = ['given', 'investment_wan', 'unit_id', 'no_land', 'verified']
