import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { present, valueAt } from '~/shared/present'
import type { BatchPart } from '../domain/batch'
import type { EventOutcome } from '../domain/event'

export interface Memberships {
  batches: { id: string; name: string; part: BatchPart; heldOn: Day; deadlineOn: Day }[]
  events: {
    entryId: string
    id: string
    name: string
    kind: string
    heldFrom: Day
    outcome: EventOutcome
    phase: string | null
  }[]
}

type OfProject<Row> = Row & { projectId: string }

/** Batches and events of projects that the actor may be shown, by project; one query. */
export async function membershipsOf(
  context: RequestContext,
  projectIds: readonly string[],
): Promise<Map<string, Memberships>> {
  assertCan(context.actor, 'promotion.read')
  const [row] = await database().$queryRaw<
    { batches: OfProject<Memberships['batches'][number]>[]; events: OfProject<Memberships['events'][number]>[] }[]
  >`
    SELECT
      (SELECT coalesce(json_agg(r), '[]'::json) FROM (
        SELECT m.project_id AS "projectId", b.id, b.name, m.part, b.held_on AS "heldOn", b.deadline_on AS "deadlineOn"
        FROM batch_project m JOIN promotion_batch b ON b.id = m.batch_id
        WHERE m.project_id = ANY(${projectIds}::uuid[]) ORDER BY m.part) r) AS batches,
      (SELECT coalesce(json_agg(r), '[]'::json) FROM (
        SELECT m.project_id AS "projectId", m.id AS "entryId", e.id, e.name, e.kind, e.held_from AS "heldFrom", m.outcome, p.name AS phase
        FROM event_project m JOIN promotion_event e ON e.id = m.event_id LEFT JOIN phase p ON p.id = m.phase_id
        WHERE m.project_id = ANY(${projectIds}::uuid[]) ORDER BY e.held_from DESC, m.id) r) AS events`
  const { batches, events } = present(row, 'the memberships')
  const found = new Map<string, Memberships>(projectIds.map((id) => [id, { batches: [], events: [] }]))
  for (const { projectId, ...batch } of batches) valueAt(found, projectId).batches.push(batch)
  for (const { projectId, ...event } of events) valueAt(found, projectId).events.push(event)
  return found
}
