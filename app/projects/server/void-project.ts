import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { invalidField } from '~/shared/errors'
import { explainConstraint } from './constraints'
import { lockProject } from './lock'

export interface VoidReason {
  projectId: string
  reason: string
}

/**
 * 作废: the project was registered by mistake. From now on no list and no figure has it; as known on an earlier day it is
 * still there. 终止 is another thing: an event of a real project.
 * @throws notFound, forbidden; conflict when it is 作废 already
 */
export async function voidProject(context: RequestContext, { projectId, reason }: VoidReason): Promise<void> {
  if (reason.trim() === '') throw invalidField('reason', '请写明作废原因', 'required')
  await transaction(async (tx) => {
    await lockProject(tx, context, projectId, 'project.void')
    await append(tx, context, { projectId, reason, voided: true })
  })
}

/**
 * Takes a 作废 back: lists and figures have the project again.
 * @throws notFound, forbidden; conflict when it is not 作废; invalid when another project has its code by now
 */
export async function restoreProject(context: RequestContext, { projectId, reason }: VoidReason): Promise<void> {
  if (reason.trim() === '') throw invalidField('reason', '请写明恢复原因', 'required')
  await explainConstraint(() =>
    transaction(async (tx) => {
      await lockProject(tx, context, projectId, 'project.void', { voided: true })
      await append(tx, context, { projectId, reason, voided: false })
    }),
  )
}

async function append(
  tx: Tx,
  context: RequestContext,
  { projectId, reason, voided }: VoidReason & { voided: boolean },
): Promise<void> {
  await tx.projectVoid.create({
    data: { projectId, voided, reason, recordedAt: context.now, recordedById: context.actor.userId },
  })
  await tx.project.update({
    where: { id: projectId },
    data: { voidedAt: voided ? context.now : null, version: { increment: 1 }, updatedAt: context.now },
  })
  await recordAudit(tx, context, {
    action: voided ? 'project.void' : 'project.restore',
    subjectType: 'project',
    subjectId: projectId,
    after: { reason },
  })
}
