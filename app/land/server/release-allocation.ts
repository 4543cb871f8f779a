import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, type ActionOn } from '~/auth/domain/can'
import { transaction, type Tx } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay } from '~/shared/day'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { PlotSubject } from '../domain/actions'
import { ALLOCATION_STATE_NAMES } from '../domain/allocation'
import { stepAllocation } from './allocation-steps'
import { lockPlot } from './lock-plot'

/** An allocation of a project that the actor may see, with its plot's row taken. @throws notFound */
export async function lockAllocation(
  tx: Tx,
  context: RequestContext,
  id: string | undefined,
  action: ActionOn<PlotSubject>,
) {
  assertCan(context.actor, 'plot.read')
  const named = isId(id) ? await tx.allocation.findUnique({ where: { id }, select: { plotId: true } }) : null
  if (!isId(id) || !named) throw notFound('这次选址')
  const plot = await lockPlot(tx, context, named.plotId, action)
  const allocation = await tx.allocation.findFirst({ where: { id, project: visibleProjects(context.actor) } })
  if (!allocation) throw notFound('这次选址')
  return { plot, allocation }
}

/**
 * Gives a plot back that is only looked at or held. What has been listed or supplied goes the land office's way.
 * @throws notFound (404), conflict (409) once procedure has begun or it is over
 */
export async function releaseAllocation(
  context: RequestContext,
  { id, note = null }: { id: string | undefined; note?: string | null },
): Promise<void> {
  await transaction(async (tx) => {
    const { allocation } = await lockAllocation(tx, context, id, 'plot.hold')
    if (allocation.state !== 'held' && allocation.state !== 'candidate') {
      const now = ALLOCATION_STATE_NAMES[allocation.state]
      throw new AppError('conflict', { userMessage: `这次选址已是“${now}”，不能再释放` })
    }
    const step = { state: 'released', on: businessDay(context.now), note } as const
    await stepAllocation(tx, context, 'allocation.release', allocation, step)
  })
}
