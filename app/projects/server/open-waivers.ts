import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { STAGE_NAMES, type PathStage } from '../domain/stages'
import { listProjects } from './list'
import { isOpenSql } from './open-waiver-sql'

export interface OpenWaiver {
  id: string
  name: string
  /** each stage, why it was let pass, and by whom */
  text: string
}

const SHOWN = 8

/** Projects with a 容缺 that is not made up for, the longest unchanged first: the first 8, and how many there are. */
export async function openWaivers(context: RequestContext): Promise<{ items: OpenWaiver[]; total: number }> {
  assertCan(context.actor, 'stage.waive')
  const filter = { stage: [], openWaiver: '1' as const }
  const { items, total } = await listProjects(context, { filter, sort: 'updatedAt', limit: SHOWN })
  const waived = await database().$queryRaw<{ id: string; stage: PathStage; waiverReason: string; waiverBy: string }[]>`
    SELECT p.id, e.stage::text AS stage, e.waiver_reason AS "waiverReason", e.waiver_by AS "waiverBy"
    FROM project p JOIN stage_event e ON e.project_id = p.id
    WHERE p.id = ANY(${items.map(({ id }) => id)}::uuid[]) AND ${isOpenSql} ORDER BY e.seq`
  return {
    items: items.map(({ id, name }) => ({
      id,
      name,
      text: waived
        .filter((event) => event.id === id)
        .map(({ stage, waiverReason, waiverBy }) => `${STAGE_NAMES[stage]}：${waiverReason}（${waiverBy}批准）`)
        .join('；'),
    })),
    total,
  }
}
