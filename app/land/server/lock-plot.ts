import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, type ActionOn } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { PlotSubject } from '../domain/actions'

/**
 * Takes a plot's row for this transaction, after asking who may act on it (403). Two who want one plot stand in line;
 * other plots wait for nobody.
 * @throws notFound (404), conflict (409) once its ground belongs to other plots
 */
export async function lockPlot(tx: Tx, context: RequestContext, id: string | undefined, action: ActionOn<PlotSubject>) {
  assertCan(context.actor, 'plot.read')
  if (!isId(id)) throw notFound('这个地块')
  await tx.$queryRaw`SELECT 1 FROM plot WHERE id = ${id}::uuid FOR UPDATE`
  const plot = await tx.plot.findUnique({ where: { id }, include: { park: { select: { unitId: true } } } })
  if (!plot) throw notFound('这个地块')
  assertCan(context.actor, action, { parkUnitId: plot.park?.unitId ?? null })
  if (plot.retiredOn) throw new AppError('conflict', { userMessage: `地块“${plot.code}”已分割或合并，请选用新的地块` })
  return plot
}
