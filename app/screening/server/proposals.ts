import { Prisma } from '~/generated/prisma/client'
import type { Db } from '~/platform/database/client'
import { exceptionKey } from '../domain/evaluation/assess'
import { screeningInputs } from '../domain/inputs'
import type { Tried } from '../domain/rules/dry-run'
import type { Verdict } from '../domain/rules/rule-set'
import { proposalOf } from '../domain/screening'

const { sql } = Prisma

/** A project with what it proposes: what its last screening says, else its record. */
export interface Proposal extends Tried {
  /** what its last screening came to; null: it was never screened */
  before: Verdict | null
  fromRecord: boolean
}

/** Projects `p`, each with its last screening `s` where it has one. */
const FROM = sql`project p LEFT JOIN LATERAL (
  SELECT last.id, last.inputs, last.verdict, last.recorded_at FROM screening last
  WHERE last.project_id = p.id ORDER BY last.number DESC LIMIT 1) s ON true`

interface Row {
  id: string
  name: string
  parkId: string | null
  industryCode: string | null
  landMu: number | null
  investmentWan: number | null
  annualTaxWan: number | null
  inputs: unknown
  verdict: Verdict | null
  exceptions: { ruleSet: string; criterion: string }[] | null
}

interface Asked {
  /** of a project `p` and its last screening `s` */
  where: Prisma.Sql
  order: Prisma.Sql
  limit: number
}

/**
 * The first proposals of projects that satisfy a condition. The record knows the total investment alone, so that what
 * asks for fixed assets stays unknown.
 */
export async function readProposals(db: Db, { where, order, limit }: Asked): Promise<Proposal[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.name, p.park_id AS "parkId", p.industry_code AS "industryCode", p.land_mu::float8 AS "landMu",
      p.investment_wan::float8 AS "investmentWan", p.annual_tax_wan::float8 AS "annualTaxWan", s.inputs, s.verdict,
      (SELECT json_agg(json_build_object('ruleSet', e.rule_set_id, 'criterion', e.criterion))
       FROM screening_exception e WHERE e.screening_id = s.id) AS exceptions
    FROM ${FROM} WHERE ${where} ORDER BY ${order} LIMIT ${limit}`
  return rows.map(({ id, name, parkId, inputs, verdict, exceptions, ...record }) => ({
    id,
    name,
    parkId,
    inputs: screeningInputs.safeParse(inputs ?? proposalOf(record, null)).data ?? {},
    excepted: new Set(exceptions?.map(exceptionKey)),
    before: verdict,
    fromRecord: inputs === null,
  }))
}

/** How many satisfy it. */
export async function countProposals(db: Db, where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${FROM} WHERE ${where}`
  return row?.total ?? 0
}
