import type { RequestContext } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { database } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { listProjects } from '~/projects/server/list'
import { notFound } from '~/shared/errors'
import { businessDay, toDay, type Day } from '~/shared/day'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { hasLapsed, latestHold, type AllocationState } from '../domain/allocation/allocation'
import { onPlane } from '../domain/descent/division'
import { figureOf } from '../domain/figure'
import type { AreaKind } from '../domain/plot'
import type { PlotStatus } from '../domain/status/status'
import { strandedSql } from './plot-filter-sql'
import { readPlot } from './plots'
import { whyNotUndone } from './descent/undo-descent'
import { storedDrawing } from './stored-drawing'

export interface PlotStatusView {
  id: string
  status: PlotStatus
  from: Day | null
  document: string | null
  note: string | null
  /** why it puts another right */
  reason: string | null
  withdrawn: boolean
  /** false: put right or withdrawn by a later one, or a withdrawal itself */
  standing: boolean
  file: { id: string; name: string } | null
  recordedOn: Day
  recordedByName: string
}

export interface PlotHistory {
  statuses: PlotStatusView[]
  areas: { kind: AreaKind; mu: number; source: string; on: Day }[]
  allocations: {
    id: string
    state: AllocationState
    since: Day
    until: Day | null
    project: { id: string; name: string } | null
    /** a hold whose day is past */
    lapsed: boolean
    /** released, recovered or lapsed */
    over: boolean
    /** its place among those that look at the plot, from 1 */
    inLine: number | null
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
      statuses: { orderBy: { seq: 'desc' }, take: MOST, include: { file: { select: { id: true, name: true } } } },
      areas: { orderBy: { recordedAt: 'desc' }, take: MOST },
      allocations: { orderBy: { recordedAt: 'desc' }, take: MOST },
      parents: { include: { parent: { select: { id: true, code: true } } }, take: MOST },
      children: {
        where: { child: { voidedAt: null } },
        include: { child: { select: { id: true, code: true } } },
        take: MOST,
      },
    },
  })
  const seen = await database().project.findMany({
    where: {
      AND: [{ id: { in: stored.allocations.map(({ projectId }) => projectId) } }, visibleProjects(context.actor)],
    },
    select: { id: true, name: true },
  })
  const [{ stranded }] = await database().$queryRaw<[{ stranded: boolean }]>`
    SELECT ${strandedSql(businessDay(context.now))} AS stranded FROM plot t WHERE t.id = ${plot.id}::uuid`
  const names = await userNames(stored.statuses.map(({ recordedById }) => recordedById))
  const superseded = new Set(stored.statuses.map(({ supersedesId }) => supersedesId))
  const byId = new Map(seen.map((project) => [project.id, project]))
  const history: PlotHistory = {
    statuses: stored.statuses
      .toSorted((one, other) => Number((other.place ?? other.seq) - (one.place ?? one.seq)))
      .map((change) => ({
        id: change.id,
        status: change.status,
        from: change.validFrom && toDay(change.validFrom),
        document: change.document,
        note: change.note,
        reason: change.reason,
        withdrawn: change.withdrawn,
        standing: !change.withdrawn && !superseded.has(change.id),
        file: change.file,
        recordedOn: businessDay(change.recordedAt),
        recordedByName: names(change.recordedById),
      })),
    areas: stored.areas.map(({ kind, mu, source, on }) => ({ kind, mu: Number(mu), source, on: toDay(on) })),
    allocations: inOrder(stored.allocations, businessDay(context.now)).map(({ projectId, ...allocation }) => ({
      ...allocation,
      project: byId.get(projectId) ?? null,
    })),
    parents: stored.parents.map(({ parent, document, on }) => ({ ...parent, document, on: toDay(on) })),
    children: stored.children.map(({ child, document, on }) => ({ ...child, document, on: toDay(on) })),
  }
  const drawing = storedDrawing(stored)
  const text = (value: { toString(): string } | null) => value?.toString() ?? null
  return {
    ...plot,
    retiredOn: stored.retiredOn && toDay(stored.retiredOn),
    minFar: text(stored.minFar),
    maxFar: text(stored.maxFar),
    minDensity: text(stored.minDensity),
    maxGreen: text(stored.maxGreen),
    startPriceWan: text(stored.startPriceWan),
    contractOn: stored.contractOn && toDay(stored.contractOn),
    contractPriceWan: text(stored.contractPriceWan),
    startDueOn: stored.startDueOn && toDay(stored.startDueOn),
    sourceEpsg: stored.sourceEpsg,
    geometry: stored.geometry,
    figure: drawing && figureOf([onPlane([drawing]).shape]).figure,
    box:
      stored.minLon === null
        ? null
        : { west: stored.minLon, south: stored.minLat, east: stored.maxLon, north: stored.maxLat },
    history,
    /** a project that is over has it still */
    isStranded: stranded,
    mayEdit: !stored.retiredOn && can(context.actor, 'plot.edit'),
    mayChangeStatus: !stored.retiredOn && can(context.actor, 'plot.changeStatus'),
    isTakenBack: stored.voidedAt !== null,
    ground: await groundChanges(context, stored),
    mayHold: !stored.retiredOn && can(context.actor, 'plot.hold', { parkUnitId: stored.park?.unitId ?? null }),
  }
}

