import { Prisma } from '~/generated/prisma/client'
import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { Day, DayPrecision, DayRange } from '~/shared/day'
import { GUARD_FACTS, type GuardFactKind } from '../domain/guards'
import { historyOf, standing, type History, type StageFact } from '../domain/history'
import type { PathStage, ProjectStatus, Stage } from '../domain/stages'
import { visibleProjectsSql } from './visibility'

export interface Named {
  id: string
  name: string
}

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

type Columns = {
  id: string
  code: string | null
  name: string
  investor: (Named & { uscc: string | null; origin: string | null }) | null
  projectCompany: string | null
  projectCompanyUscc: string | null
  industry: string | null
  industryCode: string | null
  /** 产业链 */
  chain: string | null
  content: string | null
  channel: string | null
  unit: Named
  team: Named | null
  introducedBy: Named | null
  landedAt: Named | null
  park: Named | null
  sponsor: string | null
  chainLeader: string | null
  /** 万元 */
  investmentWan: string | null
  /** 亩 */
  landMu: string | null
  /** 万元 a year at full production */
  annualTaxWan: string | null
  rents: boolean
  ownLand: boolean
  confidential: boolean
  landNote: string | null
  blockingIssue: string | null
  nextStep: string | null
  nextStepOn: Day | null
  remark: string | null
  holdUntil: Day | null
  stage: PathStage
  status: ProjectStatus
  stageOn: Day | null
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
  version: number
  createdAt: Date
  updatedAt: Date
}

export interface ReadProject extends Columns {
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
export async function readProject(call: Call, id: string): Promise<ReadProject> {
  assertCan(call.actor, 'project.read')
  if (!isId(id)) throw notFound('这个项目')
  const [row] = await database().$queryRaw<Row[]>`
    SELECT p.id, p.code, p.name,
      (SELECT jsonb_build_object('id', i.id, 'name', i.name, 'uscc', i.uscc, 'origin', i.origin)
        FROM investor i WHERE i.id = p.investor_id) AS investor,
      p.project_company AS "projectCompany", p.project_company_uscc AS "projectCompanyUscc",
      p.industry, p.industry_code AS "industryCode", p.chain, p.content, p.channel,
      ${named('unit', 'unit_id', 'unit')}, ${named('team', 'team_id', 'team')},
      ${named('unit', 'introduced_by_id', 'introducedBy')}, ${named('unit', 'landed_at_id', 'landedAt')},
      ${named('park', 'park_id', 'park')},
      p.sponsor, p.chain_leader AS "chainLeader",
      p.investment_wan::text AS "investmentWan", p.land_mu::text AS "landMu",
      p.annual_tax_wan::text AS "annualTaxWan", p.rents, p.own_land AS "ownLand",
      p.confidential, p.land_note AS "landNote", p.blocking_issue AS "blockingIssue", p.next_step AS "nextStep",
      p.next_step_on::text AS "nextStepOn", p.remark, p.hold_until::text AS "holdUntil",
      p.stage::text AS stage, p.status::text AS status, p.stage_on::text AS "stageOn",
      p.signed_from::text AS "signedFrom", p.signed_to::text AS "signedTo",
      p.started_from::text AS "startedFrom", p.started_to::text AS "startedTo",
      p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
      ${EVENTS} AS events, ${TICKS} AS ticks
    FROM project p
    WHERE p.id = ${id}::uuid AND p.merged_into_id IS NULL AND ${visibleProjectsSql(call.actor)}`
  if (!row) throw notFound('这个项目')
  const { events, ticks, ...columns } = row
  const facts = events.map(stageFact)
  return {
    ...columns,
    history: historyOf(facts),
    events: withFate(events, facts),
    guardFacts: GUARD_FACTS.map(
      (kind) => ticks.find((tick) => tick.kind === kind) ?? { kind, holds: false, day: null, note: null },
    ),
  }
}

/**
 * The stage events of a project in the order they were recorded.
 * @throws notFound when there is no such project, or the actor may not see it.
 */
export async function readStageEvents(call: Call, projectId: string): Promise<ReadEvent[]> {
  assertCan(call.actor, 'project.read')
  const [row] = await database().$queryRaw<{ events: EventRow[] }[]>`
    SELECT ${EVENTS} AS events FROM project p
    WHERE p.id = ${projectId}::uuid AND p.merged_into_id IS NULL AND ${visibleProjectsSql(call.actor)}`
  if (!row) throw notFound('这个项目')
  return withFate(row.events, row.events.map(stageFact))
}

function named(table: string, column: string, as: string): Prisma.Sql {
  return Prisma.raw(
    `(SELECT jsonb_build_object('id', t.id, 'name', t.name) FROM ${table} t WHERE t.id = p.${column}) AS "${as}"`,
  )
}

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

const TICKS = Prisma.raw(`
  coalesce((SELECT jsonb_agg(g) FROM (
    SELECT DISTINCT ON (g.kind) g.kind, g.holds, g.day, g.note FROM guard_fact g
    WHERE g.project_id = p.id ORDER BY g.kind, g.seq DESC) g), '[]')`)

function stageFact({ id, seq, stage, from, to, precision, statedOn, recordedAt, supersedesId }: EventRow): StageFact {
  const occurred = { from, to, precision }
  return { id, seq, stage, occurred, statedOn, recordedAt: new Date(recordedAt), supersedesId }
}

/** Each event with what became of it. */
function withFate(rows: EventRow[], facts: StageFact[]): ReadEvent[] {
  const live = new Set(standing(facts).map((fact) => fact.id))
  const supersededBy = new Map(rows.flatMap((row) => (row.supersedesId ? [[row.supersedesId, row.id]] : [])))
  return rows.map(({ seq: _, from, to, precision, ...event }) => ({
    ...event,
    occurred: { from, to, precision },
    supersededById: supersededBy.get(event.id) ?? null,
    standing: live.has(event.id),
  }))
}
