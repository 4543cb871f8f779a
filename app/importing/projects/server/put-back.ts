import { Prisma } from '~/generated/prisma/client'
import { recordAudits } from '~/audit/server/record'
import { insertRows, newId, updateRows } from '~/platform/database/bulk'
import type { Db, Tx } from '~/platform/database/client'
import { stageCache, standing, type StageFact } from '~/projects/domain/history'
import { daysOfStages } from '~/projects/domain/logged-values'
import { isPathStage, type Stage } from '~/projects/domain/stages'
import { CACHE_COLUMNS, cacheRow, EVENT_COLUMNS, EVENT_SELECT, stageFact } from '~/projects/server/events'
import { responsibleUnitSql } from '~/projects/server/facts'
import { FACT_COLUMNS } from '~/projects/server/milestones'
import { businessDay, type Day } from '~/shared/day'
import { normalizedProjectName } from '~/shared/text'
import { groupedBy } from '../../tables/domain/group-by'
import type { WriteContext } from '../../tables/server/kind'
import { FILLED } from './filled-fields'
import { KEPT_COLUMNS } from './kept-columns'

const { raw, join } = Prisma

export interface KeptEvent {
  id: string
  projectId: string
  stage: Stage
}

/** A project that an import changed, as it is to go back. */
export interface ChangedProject {
  id: string
  name: string
  version: number
  /** what it holds now, by column */
  now: Record<string, string | number | boolean | null>
  /** what goes back */
  back: Record<string, string | number | boolean | null>
  /** columns that hold something else by now */
  kept: string[]
  /** stages of the import that were corrected, verified or proved since */
  keptStages: KeptEvent[]
}

/** Stage events of an import that somebody has worked on since: they stay. */
export async function keptEvents(db: Db, batchId: string, projectIds: readonly string[]): Promise<KeptEvent[]> {
  if (projectIds.length === 0) return []
  return db.$queryRaw`
    SELECT e.id, e.project_id AS "projectId", e.stage::text AS stage
    FROM stage_event e JOIN import_row r ON r.id = e.import_row_id AND r.batch_id = ${batchId}::uuid
    WHERE e.project_id = ANY(${projectIds}::uuid[]) AND (
      EXISTS (SELECT FROM stage_verification v WHERE v.event_id = e.id)
      OR EXISTS (SELECT FROM evidence d WHERE d.event_id = e.id)
      OR EXISTS (SELECT FROM stage_event c LEFT JOIN import_row o ON o.id = c.import_row_id LEFT JOIN import_batch b ON b.id = o.batch_id
        WHERE c.supersedes_id = e.id AND (b.id IS NULL OR (b.id <> ${batchId}::uuid AND b.state <> 'undone'))))
    ORDER BY e.seq`
}

const CHUNK = 400
const COLUMNS = [...KEPT_COLUMNS, 'normalized_name', ...CACHE_COLUMNS, 'version', 'updated_at']
type Undone = Pick<WriteContext, 'context' | 'origin'>

/** Gives projects back what they held before an import: fields, stages with their verification, and what figures group by. */
export async function putBack(tx: Tx, undone: Undone, changed: readonly ChangedProject[]): Promise<void> {
  for (let at = 0; at < changed.length; at += CHUNK) await putBackChunk(tx, undone, changed.slice(at, at + CHUNK))
}

async function putBackChunk(tx: Tx, undone: Undone, changed: readonly ChangedProject[]): Promise<void> {
  const { context, origin } = undone
  const ids = changed.map(({ id }) => id)
  const byProject = groupedBy(await eventsOf(tx, ids, origin.batchId), (event) => event.projectId)
  const projects: Record<string, unknown>[] = []
  const appended: Appended[] = []
  for (const project of changed) {
    const events = byProject.get(project.id) ?? []
    const own = restated(events, project, undone)
    appended.push(...own)
    const columns = { ...project.now, ...project.back }
    const all = [
      ...events,
      ...own.map((event, at) => ({ ...event.fact, seq: Number.MAX_SAFE_INTEGER - own.length + at })),
    ]
    projects.push({
      id: project.id,
      ...columns,
      normalized_name: normalizedProjectName(String(columns.name)),
      ...cacheRow(stageCache(all)),
      version: project.version + 1,
      updated_at: context.now,
    })
  }
  await updateRows(tx, 'project', COLUMNS, projects)
  await insertRows(
    tx,
    'stage_event',
    EVENT_COLUMNS,
    appended.map(({ row }) => row),
  )
  await carryProof(tx, appended)
  await appendFacts(tx, undone, ids)
  await recordAudits(
    tx,
    context,
    changed.map(({ id, now, back }) => ({
      action: 'project.takeBack',
      subjectType: 'project',
      subjectId: id,
      before: logged(now, back),
      after: {
        ...logged({ ...now, ...back }, back),
        ...daysOfStages(appended.filter(({ row }) => row.project_id === id).map(({ fact }) => fact)),
        import: origin,
      },
    })),
  )
}