/** A standing change of status that is to be put right, and whether it is the plot's only one. @throws notFound */
export async function statusToCorrect(
  context: RequestContext,
  plotId: string | undefined,
  changeId: string | undefined,
) {
  const { id, code, history } = await plotRecord(context, plotId)
  const standing = history.statuses.filter((each) => each.standing)
  const change = standing.find((each) => each.id === changeId)
  if (!change) throw notFound('这条状态记录')
  return { plot: { id, code }, change, only: standing.length === 1 }
}

interface StoredAllocation {
  id: string
  projectId: string
  state: AllocationState
  since: Date
  until: Date | null
}

/** Who has the plot, then those in line by their day, then those that were there, the last first. */
function inOrder(allocations: readonly StoredAllocation[], today: Day) {
  const each = allocations.map(({ id, projectId, state, since, until }) => {
    const lastDay = until && toDay(until)
    const lapsed = hasLapsed(state, lastDay, today)
    const over = lapsed || state === 'released' || state === 'recovered'
    return { id, projectId, state, since: toDay(since), until: lastDay, lapsed, over, inLine: null }
  })
  const holders = each.filter(({ state, over }) => !over && state !== 'candidate')
  // Stored in the order of recording, the last first.
  const line = each
    .filter(({ state }) => state === 'candidate')
    .toReversed()
    .toSorted((one, other) => one.since.localeCompare(other.since))
    .map((candidate, at) => ({ ...candidate, inLine: at + 1 }))
  return [...holders, ...line, ...each.filter(({ over }) => over)]
}

/** What the reader may do to the ground of a plot. */
async function groundChanges(
  context: RequestContext,
  plot: { id: string; retiredOn: Date | null; voidedAt: Date | null; sourceGeometry: unknown },
) {
  const mayDraw = can(context.actor, 'plot.draw')
  const isDivided = plot.retiredOn !== null && plot.voidedAt === null
  return {
    mayChange: mayDraw && plot.retiredOn === null && plot.sourceGeometry !== null,
    mayUndo: mayDraw && isDivided,
    /** why what was made of it cannot be taken back */
    whyNot: mayDraw && isDivided ? await whyNotUndone(database(), plot.id) : null,
  }
}

export type PlotRecord = Awaited<ReturnType<typeof plotRecord>>

/** What a hold is asked with: the approved projects that go on, and the latest day. */
export async function holdChoices(context: RequestContext) {
  const today = businessDay(context.now)
  const { days } = await ruleInForce(database(), 'plotHold', today)
  const { items, total } = await listProjects(context, {
    filter: { stage: ['approved', 'signed'], status: 'active' },
    sort: '-updatedAt',
    limit: 200,
  })
  return {
    projects: items.map(({ id, name }) => ({ id, name })),
    total,
    days,
    latest: latestHold(today, days),
  }
}
