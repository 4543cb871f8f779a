import { Prisma } from '~/generated/prisma/client'
import { hasRole } from '~/auth/domain/actor'
import type { Asked } from '~/projects/domain/visibility'
import type { Sight } from '~/projects/server/visibility'
import { STANDING_STATES } from '../domain/allocation/allocation'

const { sql } = Prisma

const NOBODY = '00000000-0000-0000-0000-000000000000'
const standing = { state: { in: [...STANDING_STATES] } }
const STANDING = Prisma.raw(STANDING_STATES.map((state) => `'${state}'`).join(', '))

/**
 * A plot is asked for by whom it is proposed or held: its park's unit and the land office see that project until it is
 * released. A hold that ran out asks still, because somebody has to release it.
 */
export const landSight: Sight = {
  where: (actor) =>
    hasRole(actor, 'land')
      ? { allocations: { some: standing } }
      : { allocations: { some: { ...standing, plot: { park: { unitId: actor.unitId ?? NOBODY } } } } },
  sql: (actor, projectId) =>
    hasRole(actor, 'land')
      ? sql`EXISTS (SELECT FROM allocation s WHERE s.project_id = ${projectId} AND s.state IN (${STANDING}))`
      : sql`EXISTS (SELECT FROM allocation s JOIN plot st ON st.id = s.plot_id JOIN park sk ON sk.id = st.park_id
          WHERE s.project_id = ${projectId} AND s.state IN (${STANDING}) AND sk.unit_id = ${actor.unitId ?? NOBODY}::uuid)`,
  async asked(db, projectId) {
    const plots = await db.allocation.findMany({
      where: { projectId, ...standing },
      select: { plot: { select: { park: { select: { unitId: true } } } } },
    })
    const units = plots.flatMap(({ plot }) => plot.park?.unitId ?? [])
    return plots.length === 0 ? [] : [{ role: 'land' }, ...units.map((unitId): Asked => ({ unitId }))]
  },
}
