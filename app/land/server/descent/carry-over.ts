import { recordAudits } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { newId, updateRows } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'
import { toDay, type Day } from '~/shared/day'
import { Decimal } from '~/shared/money'
import { heldByAll, sharedByArea } from '../../domain/descent/carry-over'
import type { ParentPlot } from './parent-plots'

interface Carry {
  parents: readonly [ParentPlot, ...ParentPlot[]]
  childIds: readonly string[]
  document: string
  on: Day
  /** the plot is the same in another boundary: what is built on it goes on too */
  isRedrawn: boolean
}

/**
 * What belongs to the ground goes on with it: the checklist and the delays that held for all of it, the price of the
 * contract, and its place in the ledger of 盘活.
 */
export async function carryOver(tx: Tx, context: RequestContext, carry: Carry): Promise<void> {
  await carryReadiness(tx, context, carry)
  await carryDelays(tx, context, carry)
  if (carry.isRedrawn) await carryProgress(tx, context, carry)
  await carryPrice(tx, carry)
  await carryRevival(tx, context, carry)
}

const recorded = ({ now, actor }: RequestContext) => ({ recordedAt: now, recordedById: actor.userId })

/** Rows of each parent, in the order of the parents. */
const byParent = <Row extends { plotId: string }>({ parents }: Carry, rows: readonly Row[]): Row[][] =>
  parents.map(({ id }) => rows.filter(({ plotId }) => plotId === id))

async function carryReadiness(tx: Tx, context: RequestContext, carry: Carry): Promise<void> {
  const rows = await tx.plotReadiness.findMany({
    where: { plotId: { in: carry.parents.map(({ id }) => id) } },
    orderBy: { seq: 'desc' },
    distinct: ['plotId', 'item'],
  })
  const done = byParent(
    carry,
    rows.filter((row) => row.done),
  )
  const kept = heldByAll(done, ({ item }) => item)
  await tx.plotReadiness.createMany({
    data: carry.childIds.flatMap((plotId) =>
      kept.map(({ item, on, note }) => ({ plotId, item, done: true, on, note, ...recorded(context) })),
    ),
  })
}

async function carryDelays(tx: Tx, context: RequestContext, carry: Carry): Promise<void> {
  const rows = await tx.plotDelay.findMany({
    where: { plotId: { in: carry.parents.map(({ id }) => id) } },
    orderBy: { fromOn: 'asc' },
  })
  const kept = heldByAll(byParent(carry, rows), ({ fromOn, toOn, document }) =>
    [toDay(fromOn), toOn && toDay(toOn), document].join(),
  )
  await tx.plotDelay.createMany({
    data: carry.childIds.flatMap((plotId) =>
      kept.map(({ fromOn, toOn, reason, document }) => ({
        plotId,
        fromOn,
        toOn,
        reason,
        document,
        ...recorded(context),
      })),
    ),
  })
}

async function carryProgress(tx: Tx, context: RequestContext, { parents: [parent], childIds }: Carry): Promise<void> {
  const last = await tx.plotProgress.findFirst({ where: { plotId: parent.id }, orderBy: { seq: 'desc' } })
  if (!last) return
  const { on, startedMu, investedPercent, stoppedOn, note } = last
  await tx.plotProgress.createMany({
    data: childIds.map((plotId) => ({
      plotId,
      on,
      startedMu,
      investedPercent,
      stoppedOn,
      note,
      ...recorded(context),
    })),
  })
}

/**
 * The price is shared by area, and added up where plots become one, because the idle fee is a share of the price of the
 * very ground that lies idle: a price left with the parent would charge no child. Unknown of one, it is unknown of all.
 */
async function carryPrice(tx: Tx, { parents, childIds }: Carry): Promise<void> {
  const prices = parents.flatMap(({ contractPriceWan }) => contractPriceWan?.toString() ?? [])
  if (prices.length < parents.length) return
  const price = prices.reduce<Decimal>((sum, each) => sum.plus(each), new Decimal(0))
  const children = await tx.plot.findMany({ where: { id: { in: [...childIds] } }, select: { id: true, areaMu: true } })
  const shares = sharedByArea(
    price,
    children.map(({ areaMu }) => areaMu.toString()),
  )
  await updateRows(
    tx,
    'plot',
    ['contract_price_wan'],
    children.map(({ id }, at) => ({ id, contract_price_wan: shares[at] ?? null })),
  )
}

/** The parent keeps its own case: it shows again where the act is taken back. */
async function carryRevival(
  tx: Tx,
  context: RequestContext,
  { parents, childIds, document, on }: Carry,
): Promise<void> {
  const open = await tx.revival.findFirst({
    where: { plotId: { in: parents.map(({ id }) => id) }, closedOn: null },
    orderBy: { openedOn: 'asc' },
  })
  if (!open) return
  const { kind, reason, measure, unitId, openedOn, dueOn } = open
  const followed = childIds.map((plotId) => ({
    id: newId(),
    plotId,
    kind,
    reason,
    measure,
    unitId,
    openedOn,
    dueOn,
    ...recorded(context),
  }))
  await tx.revival.createMany({ data: followed })
  await recordAudits(
    tx,
    context,
    followed.map(({ id }) => ({
      action: 'revival.follow' as const,
      subjectType: 'revival' as const,
      subjectId: id,
      after: { kind, measure, unitId, openedOn: toDay(openedOn), dueOn: toDay(dueOn), document, on },
    })),
  )
}
