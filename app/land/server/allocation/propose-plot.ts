import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay, fromDay } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { ALLOCATION_STATE_NAMES, TAKING_STATES } from '../../domain/allocation/allocation'
import { beginAllocation } from './allocation-steps'
import { lockPlot } from '../lock-plot'

/**
 * 意向选址: a project looks at a plot, behind those that came before it. A plot that somebody has may be looked at too.
 * @throws notFound (404), conflict (409) where it stands there already, or has ended
 */
export async function proposePlot(
  context: RequestContext,
  { plotId, projectId }: { plotId: string | undefined; projectId: string },
): Promise<{ id: string }> {
  const today = businessDay(context.now)
  return transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.hold')
    const project = await tx.project.findFirst({
      where: { AND: [{ id: projectId, ...COUNTED_PROJECTS }, visibleProjects(context.actor)] },
      select: { id: true, name: true, status: true },
    })
    if (!project) throw notFound('这个项目')
    if (project.status === 'ended') throw new AppError('conflict', { userMessage: `项目“${project.name}”已终止` })
    const pair = { plotId: plot.id, projectId: project.id }
    const there = await tx.allocation.findFirst({
      where: {
        ...pair,
        OR: [
          { state: { in: ['candidate', ...TAKING_STATES.filter((state) => state !== 'held')] } },
          { state: 'held', until: { gte: fromDay(today) } },
        ],
      },
      select: { state: true },
    })
    if (there) {
      const now = ALLOCATION_STATE_NAMES[there.state]
      throw new AppError('conflict', { userMessage: `项目“${project.name}”在这块地上已是“${now}”` })
    }
    return beginAllocation(tx, context, 'allocation.propose', pair, { state: 'candidate', on: today })
  })
}
