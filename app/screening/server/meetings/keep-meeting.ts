import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { hasRole, ownUnitId, type RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { openParks } from '~/parks/server/open-parks'
import { transaction, type Tx } from '~/platform/database/client'
import { noteEvidence, notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { fromDay, toDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { PASSING, type MeetingInput } from '../../domain/meetings/meeting'

/** Takes a meeting for this transaction, after asking who may keep it. @throws notFound, forbidden */
export async function lockMeeting(tx: Tx, context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'meeting.read')
  if (!isId(id)) throw notFound('这次会议')
  await tx.$queryRaw`SELECT 1 FROM review_meeting WHERE id = ${id}::uuid FOR UPDATE`
  const meeting = await tx.reviewMeeting.findUnique({ where: { id }, include: { park: { select: { unitId: true } } } })
  if (!meeting) throw notFound('这次会议')
  const subject = { parkUnitId: meeting.park?.unitId ?? null }
  assertCan(context.actor, 'meeting.read', subject)
  assertCan(context.actor, 'meeting.manage', subject)
  return meeting
}

type LockedMeeting = Awaited<ReturnType<typeof lockMeeting>>

/** The parks for which this actor keeps meetings, and whether the county's too. */
export async function meetingChoices(context: RequestContext) {
  const { actor } = context
  assertCan(actor, 'meeting.manage')
  const county = hasRole(actor, 'bureau') || actor.system === true
  return { county, parks: await openParks(context, county ? {} : { unitId: ownUnitId(actor) }) }
}

/** Arranges a meeting. @throws forbidden for a park that is not one's own, invalid at the field */
export async function createMeeting(context: RequestContext, given: MeetingInput): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await assertKeeps(tx, context, given)
    const row = await tx.reviewMeeting.create({
      data: { ...columnsOf(given), createdAt: context.now, createdById: context.actor.userId },
    })
    await recordAudit(tx, context, {
      action: 'meeting.create',
      subjectType: 'meeting',
      subjectId: row.id,
      after: logged(row),
    })
    return { id: row.id }
  })
}

async function assertKeeps(tx: Tx, { actor }: RequestContext, { parkId }: MeetingInput): Promise<void> {
  const park = parkId ? await tx.park.findFirst({ where: { id: parkId, mergedIntoId: null, validTo: null } }) : null
  if (parkId && !park) throw invalidField('parkId', '请从列表中选择')
  assertCan(actor, 'meeting.manage', { parkUnitId: park?.unitId ?? null })
}

interface Edited {
  id: string | undefined
  version: number
  given: MeetingInput
  file?: EvidenceFile
}

/**
 * Saves day, people and minutes of a meeting. The file of the minutes becomes evidence of each project that it passed.
 * @throws stale (409) with both versions, conflict where the level changes under an agenda
 */
export async function editMeeting(context: RequestContext, { id, version, given, file }: Edited): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockMeeting(tx, context, id)
    if (before.version !== version) {
      const subject = { type: 'meeting', id: before.id } as const
      throw await staleEdit(tx, { subject, what: '这次会议', version: before.version, current: meetingValues(before) })
    }
    await assertKeeps(tx, context, given)
    const moved = given.level !== before.level || given.parkId !== before.parkId
    if (moved && (await tx.reviewItem.count({ where: { meetingId: before.id } })) > 0) {
      throw new AppError('conflict', { userMessage: '议程上已有项目，不能再改由谁审议' })
    }
    const fileId = (await notePaper(tx, context, file)) ?? before.fileId
    const row = await tx.reviewMeeting.update({
      where: { id: before.id },
      data: { ...columnsOf(given), fileId, version: version + 1 },
    })
    if (file && fileId) await noteMinutes(tx, context, row.id, fileId)
    await recordAudit(tx, context, {
      action: 'meeting.edit',
      subjectType: 'meeting',
      subjectId: row.id,
      before: logged(before),
      after: logged(row),
    })
  })
}

/** The minutes prove what was passed without a paper of its own. */
async function noteMinutes(tx: Tx, context: RequestContext, meetingId: string, fileId: string): Promise<void> {
  const passed = await tx.reviewItem.findMany({
    where: { meetingId, decision: { in: [...PASSING] }, fileId: null },
    select: { projectId: true },
  })
  for (const { projectId } of passed) await noteEvidence(tx, context, projectId, { kind: '会议纪要', fileId })
}

/** Takes a meeting off that was arranged by mistake. @throws conflict while projects stand on its agenda */
export async function removeMeeting(context: RequestContext, id: string | undefined): Promise<void> {
  await transaction(async (tx) => {
    const row = await lockMeeting(tx, context, id)
    if ((await tx.reviewItem.count({ where: { meetingId: row.id } })) > 0) {
      throw new AppError('conflict', { userMessage: '议程上还有项目，请先移出' })
    }
    await tx.reviewMeeting.delete({ where: { id: row.id } })
    await recordAudit(tx, context, {
      action: 'meeting.remove',
      subjectType: 'meeting',
      subjectId: row.id,
      before: logged(row),
    })
  })
}

const columnsOf = ({ name, heldOn, ...rest }: MeetingInput) => ({ ...rest, name: name ?? '', heldOn: fromDay(heldOn) })

type Kept = Pick<LockedMeeting, 'name' | 'level' | 'parkId' | 'heldOn' | 'place' | 'members' | 'attended' | 'minutes'>

/** What the form of a meeting holds. */
export const meetingValues = (row: Kept) => ({
  name: row.name,
  level: row.level,
  parkId: row.parkId,
  heldOn: toDay(row.heldOn),
  place: row.place,
  members: row.members.join('、'),
  attended: row.attended.join('、'),
  minutes: row.minutes,
})

const logged = (row: Kept) => {
  const { parkId: _, ...values } = meetingValues(row)
  return values
}
