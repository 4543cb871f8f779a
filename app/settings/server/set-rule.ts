import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { fromDay } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { isRuleKind, newVersion, RULES, type RuleKind } from '../domain/rules'
import { forgetBaseLayers } from './base-layers'
import { forgetNames } from './names'

/** Business rules are the bureau's; system names the system administrator's too. */
export const ruleAction = (kind: RuleKind) => (RULES[kind].system ? 'rule.name' : 'rule.set')

/**
 * Appends a version of a rule, which takes effect on its day; earlier versions stay, so that figures as of an earlier
 * day do not change.
 * @throws notFound for an unknown kind, invalid at the fields, conflict when somebody set it in between
 */
export async function setRule(context: RequestContext, kind: string | undefined, input: unknown): Promise<void> {
  if (!isRuleKind(kind)) throw notFound('这项设置')
  assertCan(context.actor, ruleAction(kind))
  const { effectiveOn, source, version } = parseInput(newVersion, input)
  const data = parseInput(RULES[kind].schema, input)
  await transaction(async (tx) => {
    // Two who set it at once stand in line.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`rule ${kind}`}, 0))::text`
    const last = await tx.ruleSet.findFirst({ where: { kind }, orderBy: { version: 'desc' } })
    if ((last?.version ?? 0) !== version) {
      throw new AppError('conflict', { userMessage: '另一位同事刚刚改了这项设置，请核对下面的历史后再保存' })
    }
    await tx.ruleSet.create({
      data: {
        kind,
        version: version + 1,
        effectiveOn: fromDay(effectiveOn),
        data,
        source,
        recordedAt: context.now,
        recordedById: context.actor.userId,
      },
    })
    await recordAudit(tx, context, {
      action: 'rule.set',
      subjectType: 'rule',
      after: { kind: RULES[kind].label, effectiveOn, source, ...data },
    })
  })
  if (kind === 'names') forgetNames()
  if (kind === 'map') forgetBaseLayers()
}
