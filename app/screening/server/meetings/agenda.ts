import type { Prisma } from '~/generated/prisma/client'
import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction, type Tx } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { lockProject } from '~/projects/server/lock'
import { visibleProjects } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { DECISION_NAMES, levelFault, PASSING, type MeetingLevel } from '../../domain/meetings/meeting'
import { lockMeeting } from './keep-meeting'

/** No meeting gets through more. */
export const MOST_ITEMS = 60

/** An item that waits for its decision, or by which the project was passed. */
const ENGAGED = { OR: [{ decision: null }, { decision: { in: [...PASSING] } }] } satisfies Prisma.ReviewItemWhereInput

/** Screenings that may come before a meeting: concluded, of a project that neither waits on an agenda nor was passed. */
const READY = {
  state: 'concluded',
  project: {
    ...COUNTED_PROJECTS,
    reviews: { none: ENGAGED },
  },
} satisfies Prisma.ScreeningWhereInput

/** The projects that may be put on this agenda, those concluded last first: of each its last concluded screening. */
export async function agendaCandidates(
  context: RequestContext,
  { level, parkId }: { level: MeetingLevel; parkId: string | null },
) {
  assertCan(context.actor, 'meeting.manage')
  const rows = await database().screening.findMany({
    where: {
      ...READY,
      project: { AND: [READY.project, visibleProjects(context.actor), level === 'park' ? { parkId } : {}] },
    },
    orderBy: [{ projectId: 'asc' }, { number: 'desc' }],
    distinct: ['projectId'],
    take: 200,
    select: { id: true, number: true, concludedAt: true, project: { select: { name: true, investmentWan: true } } },
  })
  const { countyFromWan } = await ruleInForce(database(), 'review', businessDay(context.now))
  return rows
    .filter(({ project }) => levelFault(level, project.investmentWan?.toString() ?? null, countyFromWan) === null)
    .toSorted((one, other) => Number(other.concludedAt) - Number(one.concludedAt))
    .map(({ id, project }) => ({ id, name: project.name }))
}

/**
 * Puts projects on the agenda by their screenings, in this order after those that stand there.
 * @throws conflict for one that is not concluded, waits on another agenda, was passed, or is too large for a park
 */
export async function addToAgenda(
  context: RequestContext,
  id: string | undefined,
  screeningIds: readonly string[],
): Promise<void> {
  if (screeningIds.length === 0) throw invalidField('screenings', '请选择项目', 'required')
  await transaction(async (tx) => {
    const meeting = await lockMeeting(tx, context, id)
    const { countyFromWan } = await ruleInForce(tx, 'review', businessDay(context.now))
    let place = await tx.reviewItem.count({ where: { meetingId: meeting.id } })
    if (place + screeningIds.length > MOST_ITEMS)
      throw invalidField('screenings', `一次会议不超过 ${MOST_ITEMS} 个项目`)
    const added: string[] = []
    for (const screeningId of screeningIds) {
      const found = isId(screeningId) ? await tx.screening.findUnique({ where: { id: screeningId } }) : null
      if (!found) throw notFound('这次预审')
      const project = await lockProject(tx, context, found.projectId, 'decision.record')
      const fault = levelFault(meeting.level, project.investmentWan?.toString() ?? null, countyFromWan)
      if (fault) throw new AppError('conflict', { userMessage: `“${project.name}”：${fault}` })
      if (meeting.level === 'park' && project.parkId !== meeting.parkId) {
        throw new AppError('conflict', { userMessage: `“${project.name}”不落在这个园区` })
      }
      const ready = await tx.screening.count({ where: { id: screeningId, ...READY } })
      if (ready === 0) throw new AppError('conflict', { userMessage: await whyNot(tx, found, project.name) })
      place += 1
      const item = { meetingId: meeting.id, projectId: project.id }
      await tx.reviewItem.upsert({
        where: { meetingId_projectId: item },
        create: { ...item, screeningId, place },
        update: {
          screeningId,
          place,
          decision: null,
          note: null,
          fileId: null,
          decidedAt: null,
          version: { increment: 1 },
        },
      })
      added.push(project.name)
    }
    await recordAudit(tx, context, {
      action: 'meeting.addItems',
      subjectType: 'meeting',
      subjectId: meeting.id,
      after: { agenda: added.join('、') },
    })
  })
}

