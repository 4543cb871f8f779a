import { ownUnitId } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import type { Sight } from '~/projects/server/visibility'

const { sql } = Prisma

/**
 * A unit that was asked for its opinion, or that has to fulfil a condition, sees the project from that day on; one that
 * recused itself no more. So does the unit of a park on whose own agenda it stands.
 */
export const reviewSight: Sight = {
  where(actor) {
    const unitId = ownUnitId(actor)
    return {
      screenings: {
        some: {
          OR: [
            { opinions: { some: { unitId, recusedAt: null } } },
            { conditions: { some: { unitId } } },
            { reviews: { some: { meeting: { park: { unitId } } } } },
          ],
        },
      },
    }
  },
  sql(actor, projectId) {
    const unitId = ownUnitId(actor)
    return sql`(EXISTS (SELECT FROM screening s JOIN opinion_request o ON o.screening_id = s.id
        WHERE s.project_id = ${projectId} AND o.unit_id = ${unitId}::uuid AND o.recused_at IS NULL)
      OR EXISTS (SELECT FROM screening s JOIN review_condition c ON c.screening_id = s.id
        WHERE s.project_id = ${projectId} AND c.unit_id = ${unitId}::uuid)
      OR EXISTS (SELECT FROM review_item i JOIN review_meeting m ON m.id = i.meeting_id JOIN park k ON k.id = m.park_id
        WHERE i.project_id = ${projectId} AND k.unit_id = ${unitId}::uuid))`
  },
  async asked(db, projectId) {
    const screening = { projectId }
    const unitId = true
    const ofPark = { select: { unitId } }
    const [opinions, conditions, items] = await Promise.all([
      db.opinionRequest.findMany({ where: { screening, recusedAt: null }, select: { unitId } }),
      db.reviewCondition.findMany({ where: { screening }, select: { unitId } }),
      db.reviewItem.findMany({ where: { projectId }, select: { meeting: { select: { park: ofPark } } } }),
    ])
    const parks = items.flatMap(({ meeting }) => meeting.park?.unitId ?? [])
    return [...opinions, ...conditions, ...parks.map((park) => ({ unitId: park }))]
  },
}
