import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Db, Tx } from '~/platform/database/client'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import type { Drawing } from '../../domain/draft'
import { storedDrawing } from '../stored-drawing'

/** A plot as somebody looked at it. */
export interface SeenPlot {
  id: string
  version: number
}

type StoredPlot = NonNullable<Awaited<ReturnType<Db['plot']['findUnique']>>>

/** A live plot that is to be divided, merged or redrawn. */
export interface ParentPlot extends StoredPlot {
  drawing: Drawing
}

/** A live plot with its drawing. @throws notFound (404); conflict (409) once it was divided, or without a drawing */
export function asParent(plot: StoredPlot | null | undefined): ParentPlot {
  if (!plot) throw notFound('这个地块')
  const drawing = storedDrawing(plot)
  if (plot.retiredOn) throw new AppError('conflict', { userMessage: `地块“${plot.code}”已分割或合并，请选用新的地块` })
  if (!drawing)
    throw new AppError('conflict', { userMessage: `地块“${plot.code}”没有图形，不能分割、合并或重画；请先导入图形` })
  return { ...plot, drawing }
}

/** Why parts of a plot would have no area; null where its drawing measures. */
export const whyUnmeasured = ({ code, isApproximate }: ParentPlot): string | null =>
  isApproximate ? `地块“${code}”的图形由地图坐标转换而来，不能量算面积；请先导入或重画准确的图形` : null

/** @throws conflict (409) for a drawing that measures nothing */
export function assertMeasured(plot: ParentPlot): void {
  const why = whyUnmeasured(plot)
  if (why) throw new AppError('conflict', { userMessage: why })
}

/**
 * Takes the rows of plots whose ground becomes others', in the order of their ids, as whoever acts on one of them does.
 * @throws forbidden (403); notFound (404); conflict (409) once divided; stale (409) when changed since it was looked at
 */
export async function lockParents(
  tx: Tx,
  context: RequestContext,
  seen: readonly SeenPlot[],
): Promise<[ParentPlot, ...ParentPlot[]]> {
  assertCan(context.actor, 'plot.draw')
  const ids = seen.map(({ id }) => id)
  await tx.$queryRaw`SELECT 1 FROM plot WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const stored = await tx.plot.findMany({ where: { id: { in: ids } } })
  const plots = seen.map(({ id, version }) => {
    const plot = asParent(stored.find((each) => each.id === id))
    if (plot.version !== version)
      throw new AppError('stale', { userMessage: `地块“${plot.code}”刚被修改过，请重新打开、核对后再提交` })
    return plot
  })
  const [first, ...others] = plots
  if (!first) throw notFound('这个地块')
  return [first, ...others]
}

/**
 * The day of a division lies after all that is known of the plots: else the ledger of an earlier day would change.
 * @throws invalid (422) at `on`
 */
export async function assertDayFits(
  tx: Tx,
  { now }: Pick<RequestContext, 'now'>,
  plots: readonly StoredPlot[],
  on: Day,
): Promise<void> {
  if (on > businessDay(now)) throw invalidField('on', '日期不能晚于今天', 'range')
  const made = await tx.plotDescent.findFirst({
    where: { childId: { in: plots.map(({ id }) => id) }, on: { gt: fromDay(on) } },
    select: { on: true, child: { select: { code: true } } },
  })
  if (made) throw invalidField('on', `地块“${made.child.code}”${toDay(made.on)} 才有，日期不能早于这一天`, 'range')
  const later = plots.find(({ statusFrom }) => statusFrom && toDay(statusFrom) > on)
  if (later?.statusFrom)
    throw invalidField('on', `地块“${later.code}”的状态 ${toDay(later.statusFrom)} 变化过，日期不能早于这一天`, 'range')
}
