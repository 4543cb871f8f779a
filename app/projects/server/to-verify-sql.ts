import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { can, rolesAllowed } from '~/auth/domain/can'
import { RULES } from '~/settings/domain/rules'
import { ruleInForceSql } from '~/settings/server/rule-in-force'
import { businessDay } from '~/shared/day'
import { keysOf } from '~/shared/records'
import { EVIDENCE_FOR } from '../domain/guards'
import { standingEvent } from './open-waiver-sql'

const { sql } = Prisma

/** The event `e` of the project `p` has its proof and is not verified; of the actor's own records, those that `othersToVerify` leaves to nobody else. */
export const waitsToBeVerified = (context: RequestContext) => sql`e.stage = ANY(${keysOf(EVIDENCE_FOR)}::stage[])
  AND ${standingEvent('e')}
  AND EXISTS (SELECT FROM evidence v WHERE v.event_id = e.id)
  AND NOT EXISTS (SELECT FROM stage_verification v WHERE v.event_id = e.id)
  AND ${isNotLeftToOthers(context, (userId) => sql`e.recorded_by_id IS DISTINCT FROM ${userId}::uuid`)}`

/** The project `p` has such an event, as its milestones know: few of many events wait. */
export const toVerifySql = (context: RequestContext) => sql`p.id IN (
  SELECT k.project_id FROM project_milestone k
  WHERE k.to_verify_by <> '{}' AND ${isNotLeftToOthers(context, (userId) => sql`NOT k.to_verify_by <@ ARRAY[${userId}::uuid]`)})`

/** Somebody else recorded it, as `byAnother` says, or it may be verified by whoever recorded it. */
function isNotLeftToOthers({ actor, now }: RequestContext, byAnother: (userId: string) => Prisma.Sql): Prisma.Sql {
  const { userId, unitId } = actor
  if (!userId || !unitId || !can(actor, 'stage.verify')) return sql`true`
  const rule = sql`coalesce((${ruleInForceSql('verification', businessDay(now))}) ->> 'ownRecords',
    ${RULES.verification.preset.ownRecords})`
  return sql`(${byAnother(userId)} OR ${rule} = 'anyone' OR NOT EXISTS (
    SELECT FROM app_user u JOIN user_role r ON r.user_id = u.id
    WHERE u.unit_id = ${unitId}::uuid AND u.id <> ${userId}::uuid AND u.disabled_at IS NULL
      AND r.role = ANY(${[...rolesAllowed('stage.verify')]}::role_id[])))`
}
