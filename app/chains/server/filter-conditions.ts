import { Prisma } from '~/generated/prisma/client'
import type { SuppliedConditions } from '~/projects/server/filter-sql'
import { placedSql } from './placed-sql'

const { sql } = Prisma

/** Projects that stand on a node of a chain and are not over. */
export const chainConditions: SuppliedConditions = {
  chainNode: (node) => sql`p.id IN (
    WITH ${placedSql({ which: sql`n.id = ${node}::uuid`, whose: sql`true` })} SELECT project_id FROM placed)`,
}
