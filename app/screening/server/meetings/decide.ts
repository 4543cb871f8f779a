import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { noteEvidence, notePaper, type EvidenceFile } from '~/projects/server/evidence'
import { appendGuardFact } from '~/projects/server/guard-facts'
import { lockProject } from '~/projects/server/lock'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, fromDay, toDay } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { DECISION_NAMES, PASSING, quorumFault, type DecisionInput } from '../../domain/meetings/meeting'
import { lockMeeting } from './keep-meeting'

/** Takes meeting, project and item for this transaction. @throws notFound, forbidden */
async function lockItem(tx: Tx, context: RequestContext, id: string | undefined, itemId: string | undefined) {
  const meeting = await lockMeeting(tx, context, id)
  const found = isId(itemId) ? await tx.reviewItem.findFirst({ where: { id: itemId, meetingId: meeting.id } }) : null
  if (!found) throw notFound('议程上的这个项目')
  const project = await lockProject(tx, context, found.projectId, 'decision.record')
  const item = await tx.reviewItem.findUniqueOrThrow({ where: { id: found.id } })
  return { meeting, item, project }
}

interface Decided {
  meetingId: string | undefined
  itemId: string | undefined
  version: number
  given: DecisionInput
  /** the minutes, or what they say of this project */
  file?: EvidenceFile
}

/**
 * Records what a meeting decided on a project. Passing tells the project's record in the same transaction, with the
 * minutes as evidence.
 * @throws conflict before the day of the meeting, without a quorum, or once it was decided
 */
export async function recordDecision(
  context: RequestContext,
  { meetingId, itemId, version, given, file }: Decided,
): Promise<void> {
  await transaction(async (tx) => {
    const { meeting, item, project } = await lockItem(tx, context, meetingId, itemId)
    if (item.decision || item.version !== version) {
      throw new AppError('conflict', {
        userMessage: item.decision
          ? `“${project.name}”已登记为${DECISION_NAMES[item.decision]}，要改请先撤回`
          : '议程上的这个项目刚刚有人改过，请刷新后再登记',
      })
    }
    const heldOn = toDay(meeting.heldOn)
    if (heldOn > businessDay(context.now)) throw new AppError('conflict', { userMessage: `会议在 ${heldOn}，还没有开` })
    const { quorum } = await ruleInForce(tx, 'review', heldOn)
    const fault = quorumFault(meeting, quorum)
    if (fault) throw new AppError('conflict', { userMessage: `不能登记决定：${fault}` })
    const fileId = await notePaper(tx, context, file)
    await tx.reviewItem.update({
      where: { id: item.id },
      data: {
        decision: given.decision,
        note: given.note,
        fileId,
        decidedAt: context.now,
        decidedById: context.actor.userId,
        version: version + 1,
      },
    })
    await tx.reviewCondition.createMany({
      data: given.conditions.map((text) => ({
        screeningId: item.screeningId,
        itemId: item.id,
        text,
        unitId: given.conditionUnitId ?? project.unitId,
        dueOn: given.conditionDueOn && fromDay(given.conditionDueOn),
        recordedAt: context.now,
        recordedById: context.actor.userId,
      })),
    })
    await recordAudit(tx, context, {
      action: 'decision.record',
      subjectType: 'screening',
      subjectId: item.screeningId,
      after: {
        meeting: meeting.name,
        decision: given.decision,
        decisionNote: given.note,
        conditions: given.conditions.join('\n') || null,
      },
    })
    if (!PASSING.includes(given.decision)) return
    const minutes = fileId ?? meeting.fileId
    const count = given.conditions.length
    await appendGuardFact(tx, context, {
      projectId: project.id,
      kind: 'decisionPassed',
      holds: true,
      day: heldOn,
      note: `${meeting.name}：${DECISION_NAMES[given.decision]}${count > 0 ? `，附 ${count} 项条件` : ''}`,
      evidenceId: minutes ? await noteEvidence(tx, context, project.id, { kind: '会议纪要', fileId: minutes }) : null,
    })
  })
}

interface TakenBack {
  meetingId: string | undefined
  itemId: string | undefined
  reason: string
}

/**
 * A decision that was recorded by mistake: the project waits on the agenda again, its open conditions are gone, and its
 * record no longer says that it was passed. @throws conflict where it waits on another agenda meanwhile
 */
export async function takeBackDecision(
  context: RequestContext,
  { meetingId, itemId, reason }: TakenBack,
): Promise<void> {
  await transaction(async (tx) => {
    const { meeting, item, project } = await lockItem(tx, context, meetingId, itemId)
    if (!item.decision) throw new AppError('conflict', { userMessage: `“${project.name}”还没有决定` })
    const elsewhere = await tx.reviewItem.findFirst({
      where: { projectId: project.id, decision: null },
      include: { meeting: { select: { name: true } } },
    })
    if (elsewhere) {
      throw new AppError('conflict', {
        userMessage: `“${project.name}”已列入“${elsewhere.meeting.name}”的议程，请先移出`,
      })
    }
    const dropped = await tx.reviewCondition.findMany({ where: { itemId: item.id, closedOn: null } })
    await tx.reviewCondition.deleteMany({ where: { itemId: item.id, closedOn: null } })
    await tx.reviewItem.update({
      where: { id: item.id },
      data: {
        decision: null,
        note: null,
        fileId: null,
        decidedAt: null,
        decidedById: null,
        version: item.version + 1,
      },
    })
    await recordAudit(tx, context, {
      action: 'decision.takeBack',
      subjectType: 'screening',
      subjectId: item.screeningId,
      before: {
        meeting: meeting.name,
        decision: item.decision,
        decisionNote: item.note,
        conditions: dropped.map(({ text }) => text).join('\n') || null,
      },
      after: { reason },
    })
    if (!PASSING.includes(item.decision)) return
    await appendGuardFact(tx, context, {
      projectId: project.id,
      kind: 'decisionPassed',
      holds: false,
      day: null,
      note: `${meeting.name}的决定撤回：${reason}`,
      evidenceId: null,
    })
  })
}
