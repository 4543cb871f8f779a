import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { unitChoices } from '~/auth/server/list-units'
import { database, transaction } from '~/platform/database/client'
import { opinionTemplates } from '~/settings/domain/opinion-templates'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { OpinionAsk } from '../../domain/opinions/opinion'
import { lockToAsk } from './lock-opinion'

/** The templates in force, each department with the unit that it names; null where none or several are called so. */
export async function askableTemplates(context: RequestContext) {
  const { lines } = await ruleInForce(database(), 'opinionTemplates', businessDay(context.now))
  const [units, synonyms] = await Promise.all([
    unitChoices(context),
    database().unitName.findMany({
      where: { unit: { validTo: null, confirmed: true } },
      select: { unitId: true, name: true },
    }),
  ])
  const named = [
    ...units.map(({ id, name }) => ({ id, name })),
    ...synonyms.map(({ unitId: id, name }) => ({ id, name })),
  ]
  const unitOf = (name: string) =>
    onlyOne(named.filter((unit) => unit.name === name)) ?? onlyOne(named.filter((unit) => unit.name.endsWith(name)))
  const templates = [...opinionTemplates(lines)].map(([name, questions]) => ({
    name,
    asks: questions.map((asked) => ({ ...asked, unitId: unitOf(asked.unit) })),
  }))
  return { templates, units }
}

function onlyOne(found: readonly { id: string }[]): string | null {
  const ids = new Set(found.map(({ id }) => id))
  const [only] = ids
  return ids.size === 1 && only ? only : null
}

/**
 * Asks departments for their opinion on a screening; from now on they see the project. `insteadOf`: in the place of a
 * unit that recused itself.
 * @throws notFound, forbidden, invalid for a unit that is gone, conflict for one that has not answered yet
 */
export async function askOpinions(
  context: RequestContext,
  {
    screeningId,
    asks,
    insteadOf,
  }: { screeningId: string | undefined; asks: readonly OpinionAsk[]; insteadOf?: string },
): Promise<void> {
  await transaction(async (tx) => {
    const { screeningId: id } = await lockToAsk(tx, context, screeningId)
    const unitIds = asks.map(({ unitId }) => unitId)
    const [units, open, replaced] = await Promise.all([
      tx.unit.findMany({
        where: { id: { in: unitIds }, validTo: null, mergedIntoId: null },
        select: { id: true, name: true },
      }),
      tx.opinionRequest.findMany({
        where: { screeningId: id, unitId: { in: unitIds }, answer: null, recusedAt: null },
        select: { unit: { select: { name: true } } },
      }),
      insteadOf
        ? tx.opinionRequest.findFirst({ where: { id: insteadOf, screeningId: id, recusedAt: { not: null } } })
        : null,
    ])
    if (insteadOf && !replaced) throw notFound('回避的那份征求意见')
    const nameOf = new Map(units.map((unit) => [unit.id, unit.name]))
    if (unitIds.some((unitId) => !nameOf.has(unitId))) throw invalidField('asks', '有的部门已撤并，请重新选择')
    if (open.length > 0) {
      const names = open.map(({ unit }) => unit.name).join('、')
      throw new AppError('conflict', { userMessage: `已向${names}征求意见，尚未答复` })
    }
    await tx.opinionRequest.createMany({
      data: asks.map((asked) => ({
        ...asked,
        screeningId: id,
        insteadOfId: replaced?.id ?? null,
        askedOn: fromDay(businessDay(context.now)),
        askedAt: context.now,
        askedById: context.actor.userId,
      })),
    })
    for (const { unitId, question, workingDays } of asks) {
      await recordAudit(tx, context, {
        action: 'opinion.ask',
        subjectType: 'screening',
        subjectId: id,
        after: { opinionOf: nameOf.get(unitId), question, workingDays },
      })
    }
  })
}

/** Takes back a request that was made by mistake, so that the unit no longer sees the project by it. @throws conflict once it was answered */
export async function withdrawOpinion(
  context: RequestContext,
  id: string | undefined,
): Promise<{ screeningId: string }> {
  return transaction(async (tx) => {
    const found = isId(id) ? await tx.opinionRequest.findUnique({ where: { id }, include: { unit: true } }) : null
    if (!found) throw notFound('这份征求意见')
    await lockToAsk(tx, context, found.screeningId)
    const { count } = await tx.opinionRequest.deleteMany({ where: { id: found.id, answer: null, recusedAt: null } })
    if (count === 0) throw new AppError('conflict', { userMessage: `${found.unit.name}已答复或回避，不能撤回` })
    await recordAudit(tx, context, {
      action: 'opinion.withdraw',
      subjectType: 'screening',
      subjectId: found.screeningId,
      before: { opinionOf: found.unit.name, question: found.question },
    })
    return { screeningId: found.screeningId }
  })
}
