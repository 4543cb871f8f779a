import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import type { Named } from '~/projects/domain/read-fields'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { countedSql } from '~/projects/server/counted'
import type { PathStage, ProjectStatus } from '~/projects/domain/stages'
import { businessDay, type Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { responsibleUnitSql } from '~/projects/server/facts'
import type { BatchPart, MemberState } from '../domain/batch'

const { sql } = Prisma

/** A batch with its projects counted, as far as the actor may see them; a project in two parts counts once in the total. */
export interface BatchRow {
  id: string
  name: string
  heldOn: Day
  deadlineOn: Day
  note: string | null
  version: number
  projects: number
  /** 万元 */
  investmentWan: number
  signed: number
  /** 万元 */
  signedWan: number
  /** of those signed: started by now; not started after the deadline */
  signedStarted: number
  overdue: number
  started: number
  startedDone: number
  producing: number
  producingDone: number
}

export interface BatchMember {
  project: Named
  part: BatchPart
  state: MemberState
  investor: string | null
  unit: Named
  sponsor: string | null
  /** 万元 */
  investmentWan: number | null
  stage: PathStage
  status: ProjectStatus
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
  blockingIssue: string | null
}

const BATCH = Prisma.raw(
  `b.id, b.name, b.held_on::text AS "heldOn", b.deadline_on::text AS "deadlineOn", b.note, b.version`,
)

/** `memberState` to the database: of a member m, its project p and its batch b. */
export function stateSql(today: Day): Prisma.Sql {
  return sql`CASE
    WHEN p.stage >= CASE m.part WHEN 'producing' THEN 'producing'::stage ELSE 'started'::stage END THEN 'done'
    WHEN p.status = 'ended' THEN 'ended'
    WHEN m.part = 'signed' AND b.deadline_on < ${today}::date THEN 'overdue'
    ELSE 'waiting' END`
}

const membersSql = (context: RequestContext) => sql`
  FROM batch_project m JOIN project p ON p.id = m.project_id
  WHERE m.batch_id = b.id AND ${countedSql} AND ${visibleProjectsSql(context.actor)}`

const countsSql = (context: RequestContext) => sql`
  LATERAL (
    SELECT count(*)::int AS projects, coalesce(sum(wan), 0)::float8 AS "investmentWan",
      count(signs)::int AS signed, coalesce(sum(wan) FILTER (WHERE signs IS NOT NULL), 0)::float8 AS "signedWan",
      count(*) FILTER (WHERE signs = 'done')::int AS "signedStarted", count(*) FILTER (WHERE signs = 'overdue')::int AS overdue,
      count(starts)::int AS started, count(*) FILTER (WHERE starts = 'done')::int AS "startedDone",
      count(produces)::int AS producing, count(*) FILTER (WHERE produces = 'done')::int AS "producingDone"
    FROM (
      SELECT p.id, p.investment_wan AS wan,
        max(${stateSql(businessDay(context.now))}) FILTER (WHERE m.part = 'signed') AS signs,
        max(${stateSql(businessDay(context.now))}) FILTER (WHERE m.part = 'started') AS starts,
        max(${stateSql(businessDay(context.now))}) FILTER (WHERE m.part = 'producing') AS produces
      ${membersSql(context)} GROUP BY p.id
    ) each
  ) counts`

interface Paged {
  offset: number
  limit: number
}

/** Batches, the last held first. */
export async function listBatches(
  context: RequestContext,
  { q, offset, limit }: Paged & { q?: string },
): Promise<{ items: BatchRow[]; total: number }> {
  assertCan(context.actor, 'promotion.read')
  const named = sql`b.name ILIKE ${likePattern(q ?? '')}`
  const [items, [counted]] = await Promise.all([
    database().$queryRaw<BatchRow[]>`
      SELECT ${BATCH}, counts.*
      FROM (SELECT * FROM promotion_batch b WHERE ${named} ORDER BY b.held_on DESC, b.id DESC LIMIT ${limit} OFFSET ${offset}) b
      CROSS JOIN ${countsSql(context)} ORDER BY b.held_on DESC, b.id DESC`,
    database().$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM promotion_batch b WHERE ${named}`,
  ])
  return { items, total: counted.total }
}

/** @throws notFound */
export async function readPromotionBatch(context: RequestContext, id: string | undefined): Promise<BatchRow> {
  assertCan(context.actor, 'promotion.read')
  if (!isId(id)) throw notFound('这个批次')
  const [row] = await database().$queryRaw<BatchRow[]>`
    SELECT ${BATCH}, counts.* FROM promotion_batch b CROSS JOIN ${countsSql(context)} WHERE b.id = ${id}::uuid`
  if (!row) throw notFound('这个批次')
  return row
}

export interface MembersAsked extends Paged {
  part?: BatchPart
  state?: MemberState
}

/** The projects of a batch that the actor may see, the late ones first. */
export async function listBatchMembers(
  context: RequestContext,
  batchId: string,
  { part, state, offset, limit }: MembersAsked,
): Promise<{ items: BatchMember[]; total: number }> {
  assertCan(context.actor, 'promotion.read')
  const rows = await database().$queryRaw<(BatchMember & { total: number })[]>`
    SELECT project, part, state, investor, unit, sponsor, "investmentWan", stage, status, "signedFrom", "signedTo",
      "startedFrom", "startedTo", "blockingIssue", count(*) OVER ()::int AS total
    FROM (
      SELECT jsonb_build_object('id', p.id, 'name', p.name) AS project, m.part::text AS part, ${stateSql(businessDay(context.now))} AS state,
        i.name AS investor, jsonb_build_object('id', u.id, 'name', u.name) AS unit, p.sponsor,
        p.investment_wan::float8 AS "investmentWan", p.stage::text AS stage, p.status::text AS status,
        p.signed_from::text AS "signedFrom", p.signed_to::text AS "signedTo",
        p.started_from::text AS "startedFrom", p.started_to::text AS "startedTo", p.blocking_issue AS "blockingIssue",
        m.part AS place, p.investment_wan AS wan, p.id, p.name
      FROM promotion_batch b JOIN batch_project m ON m.batch_id = b.id JOIN project p ON p.id = m.project_id
      JOIN unit u ON u.id = ${responsibleUnitSql}
      LEFT JOIN investor i ON i.id = p.investor_id
      WHERE b.id = ${batchId}::uuid AND ${countedSql} AND ${visibleProjectsSql(context.actor)}
    ) member
    WHERE (${part ?? null}::text IS NULL OR part = ${part ?? null}::text)
      AND (${state ?? null}::text IS NULL OR state = ${state ?? null}::text)
    ORDER BY place, array_position(ARRAY['overdue', 'waiting', 'done', 'ended'], state), wan DESC NULLS LAST, name, id
    LIMIT ${limit} OFFSET ${offset}`
  const items = rows.map(({ total: _, ...row }): BatchMember => row)
  return { items, total: rows[0]?.total ?? (offset > 0 ? await countMembers(context, batchId, { part, state }) : 0) }
}

/** Of a page beyond the last one. */
async function countMembers(
  context: RequestContext,
  batchId: string,
  asked: { part?: BatchPart; state?: MemberState },
): Promise<number> {
  const { total } = await listBatchMembers(context, batchId, { ...asked, offset: 0, limit: 1 })
  return total
}
