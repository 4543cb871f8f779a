import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { READY_MADE } from '../domain/ready-made/ready-made'
import { draftOf } from '../domain/rules/draft'
import { ruleSetChanges, type WordedChange } from '../domain/rules/describe'
import { ruleSetSchema, type RuleSet, type Scope } from '../domain/rules/rule-set'
import { listVersions, readVersion, type RuleSetVersion } from './rule-set-versions'
import { readyMadeSet, versionInForceSql } from './rule-sets'

/** A rule set as the list names it. */
export interface RuleSetRow {
  id: string
  name: string
  readyMade: boolean
  inUse: boolean
  /** null: nothing is in force */
  scope: Scope | null
  number: number | null
  effectiveFrom: Day | null
  sources: string[]
  /** how many of them are 待核 */
  toBeVerified: number
  isDrafted: boolean
  /** published, but of a day to come */
  next: { number: number; effectiveFrom: Day } | null
}

interface Stored {
  id: string
  name: string
  inUse: boolean
  isDrafted: boolean
  number: number | null
  content: unknown
  nextNumber: number | null
  nextFrom: Day | null
}

const storedRows = (on: Day) =>
  database().$queryRaw<Stored[]>(Prisma.sql`
  SELECT s.id, s.name, s.in_use AS "inUse", s.draft IS NOT NULL AS "isDrafted", v.number, v.content,
    n.number AS "nextNumber", n.effective_from::text AS "nextFrom"
  FROM screening_rule_set s
  LEFT JOIN ${versionInForceSql(on)} v ON true
  LEFT JOIN LATERAL (
    SELECT w.number, w.effective_from FROM screening_rule_set_version w
    WHERE w.rule_set_id = s.id AND w.effective_from > ${on}::date
    ORDER BY w.effective_from, w.number DESC LIMIT 1) n ON true
  ORDER BY s.name, s.id`)

/** Every rule set, the county's own first. */
export async function listAllRuleSets(context: RequestContext): Promise<RuleSetRow[]> {
  assertCan(context.actor, 'ruleSet.read')
  const rows = await storedRows(businessDay(context.now))
  const inUse = new Set(rows.flatMap((row) => (row.inUse ? [row.id] : [])))
  const own = rows.filter(({ id }) => !readyMadeSet(id))
  return [
    ...own.map(({ id, name, content, number, isDrafted, nextNumber, nextFrom, ...row }) => ({
      ...shownOf(content === null ? null : ruleSetSchema.parse(content)),
      id,
      name,
      readyMade: false,
      inUse: row.inUse,
      number,
      isDrafted,
      next: nextNumber === null || nextFrom === null ? null : { number: nextNumber, effectiveFrom: nextFrom },
    })),
    ...READY_MADE.map((set) => ({
      ...shownOf(set),
      id: set.id,
      name: set.name,
      readyMade: true,
      inUse: inUse.has(set.id),
      number: null,
      isDrafted: false,
      next: null,
    })),
  ]
}

function shownOf(set: RuleSet | null): Pick<RuleSetRow, 'scope' | 'effectiveFrom' | 'sources' | 'toBeVerified'> {
  if (!set) return { scope: null, effectiveFrom: null, sources: [], toBeVerified: 0 }
  return {
    scope: set.scope,
    effectiveFrom: set.effectiveFrom,
    sources: set.sources.map(({ title, number }) => number ?? title),
    toBeVerified: set.sources.filter((source) => source.toBeVerified).length,
  }
}

/** A rule set as its page shows it. */
export interface RuleSetPage {
  id: string
  name: string
  readyMade: boolean
  inUse: boolean
  isDrafted: boolean
  basedOn: { id: string; name: string } | null
  versions: RuleSetVersion[]
  /** in force today; null: none of the versions is */
  inForce: number | null
  /** the version that is shown: the one asked for, else the one in force, else the next; null: a draft alone */
  shown: number | null
  ruleSet: RuleSet | null
  /** what differs from the version compared with */
  compared: { number: number; changes: WordedChange[] } | null
}

/**
 * Reads a rule set clearly: one version of it, its history, and what differs from another version.
 * @throws notFound
 */
export async function ruleSetPage(
  context: RequestContext,
  id: string,
  { version, compare }: { version: number | null; compare: number | null },
): Promise<RuleSetPage> {
  assertCan(context.actor, 'ruleSet.read')
  const readyMade = readyMadeSet(id)
  const stored = await database().screeningRuleSet.findUnique({ where: { id }, omit: { draft: true } })
  if (readyMade)
    return {
      id,
      name: readyMade.name,
      readyMade: true,
      inUse: stored?.inUse ?? false,
      isDrafted: false,
      basedOn: null,
      versions: [],
      inForce: null,
      shown: null,
      ruleSet: readyMade,
      compared: null,
    }
  if (!stored) throw notFound('这个规则集')
  const [versions, draft, origin] = await Promise.all([
    listVersions(context, id),
    database().screeningRuleSet.findUnique({ where: { id }, select: { draft: true } }),
    nameOf(stored.basedOn),
  ])
  const today = businessDay(context.now)
  const inForce = lastInForce(versions, today)
  const shown = version ?? inForce ?? versions[0]?.number ?? null
  const ruleSet = shown === null ? null : await readVersion(context, id, shown)
  return {
    id,
    name: stored.name,
    readyMade: false,
    inUse: stored.inUse,
    isDrafted: draft?.draft !== null && draft !== null,
    basedOn: stored.basedOn === null ? null : { id: stored.basedOn, name: origin ?? stored.basedOn },
    versions,
    inForce,
    shown,
    ruleSet,
    compared:
      ruleSet && compare !== null && compare !== shown
        ? {
            number: compare,
            changes: ruleSetChanges(draftOf(await readVersion(context, id, compare)), draftOf(ruleSet)),
          }
        : null,
  }
}

/** As `versionInForceSql` says it. */
function lastInForce(versions: readonly RuleSetVersion[], today: Day): number | null {
  const [last] = versions
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .toSorted((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom) || other.number - one.number)
  return last?.number ?? null
}

async function nameOf(id: string | null): Promise<string | null> {
  if (id === null) return null
  const readyMade = readyMadeSet(id)
  if (readyMade) return readyMade.name
  return (await database().screeningRuleSet.findUnique({ where: { id }, select: { name: true } }))?.name ?? null
}

/** The park that a set holds for; null where it is gone. */
export async function parkNameOf(id: string): Promise<string | null> {
  return (await database().park.findUnique({ where: { id }, select: { name: true } }))?.name ?? null
}

/** Parks that a set may be kept to; the first few hundred by name. */
export async function listParksToChoose(context: RequestContext): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'ruleSet.read')
  return database().park.findMany({
    where: { mergedIntoId: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 500,
  })
}
