import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { countedSql } from '~/projects/server/counted'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { BUDGET_KINDS, type BudgetKind, type BudgetScope, type ClaimState } from '../../domain/budgets/budget'
import { budgetRow, budgetRows, type BudgetRow, type ClaimedIn, type StoredBudget } from '../../domain/budgets/ledger'

const { sql } = Prisma

const PARK = sql`(SELECT jsonb_build_object('id', k.id, 'name', k.name) FROM park k WHERE k.id = own.park_id) AS park`

/** Claims that count: not released, of projects that are neither merged nor 作废. */
const CLAIMS = sql`budget_claim own JOIN project p ON p.id = own.project_id`
const counts = sql`own.state <> 'released' AND ${countedSql}`

/**
 * The budgets of a year with what is asked of them, promised and left. Sums count every project, also those that the
 * reader may not see.
 */
export async function readBudgets(
  context: RequestContext,
  { year, kinds = BUDGET_KINDS }: { year: number; kinds?: readonly BudgetKind[] },
): Promise<BudgetRow[]> {
  assertCan(context.actor, 'budget.read')
  const [budgets, claimed] = await Promise.all([
    database().$queryRaw<StoredBudget[]>(sql`
      SELECT own.kind, own.year, own.park_id AS "parkId", ${PARK}, own.amount::text, own.document
      FROM budget own WHERE own.year = ${year}`),
    database().$queryRaw<ClaimedIn[]>(sql`
      SELECT own.kind, ${PARK}, own.state, to_char(own.produces_on, 'YYYY-MM') AS month, sum(own.amount)::text AS amount,
        count(*)::int AS claims
      FROM ${CLAIMS} WHERE own.year = ${year} AND ${counts}
      GROUP BY own.kind, own.park_id, own.state, 4`),
  ])
  return budgetRows(year, budgets, claimed, kinds)
}

/** One budget, which may not have been set. @throws notFound for a park that is not there */
export async function readBudget(context: RequestContext, { kind, year, parkId }: BudgetScope): Promise<BudgetRow> {
  const rows = await readBudgets(context, { year, kinds: [kind] })
  const row = rows.find(({ park }) => (park?.id ?? null) === parkId)
  if (row) return row
  if (parkId === null) return budgetRow({ kind, year, park: null }, undefined, [])
  const park = await database().park.findFirst({ where: { id: parkId }, select: { id: true, name: true } })
  if (!park) throw notFound('这个园区')
  return budgetRow({ kind, year, park }, undefined, [])
}

/** A project's part of a budget, as lists show it. */
export interface ListedClaim {
  id: string
  project: { id: string; name: string; ended: boolean }
  kind: BudgetKind
  year: number
  park: { id: string; name: string } | null
  amount: string
  /** month of production, `2027-03` */
  month: string | null
  state: ClaimState
  note: string | null
  document: string | null
  promisedOn: string | null
  excess: string | null
  allowedBy: string | null
  reason: string | null
  releasedOn: string | null
  releaseReason: string | null
  version: number
}

const LISTED = sql`own.id, jsonb_build_object('id', p.id, 'name', p.name, 'ended', p.status = 'ended') AS project,
  own.kind, own.year, ${PARK}, trim_scale(own.amount)::text AS amount, to_char(own.produces_on, 'YYYY-MM') AS month, own.state, own.note, own.document,
  own.promised_on::text AS "promisedOn", trim_scale(own.excess)::text AS excess, own.allowed_by AS "allowedBy", own.reason,
  own.released_on::text AS "releasedOn", own.release_reason AS "releaseReason", own.version`

/** Who draws on a budget, the largest first; of projects that the reader may not see only how many there are. */
export async function claimsOnBudget(
  context: RequestContext,
  { kind, year, parkId }: BudgetScope,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ListedClaim[]; total: number; hidden: number }> {
  assertCan(context.actor, 'budget.read')
  const where = sql`own.kind = ${kind}::budget_kind AND own.year = ${year} AND ${counts}
    AND (${parkId}::uuid IS NULL OR own.park_id = ${parkId}::uuid)`
  const seen = visibleProjectsSql(context.actor)
  const [items, [totals]] = await Promise.all([
    database().$queryRaw<ListedClaim[]>(sql`
      SELECT ${LISTED} FROM ${CLAIMS} WHERE ${where} AND ${seen}
      ORDER BY own.state DESC, own.amount DESC, own.id LIMIT ${limit} OFFSET ${offset}`),
    database().$queryRaw<[{ total: number; hidden: number }]>(sql`
      SELECT (count(*) FILTER (WHERE ${seen}))::int AS total, (count(*) FILTER (WHERE NOT ${seen}))::int AS hidden
      FROM ${CLAIMS} WHERE ${where}`),
  ])
  return { items, ...totals }
}

const MOST = 200

/** What a project asks for and was promised, the last first; nothing of one that the reader may not see. */
export async function claimsOfProject(context: RequestContext, projectId: string): Promise<ListedClaim[]> {
  assertCan(context.actor, 'budget.read')
  return database().$queryRaw<ListedClaim[]>(sql`
    SELECT ${LISTED} FROM ${CLAIMS}
    WHERE own.project_id = ${projectId}::uuid AND ${visibleProjectsSql(context.actor)}
    ORDER BY own.state = 'released', own.year DESC, own.kind, own.id DESC LIMIT ${MOST}`)
}

/** One claim of a project. @throws notFound, also for one of a project that the reader may not see */
export async function readClaim(
  context: RequestContext,
  projectId: string,
  claimId: string | undefined,
): Promise<ListedClaim> {
  assertCan(context.actor, 'budget.read')
  const [claim] = isId(claimId)
    ? await database().$queryRaw<ListedClaim[]>(sql`
        SELECT ${LISTED} FROM ${CLAIMS}
        WHERE own.id = ${claimId}::uuid AND own.project_id = ${projectId}::uuid AND ${visibleProjectsSql(context.actor)}`)
    : []
  if (!claim) throw notFound('这项指标')
  return claim
}
