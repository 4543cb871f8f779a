import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { toDay } from '~/shared/day'
import { isId } from '~/shared/id'

const OFFERED = 300

/** Batches and events that a project can be put into, the last held first. */
export async function promotionChoices(context: RequestContext) {
  assertCan(context.actor, 'promotion.read')
  const [batches, events] = await Promise.all([
    database().promotionBatch.findMany({
      select: { id: true, name: true },
      orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
      take: OFFERED,
    }),
    database().promotionEvent.findMany({
      select: { id: true, name: true, kind: true, heldFrom: true },
      orderBy: [{ heldFrom: 'desc' }, { id: 'desc' }],
      take: OFFERED,
    }),
  ])
  return { batches, events: events.map(({ heldFrom, ...event }) => ({ ...event, heldFrom: toDay(heldFrom) })) }
}

/** Names of the batch and the event that an address asks for, where there are such. */
export async function promotionNames(
  context: RequestContext,
  { batch, event }: { batch: string | null; event: string | null },
) {
  assertCan(context.actor, 'promotion.read')
  if (!batch && !event) return { batches: [], events: [] }
  const of = (id: string | null) => ({
    where: { id: { in: [id ?? undefined].filter(isId) } },
    select: { id: true, name: true },
  })
  const [batches, events] = await Promise.all([
    database().promotionBatch.findMany(of(batch)),
    database().promotionEvent.findMany(of(event)),
  ])
  return { batches, events }
}
