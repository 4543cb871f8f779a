import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, transaction, type Db, type Tx } from '~/platform/database/client'
import { invalidField, notFound } from '~/shared/errors'
import type { BudgetScope } from '../../domain/budgets/budget'
import type { BudgetInput } from '../../domain/budgets/inputs'

/** A budget as its form holds it; version 0 where there is none yet. */
export async function editableBudget(context: RequestContext, scope: BudgetScope) {
  assertCan(context.actor, 'budget.set')
  const budget = await readBudget(database(), scope)
  return { version: budget?.version ?? 0, values: valuesOf(scope, budget) }
}

/** Sets a budget as seen in `version`; 0: there was none. @throws stale (409) with both versions, invalid (422) */
export async function setBudget(context: RequestContext, { version, ...input }: BudgetInput): Promise<void> {
  assertCan(context.actor, 'budget.set')
  await transaction(async (tx) => {
    const before = await lockBudget(tx, input)
    if ((before?.version ?? 0) !== version) {
      const subject = before ? ({ type: 'budget', id: before.id } as const) : undefined
      const current = valuesOf(input, before)
      throw await staleEdit(tx, { subject, what: '这项指标', version: before?.version ?? 0, current })
    }
    const { parkId, amount, document } = input
    const park = parkId === null ? null : await tx.park.findFirst({ where: { id: parkId, mergedIntoId: null } })
    if (parkId && !park) throw invalidField('parkId', '请从列表中选择')
    const data = { amount, document, version: version + 1, recordedAt: context.now, recordedById: context.actor.userId }
    const after = before
      ? await tx.budget.update({ where: { id: before.id }, data })
      : await tx.budget.create({ data: { kind: input.kind, year: input.year, parkId, ...data } })
    await recordAudit(tx, context, {
      action: 'budget.set',
      subjectType: 'budget',
      subjectId: after.id,
      before: before ? valuesOf(input, before) : undefined,
      after: valuesOf(input, after),
    })
  })
}

/** Takes a budget off that was set by mistake; what was promised stays, and the log keeps it. @throws notFound */
export async function removeBudget(context: RequestContext, scope: BudgetScope): Promise<void> {
  assertCan(context.actor, 'budget.set')
  await transaction(async (tx) => {
    const before = await lockBudget(tx, scope)
    if (!before) throw notFound('这项指标')
    await tx.budget.delete({ where: { id: before.id } })
    await recordAudit(tx, context, {
      action: 'budget.remove',
      subjectType: 'budget',
      subjectId: before.id,
      before: valuesOf(scope, before),
    })
  })
}

const readBudget = (db: Db, { kind, year, parkId }: BudgetScope) =>
  db.budget.findFirst({ where: { kind, year, parkId } })

async function lockBudget(tx: Tx, scope: BudgetScope) {
  // What is not there yet has no row to lock.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('budget'), ${scope.year}::int)::text`
  const budget = await readBudget(tx, scope)
  if (!budget) return null
  await tx.$queryRaw`SELECT 1 FROM budget WHERE id = ${budget.id}::uuid FOR UPDATE`
  return readBudget(tx, scope)
}

interface Stored {
  amount: { toString(): string }
  document: string | null
}

const valuesOf = ({ kind, year, parkId }: BudgetScope, budget: Stored | null) => ({
  kind,
  year: String(year),
  parkId,
  amount: budget?.amount.toString() ?? null,
  document: budget?.document ?? null,
})
