import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { assertUnitOpen } from '~/auth/server/account'
import { transaction, type Tx } from '~/platform/database/client'
import { invalid, type AppError } from '~/shared/errors'
import { businessDay } from '~/shared/day'
import { refusedChanges } from '../domain/guarded-fields'
import type { ProjectInput } from '../domain/input'
import { explainConstraint } from './constraints'
import { appendFact } from './facts'
import { lockProject } from './lock'
import { refreshMilestones } from './milestones'
import { storedColumns } from './register'
import { projectFormValues } from './stored-fields'
import { projectSubject } from './visibility'

type Stored = Awaited<ReturnType<typeof lockProject>>

/**
 * Saves an edit made on `version`.
 * @throws invalid (422) at each field that this actor may not change; taken when only others' hidden projects know
 *   the company it now names; stale with both versions when somebody saved in between; nothing is written then.
 */
export async function editProject(
  context: RequestContext,
  { id, version, input }: { id: string; version: number; input: ProjectInput },
): Promise<{ version: number }> {
  return explainConstraint(() =>
    transaction(async (tx) => {
      const before = await lockProject(tx, context, id, 'project.edit')
      if (before.version !== version) throw await staleProject(tx, before)
      const refused = refusedChanges(context.actor, await projectSubject(tx, before), before, input)
      if (refused.length > 0) throw invalid(refused)
      if (input.unitId !== before.unitId) await assertUnitOpen(tx, input.unitId)
      const columns = await storedColumns(tx, context, input, before)
      const after = await tx.project.update({
        where: { id },
        data: { ...columns, version: { increment: 1 }, updatedAt: context.now },
        include: { investor: true, park: { select: { unitId: true } } },
      })
      await appendFact(
        tx,
        id,
        after,
        { validFrom: businessDay(context.now), recordedAt: context.now, recordedById: context.actor.userId },
        before,
      )
      await refreshMilestones(tx, [id])
      await recordAudit(tx, context, {
        action: 'project.update',
        subjectType: 'project',
        subjectId: id,
        before: projectFormValues(before),
        after: projectFormValues(after),
      })
      return { version: after.version }
    }),
  )
}

function staleProject(tx: Tx, stored: Stored): Promise<AppError> {
  const { id, version } = stored
  return staleEdit(tx, {
    subject: { type: 'project', id },
    what: '这个项目',
    version,
    current: projectFormValues(stored),
  })
}
