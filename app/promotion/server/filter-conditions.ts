import { Prisma } from '~/generated/prisma/client'
import type { SuppliedConditions } from '~/projects/server/filter-sql'

/** Projects of one batch, or of one event. */
export const promotionConditions: SuppliedConditions = {
  batch: (batch) => Prisma.sql`p.id IN (SELECT b.project_id FROM batch_project b WHERE b.batch_id = ${batch}::uuid)`,
  event: (event) => Prisma.sql`p.id IN (SELECT e.project_id FROM event_project e WHERE e.event_id = ${event}::uuid)`,
}
