import type { UnitHoldings } from '~/auth/server/unit-holdings'

/** The parks whose committee they are. */
export const unitParks: UnitHoldings = {
  key: 'parks',
  label: '园区',
  measure: '个',
  count: async (db, unitIds) => {
    const rows = await db.park.groupBy({
      by: ['unitId'],
      where: { unitId: { in: [...unitIds] }, mergedIntoId: null, validTo: null },
      _count: true,
    })
    return new Map(rows.flatMap(({ unitId, _count }) => (unitId ? [[unitId, _count]] : [])))
  },
}
