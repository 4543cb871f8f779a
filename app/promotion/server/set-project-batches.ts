import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudits } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { lockProject } from '~/projects/server/lock'
import { AppError, invalidField } from '~/shared/errors'
import { BATCH_PARTS, PART_NAMES, type BatchPart, type ProjectBatches } from '../domain/batch'
import { explainTaken } from './constraints'

async function stored(tx: Tx, projectId: string): Promise<ProjectBatches> {
  const rows = await tx.batchProject.findMany({ where: { projectId } })
  const of = (part: BatchPart) => rows.find((row) => row.part === part)?.batchId ?? null
  return { signed: of('signed'), started: of('started'), producing: of('producing') }
}

/**
 * Says in which batch a project is, for each part; what was another's is moved.
 * @throws stale when it was moved since `seen`; nothing is written then.
 */
export async function setProjectBatches(
  context: RequestContext,
  { projectId, seen, wanted }: { projectId: string; seen: ProjectBatches; wanted: ProjectBatches },
): Promise<void> {
  assertCan(context.actor, 'promotion.manage')
  await explainTaken(() =>
    transaction(async (tx) => {
      await lockProject(tx, context, projectId, 'project.read')
      const now = await stored(tx, projectId)
      const names = await batchNames(tx, [...Object.values(now), ...Object.values(wanted)])
      if (BATCH_PARTS.some((part) => now[part] !== seen[part])) {
        const words = BATCH_PARTS.map((part) => `${PART_NAMES[part]}：${names.get(now[part] ?? '') ?? '未列入'}`).join(
          '；',
        )
        throw new AppError('stale', {
          userMessage: `另一位同事刚刚调整了这个项目的批次，现在是：${words}。请核对后再保存`,
          detail: { now },
        })
      }
      const changed = BATCH_PARTS.filter((part) => now[part] !== wanted[part])
      for (const part of changed) {
        const batchId = wanted[part]
        if (batchId && !names.has(batchId)) throw invalidField(part, '没有这个批次，请从列表中选择', 'unknown')
        await tx.batchProject.deleteMany({ where: { projectId, part } })
        if (batchId)
          await tx.batchProject.create({
            data: { batchId, projectId, part, addedAt: context.now, addedById: context.actor.userId },
          })
      }
      const about = (id: string | null, part: BatchPart) =>
        id ? { batchId: id, batch: names.get(id), part: PART_NAMES[part] } : undefined
      await recordAudits(
        tx,
        context,
        changed.flatMap((part) => [
          ...(now[part]
            ? [
                {
                  action: 'promotionBatch.remove',
                  subjectType: 'project',
                  subjectId: projectId,
                  after: about(now[part], part),
                } as const,
              ]
            : []),
          ...(wanted[part]
            ? [
                {
                  action: 'promotionBatch.add',
                  subjectType: 'project',
                  subjectId: projectId,
                  after: about(wanted[part], part),
                } as const,
              ]
            : []),
        ]),
      )
    }),
  )
}

async function batchNames(tx: Tx, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null)
  const rows = await tx.promotionBatch.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
