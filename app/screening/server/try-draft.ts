import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { businessDay } from '~/shared/day'
import { present } from '~/shared/present'
import { screeningInputs } from '../domain/inputs'
import { readDraft } from '../domain/rules/read-draft'
import { dryRun, type DryRun, type Tried } from '../domain/rules/dry-run'
import type { RuleSet } from '../domain/rules/rule-set'
import { editableRuleSet } from './edit-rule-set'

/** So many are tried at once, while the page waits. */
const MOST_TRIED = 3000

interface Row {
  id: string
  name: string
  industryCode: string | null
  landMu: number | null
  investmentWan: number | null
  annualTaxWan: number | null
  inputs: unknown
  total: number
}

/**
 * The proposals of a year: of the projects signed or screened in it that the actor may see, what their last screening
 * says, else their record. The record knows the total investment alone, so that what asks for fixed assets stays unknown.
 */
async function proposalsOfYear(
  context: RequestContext,
  year: number,
): Promise<{ tried: Tried[]; total: number; fromRecord: number }> {
  const [from, to] = [`${year}-01-01`, `${year}-12-31`]
  const rows = await database().$queryRaw<Row[]>(Prisma.sql`
    SELECT p.id, p.name, p.industry_code AS "industryCode", p.land_mu::float8 AS "landMu",
      p.investment_wan::float8 AS "investmentWan", p.annual_tax_wan::float8 AS "annualTaxWan", s.inputs,
      count(*) OVER ()::int AS total
    FROM project p
    LEFT JOIN LATERAL (
      SELECT last.inputs, last.recorded_at FROM screening last
      WHERE last.project_id = p.id ORDER BY last.number DESC LIMIT 1) s ON true
    WHERE ${countedSql} AND ${visibleProjectsSql(context.actor)}
      AND (p.signed_from BETWEEN ${from}::date AND ${to}::date
        OR (s.recorded_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${from}::date AND ${to}::date)
    ORDER BY p.signed_from, p.id LIMIT ${MOST_TRIED}`)
  const tried = rows.map(({ id, name, inputs, ...record }) => {
    const told = {
      industryCode: record.industryCode,
      landMu: record.landMu,
      totalInvestmentWan: record.investmentWan,
      annualTaxWan: record.annualTaxWan,
    }
    const screened = screeningInputs.safeParse(inputs)
    const recorded = screeningInputs.safeParse(told)
    return { id, name, inputs: screened.data ?? recorded.data ?? {} }
  })
  return {
    tried,
    total: rows[0]?.total ?? 0,
    fromRecord: rows.filter(({ inputs }) => inputs === null).length,
  }
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
  const { tried, ...counted } = await proposalsOfYear(context, year)
  return { ...told, ...counted, run: dryRun(before, draft, tried, businessDay(context.now)) }
}
