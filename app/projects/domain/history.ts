import { businessDay, type Day, type DayRange } from '~/shared/day'
import { isPathStage, PATH, rankOf, type PathStage, type ProjectStatus, type Stage } from './stages'

/** A stage event as the rules see it. */
export interface StageFact {
  id: string
  /** order of recording */
  seq: number | bigint
  stage: Stage
  occurred: DayRange
  /** 填表日期 of the ledger that told it */
  statedOn: Day | null
  recordedAt: Date
  supersedesId: string | null
}

/** The two clocks: it had happened by `asOf`, and had been recorded by the end of `knownOn`. */
export interface HistoryDays {
  asOf?: Day
  knownOn?: Day
}

export interface Reached {
  stage: PathStage
  /** the day from which the project counts at this stage: of it or of a later one */
  from: Day
  /** the day its own event counts from; where it was skipped, that of the later one */
  saidOn: Day
  /** that event and its days */
  eventId: string
  occurred: DayRange
}

export interface History {
  stage: PathStage
  status: ProjectStatus
  /** one entry for each stage reached, a skipped one by the later event that implies it */
  reached: Partial<Record<PathStage, Reached>>
}

/** Events that still stand: known, and not superseded by one that is known. */
export function standing(events: readonly StageFact[], knownOn?: Day): StageFact[] {
  const known = knownOn ? events.filter((event) => businessDay(event.recordedAt) <= knownOn) : events
  const superseded = new Set(known.map((event) => event.supersedesId))
  return known.filter((event) => !superseded.has(event.id) && event.stage !== 'withdrawn')
}

/**
 * The day an event counts from: its first possible day; an unknown one from the earliest later
 * event, else from the ledger's 填表日期, else from the recording.
 */
export function countsFrom(event: StageFact, events: readonly StageFact[]): Day {
  if (event.occurred.from) return event.occurred.from
  const rank = rankOf(event.stage)
  let earliest: Day | null = null
  for (const other of events) {
    const from = other.occurred.from
    if (rank < 0 || rankOf(other.stage) <= rank || !from) continue
    if (earliest === null || from < earliest) earliest = from
  }
  return earliest ?? event.statedOn ?? businessDay(event.recordedAt)
}

interface Dated {
  event: StageFact
  from: Day
}

/** The first by day; of one day the earlier stage, then the more exactly dated, then the first recorded. */
function earliest(dated: readonly Dated[]): Dated | null {
  let best: Dated | null = null
  for (const each of dated) if (!best || order(each, best) < 0) best = each
  return best
}

function order(a: Dated, b: Dated): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1
  const ranks = rankOf(a.event.stage) - rankOf(b.event.stage)
  if (ranks !== 0) return ranks
  const [aTo, bTo] = [a.event.occurred.to ?? FAR, b.event.occurred.to ?? FAR]
  if (aTo !== bTo) return aTo < bTo ? -1 : 1
  return Number(a.event.seq) - Number(b.event.seq)
}

/** Later than any day: an event without days is the least exact. */
const FAR: Day = '9999-12-31'

function besideThePath(dated: readonly Dated[]): StageFact[] {
  return dated
    .filter(({ event }) => !isPathStage(event.stage))
    .sort((a, b) => (a.from === b.from ? Number(a.event.seq) - Number(b.event.seq) : a.from < b.from ? -1 : 1))
    .map(({ event }) => event)
}

/** 暂缓, 恢复 and 终止 that stand, by day, then as they were recorded. */
export function sideEvents(events: readonly StageFact[]): StageFact[] {
  const live = standing(events)
  return besideThePath(live.map((event) => ({ event, from: countsFrom(event, live) })))
}

function statusOf(dated: readonly Dated[]): ProjectStatus {
  const last = besideThePath(dated).at(-1)?.stage
  return last === 'suspended' || last === 'ended' ? last : 'active'
}

/** Where a project stands by the two clocks; null when nothing had happened or was known. */
export function historyOf(events: readonly StageFact[], { asOf, knownOn }: HistoryDays = {}): History | null {
  const live = standing(events, knownOn)
  const dated = live
    .map((event) => ({ event, from: countsFrom(event, live) }))
    .filter(({ from }) => !asOf || from <= asOf)
  const onPath = dated.filter(({ event }) => isPathStage(event.stage))
  if (onPath.length === 0) return null

  const reached: Partial<Record<PathStage, Reached>> = {}
  let stage: PathStage = 'lead'
  for (const step of PATH) {
    const rank = rankOf(step)
    const counting = earliest(onPath.filter(({ event }) => rankOf(event.stage) >= rank))
    if (!counting) break
    const own = earliest(onPath.filter(({ event }) => event.stage === step)) ?? counting
    stage = step
    reached[step] = {
      stage: step,
      from: counting.from,
      saidOn: own.from,
      eventId: own.event.id,
      occurred: own.event.occurred,
    }
  }
  return { stage, status: statusOf(dated), reached }
}

/** What the project row caches of its events; the law: equal to the history known now, as of ever. */
export interface StageCache {
  stage: PathStage
  status: ProjectStatus
  stageOn: Day | null
  signedFrom: Day | null
  signedTo: Day | null
  startedFrom: Day | null
  startedTo: Day | null
}

/** First and last possible day; of a day nobody knows, the one it counts from and null. */
function cached(reached: Reached | undefined): [Day | null, Day | null] {
  if (!reached) return [null, null]
  const { occurred, saidOn } = reached
  return occurred.from ? [occurred.from, occurred.to] : [saidOn, null]
}

export function stageCache(events: readonly StageFact[]): StageCache {
  const history = historyOf(events)
  const [signedFrom, signedTo] = cached(history?.reached.signed)
  const [startedFrom, startedTo] = cached(history?.reached.started)
  const stage = history?.stage ?? 'lead'
  return {
    stage,
    status: history?.status ?? 'active',
    stageOn: history?.reached[stage]?.from ?? null,
    signedFrom,
    signedTo,
    startedFrom,
    startedTo,
  }
}
