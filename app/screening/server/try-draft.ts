import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { businessDay } from '~/shared/day'
import { present } from '~/shared/present'
import { readDraft } from '../domain/rules/read-draft'
import { dryRun, type DryRun } from '../domain/rules/dry-run'
import type { RuleSet } from '../domain/rules/rule-set'
import { termsInForce } from './energy-terms'
import { editableRuleSet } from './edit-rule-set'
import { countProposals, readProposals } from './proposals'

/** So many are tried at once, while the page waits. */
const MOST_TRIED = 3000

/** Projects `p` signed or screened in a year that the actor may see. */
function ofYearSql({ actor }: RequestContext, year: number): Prisma.Sql {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  return Prisma.sql`${countedSql} AND ${visibleProjectsSql(actor)}
    AND (p.signed_from BETWEEN ${from}::date AND ${to}::date
      OR (s.recorded_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${from}::date AND ${to}::date)`
}

export interface TriedDraft {
  id: string
  name: string
  year: number
  /** the version it is compared with; null: none was published */
  against: number | null
  /** how many things are wrong with the draft: nothing is tried then */
  faults: number
  draft: RuleSet | null
  run: DryRun | null
  /** projects of the year, of which the first few thousand were tried */
  total: number
  /** judged by their record alone, because they were never screened */
  fromRecord: number
}

/** Tries the draft of a rule set on the projects of a year, beside what was published last. @throws notFound */
export async function tryDraft(context: RequestContext, id: string, year: number): Promise<TriedDraft> {
  assertCan(context.actor, 'ruleSet.manage')
  const { name, draft: text, published } = await editableRuleSet(context, id)
  const { ruleSet: draft, faults } = readDraft(id, text)
  const told = { id, name, year, against: published?.number ?? null, faults: faults.length, draft }
  if (!draft) return { ...told, run: null, total: 0, fromRecord: 0 }
  const before = published && present(readDraft(id, published.draft).ruleSet, 'a published rule set')
  const where = ofYearSql(context, year)
  const [tried, total] = await Promise.all([
    readProposals(database(), { where, order: Prisma.sql`p.signed_from, p.id`, limit: MOST_TRIED }),
    countProposals(database(), where),
  ])
  const fromRecord = tried.filter((one) => one.fromRecord).length
  const on = businessDay(context.now)
  return { ...told, total, fromRecord, run: dryRun(before, draft, tried, on, await termsInForce(on)) }
}
