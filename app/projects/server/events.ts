import type { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { fromDay, toDay, type DayRange } from '~/shared/day'
import { stageCache, type StageCache, type StageFact } from '../domain/history'
import { refreshMilestones } from './milestones'

export const EVENT_SELECT = {
  id: true,
  seq: true,
  stage: true,
  occurredFrom: true,
  occurredTo: true,
  precision: true,
  statedOn: true,
  recordedAt: true,
  supersedesId: true,
} satisfies Prisma.StageEventSelect

type EventRow = Prisma.StageEventGetPayload<{ select: typeof EVENT_SELECT }>

/** A stored event as the rules see it. */
export function stageFact(row: EventRow): StageFact {
  return {
    id: row.id,
    seq: row.seq,
    stage: row.stage,
    occurred: {
      from: row.occurredFrom && toDay(row.occurredFrom),
      to: row.occurredTo && toDay(row.occurredTo),
      precision: row.precision,
    },
    statedOn: row.statedOn && toDay(row.statedOn),
    recordedAt: row.recordedAt,
    supersedesId: row.supersedesId,
  }
}

/** The events of the project itself, not of its phases. */
export async function projectEvents(tx: Tx, projectId: string): Promise<StageFact[]> {
  const rows = await tx.stageEvent.findMany({
    where: { projectId, phaseId: null },
    select: EVENT_SELECT,
    orderBy: { seq: 'asc' },
  })
  return rows.map(stageFact)
}

/** What is written of an event. */
export const EVENT_COLUMNS = [
  'id',
  'project_id',
  'stage',
  'occurred_from',
  'occurred_to',
  'precision',
  'stated_on',
  'recorded_at',
  'recorded_by_id',
  'reason',
  'note',
  'supersedes_id',
  'waiver_reason',
  'waiver_by',
  'import_row_id',
] as const

export function occurredColumns(range: DayRange) {
  return {
    occurredFrom: range.from ? fromDay(range.from) : null,
    occurredTo: range.to ? fromDay(range.to) : null,
    precision: range.precision,
  }
}

const dateOf = (day: string | null) => (day ? fromDay(day) : null)

export function cacheColumns(cache: StageCache) {
  return {
    stage: cache.stage,
    status: cache.status,
    stageOn: dateOf(cache.stageOn),
    signedFrom: dateOf(cache.signedFrom),
    signedTo: dateOf(cache.signedTo),
    startedFrom: dateOf(cache.startedFrom),
    startedTo: dateOf(cache.startedTo),
  }
}

/** Columns that follow from the events. */
export const CACHE_COLUMNS = ['stage', 'status', 'stage_on', 'signed_from', 'signed_to', 'started_from', 'started_to']

/** The same by the columns of the database. */
export function cacheRow(cache: StageCache) {
  return {
    stage: cache.stage,
    status: cache.status,
    stage_on: cache.stageOn,
    signed_from: cache.signedFrom,
    signed_to: cache.signedTo,
    started_from: cache.startedFrom,
    started_to: cache.startedTo,
  }
}

/** Brings the project's cached stage and milestones in step with its events (all of them), and its version one on. */
export async function refreshStage(
  tx: Tx,
  projectId: string,
  now: Date,
  events?: readonly StageFact[],
): Promise<StageCache> {
  const cache = stageCache(events ?? (await projectEvents(tx, projectId)))
  await tx.project.update({
    where: { id: projectId },
    data: { ...cacheColumns(cache), version: { increment: 1 }, updatedAt: now },
    select: { id: true },
  })
  await refreshMilestones(tx, [projectId])
  return cache
}
