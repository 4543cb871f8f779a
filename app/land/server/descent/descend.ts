import { recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { insertRows } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { fromDay, toDay, type Day } from '~/shared/day'
import type { Drawing, PlotDraft } from '../../domain/draft'
import { carryOver } from './carry-over'
import { assertCodesFree } from './plot-codes'
import { assertDayFits, type ParentPlot } from './parent-plots'
import { moveAllocations } from './move-allocations'
import { insertPlots } from '../write-plots'

export interface Descent {
  action: 'plot.divide' | 'plot.merge' | 'plot.redraw'
  document: string
  on: Day
  parents: readonly [ParentPlot, ...ParentPlot[]]
  children: readonly { code: string; drawing: Drawing }[]
  /** which child keeps a hold that stands on a parent */
  keeper: number | null
  /** the field of a child's number, for messages */
  codePath: (index: number) => string
}

export interface Child {
  id: string
  code: string
}

/**
 * Makes plots of others: parents are retired and stay, children have their facts, projects that look at a parent look at
 * every child, and one that holds it goes on holding the child that was chosen.
 * @throws invalid (422) at numbers and day; conflict (409) once the supply of a parent has begun
 */
export async function descend(tx: Tx, context: RequestContext, descent: Descent): Promise<Child[]> {
  const { action, document, on, parents, children, codePath } = descent
  const { now, actor } = context
  await assertCodesFree(
    tx,
    children.map(({ code }) => code),
    codePath,
  )
  await assertDayFits(tx, context, parents, on)
  const parentIds = parents.map(({ id }) => id)
  await tx.plot.updateMany({
    where: { id: { in: parentIds } },
    data: { retiredOn: fromDay(on), version: { increment: 1 }, updatedAt: now },
  })
  const facts = inheritedFacts(parents)
  const ids = await insertPlots(
    tx,
    context,
    children.map((child) => ({ ...facts.draft, ...child })),
    { name: document, action, document, on, isOnParents: action !== 'plot.redraw' },
  )
  await tx.plot.updateMany({ where: { id: { in: ids } }, data: facts.more })
  await insertRows(
    tx,
    'plot_descent',
    ['parent_id', 'child_id', 'document', 'on', 'recorded_at', 'recorded_by_id'],
    parentIds.flatMap((parent) =>
      ids.map((child) => ({
        parent_id: parent,
        child_id: child,
        document,
        on,
        recorded_at: now,
        recorded_by_id: actor.userId,
      })),
    ),
  )
  await carryOver(tx, context, { parents, childIds: ids, document, on, isRedrawn: action === 'plot.redraw' })
  await moveAllocations(tx, context, { parents, children: ids, keeper: descent.keeper, on, document })
  const made = children.map(({ code }) => code).join('、')
  await recordAudits(
    tx,
    context,
    parents.map(({ id, code }) => ({
      action,
      subjectType: 'plot' as const,
      subjectId: id,
      after: { code, document, on, children: made },
    })),
  )
  return ids.map((id, index) => ({ id, code: children[index]?.code ?? '' }))
}

/** The one value that all have; null where they differ. */
function shared<Value>(parents: readonly ParentPlot[], of: (plot: ParentPlot) => Value): Value | null {
  const [first, ...others] = parents.map(of)
  const same = others.every((each) => JSON.stringify(each) === JSON.stringify(first))
  return same ? (first ?? null) : null
}

/** What children have of their parents: what all of these agree in. */
function inheritedFacts(parents: readonly [ParentPlot, ...ParentPlot[]]): {
  draft: Omit<PlotDraft, 'code' | 'drawing'>
  more: Pick<ParentPlot, 'maxFar' | 'contractOn' | 'startDueOn'>
} {
  const [first] = parents
  const text = (of: (plot: ParentPlot) => { toString(): string } | null) =>
    shared(parents, (plot) => of(plot)?.toString() ?? null)
  const since = parents.map(({ statusFrom }) => (statusFrom ? toDay(statusFrom) : null))
  return {
    draft: {
      name: shared(parents, ({ name }) => name),
      parkId: shared(parents, ({ parkId }) => parkId),
      landUseCode: shared(parents, ({ landUseCode }) => landUseCode),
      quotaSource: shared(parents, ({ quotaSource }) => quotaSource),
      status: first.status,
      // Of several days the last: before it not all of the ground was so.
      statusFrom: since.includes(null) ? null : (since.toSorted().at(-1) ?? null),
      areaMu: null,
      areaKind: 'computed',
      minFar: text(({ minFar }) => minFar),
      minDensity: text(({ minDensity }) => minDensity),
      maxGreen: text(({ maxGreen }) => maxGreen),
      startPriceWan: text(({ startPriceWan }) => startPriceWan),
    },
    more: {
      maxFar: shared(parents, ({ maxFar }) => maxFar),
      contractOn: shared(parents, ({ contractOn }) => contractOn),
      startDueOn: shared(parents, ({ startDueOn }) => startDueOn),
    },
  }
}
