import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { database, transaction, type Tx } from '~/platform/database/client'
import { fromDay, toDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { EventInput } from '../domain/event'
import { explainTaken, goingOf, otherProjects } from './constraints'
import { emptyEvent } from './event-members'

const columnsOf = ({ heldFrom, heldTo, ...rest }: EventInput) => ({
  ...rest,
  heldFrom: fromDay(heldFrom),
  heldTo: fromDay(heldTo),
})

/** A stored event as its form's values; the last day of one that took one day is left out. */
export function eventValues({ name, kind, heldFrom, heldTo, place, note }: ReturnType<typeof columnsOf>) {
  const [from, to] = [toDay(heldFrom), toDay(heldTo)]
  return { name, kind, heldFrom: from, heldTo: to === from ? null : to, place, note }
}

const logged = ({ heldFrom, heldTo, name, kind, place, note }: ReturnType<typeof columnsOf>) => ({
  name,
  kind,
  place,
  note,
  heldFrom: toDay(heldFrom),
  heldTo: toDay(heldTo),
})

/** @throws invalid when an event of that name began on that day */
export async function createEvent(context: RequestContext, input: EventInput): Promise<{ id: string }> {
  assertCan(context.actor, 'promotion.manage')
  return explainTaken(() =>
    transaction(async (tx) => {
      const columns = columnsOf(input)
      const { id } = await tx.promotionEvent.create({
        data: { ...columns, createdAt: context.now, createdById: context.actor.userId },
      })
      await recordAudit(tx, context, {
        action: 'promotionEvent.create',
        subjectType: 'promotionEvent',
        subjectId: id,
        after: logged(columns),
      })
      return { id }
    }),
  )
}

/** What goes with it. */
const GOING = {
  _count: { select: { projects: true } },
  projects: { select: { project: { select: { name: true } } }, orderBy: { addedAt: 'asc' }, take: 3 },
} satisfies Prisma.PromotionEventInclude

/** What an edit starts from. @throws notFound */
export async function editableEvent(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'promotion.manage')
  const event = isId(id) && (await database().promotionEvent.findUnique({ where: { id }, include: GOING }))
  if (!event) throw notFound('这次活动')
  return { id: event.id, name: event.name, version: event.version, values: eventValues(event), going: goingOf(event) }
}

/** The event, locked, if it is still the version that was looked at; no project joins it meanwhile. */
async function seenEvent(tx: Tx, id: string, version: number) {
  await tx.$queryRaw`SELECT 1 FROM promotion_event WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.promotionEvent.findUnique({
    where: { id },
    include: { _count: { select: { projects: true } } },
  })
  if (!stored) throw notFound('这次活动')
  if (stored.version === version) return stored
  const subject = { type: 'promotionEvent', id } as const
  throw await staleEdit(tx, { subject, what: '这次活动', version: stored.version, current: eventValues(stored) })
}

/** @throws stale with both versions when somebody saved in between */
export async function editEvent(
  context: RequestContext,
  { id, version, input }: { id: string | undefined; version: number; input: EventInput },
): Promise<void> {
  assertCan(context.actor, 'promotion.manage')
  if (!isId(id)) throw notFound('这次活动')
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenEvent(tx, id, version)
      const columns = columnsOf(input)
      await tx.promotionEvent.update({ where: { id }, data: { ...columns, version: version + 1 } })
      await recordAudit(tx, context, {
        action: 'promotionEvent.update',
        subjectType: 'promotionEvent',
        subjectId: id,
        before: logged(before),
        after: logged(columns),
      })
    }),
  )
}

/**
 * Takes an event without projects out of the list; the log keeps what it was.
 * @throws notFound, conflict while it has projects, stale with both versions when somebody saved in between
 */
export async function deleteEvent(
  context: RequestContext,
  { id, version, projects = 0 }: { id: string | undefined; version: number; projects?: number },
): Promise<void> {
  assertCan(context.actor, 'promotion.manage')
  if (!isId(id)) throw notFound('这次活动')
  await transaction(async (tx) => {
    const before = await seenEvent(tx, id, version)
    if (before._count.projects !== projects) throw otherProjects('活动')
    await emptyEvent(tx, context, before)
    await tx.promotionEvent.delete({ where: { id } })
    await recordAudit(tx, context, {
      action: 'promotionEvent.delete',
      subjectType: 'promotionEvent',
      subjectId: id,
      before: logged(before),
    })
  })
}
