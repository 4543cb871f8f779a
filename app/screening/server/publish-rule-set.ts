import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { Prisma } from '~/generated/prisma/client'
import { transaction } from '~/platform/database/client'
import { fromDay } from '~/shared/day'
import { invalid } from '~/shared/errors'
import { draftOf, type RuleSetDraft } from '../domain/rules/draft'
import { readDraft } from '../domain/rules/read-draft'
import { ruleSetWords } from '../domain/rules/describe'
import { lastVersion } from './rule-set-versions'
import { seenRuleSet } from './stored-rule-set'

/**
 * Publishes a draft as the next version of its set, in force from its day on; earlier versions stay.
 * @throws invalid with what is wrong at its place, stale when somebody saved in between
 */
export async function publishRuleSet(
  context: RequestContext,
  { id, version, draft, note }: { id: string; version: number; draft: RuleSetDraft; note: string | null },
): Promise<{ number: number }> {
  assertCan(context.actor, 'ruleSet.manage')
  return transaction(async (tx) => {
    await seenRuleSet(tx, id, version)
    const { ruleSet, faults } = readDraft(id, draft)
    if (!ruleSet) {
      const errors = faults.map(({ path, message }) => ({ path, code: 'rule', message }))
      throw invalid(errors, `有 ${faults.length} 处需要修改，没有发布`)
    }
    const last = await lastVersion(tx, id)
    const number = (last?.number ?? 0) + 1
    await tx.screeningRuleSetVersion.create({
      data: {
        ruleSetId: id,
        number,
        content: ruleSet,
        effectiveFrom: fromDay(ruleSet.effectiveFrom),
        publishedAt: context.now,
        publishedById: context.actor.userId,
        note,
      },
    })
    await tx.screeningRuleSet.update({
      where: { id },
      data: { name: ruleSet.name, draft: Prisma.DbNull, version: version + 1 },
    })
    await recordAudit(tx, context, {
      action: 'ruleSet.publish',
      subjectType: 'ruleSet',
      subjectId: id,
      before: last ? { ...ruleSetWords(draftOf(last.ruleSet)), number: last.number } : {},
      after: { ...ruleSetWords(draft), number, note },
    })
    return { number }
  })
}
