import { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import type { Day } from '~/shared/day'
import { RULES, type RuleData, type RuleKind } from '../domain/rules'

/** `SELECT data` of the rule in force on a day, as `inForce` says it; no row where there is none of the kind. */
export function ruleInForceSql(kind: RuleKind, day: Day): Prisma.Sql {
  return Prisma.sql`
    SELECT r.data FROM rule_set r WHERE r.kind = ${kind}
    ORDER BY r.effective_on <= ${day}::date DESC, abs(r.effective_on - ${day}::date), r.version DESC LIMIT 1`
}

/** The rule in force on a day; its preset where the database has none. */
export async function ruleInForce<Kind extends RuleKind>(
  db: Pick<Tx, '$queryRaw'>,
  kind: Kind,
  day: Day,
): Promise<RuleData<Kind>> {
  const [row] = await db.$queryRaw<{ data: RuleData<Kind> }[]>(ruleInForceSql(kind, day))
  return { ...RULES[kind].preset, ...row?.data } as RuleData<Kind>
}
