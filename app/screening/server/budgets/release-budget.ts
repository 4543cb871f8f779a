import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay } from '~/shared/day'
import type { ReleaseInput } from '../../domain/budgets/inputs'
import { lockClaim } from './lock-claim'

/**
 * Gives back what a project asked for or was promised; a promise is the county's to take back.
 * @throws stale (409), conflict where it is released already, notFound, forbidden
 */
export async function releaseBudget(
  context: RequestContext,
  { claimId, projectId, version, releaseReason }: ReleaseInput & { claimId: string | undefined; projectId: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { claim } = await lockClaim(tx, context, { claimId, projectId, version }, (state) =>
      state === 'promised' ? 'budget.promise' : 'budget.ask',
    )
    await tx.budgetClaim.update({
      where: { id: claim.id },
      data: {
        state: 'released',
        releasedOn: fromDay(businessDay(context.now)),
        releaseReason,
        version: { increment: 1 },
      },
    })
    await recordAudit(tx, context, {
      action: claim.state === 'promised' ? 'budget.release' : 'budget.withdraw',
      subjectType: 'budgetClaim',
      subjectId: claim.id,
      before: { state: claim.state },
      after: { state: 'released', releaseReason },
    })
  })
}
