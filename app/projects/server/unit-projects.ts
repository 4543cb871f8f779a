import type { UnitHoldings } from '~/auth/server/unit-holdings'
import { COUNTED_PROJECTS } from './counted'

/** The projects that units hold. */
export const unitProjects: UnitHoldings = {
  key: 'projects',
  label: '项目',
  measure: '个',
  count: async (db, unitIds) => {
    const rows = await db.project.groupBy({
      by: ['unitId'],
      where: { unitId: { in: [...unitIds] }, ...COUNTED_PROJECTS },
      _count: true,
    })
    return new Map(rows.map(({ unitId, _count }) => [unitId, _count]))
  },
}
