import { hasRole, ownUnitId, type Actor } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'

const { sql } = Prisma

/** Whether this actor looks after the land of the park `k`: bureau and land office after all of it, a committee after its own. */
export const keptParksSql = (actor: Actor): Prisma.Sql =>
  hasRole(actor, 'bureau', 'land') ? sql`true` : sql`k.unit_id = ${ownUnitId(actor)}::uuid`