/** The columns that went back, by the names of the form. */
function logged(columns: ChangedProject['now'], among: object): Record<string, unknown> {
  return Object.fromEntries(
    FILLED.filter(({ column }) => column in among).map(({ name, column }) => [name, columns[column]]),
  )
}

interface StoredEvent extends StageFact {
  projectId: string
  /** of the import that is being undone */
  own: boolean
  /** of one that was undone before */
  undone: boolean
  reason: string | null
  note: string | null
  waiverReason: string | null
  waiverBy: string | null
  importRowId: string | null
}

async function eventsOf(tx: Tx, projectIds: readonly string[], batchId: string): Promise<StoredEvent[]> {
  const rows = await tx.stageEvent.findMany({
    where: { projectId: { in: [...projectIds] }, phaseId: null },
    select: {
      ...EVENT_SELECT,
      projectId: true,
      reason: true,
      note: true,
      waiverReason: true,
      waiverBy: true,
      importRowId: true,
    },
    orderBy: { seq: 'asc' },
  })
  const told = await tx.importRow.findMany({
    where: { id: { in: rows.flatMap(({ importRowId }) => importRowId ?? []) } },
    select: { id: true, batchId: true, batch: { select: { state: true } } },
  })
  const batches = new Map(told.map(({ id, ...row }) => [id, row]))
  return rows.map((row) => {
    const { projectId, reason, note, waiverReason, waiverBy, importRowId } = row
    const batch = importRowId ? batches.get(importRowId) : undefined
    const kept = { projectId, reason, note, waiverReason, waiverBy, importRowId }
    return { ...stageFact(row), ...kept, own: batch?.batchId === batchId, undone: batch?.batch.state === 'undone' }
  })
}

interface Appended {
  row: Record<string, unknown> & { project_id: string }
  fact: StageFact
  /** the event whose words it says again */
  restates: string | null
}

/** What is appended so that stages stand as they did before the import: its events are withdrawn, or what they superseded is said again. */
function restated(events: readonly StoredEvent[], { id, keptStages }: ChangedProject, undone: Undone): Appended[] {
  const byId = new Map(events.map((event) => [event.id, event]))
  const kept = new Set(keptStages.map((event) => event.id))
  const live = new Set(standing(events).map((event) => event.id))
  return events
    .filter((event) => event.own && live.has(event.id) && !kept.has(event.id))
    .map((event) => {
      let before: StoredEvent | undefined = event
      while (before && (before.own || before.undone))
        before = before.supersedesId ? byId.get(before.supersedesId) : undefined
      return appendedTo(id, event, before?.stage === 'withdrawn' ? undefined : before, undone)
    })
}

function appendedTo(
  projectId: string,
  event: StoredEvent,
  before: StoredEvent | undefined,
  { context, origin }: Undone,
): Appended {
  const fact: StageFact = {
    id: newId(),
    seq: Number.MAX_SAFE_INTEGER,
    stage: before?.stage ?? 'withdrawn',
    occurred: before?.occurred ?? { from: null, to: null, precision: 'unknown' },
    statedOn: before ? saidOn(before) : null,
    recordedAt: context.now,
    supersedesId: event.id,
  }
  return {
    fact,
    restates: before?.id ?? null,
    row: {
      id: fact.id,
      project_id: projectId,
      stage: fact.stage,
      occurred_from: fact.occurred.from,
      occurred_to: fact.occurred.to,
      precision: fact.occurred.precision,
      stated_on: fact.statedOn,
      recorded_at: context.now,
      recorded_by_id: context.actor.userId,
      reason: `撤销导入“${origin.fileName}”`,
      note: before?.note ?? null,
      supersedes_id: event.id,
      waiver_reason: before?.waiverReason ?? null,
      waiver_by: before?.waiverBy ?? null,
      import_row_id: before?.importRowId ?? null,
    },
  }
}

/** An event without a day counts from the day on which it was first told, however often it is said again. */
function saidOn({ occurred, statedOn, recordedAt, stage }: StoredEvent): Day | null {
  return statedOn ?? (occurred.from || !isPathStage(stage) ? null : businessDay(recordedAt))
}

