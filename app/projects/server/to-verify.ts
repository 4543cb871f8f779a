import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { STAGE_NAMES, type PathStage } from '../domain/stages'
import { listProjects } from './list'
import { waitsToBeVerified } from './to-verify-sql'

export interface ToVerify {
  projectId: string
  name: string
  /** the stage that has waited longest */
  eventId: string
  /** its stages that wait, and who recorded them */
  text: string
}

const SHOWN = 8

/** Projects with a stage that has its proof and that the actor may verify, the longest unchanged first: the first 8, and how many there are. */
export async function toVerify(context: RequestContext): Promise<{ items: ToVerify[]; total: number }> {
  assertCan(context.actor, 'stage.verify')
  const filter = { stage: [], toVerify: '1' as const }
  const { items, total } = await listProjects(context, { filter, sort: 'updatedAt', limit: SHOWN })
  const events = await database().$queryRaw<{ projectId: string; id: string; stage: PathStage; by: string | null }[]>`
    SELECT e.id, p.id AS "projectId", e.stage::text AS stage, u.name AS by
    FROM project p JOIN stage_event e ON e.project_id = p.id LEFT JOIN app_user u ON u.id = e.recorded_by_id
    WHERE p.id = ANY(${items.map(({ id }) => id)}::uuid[]) AND ${waitsToBeVerified(context)} ORDER BY e.seq`
  return {
    items: items.flatMap(({ id, name }) => {
      const own = events.filter(({ projectId }) => projectId === id)
      const [first] = own
      if (!first) return []
      const text = own.map(({ stage, by }) => `${STAGE_NAMES[stage]}${by ? `（${by}登记）` : ''}`).join('、')
      return [{ projectId: id, name, eventId: first.id, text }]
    }),
    total,
  }
}
