import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'

const MOST = 500

/** Parks to choose from that are there today, of `unitId` the ones whose committee it is; by name, at most 500. */
export async function openParks(
  context: RequestContext,
  { unitId }: { unitId?: string } = {},
): Promise<{ id: string; name: string }[]> {
  assertCan(context.actor, 'park.read')
  return database().park.findMany({
    where: { mergedIntoId: null, validTo: null, unitId },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: MOST,
  })
}
