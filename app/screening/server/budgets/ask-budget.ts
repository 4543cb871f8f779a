import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { lockProject } from '~/projects/server/lock'
import { fromDay } from '~/shared/day'
import type { AskInput } from '../../domain/budgets/inputs'

/** Asks for so much of a budget for a project; it draws on the budget of the project's park too. @throws notFound, forbidden */
export async function askBudget(
  context: RequestContext,
  { projectId, producesOn, ...input }: AskInput & { projectId: string },
): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const project = await lockProject(tx, context, projectId, 'budget.ask')
    const { id } = await tx.budgetClaim.create({
      data: {
        ...input,
        projectId: project.id,
        parkId: project.parkId,
        producesOn: producesOn && fromDay(producesOn),
        recordedAt: context.now,
        recordedById: context.actor.userId,
      },
      select: { id: true },
    })
    await recordAudit(tx, context, {
      action: 'budget.ask',
      subjectType: 'budgetClaim',
      subjectId: id,
      after: { ...input, producesOn },
    })
    return { id }
  })
}
