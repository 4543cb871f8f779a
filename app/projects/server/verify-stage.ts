import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { evidenceFor } from '../domain/guards'
import { standing } from '../domain/history'
import { isPathStage, STAGE_NAMES } from '../domain/stages'
import { othersToVerify, ownRecordWords } from '../domain/verification'
import { projectEvents } from './events'
import { lockProject } from './lock'
import { refreshMilestones } from './milestones'
import { verifiersBeside } from './verifiers'

export interface StageVerified {
  projectId: string
  eventId: string
  note: string | null
}

/**
 * 认定: the office has seen the evidence of this stage.
 * @throws forbidden where whoever recorded it is to leave it to others; invalid when no evidence stands at the event, conflict when it is verified or superseded already.
 */
export async function verifyStage(context: RequestContext, { projectId, eventId, note }: StageVerified): Promise<void> {
  await transaction(async (tx) => {
    const project = await lockProject(tx, context, projectId, 'stage.verify')
    const event = standing(await projectEvents(tx, projectId)).find(({ id }) => id === eventId)
    if (!event) throw notFound('这条阶段记录')
    const { recordedById } = await tx.stageEvent.findUniqueOrThrow({
      where: { id: eventId },
      select: { recordedById: true },
    })
    const others = othersToVerify(recordedById, context.actor.userId, await verifiersBeside(tx, context))
    if (others.length > 0) throw new AppError('forbidden', { userMessage: ownRecordWords(others) })
    const evidence = await tx.evidence.findFirst({ where: { eventId }, orderBy: { addedAt: 'desc' } })
    if (!evidence && isPathStage(event.stage)) {
      const needed = evidenceFor(event.stage, project.rents).join('、')
      if (needed) {
        throw invalidField('evidence', `认定“${STAGE_NAMES[event.stage]}”须先上传佐证：${needed}`, 'noEvidence')
      }
    }
    const earlier = await tx.stageVerification.findFirst({ where: { eventId } })
    if (earlier) throw new AppError('conflict', { userMessage: '这条记录已经认定过了' })
    await tx.stageVerification.create({
      data: { eventId, verifiedAt: context.now, verifiedById: context.actor.userId, evidenceId: evidence?.id, note },
    })
    await refreshMilestones(tx, [projectId])
    await tx.project.update({ where: { id: projectId }, data: { version: { increment: 1 }, updatedAt: context.now } })
    await recordAudit(tx, context, {
      action: 'stage.verify',
      subjectType: 'project',
      subjectId: projectId,
      after: { eventId, stage: event.stage, note },
    })
  })
}
