import { recordAudit } from '~/audit/server/record'
import { staleEdit } from '~/audit/server/stale-edit'
import { hasRole, ownUnitId, type RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { openParks } from '~/parks/server/open-parks'
import { database, transaction, type Tx } from '~/platform/database/client'
import { fromDay, toDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import type { FactoryFact, FactoryFacts } from '../../domain/factory/factory-input'
import { readFactory } from './factories'
import { lockFactory, type LockedFactory } from './lock-factory'

const MOST = 500

/** The parks in which this actor keeps floors, and the plots on which a building may stand. */
export async function factoryChoices(context: RequestContext) {
  assertCan(context.actor, 'factory.manage')
  const { actor } = context
  const own = hasRole(actor, 'bureau') ? {} : { unitId: ownUnitId(actor) }
  const [parks, plots] = await Promise.all([
    openParks(context, own),
    database().plot.findMany({
      where: { retiredOn: null, status: { in: ['suppliedNotUsed', 'underConstruction', 'inUse'] }, park: own },
      select: { id: true, code: true, name: true },
      orderBy: { code: 'asc' },
      take: MOST,
    }),
  ])
  return { parks, plots }
}

/** A floor as its form holds it. @throws notFound, forbidden */
export async function editableFactory(context: RequestContext, id: string | undefined) {
  const { id: known } = await readFactory(context, id)
  const [floor, choices] = await Promise.all([
    transaction((tx) => lockFactory(tx, context, known)),
    factoryChoices(context),
  ])
  return {
    id: floor.id,
    version: floor.version,
    building: floor.building,
    floor: floor.floor,
    values: valuesOf(floor),
    choices,
  }
}

/** Records a floor. @throws forbidden, invalid (422) for one that is there already */
export async function addFactory(context: RequestContext, facts: FactoryFacts): Promise<{ id: string }> {
  return transaction(async (tx) => {
    await assertFits(tx, context, facts, null)
    const floor = await tx.factoryUnit.create({ data: { ...columnsOf(facts), createdAt: context.now } })
    await recordAudit(tx, context, {
      action: 'factory.add',
      subjectType: 'factory',
      subjectId: floor.id,
      after: valuesOf(floor),
    })
    return { id: floor.id }
  })
}

/**
 * Saves the facts of a floor as seen in `version`.
 * @throws stale (409) with both versions, invalid (422), forbidden, conflict for a let floor that is said to be under construction
 */
export async function editFactory(
  context: RequestContext,
  { id, version, facts }: { id: string; version: number; facts: FactoryFacts },
): Promise<void> {
  await transaction(async (tx) => {
    const before = await lockFactory(tx, context, id)
    if (before.version !== version) {
      const subject = { type: 'factory', id } as const
      throw await staleEdit(tx, { subject, what: '这层厂房', version: before.version, current: valuesOf(before) })
    }
    await assertFits(tx, context, facts, before)
    const after = await tx.factoryUnit.update({
      where: { id },
      data: { ...columnsOf(facts), version: { increment: 1 }, updatedAt: context.now },
    })
    await recordAudit(tx, context, {
      action: 'factory.edit',
      subjectType: 'factory',
      subjectId: id,
      before: valuesOf(before),
      after: valuesOf(after),
    })
  })
}

/** Takes a floor off that was recorded by mistake; the log keeps it. @throws conflict once it was let, notFound */
export async function removeFactory(context: RequestContext, id: string | undefined): Promise<void> {
  await transaction(async (tx) => {
    const floor = await lockFactory(tx, context, id)
    if ((await tx.factoryLease.count({ where: { unitId: floor.id } })) > 0)
      throw new AppError('conflict', { userMessage: '这层厂房出租过，不能移除' })
    if ((await tx.revival.count({ where: { factoryId: floor.id } })) > 0)
      throw new AppError('conflict', { userMessage: '这层厂房列入过盘活，不能移除' })
    await tx.factoryUnit.delete({ where: { id: floor.id } })
    await recordAudit(tx, context, {
      action: 'factory.remove',
      subjectType: 'factory',
      subjectId: floor.id,
      before: valuesOf(floor),
    })
  })
}

async function assertFits(tx: Tx, context: RequestContext, facts: FactoryFacts, before: LockedFactory | null) {
  const park = await tx.park.findFirst({ where: { id: facts.parkId, mergedIntoId: null, validTo: null } })
  if (!park) throw invalidField('parkId', '请从列表中选择')
  assertCan(context.actor, 'factory.manage', { parkUnitId: park.unitId })
  const { parkId, building, floor } = facts
  const other = await tx.factoryUnit.count({ where: { parkId, building, floor, id: { not: before?.id } } })
  if (other > 0) throw invalidField('floor', `${park.name}“${building}”的这一层已登记`, 'taken')
  if (facts.plotId && facts.plotId !== before?.plotId) {
    const plot = await tx.plot.count({ where: { id: facts.plotId, retiredOn: null } })
    if (plot === 0) throw invalidField('plotId', '请从列表中选择')
  }
  if (facts.underConstruction && before?.lease) throw invalidField('underConstruction', '已出租的厂房不能改为在建')
}

const columnsOf = ({ doneOn, ...facts }: FactoryFacts) => ({ ...facts, doneOn: doneOn && fromDay(doneOn) })

type Stored = Pick<LockedFactory, FactoryFact>

function valuesOf(stored: Stored): Record<FactoryFact, string | boolean | null> {
  const text = (value: { toString(): string } | null) => value?.toString() ?? null
  return {
    parkId: stored.parkId,
    building: stored.building,
    floor: String(stored.floor),
    areaM2: text(stored.areaM2),
    heightM: text(stored.heightM),
    loadKn: text(stored.loadKn),
    rentYuan: text(stored.rentYuan),
    plotId: stored.plotId,
    underConstruction: stored.underConstruction,
    doneOn: stored.doneOn && toDay(stored.doneOn),
    note: stored.note,
  }
}
