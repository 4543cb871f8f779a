import type { RequestContext } from '~/auth/domain/actor'
import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { database, transaction } from '~/platform/database/client'
import { fromDay, toDay } from '~/shared/day'
import { invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import type { PlotFact, PlotFacts } from '../domain/facts-input'
import { lockPlot } from './lock-plot'

type Stored = Pick<Awaited<ReturnType<typeof lockPlot>>, PlotFact>

/** The facts of a stored plot as its form holds them. */
function storedFacts(plot: Stored): Record<PlotFact, string | null> {
  const text = (value: { toString(): string } | null) => value?.toString() ?? null
  const day = (value: Date | null) => value && toDay(value)
  return {
    name: plot.name,
    parkId: plot.parkId,
    landUseCode: plot.landUseCode,
    quotaSource: plot.quotaSource,
    minFar: text(plot.minFar),
    maxFar: text(plot.maxFar),
    minDensity: text(plot.minDensity),
    maxGreen: text(plot.maxGreen),
    startPriceWan: text(plot.startPriceWan),
    contractOn: day(plot.contractOn),
    contractPriceWan: text(plot.contractPriceWan),
    startDueOn: day(plot.startDueOn),
  }
}

/** A plot as the form of its facts needs it, with the parks it may lie in. @throws notFound */
export async function editablePlot(context: RequestContext, id: string | undefined) {
  const plot = isId(id) ? await database().plot.findFirst({ where: { id, retiredOn: null } }) : null
  if (!plot) throw notFound('这个地块')
  const parks = await database().park.findMany({
    where: { OR: [{ mergedIntoId: null, validTo: null }, { id: plot.parkId ?? undefined }] },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 500,
  })
  return { id: plot.id, code: plot.code, version: plot.version, values: storedFacts(plot), parks }
}

/**
 * Saves the facts of a plot as seen in `version`.
 * @throws stale (409) with both versions when somebody saved in between, invalid (422) for a park that is gone
 */
export async function editPlot(
  context: RequestContext,
  { id, version, facts }: { id: string; version: number; facts: PlotFacts },
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockPlot(tx, context, id, 'plot.edit')
    const stored = storedFacts(before)
    if (before.version !== version) {
      const subject = { type: 'plot', id } as const
      throw await staleEdit(tx, { subject, what: '这个地块', version: before.version, current: stored })
    }
    if (facts.parkId && facts.parkId !== before.parkId) {
      const open = await tx.park.count({ where: { id: facts.parkId, mergedIntoId: null, validTo: null } })
      if (open === 0) throw invalidField('parkId', '这个园区已并入或停用，请重新选择')
    }
    const after = await tx.plot.update({
      where: { id },
      data: {
        ...facts,
        contractOn: facts.contractOn && fromDay(facts.contractOn),
        startDueOn: facts.startDueOn && fromDay(facts.startDueOn),
        version: { increment: 1 },
        updatedAt: context.now,
      },
    })
    await recordAudit(tx, context, {
      action: 'plot.edit',
      subjectType: 'plot',
      subjectId: id,
      before: stored,
      after: storedFacts(after),
    })
  })
}
