import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, can } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { businessDay, toDay, type Day } from '~/shared/day'
import { valueAt } from '~/shared/present'
import { idleClock, type IdleClock, type IdleFacts } from '../../domain/idle/idle'
import { readPlot } from '../plots'

const MOST = 200

export interface PlotIdle {
  clock: IdleClock | null
  facts: IdleFacts
  /** 合同价款, 万元 */
  contractPriceWan: string | null
  progress: {
    on: Day
    startedMu: number | null
    investedPercent: number | null
    stoppedOn: Day | null
    note: string | null
  } | null
  delays: { id: string; from: Day; to: Day | null; reason: string; document: string }[]
}

/** The idle clocks of these plots, at most 200, by plot. */
export async function idleClocks(context: RequestContext, plotIds: readonly string[]): Promise<Map<string, PlotIdle>> {
  assertCan(context.actor, 'plot.read')
  const today = businessDay(context.now)
  const plots = await database().plot.findMany({
    where: { id: { in: [...plotIds] } },
    take: MOST,
    select: {
      id: true,
      status: true,
      areaMu: true,
      startDueOn: true,
      contractPriceWan: true,
      delays: { orderBy: { fromOn: 'asc' }, take: MOST },
      progress: { orderBy: { seq: 'desc' }, take: 1 },
      allocations: { where: { state: 'delivered' }, orderBy: { since: 'desc' }, take: 1, select: { since: true } },
    },
  })
  return new Map(
    plots.map((plot) => {
      const [last] = plot.progress
      const progress = last
        ? {
            on: toDay(last.on),
            startedMu: numberOf(last.startedMu),
            investedPercent: numberOf(last.investedPercent),
            stoppedOn: dayOf(last.stoppedOn),
            note: last.note,
          }
        : null
      const delays = plot.delays.map(({ id, fromOn, toOn, reason, document }) => ({
        id,
        from: toDay(fromOn),
        to: dayOf(toOn),
        reason,
        document,
      }))
      const facts: IdleFacts = {
        status: plot.status,
        areaMu: Number(plot.areaMu),
        startDueOn: dayOf(plot.startDueOn),
        deliveredOn: dayOf(plot.allocations[0]?.since ?? null),
        progress,
        delays,
      }
      const contractPriceWan = plot.contractPriceWan?.toString() ?? null
      return [plot.id, { clock: idleClock(facts, today), facts, contractPriceWan, progress, delays }]
    }),
  )
}

/** The idle clock of one plot, as its page shows it. @throws notFound */
export async function plotIdle(context: RequestContext, id: string | undefined) {
  const { id: plotId, code, status } = await readPlot(context, id)
  const clocks = await idleClocks(context, [plotId])
  const stands = await database().plot.count({ where: { id: plotId, retiredOn: null } })
  return {
    plot: { id: plotId, code, status },
    idle: valueAt(clocks, plotId),
    today: businessDay(context.now),
    mayEdit: stands > 0 && can(context.actor, 'plot.edit'),
  }
}

const dayOf = (date: Date | null) => date && toDay(date)
const numberOf = (value: { toString(): string } | null) => (value === null ? null : Number(value))
