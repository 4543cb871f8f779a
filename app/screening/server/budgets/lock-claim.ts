import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import type { ActionOn } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import type { ProjectSubject } from '~/projects/domain/visibility'
import { lockProject } from '~/projects/server/lock'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { ClaimState } from '../../domain/budgets/budget'

interface SeenClaim {
  claimId: string | undefined
  projectId: string
  version: number
}

/**
 * Takes a project and its claim for this transaction, as seen in `version`, after asking who may do that.
 * @throws notFound, forbidden, stale (409); conflict once it is released
 */
export async function lockClaim(
  tx: Tx,
  context: RequestContext,
  { claimId, projectId, version }: SeenClaim,
  action: (state: ClaimState) => ActionOn<ProjectSubject>,
) {
  const known = isId(claimId) ? await tx.budgetClaim.findFirst({ where: { id: claimId, projectId } }) : null
  const project = await lockProject(tx, context, projectId, action(known?.state ?? 'asked'))
  const claim = known && (await tx.budgetClaim.findUnique({ where: { id: known.id } }))
  if (!claim) throw notFound('这项指标')
  if (claim.version !== version) {
    const current = { amount: claim.amount.toString(), document: claim.document }
    const subject = { type: 'budgetClaim', id: claim.id } as const
    throw await staleEdit(tx, { subject, what: '这项指标', version: claim.version, current })
  }
  if (claim.state === 'released') throw new AppError('conflict', { userMessage: '这项指标已释放，请刷新后查看' })
  return { claim, project }
}
