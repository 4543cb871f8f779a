import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { evidenceHold } from '../domain/evidence'
import { lockProject } from './lock'
import { refreshMilestones } from './milestones'

export interface EvidenceRemoval {
  projectId: string
  evidenceId: string
  reason: string
}

/**
 * Takes a piece of evidence off the record, where nobody opens it any more; the log keeps its name and hash,
 * the store its file.
 * @throws conflict when its stage is verified or a guard fact stands on it
 */
export async function removeEvidence(
  context: RequestContext,
  { projectId, evidenceId, reason }: EvidenceRemoval,
): Promise<void> {
  if (reason.trim() === '') throw invalidField('reason', '请写明移除原因', 'required')
  await transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'evidence.add')
    if (!isId(evidenceId)) throw notFound('这份材料')
    const evidence = await tx.evidence.findFirst({
      where: { id: evidenceId, projectId },
      select: {
        kind: true,
        eventId: true,
        file: { select: { name: true, sha256: true } },
        event: { select: { _count: { select: { verifications: true } } } },
        _count: { select: { guardFacts: true } },
      },
    })
    if (!evidence) throw notFound('这份材料')
    const { kind, eventId, file, event, _count } = evidence
    const hold = evidenceHold({ verified: Boolean(event?._count.verifications), ofGuardFact: _count.guardFacts > 0 })
    if (hold) throw new AppError('conflict', { userMessage: hold })
    await tx.evidence.delete({ where: { id: evidenceId } })
    if (eventId) await refreshMilestones(tx, [projectId])
    await recordAudit(tx, context, {
      action: 'evidence.remove',
      subjectType: 'project',
      subjectId: projectId,
      before: { kind, ...file, eventId },
      after: { reason },
    })
  })
}
