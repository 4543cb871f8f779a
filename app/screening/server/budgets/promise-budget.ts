import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalid } from '~/shared/errors'
import { Decimal } from '~/shared/money'
import type { PromiseInput } from '../../domain/budgets/inputs'
import { excess, excessWarning } from '../../domain/budgets/ledger'
import { lockBudgets } from './lock-budgets'
import { lockClaim } from './lock-claim'

/**
 * Promises a project so much of a year's budgets, the county's and its park's. Where that goes beyond one, it wants who
 * agreed and why (一事一议), and both are kept with the amount.
 * @throws invalid (422) at `reason` with the numbers, stale (409), conflict where it is promised already, notFound
 */
export async function promiseBudget(
  context: RequestContext,
  { claimId, projectId, ...input }: PromiseInput & { claimId: string | undefined; projectId: string },
): Promise<void> {
  const { version, amount, document } = input
  await transaction(async (tx) => {
    const { claim, project } = await lockClaim(tx, context, { claimId, projectId, version }, () => 'budget.promise')
    if (claim.state === 'promised') throw new AppError('conflict', { userMessage: '这项指标已承诺，请刷新后查看' })
    const { kind, year } = claim
    const { parkId } = project
    const drawn = await lockBudgets(tx, { kind, year, parkId })
    const exceeded = drawn.filter((budget) => excess(budget.amount, budget.promised, amount).gt(0))
    const { allowedBy, reason } = input
    if (exceeded.length > 0 && (allowedBy === null || reason === null)) {
      const warnings = exceeded.map((each) =>
        excessWarning({ kind, year, park: each.park }, { ...each, further: amount }),
      )
      throw invalid(
        [
          { path: 'reason', code: 'excess', message: `${warnings.join('；')}。确需承诺的，写明谁同意和理由` },
          ...(allowedBy === null ? [{ path: 'allowedBy', code: 'excess', message: '请填写谁同意' }] : []),
        ],
        '将超出指标',
      )
    }
    const over = exceeded.map((budget) => excess(budget.amount, budget.promised, amount))
    const exception =
      over.length > 0
        ? { excess: Decimal.max(...over).toFixed(), allowedBy, reason }
        : { excess: null, allowedBy: null, reason: null }
    await tx.budgetClaim.update({
      where: { id: claim.id },
      data: {
        amount,
        document,
        ...exception,
        parkId,
        state: 'promised',
        promisedOn: fromDay(businessDay(context.now)),
        promisedById: context.actor.userId,
        version: { increment: 1 },
      },
    })
    const { reason: excessReason, ...allowed } = exception
    await recordAudit(tx, context, {
      action: 'budget.promise',
      subjectType: 'budgetClaim',
      subjectId: claim.id,
      before: { state: claim.state, amount: claim.amount.toString() },
      after: { state: 'promised', amount, document, ...allowed, excessReason },
    })
  })
}