/** What the office has seen of an event holds of the one that says it again: its files and its 认定. */
async function carryProof(tx: Tx, appended: readonly Appended[]): Promise<void> {
  const pairs = appended.flatMap(({ fact, restates }) => (restates ? [{ from: restates, to: fact.id }] : []))
  if (pairs.length === 0) return
  const moved = Prisma.sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) AS moved("from" uuid, "to" uuid)`
  await tx.$executeRaw`UPDATE evidence SET event_id = moved."to" FROM ${moved} WHERE event_id = moved."from"`
  await tx.$executeRaw`
    INSERT INTO stage_verification (id, event_id, verified_at, verified_by_id, evidence_id, note)
    SELECT gen_random_uuid(), moved."to", v.verified_at, v.verified_by_id, v.evidence_id, v.note
    FROM stage_verification v JOIN ${moved} ON v.event_id = moved."from"`
}

/** What figures group and sum by, as the projects hold it again; it holds from the day from which the import's did. */
async function appendFacts(tx: Tx, { context }: Undone, ids: readonly string[]): Promise<void> {
  const names = raw(FACT_COLUMNS.join(', '))
  const held = join(FACT_COLUMNS.map((column) => raw(`latest.${column}`)))
  const holds = join(FACT_COLUMNS.map((column) => (column === 'unit_id' ? responsibleUnitSql : raw(`p.${column}`))))
  await tx.$executeRaw`
    INSERT INTO project_fact (id, project_id, valid_from, recorded_at, recorded_by_id, ${names})
    SELECT gen_random_uuid(), p.id, latest.valid_from, ${context.now}::timestamptz, ${context.actor.userId}::uuid, ${holds}
    FROM project p CROSS JOIN LATERAL (
      SELECT * FROM project_fact f WHERE f.project_id = p.id
      ORDER BY coalesce(f.valid_from, '0001-01-01'::date) DESC, f.seq DESC LIMIT 1) latest
    WHERE p.id = ANY(${ids}::uuid[]) AND ROW(${held}) IS DISTINCT FROM ROW(${holds})`
}

/** People and phones that an import added to projects that were there, where nobody has changed them since. */
export async function takeBackPeople(tx: Tx, batchId: string): Promise<void> {
  const made = (kind: string) =>
    Prisma.sql`SELECT subject_id FROM import_write WHERE batch_id = ${batchId}::uuid AND subject_type = ${kind}`
  await tx.$executeRaw`
    DELETE FROM personal_value v USING contact c
    WHERE v.contact_id = c.id AND v.id IN (${made('personalValue')}) AND v.erased_at IS NULL
      AND (c.version = 1 OR c.id NOT IN (${made('contact')}))`
  await tx.$executeRaw`
    DELETE FROM contact c WHERE c.id IN (${made('contact')}) AND c.version = 1
      AND NOT EXISTS (SELECT FROM personal_value v WHERE v.contact_id = c.id)`
}

interface InvestorBack {
  id: string
  wasUscc: string | null
  wasOrigin: string | null
  uscc: string | null
  origin: string | null
}

/** What an import filled in of companies that were known. */
export async function takeBackInvestors(tx: Tx, { context, origin }: Undone): Promise<void> {
  const back = await tx.$queryRaw<InvestorBack[]>`
    UPDATE investor i SET uscc = filled.before->>'uscc', origin = filled.before->>'origin', version = i.version + 1
    FROM (
      SELECT subject_id, (array_agg(before ORDER BY seq))[1] AS before, (array_agg(after ORDER BY seq DESC))[1] AS after
      FROM import_write WHERE batch_id = ${origin.batchId}::uuid AND subject_type = 'investor' GROUP BY 1
    ) filled
    WHERE i.id = filled.subject_id AND i.uscc IS NOT DISTINCT FROM filled.after->>'uscc'
      AND i.origin IS NOT DISTINCT FROM filled.after->>'origin'
    RETURNING i.id, filled.after->>'uscc' AS "wasUscc", filled.after->>'origin' AS "wasOrigin", i.uscc, i.origin`
  await recordAudits(
    tx,
    context,
    back.map(({ id, wasUscc, wasOrigin, ...after }) => ({
      action: 'investor.update',
      subjectType: 'investor',
      subjectId: id,
      before: { uscc: wasUscc, origin: wasOrigin },
      after: { uscc: after.uscc, origin: after.origin },
    })),
  )
}
