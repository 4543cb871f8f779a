import { Prisma } from '~/generated/prisma/client'
import { cohortRows, type CohortCount, type CohortRow } from '../../domain/cohort-rows'
import { NEVER_STARTED, NOT_STARTED, reachedBy, SIGNED, STARTED, SUSPENDED, UNCLEAR_SQL } from '../conditions'
import { count, jsonRows, total, type Figure } from '../figure'
import { groupKey, keyWants } from '../group-key'

const { sql } = Prisma

/** Projects by when they were signed, or by whom and where, and how far these have come. */
export const cohortsFigure: Figure<{ counted: CohortCount[] }, CohortRow[]> = {
  from: 'signed',
  wanted: ({ cohortBy }) => ['investment_wan', 'land_mu', 'status', 'given', 'no_land', ...keyWants(cohortBy)],
  select: ({ cohortBy }) => {
    const { key, groupedBy } = groupKey(cohortBy)
    return {
      counted: jsonRows<CohortCount>(
        {
          key,
          signed: count(),
          landSupplied: count(reachedBy('landSupplied')),
          started: count(STARTED),
          completed: count(reachedBy('completed')),
          producing: count(reachedBy('producing')),
          landDayUnknown: count(UNCLEAR_SQL.landDayUnknown),
          notStarted: count(NOT_STARTED),
          notStartedSuspended: count(sql`${NOT_STARTED} AND ${SUSPENDED}`),
          neverStarted: count(NEVER_STARTED),
          suspended: count(SUSPENDED),
          ended: count(sql`m.status = 'ended'`),
          investmentWan: total('investment_wan'),
          landMu: total('land_mu'),
        },
        sql`FROM m WHERE ${SIGNED} GROUP BY ${groupedBy}`,
      ),
    }
  },
  named: true,
  finish: ({ counted }, { cohortBy }, names) => cohortRows(cohortBy, counted, names),
}
