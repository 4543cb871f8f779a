import { database, type Tx } from '~/platform/database/client'
import { ruleInForce } from '~/settings/server/rule-in-force'
import type { Day } from '~/shared/day'
import { termsOf, type EnergyTerms } from '../domain/energy/terms'

/** What province and county set for energy, in force on a day. */
export const termsInForce = async (on: Day, db: Pick<Tx, '$queryRaw'> = database()): Promise<EnergyTerms> =>
  termsOf(await ruleInForce(db, 'energyReview', on))
