import type { UnitMerge } from '~/auth/server/unit-merges'

/** The parks of a merged unit answer to the other. */
export const moveParksOfUnit: UnitMerge = async (tx, _call, { unitId, intoId }) => {
  await tx.park.updateMany({ where: { unitId }, data: { unitId: intoId } })
  return {}
}
