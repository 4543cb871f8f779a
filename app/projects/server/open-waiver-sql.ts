import { Prisma } from '~/generated/prisma/client'
import { factsNeeded, ORDERED_FROM, type GuardFactKind } from '../domain/guards'
import { PATH, rankOf, stageBefore, type PathStage } from '../domain/stages'

const { sql, join, raw } = Prisma

/** The event of the project `p` stands: nothing supersedes it. */
export const standingEvent = (alias: string) =>
  raw(`${alias}.project_id = p.id AND ${alias}.phase_id IS NULL
  AND NOT EXISTS (SELECT FROM stage_event c WHERE c.supersedes_id = ${alias}.id)`)

/** As ticked by hand: a room that supplies a fact of its own brings its word of it here too. */
const lacksFact = (kind: GuardFactKind) => sql`NOT coalesce((
  SELECT g.holds FROM guard_fact g WHERE g.project_id = p.id AND g.kind = ${kind}::guard_fact_kind ORDER BY g.seq DESC LIMIT 1), false)`

const lacksStage = (stage: PathStage) =>
  sql`NOT EXISTS (SELECT FROM stage_event o WHERE ${standingEvent('o')} AND o.stage = ${raw(`'${stage}'`)})`

/** What `stillLacking` says of one stage, of the project `p`. */
function lacks(stage: PathStage): Prisma.Sql {
  const ordered = rankOf(stage) >= rankOf(ORDERED_FROM)
  const [usual, skipping] = [false, true].map((skips) => (ordered ? stageBefore(stage, skips) : null))
  const missing = [
    ...(usual
      ? [sql`CASE WHEN p.rents OR p.own_land THEN ${lacksStage(skipping ?? usual)} ELSE ${lacksStage(usual)} END`]
      : []),
    ...factsNeeded(stage).map(lacksFact),
    ...(stage === 'landSupplied' ? [raw('p.project_company_uscc IS NULL')] : []),
  ]
  return missing.length > 0 ? sql`(${join(missing, ' OR ')})` : sql`false`
}

/** The event `e` of the project `p` stands by 容缺, and what it passed over has not come yet. */
export const isOpenSql = sql`e.waiver_reason IS NOT NULL AND ${standingEvent('e')}
  AND CASE e.stage ${join(
    PATH.map((stage) => sql`WHEN ${raw(`'${stage}'`)} THEN ${lacks(stage)}`),
    ' ',
  )} ELSE false END`

/** The project `p` has such an event. */
export const openWaiverSql = sql`EXISTS (SELECT FROM stage_event e WHERE ${isOpenSql})`
