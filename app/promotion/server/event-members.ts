import type { RequestContext } from '~/auth/domain/actor'
import type { Prisma } from '~/generated/prisma/client'
import { assertCan } from '~/auth/domain/can'
import { recordAudits } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { OUTCOME_NAMES, type EventOutcome } from '../domain/event'
import { membersToBe } from './members-to-be'

/** Takes the event's row for this transaction: two who change its list at once stand in line. */
async function lockEvent(tx: Tx, id: string | undefined) {
  if (!isId(id)) throw notFound('这次活动')
  const [event] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM promotion_event WHERE id = ${id}::uuid FOR UPDATE`
  if (!event) throw notFound('这次活动')
  return event
}

interface Entry {
  projectId: string
  phaseId: string | null
}

/** Puts projects, or phases of them, on an event's list; one that is there already takes the new outcome. */
export async function addToEvent(
  context: RequestContext,
  { eventId, outcome, members }: { eventId: string | undefined; outcome: EventOutcome; members: readonly Entry[] },
): Promise<{ added: number; changed: number }> {
  assertCan(context.actor, 'promotion.manage')
  return transaction(async (tx) => {
    const event = await lockEvent(tx, eventId)
    const projects = await membersToBe(
      tx,
      context,
      members.map(({ projectId }) => projectId),
      'members',
    )
    await assertPhases(tx, members)
    const known = await tx.eventProject.findMany({
      where: { eventId: event.id, projectId: { in: [...projects.keys()] } },
    })
    const entryOf = ({ projectId, phaseId }: Entry) =>
      known.find((one) => one.projectId === projectId && one.phaseId === phaseId)
    const added = members.filter((member) => !entryOf(member))
    const changed = members.flatMap((member) => entryOf(member) ?? []).filter((entry) => entry.outcome !== outcome)
    await tx.eventProject.createMany({
      data: added.map((member) => ({
        ...member,
        eventId: event.id,
        outcome,
        addedAt: context.now,
        addedById: context.actor.userId,
      })),
    })
    await tx.eventProject.updateMany({ where: { id: { in: changed.map(({ id }) => id) } }, data: { outcome } })
    const about = { eventId: event.id, promotionEvent: event.name }
    await recordAudits(tx, context, [
      ...added.map(({ projectId, phaseId }) =>
        entry('promotionEvent.add', projectId, undefined, { ...about, phaseId, outcome: OUTCOME_NAMES[outcome] }),
      ),
      ...changed.map((one) =>
        entry(
          'promotionEvent.add',
          one.projectId,
          { ...about, outcome: OUTCOME_NAMES[one.outcome] },
          { ...about, outcome: OUTCOME_NAMES[outcome] },
        ),
      ),
    ])
    return { added: added.length, changed: changed.length }
  })
}

/** Takes entries off an event's list; those no longer there are passed over. */
export async function removeFromEvent(
  context: RequestContext,
  { eventId, entryIds }: { eventId: string | undefined; entryIds: readonly string[] },
): Promise<{ removed: number }> {
  assertCan(context.actor, 'promotion.manage')
  return transaction(async (tx) => {
    const event = await lockEvent(tx, eventId)
    return { removed: await takeOut(tx, context, event, { id: { in: [...entryIds] } }) }
  })
}

async function assertPhases(tx: Tx, members: readonly Entry[]): Promise<void> {
  const asked = members.flatMap(({ projectId, phaseId }) => (phaseId === null ? [] : { projectId, phaseId }))
  if (asked.length === 0) return
  const phases = await tx.phase.findMany({
    where: { id: { in: asked.map(({ phaseId }) => phaseId) } },
    select: { id: true, projectId: true },
  })
  const owner = new Map(phases.map(({ id, projectId }) => [id, projectId]))
  if (asked.every(({ projectId, phaseId }) => owner.get(phaseId) === projectId)) return
  throw invalidField('members', '所选的期次不属于这个项目', 'unknown')
}

/** Takes all projects out of an event that goes. */
export async function emptyEvent(tx: Tx, context: RequestContext, event: EventNamed): Promise<void> {
  await takeOut(tx, context, event)
}

interface EventNamed {
  id: string
  name: string
}

/** Takes entries out of an event, each with its audit event. The result is how many there were. */
async function takeOut(
  tx: Tx,
  context: RequestContext,
  event: EventNamed,
  which: Prisma.EventProjectWhereInput = {},
): Promise<number> {
  const gone = await tx.eventProject.findMany({ where: { ...which, eventId: event.id } })
  await tx.eventProject.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } })
  await recordAudits(
    tx,
    context,
    gone.map(({ projectId, phaseId, outcome }) =>
      entry('promotionEvent.remove', projectId, undefined, {
        eventId: event.id,
        promotionEvent: event.name,
        phaseId,
        outcome: OUTCOME_NAMES[outcome],
      }),
    ),
  )
  return gone.length
}

const entry = (
  action: 'promotionEvent.add' | 'promotionEvent.remove',
  subjectId: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
) => ({ action, subjectType: 'project', subjectId, before, after }) as const
