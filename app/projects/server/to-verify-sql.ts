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
  AND ${isNotLeftToOthers(context)}`

/** The project `p` has such an event. */
export const toVerifySql = (context: RequestContext) =>
  sql`EXISTS (SELECT FROM stage_event e WHERE e.project_id = p.id AND ${waitsToBeVerified(context)})`

function isNotLeftToOthers({ actor, now }: RequestContext): Prisma.Sql {
  const { userId, unitId } = actor
  if (!userId || !unitId || !can(actor, 'stage.verify')) return sql`true`
  const rule = sql`coalesce((${ruleInForceSql('verification', businessDay(now))}) ->> 'ownRecords',
    ${RULES.verification.preset.ownRecords})`
  return sql`(e.recorded_by_id IS DISTINCT FROM ${userId}::uuid OR ${rule} = 'anyone' OR NOT EXISTS (
    SELECT FROM app_user u JOIN user_role r ON r.user_id = u.id
    WHERE u.unit_id = ${unitId}::uuid AND u.id <> ${userId}::uuid AND u.disabled_at IS NULL
      AND r.role = ANY(${[...rolesAllowed('stage.verify')]}::role_id[])))`
}
