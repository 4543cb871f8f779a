import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, type Db } from '~/platform/database/client'
import { toDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { ruleSetSchema, type RuleSet } from '../domain/rules/rule-set'

/** What was published, and when. */
export interface RuleSetVersion {
  number: number
  effectiveFrom: Day
  publishedAt: Date
  publishedByName: string
  note: string | null
}

const SHOWN = 50

/** The versions of a rule set, the last published first; the first few of them. */
export async function listVersions(context: RequestContext, id: string): Promise<RuleSetVersion[]> {
  assertCan(context.actor, 'ruleSet.read')
  const rows = await database().$queryRaw<RuleSetVersion[]>`
    SELECT v.number, v.effective_from::text AS "effectiveFrom", v.published_at AS "publishedAt", v.note,
      coalesce(u.name, '系统') AS "publishedByName"
    FROM screening_rule_set_version v LEFT JOIN app_user u ON u.id = v.published_by_id
    WHERE v.rule_set_id = ${id} ORDER BY v.number DESC LIMIT ${SHOWN}`
  return rows
}

/** One version of a rule set. @throws notFound */
export async function readVersion(context: RequestContext, id: string, number: number): Promise<RuleSet> {
  assertCan(context.actor, 'ruleSet.read')
  const found = await database().screeningRuleSetVersion.findUnique({
    where: { ruleSetId_number: { ruleSetId: id, number } },
    select: { content: true },
  })
  if (!found) throw notFound('这一版')
  return ruleSetSchema.parse(found.content)
}

/** The version published last, whether or not it is in force yet; null where none was. */
export async function lastVersion(
  db: Db,
  id: string,
): Promise<{ number: number; effectiveFrom: Day; ruleSet: RuleSet } | null> {
  const found = await db.screeningRuleSetVersion.findFirst({
    where: { ruleSetId: id },
    orderBy: { number: 'desc' },
    select: { number: true, content: true, effectiveFrom: true },
  })
  return (
    found && {
      number: found.number,
      effectiveFrom: toDay(found.effectiveFrom),
      ruleSet: ruleSetSchema.parse(found.content),
    }
  )
}
