import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { assertUnitOpen } from '~/auth/server/account'
import { transaction, type Tx } from '~/platform/database/client'
import { businessDay, fromDay, toDay } from '~/shared/day'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { factoryName } from '../../domain/factory/factory'
import type { RevivalCloseInput, RevivalInput } from '../../domain/revival/revival'
import { lockFactory } from '../factory/lock-factory'
import { lockPlot } from '../lock-plot'

export interface Stock {
  plotId?: string
  factoryId?: string
}

/** What is to be entered into the ledger, by name, after asking whether this actor may. @throws notFound, forbidden */
export async function stockToEnter(context: RequestContext, { plotId, factoryId }: Stock) {
  return transaction(async (tx) => {
    const { name, open } = await lockStock(tx, context, { plotId, factoryId })
    return { name, openId: open?.id ?? null, to: plotId ? `/plots/${plotId}` : `/factories/${factoryId}` }
  })
}

/** Enters a plot or a floor into the ledger. @throws conflict (409) where it stands there, invalid (422), notFound, forbidden */
export async function openRevival(context: RequestContext, stock: Stock, input: RevivalInput): Promise<{ id: string }> {
  return transaction(async (tx) => {
    const { name, open } = await lockStock(tx, context, stock)
    if (open) throw new AppError('conflict', { userMessage: `“${name}”已在盘活台账里` })
    assertNotToCome('openedOn', input.openedOn, context)
    await assertUnitOpen(tx, input.unitId)
    const revival = await tx.revival.create({
      data: {
        ...columnsOf(input),
        plotId: stock.plotId ?? null,
        factoryId: stock.plotId ? null : (stock.factoryId ?? null),
        recordedAt: context.now,
        recordedById: context.actor.userId,
      },
    })
    await recordAudit(tx, context, {
      action: 'revival.open',
      subjectType: 'revival',
      subjectId: revival.id,
      after: valuesOf(revival),
    })
    return { id: revival.id }
  })
}

/** A case as its form holds it. @throws notFound, forbidden */
export async function editableRevival(context: RequestContext, id: string | undefined) {
  const revival = await transaction((tx) => lockRevival(tx, context, id))
  return { id: revival.id, version: revival.version, values: valuesOf(revival) }
}

/** Changes what is done about it, as seen in `version`. @throws stale (409), conflict once it is closed, invalid */
export async function editRevival(
  context: RequestContext,
  { id, version, input }: { id: string; version: number; input: RevivalInput },
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockRevival(tx, context, id)
    if (before.version !== version) {
      const subject = { type: 'revival', id } as const
      throw await staleEdit(tx, { subject, what: '这项盘活', version: before.version, current: valuesOf(before) })
    }
    if (before.closedOn) throw new AppError('conflict', { userMessage: '这项盘活已办结；办错的请先恢复' })
    assertNotToCome('openedOn', input.openedOn, context)
    if (input.unitId !== before.unitId) await assertUnitOpen(tx, input.unitId)
    const after = await tx.revival.update({ where: { id }, data: { ...columnsOf(input), version: { increment: 1 } } })
    await recordAudit(tx, context, {
      action: 'revival.edit',
      subjectType: 'revival',
      subjectId: id,
      before: valuesOf(before),
      after: valuesOf(after),
    })
  })
}

/** Closes a case with what came of it. @throws conflict (409) once it is closed, invalid (422) at the day */
export async function closeRevival(
  context: RequestContext,
  id: string | undefined,
  { outcome, closedOn, result }: RevivalCloseInput,
): Promise<void> {
  await transaction(async (tx) => {
    const revival = await lockRevival(tx, context, id)
    if (revival.closedOn) throw new AppError('conflict', { userMessage: '这项盘活已办结，请刷新后查看' })
    assertNotToCome('closedOn', closedOn, context)
    const opened = toDay(revival.openedOn)
    if (closedOn < opened) throw invalidField('closedOn', `办结日期不能早于列入日期 ${opened}`, 'order')
    const data = { outcome, closedOn: fromDay(closedOn), result, version: { increment: 1 } }
    await tx.revival.update({ where: { id: revival.id }, data })
    await recordAudit(tx, context, {
      action: 'revival.close',
      subjectType: 'revival',
      subjectId: revival.id,
      after: { outcome, closedOn, result },
    })
  })
}

/** Takes a closing back that was a mistake. @throws conflict where it is open, or was entered anew since */
export async function reopenRevival(context: RequestContext, id: string | undefined): Promise<void> {
  await transaction(async (tx) => {
    const revival = await lockRevival(tx, context, id)
    if (!revival.closedOn) throw new AppError('conflict', { userMessage: '这项盘活还在办理，请刷新后查看' })
    const { plotId, factoryId } = revival
    const anew = await tx.revival.count({ where: { plotId, factoryId, closedOn: null } })
    if (anew > 0) throw new AppError('conflict', { userMessage: '这宗存量已重新列入，不能恢复原来的' })
    const data = { outcome: null, closedOn: null, result: null, version: { increment: 1 } }
    await tx.revival.update({ where: { id: revival.id }, data })
    await recordAudit(tx, context, {
      action: 'revival.reopen',
      subjectType: 'revival',
      subjectId: revival.id,
      before: { outcome: revival.outcome, closedOn: toDay(revival.closedOn) },
    })
  })
}

/** The row of a plot or a floor, taken for this transaction, with its open case. */
async function lockStock(tx: Tx, context: RequestContext, { plotId, factoryId }: Stock) {
  if (plotId !== undefined) {
    const plot = await lockPlot(tx, context, plotId, 'revival.manage')
    const open = await tx.revival.findFirst({ where: { plotId: plot.id, closedOn: null } })
    return { name: plot.code, open }
  }
  const floor = await lockFactory(tx, context, factoryId, 'revival.manage')
  const open = await tx.revival.findFirst({ where: { factoryId: floor.id, closedOn: null } })
  return { name: factoryName(floor), open }
}

async function lockRevival(tx: Tx, context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'plot.read')
  if (!isId(id)) throw notFound('这项盘活')
  await tx.$queryRaw`SELECT 1 FROM revival WHERE id = ${id}::uuid FOR UPDATE`
  const park = { select: { unitId: true } }
  const revival = await tx.revival.findUnique({
    where: { id },
    include: { plot: { select: { park } }, factory: { select: { park } } },
  })
  if (!revival) throw notFound('这项盘活')
  const parkUnitId = (revival.plot?.park ?? revival.factory?.park)?.unitId ?? null
  assertCan(context.actor, 'revival.manage', { parkUnitId })
  return revival
}

function assertNotToCome(field: 'openedOn' | 'closedOn', day: string, { now }: RequestContext) {
  const today = businessDay(now)
  if (day > today) throw invalidField(field, `日期不能晚于今天（${today}）`, 'future')
}

const columnsOf = ({ openedOn, dueOn, ...input }: RevivalInput) => ({
  ...input,
  openedOn: fromDay(openedOn),
  dueOn: fromDay(dueOn),
})

type Stored = Omit<Awaited<ReturnType<typeof lockRevival>>, 'plot' | 'factory'>

const valuesOf = ({ kind, reason, measure, unitId, openedOn, dueOn }: Stored) => ({
  kind,
  reason,
  measure,
  unitId,
  openedOn: toDay(openedOn),
  dueOn: toDay(dueOn),
})
