import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { toDay, type Day } from '~/shared/day'
import type { BatchPart } from '../domain/batch'
import type { EventOutcome } from '../domain/event'

export interface Memberships {
  batches: { id: string; name: string; part: BatchPart; heldOn: Day; deadlineOn: Day }[]
  events: { entryId: string; id: string; name: string; kind: string; heldFrom: Day; outcome: EventOutcome; phase: string | null }[]
}

/** Batches and events of projects that the actor was shown already, by project. */
export async function membershipsOf(call: Call, projectIds: readonly string[]): Promise<Map<string, Memberships>> {
  assertCan(call.actor, 'promotion.read')
  const where = { projectId: { in: [...projectIds] } }
  const [batches, events] = await Promise.all([
    database().batchProject.findMany({ where, include: { batch: true }, orderBy: { part: 'asc' } }),
    database().eventProject.findMany({
      where,
      include: { event: true, phase: { select: { name: true } } },
      orderBy: [{ event: { heldFrom: 'desc' } }, { id: 'asc' }],
    }),
  ])
  const found = new Map<string, Memberships>(projectIds.map((id) => [id, { batches: [], events: [] }]))
  for (const { projectId, part, batch } of batches) {
    const { id, name, heldOn, deadlineOn } = batch
    found.get(projectId)!.batches.push({ id, name, part, heldOn: toDay(heldOn), deadlineOn: toDay(deadlineOn) })
  }
  for (const { id: entryId, projectId, event, outcome, phase } of events) {
    const { id, name, kind, heldFrom } = event
    found.get(projectId)!.events.push({ entryId, id, name, kind, heldFrom: toDay(heldFrom), outcome, phase: phase?.name ?? null })
  }
  return found
}
