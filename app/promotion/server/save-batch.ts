import type { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { batchDeadline, type BatchInput } from '../domain/batch'
import { emptyBatch } from './batch-members'
import { explainTaken, goingOf, otherProjects } from './constraints'

/** Calendar months from a batch's day to its deadline, by the rule in force on that day. */
export async function batchMonths(tx: Pick<Tx, '$queryRaw'>, heldOn: Day): Promise<number> {
  return (await ruleInForce(tx, 'overdue', heldOn)).batchMonths
}

async function columnsOf(tx: Tx, { name, heldOn, deadlineOn, note }: BatchInput) {
  const deadline = deadlineOn ?? batchDeadline(heldOn, await batchMonths(tx, heldOn))
  return { name, heldOn: fromDay(heldOn), deadlineOn: fromDay(deadline), note }
}

type Columns = Awaited<ReturnType<typeof columnsOf>>

/** A stored batch as its form's values; the deadline the rule gives is left to the rule. */
export function batchValues({ name, heldOn, deadlineOn, note }: Columns, months: number) {
  const [held, deadline] = [toDay(heldOn), toDay(deadlineOn)]
  return { name, heldOn: held, deadlineOn: deadline === batchDeadline(held, months) ? null : deadline, note }
}

const logged = ({ name, heldOn, deadlineOn, note }: Columns) => ({
  name,
  note,
  heldOn: toDay(heldOn),
  deadlineOn: toDay(deadlineOn),
})

/** @throws invalid when another batch has the name */
export async function createBatch(context: RequestContext, input: BatchInput): Promise<{ id: string }> {
  assertCan(context.actor, 'promotion.manage')
  return explainTaken(() =>
    transaction(async (tx) => {
      const columns = await columnsOf(tx, input)
      const { id } = await tx.promotionBatch.create({
        data: { ...columns, createdAt: context.now, createdById: context.actor.userId },
      })
      await recordAudit(tx, context, {
        action: 'promotionBatch.create',
        subjectType: 'promotionBatch',
        subjectId: id,
        after: logged(columns),
      })
      return { id }
    }),
  )
}

/** What goes with it. */
const GOING = {
  _count: { select: { projects: true } },
  projects: { select: { project: { select: { name: true } } }, orderBy: { addedAt: 'asc' }, take: 3 },
} satisfies Prisma.PromotionBatchInclude

/** What an edit starts from. @throws notFound */
export async function editableBatch(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'promotion.manage')
  return transaction(async (tx) => {
    const batch = isId(id) && (await tx.promotionBatch.findUnique({ where: { id }, include: GOING }))
    if (!batch) throw notFound('这个批次')
    const values = batchValues(batch, await batchMonths(tx, toDay(batch.heldOn)))
    const { name, version, deadlineOn } = batch
    return { id: batch.id, name, version, values, deadlineOn: toDay(deadlineOn), going: goingOf(batch) }
  })
}

/** The batch, locked, if it is still the version that was looked at; no project joins it meanwhile. */
async function seenBatch(tx: Tx, id: string, version: number) {
  await tx.$queryRaw`SELECT 1 FROM promotion_batch WHERE id = ${id}::uuid FOR UPDATE`
  const stored = await tx.promotionBatch.findUnique({
    where: { id },
    include: { _count: { select: { projects: true } } },
  })
  if (!stored) throw notFound('这个批次')
  if (stored.version === version) return stored
  const current = batchValues(stored, await batchMonths(tx, toDay(stored.heldOn)))
  const subject = { type: 'promotionBatch', id } as const
  throw await staleEdit(tx, { subject, what: '这个批次', version: stored.version, current })
}

/** @throws stale with both versions when somebody saved in between */
export async function editBatch(
  context: RequestContext,
  { id, version, input }: { id: string | undefined; version: number; input: BatchInput },
): Promise<void> {
  assertCan(context.actor, 'promotion.manage')
  if (!isId(id)) throw notFound('这个批次')
  await explainTaken(() =>
    transaction(async (tx) => {
      const before = await seenBatch(tx, id, version)
      const columns = await columnsOf(tx, input)
      await tx.promotionBatch.update({ where: { id }, data: { ...columns, version: version + 1 } })
      await recordAudit(tx, context, {
        action: 'promotionBatch.update',
        subjectType: 'promotionBatch',
        subjectId: id,
        before: logged(before),
        after: logged(columns),
      })
    }),
  )
}

/**
 * Takes a batch out of the list, and of it the `projects` entries that the question named; the log keeps what it was.
 * @throws notFound, conflict when it has others by now, stale with both versions when somebody saved in between
 */
export async function deleteBatch(
  context: RequestContext,
  { id, version, projects = 0 }: { id: string | undefined; version: number; projects?: number },
): Promise<void> {
  assertCan(context.actor, 'promotion.manage')
  if (!isId(id)) throw notFound('这个批次')
  await transaction(async (tx) => {
    const before = await seenBatch(tx, id, version)
    if (before._count.projects !== projects) throw otherProjects('批次')
    await emptyBatch(tx, context, before)
    await tx.promotionBatch.delete({ where: { id } })
    await recordAudit(tx, context, {
      action: 'promotionBatch.delete',
      subjectType: 'promotionBatch',
      subjectId: id,
      before: logged(before),
    })
  })
}

/** Months the form says when it leaves the deadline to the rule. */
export async function monthsToday(context: RequestContext): Promise<number> {
  return transaction((tx) => batchMonths(tx, businessDay(context.now)))
}
