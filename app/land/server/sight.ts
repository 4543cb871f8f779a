import { Prisma } from '~/generated/prisma/client'
import { hasRole, ownUnitId } from '~/auth/domain/actor'
import type { Asked } from '~/projects/domain/visibility'
import type { Sight } from '~/projects/server/visibility'
import { STANDING_STATES } from '../domain/allocation/allocation'

const { sql } = Prisma

const standing = { state: { in: [...STANDING_STATES] } }
const STANDING = Prisma.raw(STANDING_STATES.map((state) => `'${state}'`).join(', '))

/**
 * A plot is asked for by whom it is proposed or held: its park's unit and the land office see that project until it is
 * released; so does the park whose floor it rents. A hold that ran out asks still, because somebody has to release it.
 */
export const landSight: Sight = {
  where(actor) {
    const park = { unitId: ownUnitId(actor) }
    const own = hasRole(actor, 'land') ? standing : { ...standing, plot: { park } }
    return { OR: [{ allocations: { some: own } }, { leases: { some: { endedOn: null, unit: { park } } } }] }
  },
  sql(actor, projectId) {
    const unitId = ownUnitId(actor)
    const own = hasRole(actor, 'land') ? sql`true` : sql`sk.unit_id = ${unitId}::uuid`
    return sql`(EXISTS (SELECT FROM allocation s JOIN plot st ON st.id = s.plot_id LEFT JOIN park sk ON sk.id = st.park_id
        WHERE s.project_id = ${projectId} AND s.state IN (${STANDING}) AND ${own})
      OR EXISTS (SELECT FROM factory_lease s JOIN factory_unit sf ON sf.id = s.unit_id JOIN park sk ON sk.id = sf.park_id
        WHERE s.project_id = ${projectId} AND s.ended_on IS NULL AND sk.unit_id = ${unitId}::uuid))`
  },
  async asked(db, projectId) {
    const park = { select: { unitId: true } }
    const [allocations, leases] = await Promise.all([
      db.allocation.findMany({ where: { projectId, ...standing }, select: { plot: { select: { park } } } }),
      db.factoryLease.findMany({ where: { projectId, endedOn: null }, select: { unit: { select: { park } } } }),
    ])
    const units = [...allocations.map(({ plot }) => plot.park?.unitId), ...leases.map(({ unit }) => unit.park.unitId)]
    const land: Asked[] = allocations.length > 0 ? [{ role: 'land' }] : []
    return [...land, ...units.flatMap((unitId): Asked[] => (unitId ? [{ unitId }] : []))]
  },
}
