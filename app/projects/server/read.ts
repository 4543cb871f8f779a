import { Prisma } from '~/generated/prisma/client'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { Day, DayPrecision, DayRange } from '~/shared/day'
import { GUARD_FACTS, type GuardFactKind } from '../domain/guards'
import { historyOf, standing, type History, type StageFact } from '../domain/history'
import { OWN_FIELDS } from '../domain/fields'
import type { ProjectFields, Standing } from '../domain/read-fields'
import type { Stage } from '../domain/stages'
import { selectFields, STANDING } from './fields-sql'
import { visibleProjectsSql } from './visibility'

export interface ReadEvidence {
  id: string
  kind: string
  name: string
  mediaType: string
  sizeBytes: number
  addedAt: string
}

export interface ReadEvent {
  id: string
  stage: Stage
  occurred: DayRange
  statedOn: Day | null
  recordedAt: string
  recordedByName: string
  reason: string | null
  note: string | null
  waiverReason: string | null
  waiverBy: string | null
  /** told by an imported ledger */
  imported: boolean
  supersedesId: string | null
  supersededById: string | null
  /** known and not superseded */
  standing: boolean
  verified: { at: string; byName: string; note: string | null } | null
  evidence: ReadEvidence[]
}

export interface ReadGuardFact {
  kind: GuardFactKind
  holds: boolean
  day: Day | null
  note: string | null
}

type Columns = ProjectFields &
  Standing & {
    id: string
    landNote: string | null
    holdUntil: Day | null
    version: number
    createdAt: Date
    updatedAt: Date
    voided: { at: string; byName: string; reason: string } | null
  }

export type ReadProject = Columns & {
  history: History | null
  events: ReadEvent[]
  guardFacts: ReadGuardFact[]
}

type EventRow = Omit<ReadEvent, 'occurred' | 'supersededById' | 'standing'> & {
  seq: number
  from: Day | null
  to: Day | null
  precision: DayPrecision
}

type Row = Columns & { events: EventRow[]; ticks: ReadGuardFact[] }

/**
 * A project with its events and guard facts, without personal values, in one query.
 * @throws notFound when there is none, or the actor may not see it.
 */
export async function readProject(context: RequestContext, id: string): Promise<ReadProject> {
  assertCan(context.actor, 'project.read')
  if (!isId(id)) throw notFound('这个项目')
  const [row] = await database().$queryRaw<Row[]>`
    SELECT p.id, ${FIELDS}, p.land_note AS "landNote", p.hold_until::text AS "holdUntil", ${Prisma.raw(STANDING)},
      p.version, p.created_at AS "createdAt", ${VOIDED} AS voided,
      ${EVENTS} AS events, ${TICKS} AS ticks
    FROM project p
    WHERE p.id = ${id}::uuid AND p.merged_into_id IS NULL AND ${visibleProjectsSql(context.actor)}`
  if (!row) throw notFound('这个项目')
  const { events, ticks, ...columns } = row
  const facts = events.map(stageFact)
  return {
    ...columns,
    history: historyOf(facts),
    events: withSuccessors(events, facts),
    guardFacts: GUARD_FACTS.map(
      (kind) => ticks.find((tick) => tick.kind === kind) ?? { kind, holds: false, day: null, note: null },
    ),
  }
}

/**
 * The stage events of a project in the order they were recorded.
 * @throws notFound when there is no such project, or the actor may not see it.
 */
export async function readStageEvents(context: RequestContext, projectId: string): Promise<ReadEvent[]> {
  assertCan(context.actor, 'project.read')
  const [row] = await database().$queryRaw<{ events: EventRow[] }[]>`
    SELECT ${EVENTS} AS events FROM project p
    WHERE p.id = ${projectId}::uuid AND p.merged_into_id IS NULL AND ${visibleProjectsSql(context.actor)}`
  if (!row) throw notFound('这个项目')
  return withSuccessors(row.events, row.events.map(stageFact))
}

const FIELDS = Prisma.raw(selectFields(OWN_FIELDS))

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const userName = (column: string) => `coalesce((SELECT a.name FROM app_user a WHERE a.id = ${column}), '系统')`

const EVENTS = Prisma.raw(`
  coalesce((SELECT jsonb_agg(jsonb_build_object(
    'id', e.id, 'seq', e.seq, 'stage', e.stage, 'from', e.occurred_from, 'to', e.occurred_to, 'precision', e.precision,
    'statedOn', e.stated_on, 'recordedAt', ${utc('e.recorded_at')}, 'recordedByName', ${userName('e.recorded_by_id')},
    'reason', e.reason, 'note', e.note, 'waiverReason', e.waiver_reason, 'waiverBy', e.waiver_by,
    'imported', e.import_row_id IS NOT NULL, 'supersedesId', e.supersedes_id,
    'verified', (SELECT jsonb_build_object('at', ${utc('v.verified_at')}, 'byName', ${userName('v.verified_by_id')},
        'note', v.note)
      FROM stage_verification v WHERE v.event_id = e.id ORDER BY v.verified_at LIMIT 1),
    'evidence', coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'name', f.name,
        'mediaType', f.media_type, 'sizeBytes', f.size_bytes, 'addedAt', ${utc('d.added_at')}) ORDER BY d.added_at)
      FROM evidence d JOIN stored_file f ON f.id = d.file_id WHERE d.event_id = e.id), '[]')
  ) ORDER BY e.seq) FROM stage_event e WHERE e.project_id = p.id AND e.phase_id IS NULL), '[]')`)

const VOIDED = Prisma.raw(`
  (SELECT jsonb_build_object('at', ${utc('v.recorded_at')}, 'byName', ${userName('v.recorded_by_id')}, 'reason', v.reason)
    FROM project_void v WHERE v.project_id = p.id AND p.voided_at IS NOT NULL ORDER BY v.seq DESC LIMIT 1)`)

const TICKS = Prisma.raw(`
  coalesce((SELECT jsonb_agg(g) FROM (
    SELECT DISTINCT ON (g.kind) g.kind, g.holds, g.day, g.note FROM guard_fact g
    WHERE g.project_id = p.id ORDER BY g.kind, g.seq DESC) g), '[]')`)

function stageFact({ id, seq, stage, from, to, precision, statedOn, recordedAt, supersedesId }: EventRow): StageFact {
  const occurred = { from, to, precision }
  return { id, seq, stage, occurred, statedOn, recordedAt: new Date(recordedAt), supersedesId }
}

/** Each event with what became of it. */
function withSuccessors(rows: EventRow[], facts: StageFact[]): ReadEvent[] {
  const live = new Set(standing(facts).map((fact) => fact.id))
  const supersededBy = new Map(rows.flatMap((row) => (row.supersedesId ? [[row.supersedesId, row.id]] : [])))
  return rows.map(({ seq: _, from, to, precision, ...event }) => ({
    ...event,
    occurred: { from, to, precision },
    supersededById: supersededBy.get(event.id) ?? null,
    standing: live.has(event.id),
  }))
}
