import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, toDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { inForce, isRuleKind, RULE_KINDS, RULES, type RuleKind } from '../domain/rules'
import { ruleAction } from './set-rule'

export interface RuleVersion {
  version: number
  effectiveOn: Day
  data: Record<string, unknown>
  source: string | null
  recordedAt: Date
  /** 系统 for what came with the program */
  recordedByName: string
}

const SHOWN = 100

/** Each rule with what is in force today. */
export async function listRules(context: RequestContext) {
  assertCan(context.actor, 'rule.read')
  const versions = await versionsOf(RULE_KINDS)
  const today = businessDay(context.now)
  return RULE_KINDS.map((kind) => ({
    kind,
    now: inForce(versions.get(kind) ?? [], today) ?? null,
    next: (versions.get(kind) ?? []).findLast(({ effectiveOn }) => effectiveOn > today) ?? null,
  }))
}

/** One rule with its history, the last recorded first. @throws notFound */
export async function ruleHistory(context: RequestContext, kind: string | undefined) {
  assertCan(context.actor, 'rule.read')
  if (!isRuleKind(kind)) throw notFound('这项设置')
  const versions = (await versionsOf([kind])).get(kind) ?? []
  return {
    kind,
    versions,
    latest: versions[0]?.version ?? 0,
    now: inForce(versions, businessDay(context.now)) ?? { data: RULES[kind].preset, version: 0 },
    maySet: can(context.actor, ruleAction(kind)),
  }
}

async function versionsOf(kinds: readonly RuleKind[]): Promise<Map<string, RuleVersion[]>> {
  const rows = await database().ruleSet.findMany({
    where: { kind: { in: [...kinds] } },
    orderBy: [{ version: 'desc' }],
    take: SHOWN * kinds.length,
  })
  const ids = [...new Set(rows.flatMap(({ recordedById }) => recordedById ?? []))]
  const people = await database().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const found = new Map<string, RuleVersion[]>()
  for (const { kind, version, effectiveOn, data, source, recordedAt, recordedById } of rows) {
    const recordedByName = (recordedById && names.get(recordedById)) || '系统'
    const each = {
      version,
      effectiveOn: toDay(effectiveOn),
      data: { ...Object(data) },
      source,
      recordedAt,
      recordedByName,
    }
    found.set(kind, [...(found.get(kind) ?? []), each])
  }
  return found
}
