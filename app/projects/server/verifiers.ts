import type { RequestContext } from '~/auth/domain/actor'
import { rolesAllowed } from '~/auth/domain/can'
import type { Db } from '~/platform/database/client'
import { ruleInForce } from '~/settings/server/rule-in-force'
import { businessDay } from '~/shared/day'

/** By what rule stages are verified today, and who of the actor's unit may do it; at most 20, by name. */
export async function verifiersBeside(db: Db, { actor, now }: RequestContext) {
  const { ownRecords } = await ruleInForce(db, 'verification', businessDay(now))
  if (ownRecords === 'anyone' || !actor.unitId) return { ownRecords, verifiers: [] }
  const verifiers = await db.user.findMany({
    where: {
      unitId: actor.unitId,
      disabledAt: null,
      roles: { some: { role: { in: [...rolesAllowed('stage.verify')] } } },
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 20,
  })
  return { ownRecords, verifiers }
}