async function whyNot(tx: Tx, { projectId, state }: { projectId: string; state: string }, name: string) {
  if (state !== 'concluded') return `“${name}”的预审还没有出具结论，不能列入议程`
  const other = await tx.reviewItem.findFirst({
    where: { projectId, ...ENGAGED },
    include: { meeting: { select: { name: true } } },
  })
  if (!other) return `“${name}”不能列入议程`
  if (other.decision === null) return `“${name}”已列入“${other.meeting.name}”的议程`
  return `“${name}”已由“${other.meeting.name}”${DECISION_NAMES[other.decision]}`
}

/** @throws notFound, forbidden */
async function lockItemOf(tx: Tx, context: RequestContext, id: string | undefined, itemId: unknown) {
  const meeting = await lockMeeting(tx, context, id)
  const item =
    typeof itemId === 'string' && isId(itemId)
      ? await tx.reviewItem.findFirst({
          where: { id: itemId, meetingId: meeting.id },
          include: { project: { select: { name: true } } },
        })
      : null
  if (!item) throw notFound('议程上的这个项目')
  return { meeting, item }
}

/** Takes a project off the agenda. @throws conflict once it was decided */
export async function removeFromAgenda(context: RequestContext, id: string | undefined, itemId: unknown) {
  await transaction(async (tx) => {
    const { meeting, item } = await lockItemOf(tx, context, id, itemId)
    if (item.decision) throw new AppError('conflict', { userMessage: `“${item.project.name}”已有决定，不能移出议程` })
    await tx.reviewItem.delete({ where: { id: item.id } })
    await tx.reviewItem.updateMany({
      where: { meetingId: meeting.id, place: { gt: item.place } },
      data: { place: { decrement: 1 } },
    })
    await recordAudit(tx, context, {
      action: 'meeting.removeItem',
      subjectType: 'meeting',
      subjectId: meeting.id,
      before: { agenda: item.project.name },
    })
  })
}

/** Moves a project one place up. */
export async function moveUp(context: RequestContext, id: string | undefined, itemId: unknown): Promise<void> {
  await transaction(async (tx) => {
    const { meeting, item } = await lockItemOf(tx, context, id, itemId)
    const above = await tx.reviewItem.findFirst({
      where: { meetingId: meeting.id, place: { lt: item.place } },
      orderBy: { place: 'desc' },
    })
    if (!above) return
    await tx.reviewItem.update({ where: { id: above.id }, data: { place: item.place } })
    await tx.reviewItem.update({ where: { id: item.id }, data: { place: above.place } })
    await recordAudit(tx, context, {
      action: 'meeting.moveItem',
      subjectType: 'meeting',
      subjectId: meeting.id,
      before: { agenda: `${item.project.name}，第 ${item.place} 项` },
      after: { agenda: `${item.project.name}，第 ${above.place} 项` },
    })
  })
}

/** A screening that waits on an agenda, or by which its project was passed, is not opened again. @throws conflict */
export async function assertNotBeforeMeeting(tx: Tx, screeningId: string): Promise<void> {
  const item = await tx.reviewItem.findFirst({
    where: { screeningId, ...ENGAGED },
    include: { meeting: { select: { name: true } } },
  })
  if (!item) return
  const userMessage = item.decision
    ? `“${item.meeting.name}”已按这次预审${DECISION_NAMES[item.decision]}，请先撤回决定`
    : `这次预审已列入“${item.meeting.name}”的议程，请先移出`
  throw new AppError('conflict', { userMessage })
}
