import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { Tx } from '~/platform/database/client'
import { notFound } from '~/shared/errors'
import { isId } from '~/shared/id'

/**
 * Takes a floor's row for this transaction, after asking who may do that to it (403), with the lease that lets it.
 * @throws notFound (404)
 */
export async function lockFactory(
  tx: Tx,
  context: RequestContext,
  id: string | undefined,
  action: 'factory.manage' | 'revival.manage' = 'factory.manage',
) {
  assertCan(context.actor, 'factory.read')
  if (!isId(id)) throw notFound('这层厂房')
  await tx.$queryRaw`SELECT 1 FROM factory_unit WHERE id = ${id}::uuid FOR UPDATE`
  const floor = await tx.factoryUnit.findUnique({
    where: { id },
    include: { park: { select: { unitId: true } }, leases: { where: { endedOn: null } } },
  })
  if (!floor) throw notFound('这层厂房')
  assertCan(context.actor, action, { parkUnitId: floor.park.unitId })
  return { ...floor, lease: floor.leases[0] ?? null }
}

export type LockedFactory = Awaited<ReturnType<typeof lockFactory>>
