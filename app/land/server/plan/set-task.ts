import type { z } from 'zod'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { database, transaction, type Tx } from '~/platform/database/client'
import { fromDay, toDay } from '~/shared/day'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { taskInput } from '../../domain/plan/reduction'

type TaskInput = z.output<typeof taskInput>

/** A task as its form holds it. @throws notFound */
export async function editableTask(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'land.setTask')
  const task = isId(id) ? await database().reductionTask.findUnique({ where: { id } }) : null
  if (!task) throw notFound('这项任务')
  return { id: task.id, version: task.version, values: valuesOf(task) }
}

/**
 * Sets a reduction task, or changes one as seen in `version`.
 * @throws invalid at `parkId` where the park has one for the year, stale (409), notFound
 */
export async function setTask(
  context: RequestContext,
  input: TaskInput,
  seen: { id: string; version: number } | null,
): Promise<void> {
  assertCan(context.actor, 'land.setTask')
  await transaction(async (tx) => {
    const before = seen && (await lockTask(tx, seen.id))
    if (before && before.version !== seen.version) {
      const subject = { type: 'reductionTask', id: before.id } as const
      throw await staleEdit(tx, { subject, what: '这项任务', version: before.version, current: valuesOf(before) })
    }
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('reduction_task'))::text`
    const { parkId, unitId, year, targetMu, baselineOn } = input
    const other = await tx.reductionTask.count({ where: { parkId, year, id: { not: before?.id } } })
    if (other > 0) throw invalidField('parkId', `${parkId ? '这个园区' : '全县'} ${year} 年已有任务`, 'taken')
    if (parkId && (await tx.park.count({ where: { id: parkId } })) === 0) throw invalidField('parkId', '请从列表中选择')
    if (unitId && unitId !== before?.unitId) await assertUnitOpen(tx, unitId)
    const data = { parkId, unitId, year, targetMu, baselineOn: fromDay(baselineOn) }
    const after = before
      ? await tx.reductionTask.update({ where: { id: before.id }, data: { ...data, version: { increment: 1 } } })
      : await tx.reductionTask.create({
          data: { ...data, recordedAt: context.now, recordedById: context.actor.userId },
        })
    await recordAudit(tx, context, {
      action: 'land.setTask',
      subjectType: 'reductionTask',
      subjectId: after.id,
      before: before ? valuesOf(before) : undefined,
      after: valuesOf(after),
    })
  })
}

/** Takes a task off that was set by mistake; the log keeps it. @throws notFound */
export async function removeTask(context: RequestContext, id: string | undefined): Promise<void> {
  assertCan(context.actor, 'land.setTask')
  await transaction(async (tx) => {
    const task = await lockTask(tx, id)
    await tx.reductionTask.delete({ where: { id: task.id } })
    await recordAudit(tx, context, {
      action: 'land.removeTask',
      subjectType: 'reductionTask',
      subjectId: task.id,
      before: valuesOf(task),
    })
  })
}

async function lockTask(tx: Tx, id: string | undefined) {
  if (!isId(id)) throw notFound('这项任务')
  await tx.$queryRaw`SELECT 1 FROM reduction_task WHERE id = ${id}::uuid FOR UPDATE`
  const task = await tx.reductionTask.findUnique({ where: { id } })
  if (!task) throw notFound('这项任务')
  return task
}

interface StoredTask {
  parkId: string | null
  unitId: string | null
  year: number
  targetMu: { toString(): string }
  baselineOn: Date
}

const valuesOf = ({ parkId, unitId, year, targetMu, baselineOn }: StoredTask) => ({
  parkId,
  unitId,
  year: String(year),
  targetMu: targetMu.toString(),
  baselineOn: toDay(baselineOn),
})
