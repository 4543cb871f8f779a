import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database, type Db } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { present } from '~/shared/present'
import { RULE_SETS_AT_ONCE } from '../domain/form'
import { COUNTY_INTENSITY } from '../domain/ready-made/county-intensity'
import { READY_MADE } from '../domain/ready-made/ready-made'
import { unsureOf, type About } from '../domain/rules/holds-for'
import { ruleSetSchema, type RuleSet } from '../domain/rules/rule-set'

const { sql } = Prisma

/** A rule set that may be judged by: of the county, as published and in force on the day asked, or one of the program. */
export interface ListedRuleSet {
  ruleSet: RuleSet
  /** of the county's own, the number of its version */
  number: number | null
  readyMade: boolean
  /** used in the county's own screenings */
  inUse: boolean
}

/** The version in force on a day, of a rule set `s`: the last to take effect, of one day the last published. */
export const versionInForceSql = (on: Day) => sql`LATERAL (
  SELECT v.number, v.content, v.effective_from FROM screening_rule_set_version v
  WHERE v.rule_set_id = s.id AND v.effective_from <= ${on}::date
  ORDER BY v.effective_from DESC, v.number DESC LIMIT 1)`

interface Row {
  id: string
  inUse: boolean
  number: number | null
  content: unknown
}

const stored = (db: Db, on: Day, which: Prisma.Sql = sql`true`) => db.$queryRaw<Row[]>`
  SELECT s.id, s.in_use AS "inUse", v.number, v.content
  FROM screening_rule_set s LEFT JOIN ${versionInForceSql(on)} v ON true
  WHERE ${which} ORDER BY s.name, s.id`

const READY_MADE_BY_ID = new Map(READY_MADE.map((set) => [set.id, set]))
export const readyMadeSet = (id: string): RuleSet | undefined => READY_MADE_BY_ID.get(id)

/** The rule sets that may be judged by on a day (today unless told): the county's own that are in force, then the program's. */
export async function listRuleSets(
  context: RequestContext,
  { on = businessDay(context.now) }: { on?: Day } = {},
): Promise<ListedRuleSet[]> {
  assertCan(context.actor, 'screening.evaluate')
  const rows = await stored(database(), on)
  const used = new Set(rows.flatMap(({ id, inUse }) => (inUse ? [id] : [])))
  return [
    ...rows.flatMap(({ content, number, inUse }) =>
      content === null ? [] : [{ ruleSet: ruleSetSchema.parse(content), number, readyMade: false, inUse }],
    ),
    ...READY_MADE.map((ruleSet) => ({ ruleSet, number: null, readyMade: true, inUse: used.has(ruleSet.id) })),
  ]
}

/** Those named, each once, as they are in force on a day (today unless told). @throws notFound for the first that is not there */
export async function readRuleSets(
  context: RequestContext,
  ids: readonly string[],
  on: Day = businessDay(context.now),
): Promise<RuleSet[]> {
  assertCan(context.actor, 'screening.evaluate')
  const own = ids.filter((id) => !readyMadeSet(id))
  const rows = own.length > 0 ? await stored(database(), on, sql`s.id = ANY(${own}::text[])`) : []
  return [...new Set(ids)].map((id) => {
    const content = rows.find((row) => row.id === id)?.content
    const found = readyMadeSet(id) ?? (content ? ruleSetSchema.parse(content) : undefined)
    if (!found) throw notFound(`规则集“${id}”`)
    return found
  })
}

/** The set asked for, else the first in use, else the plainest; with the names of all. */
export async function chooseRuleSet(context: RequestContext, asked: unknown) {
  const listed = await listRuleSets(context)
  const by = (which: (one: ListedRuleSet) => boolean) => listed.find(which)
  const chosen =
    by(({ ruleSet }) => ruleSet.id === asked) ??
    by(({ inUse }) => inUse) ??
    by(({ ruleSet }) => ruleSet.id === PLAINEST)
  return { ruleSet: present(chosen, 'a rule set').ruleSet, choices: listed.map(ruleSetChoice) }
}

/** A rule set as it stands in a list to choose from. */
export const ruleSetChoice = ({ ruleSet: { id, name }, inUse }: ListedRuleSet) => ({
  id,
  name: inUse ? `${name}（在用）` : name,
})

/**
 * What a screening is judged by unless somebody chooses: the sets in use that hold for the proposal, else the plainest.
 * What is not known of it leaves a set in: a missing industry is no proof that the rule does not hold.
 */
export function presetRuleSets(sets: readonly ListedRuleSet[], about: About = {}): string[] {
  const used = sets.flatMap(({ ruleSet, inUse }) => (inUse && unsureOf(ruleSet, about) ? [ruleSet.id] : []))
  return used.length > 0 ? used.slice(0, RULE_SETS_AT_ONCE) : [PLAINEST]
}

/** One line for all industries: what a county begins with. */
const PLAINEST = COUNTY_INTENSITY.id
