import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { database } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, toDay } from '~/shared/day'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { latestHold } from '../../domain/allocation/allocation'
import { standingSteps, stepRight, stepsFrom } from '../../domain/allocation/allocation-step'

const MOST = 100

/**
 * An allocation with its steps and papers, and the steps that the actor may take next. Of a project that the actor may not
 * see there is no name and no paper.
 * @throws notFound
 */
export async function allocationRecord(context: RequestContext, plotId: string | undefined, id: string | undefined) {
  assertCan(context.actor, 'plot.read')
  const stored =
    isId(plotId) && isId(id)
      ? await database().allocation.findFirst({
          where: { id, plotId },
          include: {
            plot: {
              select: { id: true, code: true, status: true, retiredOn: true, park: { select: { unitId: true } } },
            },
            changes: {
              orderBy: { seq: 'asc' },
              take: MOST,
              include: { file: { select: { id: true, name: true } } },
            },
          },
        })
      : null
  if (!stored) throw notFound('这次选址')
  const today = businessDay(context.now)
  const [project, names, { days }] = await Promise.all([
    database().project.findFirst({
      where: { AND: [{ id: stored.projectId }, visibleProjects(context.actor)] },
      select: { id: true, name: true },
    }),
    userNames(stored.changes.map(({ recordedById }) => recordedById)),
    ruleInForce(database(), 'plotHold', today),
  ])
  const standing = new Set(standingSteps(stored.changes).map((step) => step.id))
  const subject = { parkUnitId: stored.plot.park?.unitId ?? null }
  const isOwn = project !== null || can(context.actor, 'plot.supply', subject)
  return {
    id: stored.id,
    state: stored.state,
    until: stored.until && toDay(stored.until),
    supplyMode: stored.supplyMode,
    priceWan: stored.priceWan?.toString() ?? null,
    plot: { id: stored.plot.id, code: stored.plot.code },
    project,
    steps: stored.changes.map((step) => ({
      id: step.id,
      state: step.state,
      on: toDay(step.on),
      until: step.until && toDay(step.until),
      document: step.document,
      note: step.note,
      takesBack: step.takesBack,
      standing: standing.has(step.id),
      file: project && step.file,
      recordedByName: names(step.recordedById),
    })),
    today,
    latest: latestHold(today, days),
    next: stepsFrom(stored.state).filter(
      (step) =>
        isOwn &&
        !stored.plot.retiredOn &&
        can(context.actor, stepRight(step, stored.state), subject) &&
        (step !== 'takeBack' || standing.size > 1),
    ),
  }
}

export type AllocationRecord = Awaited<ReturnType<typeof allocationRecord>>
