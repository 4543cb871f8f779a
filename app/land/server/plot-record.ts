import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { listProjects } from '~/projects/server/list'
import { businessDay, toDay, type Day } from '~/shared/day'
import { latestHold, type AllocationState } from '../domain/allocation'
import type { AreaKind } from '../domain/plot'
import type { PlotStatus } from '../domain/status'
import { readPlot } from './plots'

export interface PlotHistory {
  statuses: { status: PlotStatus; from: Day | null; document: string | null; note: string | null }[]
  areas: { kind: AreaKind; mu: number; source: string; on: Day }[]
  allocations: {
    id: string
    state: AllocationState
    since: Day
    until: Day | null
    project: { id: string; name: string } | null
  }[]
  parents: { id: string; code: string; document: string; on: Day }[]
  children: { id: string; code: string; document: string; on: Day }[]
}

const MOST = 100

/** A plot with its history; allocations of projects that the actor may not see carry no name. */
export async function plotRecord(context: RequestContext, id: string | undefined) {
  const plot = await readPlot(context, id)
  const stored = await database().plot.findUniqueOrThrow({
    where: { id: plot.id },
    include: {
      park: { select: { unitId: true } },
      statuses: { orderBy: { seq: 'desc' }, take: MOST },
      areas: { orderBy: { recordedAt: 'desc' }, take: MOST },
      allocations: { orderBy: { recordedAt: 'desc' }, take: MOST },
      parents: { include: { parent: { select: { id: true, code: true } } } },
      children: { include: { child: { select: { id: true, code: true } } } },
    },
  })
  const seen = await database().project.findMany({
    where: {
      AND: [{ id: { in: stored.allocations.map(({ projectId }) => projectId) } }, visibleProjects(context.actor)],
    },
    select: { id: true, name: true },
  })
  const byId = new Map(seen.map((project) => [project.id, project]))
  const history: PlotHistory = {
    statuses: stored.statuses.map(({ status, validFrom, document, note }) => ({
      status,
      from: validFrom && toDay(validFrom),
      document,
      note,
    })),
    areas: stored.areas.map(({ kind, mu, source, on }) => ({ kind, mu: Number(mu), source, on: toDay(on) })),
    allocations: stored.allocations.map(({ id: allocationId, state, since, until, projectId }) => ({
      id: allocationId,
      state,
      since: toDay(since),
      until: until && toDay(until),
      project: byId.get(projectId) ?? null,
    })),
    parents: stored.parents.map(({ parent, document, on }) => ({ ...parent, document, on: toDay(on) })),
    children: stored.children.map(({ child, document, on }) => ({ ...child, document, on: toDay(on) })),
  }
  const text = (value: { toString(): string } | null) => value?.toString() ?? null
  return {
    ...plot,
    retiredOn: stored.retiredOn && toDay(stored.retiredOn),
    minFar: text(stored.minFar),
    minDensity: text(stored.minDensity),
    maxGreen: text(stored.maxGreen),
    startPriceWan: text(stored.startPriceWan),
    sourceEpsg: stored.sourceEpsg,
    geometry: stored.geometry,
    box:
      stored.minLon === null
        ? null
        : { west: stored.minLon, south: stored.minLat, east: stored.maxLon, north: stored.maxLat },
    history,
    mayHold: !stored.retiredOn && can(context.actor, 'plot.hold', { parkUnitId: stored.park?.unitId ?? null }),
  }
}

export type PlotRecord = Awaited<ReturnType<typeof plotRecord>>

/** What a hold is asked with: the approved projects that go on, and the latest day. */
export async function holdChoices(context: RequestContext) {
  const { items, total } = await listProjects(context, {
    filter: { stage: ['approved', 'signed'], status: 'active' },
    sort: '-updatedAt',
    limit: 200,
  })
  return {
    projects: items.map(({ id, name }) => ({ id, name })),
    total,
    latest: latestHold(businessDay(context.now)),
  }
}
