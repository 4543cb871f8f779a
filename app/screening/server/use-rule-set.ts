import { z } from 'zod'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { lastVersion } from './rule-set-versions'
import { readyMadeSet } from './rule-sets'
import { lockedRuleSet } from './stored-rule-set'

/**
 * Puts a rule set into use in the county's own screenings (启用), or out of it (停用). Asked twice, it stays as it is.
 * @throws notFound, conflict for a set that was never published
 */
export async function useRuleSet(
  context: RequestContext,
  { id, inUse }: { id: string; inUse: boolean },
): Promise<void> {
  assertCan(context.actor, 'ruleSet.manage')
  await transaction(async (tx) => {
    const { name, was } = await switchOf(context, tx, id)
    if (inUse && !readyMadeSet(id) && !(await lastVersion(tx, id)))
      throw new AppError('conflict', { userMessage: '还没有发布过，请先发布再启用' })
    if (was === inUse) return
    await tx.screeningRuleSet.update({ where: { id }, data: { inUse, version: { increment: 1 } } })
    await recordAudit(tx, context, {
      action: inUse ? 'ruleSet.use' : 'ruleSet.disuse',
      subjectType: 'ruleSet',
      subjectId: id,
      before: { inUse: was },
      after: { inUse, name },
    })
  })
}

/** The switch, locked; a set of the program gets its own the first time. */
async function switchOf(context: RequestContext, tx: Tx, id: string): Promise<{ name: string; was: boolean }> {
  const readyMade = readyMadeSet(id)
  if (readyMade)
    await tx.screeningRuleSet.createMany({
      data: [{ id, name: readyMade.name, createdAt: context.now, createdById: context.actor.userId }],
      skipDuplicates: true,
    })
  else if (!/^[A-Za-z]/.test(id)) throw notFound('这个规则集')
  const { name, inUse } = await lockedRuleSet(tx, id)
  return { name, was: inUse }
}

const switchInput = z.object({ id: z.string().min(1).max(60), intent: z.enum(['use', 'disuse']) })

/** The same as the forms of the pages ask it; returns what to tell of it. @throws invalid, notFound, conflict */
export async function switchRuleSet(context: RequestContext, values: unknown): Promise<string> {
  const { id, intent } = parseInput(switchInput, values)
  await useRuleSet(context, { id, inUse: intent === 'use' })
  return intent === 'use' ? '已启用，新的预审按它判定' : '已停用'
}
