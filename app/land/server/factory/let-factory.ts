import { recordAudit } from '~/audit/server/record'
import type { RequestContext } from '~/auth/domain/actor'
import { transaction, type Tx } from '~/platform/database/client'
import { COUNTED_PROJECTS } from '~/projects/server/counted'
import { listProjects } from '~/projects/server/list'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay, fromDay, toDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { factoryName } from '../../domain/factory/factory'
import type { LeaseEndInput, LeaseInput } from '../../domain/factory/factory-input'
import { lockFactory, type LockedFactory } from './lock-factory'

/** The projects that may rent a floor: those that go on, those changed last first. */
export async function tenantChoices(context: RequestContext) {
  const { items, total } = await listProjects(context, {
    filter: { stage: [], status: 'active' },
    sort: '-updatedAt',
    limit: 200,
  })
  return { projects: items.map(({ id, name }) => ({ id, name })), total }
}

/**
 * Lets a vacant floor to a project, or to another tenant by name. The database holds that a floor has one tenant.
 * @throws taken (409) that names the tenant as far as the asker may know, conflict while it is being built or where the
 *   project has ended, invalid (422) at the day, notFound
 */
export async function letFactory(
  context: RequestContext,
  id: string | undefined,
  { projectId, tenant, from, until, document }: LeaseInput,
): Promise<void> {
  await transaction(async (tx) => {
    const floor = await lockFactory(tx, context, id)
    if (floor.lease) throw await floorTaken(tx, context, floor, floor.lease)
    if (floor.underConstruction) throw new AppError('conflict', { userMessage: '这层厂房还在建，建成后才能出租' })
    await assertVacantSince(tx, floor, from)
    if (projectId) await assertRents(tx, context, projectId)
    const lease = { projectId, tenant, document, from: fromDay(from), until: until && fromDay(until) }
    await tx.factoryLease.create({
      data: { unitId: floor.id, ...lease, recordedAt: context.now, recordedById: context.actor.userId },
    })
    await touched(tx, context, floor.id)
    await recordAudit(tx, context, {
      action: 'factory.let',
      subjectType: 'factory',
      subjectId: floor.id,
      after: { project: projectId, tenant, leasedFrom: from, leasedUntil: until, document },
    })
  })
}

/** 退租: the floor is vacant again from that day. @throws conflict where nobody rents it, invalid (422) at the day */
export async function releaseFactory(
  context: RequestContext,
  id: string | undefined,
  { endedOn, endNote }: LeaseEndInput,
): Promise<void> {
  await transaction(async (tx) => {
    const floor = await lockFactory(tx, context, id)
    const { lease } = floor
    if (!lease) throw new AppError('conflict', { userMessage: '这层厂房没有出租，请刷新后查看' })
    const today = businessDay(context.now)
    // A lease that was to begin later is given up before its first day.
    const began = toDay(lease.from)
    if (began <= today && endedOn < began) throw invalidField('endedOn', `退租日不能早于起租日 ${began}`, 'order')
    if (endedOn > today) throw invalidField('endedOn', `退租日不能晚于今天（${today}）`, 'future')
    await tx.factoryLease.update({ where: { id: lease.id }, data: { endedOn: fromDay(endedOn), endNote } })
    await touched(tx, context, floor.id)
    await recordAudit(tx, context, {
      action: 'factory.release',
      subjectType: 'factory',
      subjectId: floor.id,
      before: { project: lease.projectId, tenant: lease.tenant, leasedFrom: began },
      after: { endedOn, note: endNote },
    })
  })
}

const touched = (tx: Tx, context: RequestContext, id: string) =>
  tx.factoryUnit.update({ where: { id }, data: { version: { increment: 1 }, updatedAt: context.now } })

/** @throws invalid at `from`: in the time of the tenant before */
async function assertVacantSince(tx: Tx, floor: LockedFactory, from: string) {
  const last = await tx.factoryLease.findFirst({ where: { unitId: floor.id }, orderBy: { endedOn: 'desc' } })
  if (last?.endedOn && from < toDay(last.endedOn))
    throw invalidField('from', `起租日不能早于上一租户的退租日 ${toDay(last.endedOn)}`, 'order')
}

async function assertRents(tx: Tx, context: RequestContext, projectId: string) {
  const project = await tx.project.findFirst({
    where: { AND: [{ id: projectId, ...COUNTED_PROJECTS }, visibleProjects(context.actor)] },
    select: { name: true, status: true },
  })
  if (!project) throw invalidField('projectId', '请从列表中选择')
  if (project.status === 'ended') throw new AppError('conflict', { userMessage: `项目“${project.name}”已终止` })
}

async function floorTaken(
  tx: Tx,
  context: RequestContext,
  floor: LockedFactory,
  { projectId, tenant, from }: NonNullable<LockedFactory['lease']>,
): Promise<AppError> {
  const project =
    projectId === null
      ? null
      : await tx.project.findFirst({
          where: { AND: [{ id: projectId }, visibleProjects(context.actor)] },
          select: { id: true, name: true },
        })
  const who = project?.name ?? tenant ?? '另一个项目'
  return new AppError('taken', {
    userMessage: `“${factoryName(floor)}”已由“${who}”从 ${toDay(from)} 起承租`,
    detail: { holder: project },
  })
}
