import type { UnitHoldings } from '~/auth/server/unit-holdings'
import type { UnitMerge } from '~/auth/server/unit-merges'

/** Stock to be revived and tasks of a merged unit are the other's. */
export const moveLandTasksOfUnit: UnitMerge = async (tx, _call, { unitId, intoId }) => {
  const move = { where: { unitId }, data: { unitId: intoId, version: { increment: 1 } } }
  await tx.reductionTask.updateMany(move)
  const { count: revivals } = await tx.revival.updateMany(move)
  return { revivals }
}

/** The stock that they have to revive. */
export const unitRevivals: UnitHoldings = {
  key: 'revivals',
  label: '盘活',
  measure: '项',
  count: async (db, unitIds) => {
    const rows = await db.revival.groupBy({
      by: ['unitId'],
      where: { unitId: { in: [...unitIds] }, closedOn: null },
      _count: true,
    })
    return new Map(rows.map(({ unitId, _count }) => [unitId, _count]))
  },
}
