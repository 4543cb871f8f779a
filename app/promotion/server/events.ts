import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { likePattern } from '~/platform/database/contains'
import type { Named } from '~/projects/domain/read-fields'
import { visibleProjectsSql } from '~/projects/server/visibility'
import { countedSql } from '~/projects/server/counted'
import type { PathStage, ProjectStatus } from '~/projects/domain/stages'
import type { Day } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { responsibleUnitSql } from '~/projects/server/facts'
import type { EventOutcome } from '../domain/event'

const { sql } = Prisma

/** An event with what became of its projects, as far as the actor may see them; the phases of a project count once. */
export interface EventRow {
  id: string
  name: string
  kind: string
  heldFrom: Day
  heldTo: Day
  place: string | null
  note: string | null
  version: number
  projects: number
  /** 万元 */
  investmentWan: number
  /** signed at the event itself */
  signedThere: number
  /** signed, started, producing by now */
  signed: number
  /** of these, signed before the event began, for certain: no result of it */
  signedBefore: number
  /** 万元 */
  signedWan: number
  started: number
  producing: number
  ended: number
}

/** A project of an event, once whatever the number of its phases there. */
export interface EventMember {
  project: Named
  /** entries of the list: one, or one a phase */
  entryIds: string[]
  phases: string[]
  /** the best of its entries */
  outcome: EventOutcome
  investor: string | null
  unit: Named
  /** 万元 */
  investmentWan: number | null
  stage: PathStage
  status: ProjectStatus
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
}

const EVENT = Prisma.raw(
  `e.id, e.name, e.kind, e.held_from::text AS "heldFrom", e.held_to::text AS "heldTo", e.place, e.note, e.version`,
)

const countsSql = (context: RequestContext) => sql`
  LATERAL (
    SELECT count(*)::int AS projects, coalesce(sum(wan), 0)::float8 AS "investmentWan",
      count(*) FILTER (WHERE there)::int AS "signedThere",
      count(*) FILTER (WHERE stage >= 'signed')::int AS signed,
      count(*) FILTER (WHERE stage >= 'signed' AND signed_to < e.held_from)::int AS "signedBefore",
      coalesce(sum(wan) FILTER (WHERE stage >= 'signed'), 0)::float8 AS "signedWan",
      count(*) FILTER (WHERE stage >= 'started')::int AS started,
      count(*) FILTER (WHERE stage >= 'producing')::int AS producing,
      count(*) FILTER (WHERE status = 'ended')::int AS ended
    FROM (
      SELECT p.id, p.investment_wan AS wan, p.stage, p.status, p.signed_to, bool_or(m.outcome = 'signed') AS there
      FROM event_project m JOIN project p ON p.id = m.project_id
      WHERE m.event_id = e.id AND ${countedSql} AND ${visibleProjectsSql(context.actor)}
      GROUP BY p.id
    ) each
  ) counts`

interface Paged {
  offset: number
  limit: number
}

/** Events, the last held first. */
export async function listEvents(
  context: RequestContext,
  { q, kind, offset, limit }: Paged & { q?: string; kind?: string },
): Promise<{ items: EventRow[]; total: number }> {
  assertCan(context.actor, 'promotion.read')
  const where = sql`e.name ILIKE ${likePattern(q ?? '')} AND (${kind ?? null}::text IS NULL OR e.kind = ${kind ?? null}::text)`
  const [items, [counted]] = await Promise.all([
    database().$queryRaw<EventRow[]>`
      SELECT ${EVENT}, counts.*
      FROM (SELECT * FROM promotion_event e WHERE ${where} ORDER BY e.held_from DESC, e.id DESC LIMIT ${limit} OFFSET ${offset}) e
      CROSS JOIN ${countsSql(context)} ORDER BY e.held_from DESC, e.id DESC`,
    database().$queryRaw<[{ total: number }]>`SELECT count(*)::int AS total FROM promotion_event e WHERE ${where}`,
  ])
  return { items, total: counted.total }
}

/** Kinds of events in use. */
export async function eventKinds(context: RequestContext): Promise<string[]> {
  assertCan(context.actor, 'promotion.read')
  const rows = await database().promotionEvent.findMany({
    distinct: ['kind'],
    select: { kind: true },
    orderBy: { kind: 'asc' },
    take: 50,
  })
  return rows.map(({ kind }) => kind)
}

/** @throws notFound */
export async function readEvent(context: RequestContext, id: string | undefined): Promise<EventRow> {
  assertCan(context.actor, 'promotion.read')
  if (!isId(id)) throw notFound('这次活动')
  const [row] = await database().$queryRaw<EventRow[]>`
    SELECT ${EVENT}, counts.* FROM promotion_event e CROSS JOIN ${countsSql(context)} WHERE e.id = ${id}::uuid`
  if (!row) throw notFound('这次活动')
  return row
}

/** The projects of an event that the actor may see, what went furthest first. */
export async function listEventMembers(
  context: RequestContext,
  eventId: string,
  { outcome, come, offset, limit }: Paged & { outcome?: EventOutcome; come?: 'signed' | 'started' | 'producing' },
): Promise<{ items: EventMember[]; total: number }> {
  assertCan(context.actor, 'promotion.read')
  const entries = sql`
    SELECT m.project_id, array_agg(m.id::text ORDER BY h.number NULLS FIRST) AS "entryIds", max(m.outcome) AS outcome,
      coalesce(array_agg(h.name ORDER BY h.number) FILTER (WHERE h.id IS NOT NULL), '{}') AS phases
    FROM event_project m LEFT JOIN phase h ON h.id = m.phase_id
    WHERE m.event_id = ${eventId}::uuid GROUP BY m.project_id`
  const where = sql`${countedSql} AND ${visibleProjectsSql(context.actor)}
    AND (${outcome ?? null}::event_outcome IS NULL OR m.outcome = ${outcome ?? null}::event_outcome)
    AND (${come ?? null}::stage IS NULL OR p.stage >= ${come ?? null}::stage)`
  const [items, [counted]] = await Promise.all([
    database().$queryRaw<EventMember[]>`
      SELECT jsonb_build_object('id', p.id, 'name', p.name) AS project, m."entryIds", m.phases, m.outcome::text AS outcome,
        i.name AS investor, jsonb_build_object('id', u.id, 'name', u.name) AS unit,
        p.investment_wan::float8 AS "investmentWan", p.stage::text AS stage, p.status::text AS status,
        p.signed_from::text AS "signedFrom", p.signed_to::text AS "signedTo",
        p.started_from::text AS "startedFrom", p.started_to::text AS "startedTo"
      FROM (${entries}) m JOIN project p ON p.id = m.project_id
      JOIN unit u ON u.id = ${responsibleUnitSql}
      LEFT JOIN investor i ON i.id = p.investor_id
      WHERE ${where}
      ORDER BY p.stage DESC, p.investment_wan DESC NULLS LAST, p.name, p.id
      LIMIT ${limit} OFFSET ${offset}`,
    database().$queryRaw<[{ total: number }]>`
      SELECT count(*)::int AS total FROM (${entries}) m JOIN project p ON p.id = m.project_id WHERE ${where}`,
  ])
  return { items, total: counted.total }
}
