import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { projectSubject, SUBJECT_SELECT } from '~/projects/server/visibility'
import type { BudgetRow } from '../../domain/budgets/ledger'
import { readBudget, readClaim, type ListedClaim } from './budgets'

const SELECT = {
  ...SUBJECT_SELECT,
  mergedIntoId: true,
  voidedAt: true,
  park: { select: { id: true, name: true, unitId: true } },
}

/**
 * A claim with the budgets that it draws on, the county's and its park's, and what the actor may do with it. What is
 * asked for will draw on the park that the project is in by then.
 * @throws notFound
 */
export async function claimWithBudgets(
  context: RequestContext,
  projectId: string,
  claimId: string | undefined,
): Promise<{ claim: ListedClaim; budgets: BudgetRow[]; may: { promise: boolean; release: boolean } }> {
  const found = await readClaim(context, projectId, claimId)
  const project = await database().project.findUniqueOrThrow({ where: { id: projectId }, select: SELECT })
  const subject = await projectSubject(database(), project)
  const claim = found.state === 'asked' ? { ...found, park: project.park } : found
  const { kind, year, park, state } = claim
  const scopes = [null, ...(park ? [park.id] : [])]
  const stands = state !== 'released' && project.mergedIntoId === null && project.voidedAt === null
  return {
    claim,
    budgets: await Promise.all(scopes.map((parkId) => readBudget(context, { kind, year, parkId }))),
    may: {
      promise: stands && state === 'asked' && can(context.actor, 'budget.promise', subject),
      release: stands && can(context.actor, state === 'promised' ? 'budget.promise' : 'budget.ask', subject),
    },
  }
}
