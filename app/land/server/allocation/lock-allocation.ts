import { hasRole, type RequestContext } from '~/auth/domain/actor'
import { assertCan, type ActionOn } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { PlotSubject } from '../../domain/actions'
import type { AllocationState } from '../../domain/allocation/allocation'
import { lockPlot } from '../lock-plot'

/**
 * An allocation with its plot's row taken: of a project that the actor may see, or of any for the land office, whose
 * procedure it is. @throws notFound (404), forbidden (403)
 */
export async function lockAllocation(
  tx: Tx,
  context: RequestContext,
  id: string | undefined,
  rightFor: (state: AllocationState) => ActionOn<PlotSubject>,
) {
  assertCan(context.actor, 'plot.read')
  const named = isId(id)
    ? await tx.allocation.findUnique({ where: { id }, select: { plotId: true, state: true } })
    : null
  if (!isId(id) || !named) throw notFound('这次选址')
  const plot = await lockPlot(tx, context, named.plotId, rightFor(named.state))
  const seen = hasRole(context.actor, 'land') ? {} : { project: visibleProjects(context.actor) }
  const allocation = await tx.allocation.findFirst({ where: { id, ...seen } })
  if (!allocation) throw notFound('这次选址')
  return { plot, allocation }
}
