import type { z } from 'zod'
import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { userNames } from '~/auth/server/user-names'
import { database, transaction } from '~/platform/database/client'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay, fromDay, toDay } from '~/shared/day'
import { invalidField } from '~/shared/errors'
import { readinessOf, type readinessInput } from '../../domain/readiness/readiness'
import { lockPlot } from '../lock-plot'
import { readPlot } from '../plots'

/** The checklist of a plot by the rule of today: each item with who found it when, and whether it is 净地 or 熟地. */
export async function plotReadiness(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.read')
  const { id: plotId, code } = await readPlot(context, id)
  const today = businessDay(context.now)
  const [items, rows, stands] = await Promise.all([
    ruleInForce(database(), 'readiness', today),
    database().plotReadiness.findMany({
      where: { plotId },
      orderBy: { seq: 'desc' },
      distinct: ['item'],
      take: 100,
    }),
    database().plot.count({ where: { id: plotId, retiredOn: null } }),
  ])
  const names = await userNames(rows.map(({ recordedById }) => recordedById))
  const last = new Map(rows.map((row) => [row.item, row]))
  const each = (item: string) => {
    const row = last.get(item)
    return {
      item,
      done: row?.done ?? false,
      on: row ? toDay(row.on) : null,
      note: row?.note ?? null,
      byName: row ? names(row.recordedById) : null,
    }
  }
  return {
    plot: { id: plotId, code },
    cleared: items.cleared.map(each),
    serviced: items.serviced.map(each),
    readiness: readinessOf(items, new Set(rows.filter(({ done }) => done).map(({ item }) => item))),
    today,
    mayEdit: stands > 0 && can(context.actor, 'plot.edit'),
  }
}

export type PlotReadiness = Awaited<ReturnType<typeof plotReadiness>>

/** Records what of the checklist changed since it was opened; what others ticked meanwhile stays. @throws invalid, notFound */
export async function setReadiness(
  context: RequestContext,
  plotId: string | undefined,
  { done, seen, on, note }: z.output<typeof readinessInput>,
): Promise<void> {
  const today = businessDay(context.now)
  if (on > today) throw invalidField('on', `日期不能晚于今天（${today}）`, 'future')
  await transaction(async (tx) => {
    const plot = await lockPlot(tx, context, plotId, 'plot.edit')
    const { cleared, serviced } = await ruleInForce(tx, 'readiness', today)
    const known = [...cleared, ...serviced]
    const ready = known.filter((item) => done.includes(item) && !seen.includes(item))
    const unready = known.filter((item) => !done.includes(item) && seen.includes(item))
    if (ready.length + unready.length === 0) throw invalidField('done', '没有改动', 'same')
    await tx.plotReadiness.createMany({
      data: [...ready, ...unready].map((item) => ({
        plotId: plot.id,
        item,
        done: ready.includes(item),
        on: fromDay(on),
        note,
        recordedAt: context.now,
        recordedById: context.actor.userId,
      })),
    })
    await recordAudit(tx, context, {
      action: 'plot.readiness',
      subjectType: 'plot',
      subjectId: plot.id,
      after: { ready: ready.join('、') || null, unready: unready.join('、') || null, on, note },
    })
  })
}
