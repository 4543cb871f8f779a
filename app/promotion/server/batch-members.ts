import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudits } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { PART_NAMES, type BatchPart } from '../domain/batch'
import { explainTaken } from './constraints'
import { membersToBe } from './members-to-be'

async function batchOf(tx: Tx, id: string | undefined) {
  const batch = isId(id) && (await tx.promotionBatch.findUnique({ where: { id }, select: { id: true, name: true } }))
  if (!batch) throw notFound('这个批次')
  return batch
}

/**
 * Puts projects into a batch in one part; those already there stay.
 * @throws taken, naming each project that another batch has in that part; nothing is written then.
 */
export async function addToBatch(
  context: RequestContext,
  { batchId, part, projectIds }: { batchId: string | undefined; part: BatchPart; projectIds: readonly string[] },
): Promise<{ added: number }> {
  assertCan(context.actor, 'promotion.manage')
  return explainTaken(() =>
    transaction(async (tx) => {
      const batch = await batchOf(tx, batchId)
      // Before the insert, whose foreign key would wait here while the project's holder waits for the new row.
      await tx.$queryRaw`SELECT id FROM project WHERE id = ANY(${[...projectIds]}::uuid[]) ORDER BY id FOR UPDATE`
      const projects = await membersToBe(tx, context, projectIds, 'projectIds')
      const known = await tx.batchProject.findMany({
        where: { projectId: { in: [...projects.keys()] }, part },
        include: { batch: { select: { name: true } } },
      })
      const elsewhere = known.filter((member) => member.batchId !== batch.id)
      if (elsewhere.length > 0) {
        throw new AppError('taken', {
          userMessage: `没有列入：有 ${elsewhere.length} 个项目已在其他批次的${PART_NAMES[part]}中`,
          errors: elsewhere.map((member) => ({
            path: 'projectIds',
            code: 'taken',
            message: `“${projects.get(member.projectId)}”已在“${member.batch.name}”的${PART_NAMES[part]}中，请先从那里移出`,
          })),
        })
      }
      const here = new Set(known.map(({ projectId }) => projectId))
      const added = [...projects.keys()].filter((id) => !here.has(id))
      await tx.batchProject.createMany({
        data: added.map((projectId) => ({
          batchId: batch.id,
          projectId,
          part,
          addedAt: context.now,
          addedById: context.actor.userId,
        })),
      })
      await recordAudits(
        tx,
        context,
        added.map((projectId) =>
          entry('promotionBatch.add', projectId, { batchId: batch.id, batch: batch.name, part: PART_NAMES[part] }),
        ),
      )
      return { added: added.length }
    }),
  )
}

/** Takes projects out of a batch; those no longer there are passed over. */
export async function removeFromBatch(
  context: RequestContext,
  { batchId, members }: { batchId: string | undefined; members: readonly { part: BatchPart; projectId: string }[] },
): Promise<{ removed: number }> {
  assertCan(context.actor, 'promotion.manage')
  return transaction(async (tx) => {
    const batch = await batchOf(tx, batchId)
    const gone = await tx.$queryRaw<{ part: BatchPart; projectId: string }[]>`
      DELETE FROM batch_project m
      USING unnest(${members.map(({ projectId }) => projectId)}::uuid[], ${members.map(({ part }) => part)}::text[]) AS given(project_id, part)
      WHERE m.batch_id = ${batch.id}::uuid AND m.project_id = given.project_id AND m.part::text = given.part
      RETURNING m.part, m.project_id AS "projectId"`
    await recordAudits(
      tx,
      context,
      gone.map(({ part, projectId }) =>
        entry('promotionBatch.remove', projectId, { batchId: batch.id, batch: batch.name, part: PART_NAMES[part] }),
      ),
    )
    return { removed: gone.length }
  })
}

/** Takes all projects out of a batch that goes. */
export async function emptyBatch(tx: Tx, context: RequestContext, batch: { id: string; name: string }): Promise<void> {
  const gone = await tx.batchProject.findMany({ where: { batchId: batch.id }, select: { part: true, projectId: true } })
  await tx.batchProject.deleteMany({ where: { batchId: batch.id } })
  await recordAudits(
    tx,
    context,
    gone.map(({ part, projectId }) =>
      entry('promotionBatch.remove', projectId, { batchId: batch.id, batch: batch.name, part: PART_NAMES[part] }),
    ),
  )
}

const entry = (
  action: 'promotionBatch.add' | 'promotionBatch.remove',
  subjectId: string,
  after: Record<string, unknown>,
) => ({ action, subjectType: 'project', subjectId, after }) as const
