import type { z } from 'zod'
import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { businessDay, fromDay, toDay, type Day } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { delayInput, progressInput } from '../../domain/idle/idle-inputs'
import { lockPlot } from '../lock-plot'

const recorded = ({ now, actor }: RequestContext) => ({ recordedAt: now, recordedById: actor.userId })

/** Records time that the government took from whoever should have begun. @throws invalid for a day to come, notFound */
export async function recordDelay(
  context: RequestContext,
  plotId: string | undefined,
  { from, to, reason, document }: z.output<typeof delayInput>,
): Promise<void> {
  notToCome(context, 'from', from)
  notToCome(context, 'to', to)
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.edit')
    await tx.plotDelay.create({
      data: { plotId: plot.id, fromOn: fromDay(from), toOn: to && fromDay(to), reason, document, ...recorded(context) },
    })
    await recordAudit(tx, context, {
      action: 'plot.delay',
      subjectType: 'plot',
      subjectId: plot.id,
      after: { from, to, reason, document },
    })
  })
}

/** A delay that went on has ended. @throws conflict where it has an end, notFound, invalid */
export async function endDelay(
  context: RequestContext,
  plotId: string | undefined,
  { delayId, to }: { delayId: string | undefined; to: Day },
): Promise<void> {
  notToCome(context, 'to', to)
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.edit')
    const delay = isId(delayId) ? await tx.plotDelay.findFirst({ where: { id: delayId, plotId: plot.id } }) : null
    if (!delay) throw notFound('这段延误')
    if (delay.toOn) throw new AppError('conflict', { userMessage: '这段延误已有截止日，请刷新后查看' })
    if (to < toDay(delay.fromOn)) throw invalidField('to', '不能早于开始的一天', 'range')
    await tx.plotDelay.update({ where: { id: delay.id }, data: { toOn: fromDay(to) } })
    await recordAudit(tx, context, {
      action: 'plot.delay',
      subjectType: 'plot',
      subjectId: plot.id,
      before: { from: toDay(delay.fromOn), to: null },
      after: { from: toDay(delay.fromOn), to },
    })
  })
}

/** Takes a delay off that was recorded by mistake; the log keeps it. @throws notFound */
export async function removeDelay(
  context: RequestContext,
  plotId: string | undefined,
  delayId: string | undefined,
): Promise<void> {
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.edit')
    const delay = isId(delayId) ? await tx.plotDelay.findFirst({ where: { id: delayId, plotId: plot.id } }) : null
    if (!delay) throw notFound('这段延误')
    await tx.plotDelay.delete({ where: { id: delay.id } })
    const { fromOn, toOn, reason, document } = delay
    await recordAudit(tx, context, {
      action: 'plot.removeDelay',
      subjectType: 'plot',
      subjectId: plot.id,
      before: { from: toDay(fromOn), to: toOn && toDay(toOn), reason, document },
    })
  })
}

/** Records how far a plot is built on. @throws invalid for a day to come, notFound */
export async function recordProgress(
  context: RequestContext,
  plotId: string | undefined,
  { on, startedMu, investedPercent, stoppedOn, note }: z.output<typeof progressInput>,
): Promise<void> {
  notToCome(context, 'on', on)
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.edit')
    await tx.plotProgress.create({
      data: {
        plotId: plot.id,
        on: fromDay(on),
        startedMu,
        investedPercent,
        stoppedOn: stoppedOn && fromDay(stoppedOn),
        note,
        ...recorded(context),
      },
    })
    await recordAudit(tx, context, {
      action: 'plot.progress',
      subjectType: 'plot',
      subjectId: plot.id,
      after: { on, startedMu, investedPercent, stoppedOn, note },
    })
  })
}

function notToCome({ now }: RequestContext, path: string, day: Day | null): void {
  const today = businessDay(now)
  if (day && day > today) throw invalidField(path, `日期不能晚于今天（${today}）`, 'future')
}
