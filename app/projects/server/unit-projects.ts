import type { UnitHoldings } from '~/auth/server/unit-holdings'
import { COUNTED_PROJECTS, countedSql } from './counted'

/** The projects that units hold. */
export const unitProjects: UnitHoldings = {
  key: 'projects',
  label: '项目',
  measure: '个',
  listed: true,
  count: async (db, unitIds) => {
    const rows = await db.project.groupBy({
      by: ['unitId'],
      where: { unitId: { in: [...unitIds] }, ...COUNTED_PROJECTS },
      _count: true,
    })
    return new Map(rows.map(({ unitId, _count }) => [unitId, _count]))
  },
}

/** The projects of others that they introduced, or that have landed with them. */
export const unitCredits: UnitHoldings = {
  key: 'credits',
  label: '引荐或落地的项目',
  measure: '个',
  count: async (db, unitIds) => {
    const rows = await db.$queryRaw<{ id: string; count: number }[]>`
      SELECT u.id, count(*)::int AS count FROM unnest(${[...unitIds]}::uuid[]) AS u(id)
        JOIN project p ON u.id IN (p.introduced_by_id, p.landed_at_id) AND p.unit_id <> u.id
      WHERE ${countedSql} GROUP BY u.id`
    return new Map(rows.map(({ id, count }) => [id, count]))
  },
}
