import type { RequestContext } from '~/auth/domain/actor'
import type { BudgetRow } from '../../domain/budgets/ledger'
import { readBudget, readClaim, type ListedClaim } from './budgets'

/** A claim with the budgets that it draws on, the county's and its park's. @throws notFound */
export async function claimWithBudgets(
  context: RequestContext,
  projectId: string,
  claimId: string | undefined,
): Promise<{ claim: ListedClaim; budgets: BudgetRow[] }> {
  const claim = await readClaim(context, projectId, claimId)
  const { kind, year, park } = claim
  const scopes = [null, ...(park ? [park.id] : [])]
  return { claim, budgets: await Promise.all(scopes.map((parkId) => readBudget(context, { kind, year, parkId }))) }
}
