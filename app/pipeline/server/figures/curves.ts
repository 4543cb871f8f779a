import { Prisma } from '~/generated/prisma/client'
import type { SurvivalGroup } from '../../domain/figures'
import { startCurves, type ReversedCount, type WaitCount } from '../../domain/start-curves'
import { UNCLEAR_SQL } from '../conditions'
import { count, jsonRows, type Figure } from '../figure'
import { groupKey, keyWants } from '../group-key'
import { waits } from './waits'

const { sql } = Prisma

/** From signing to starting: a curve a group, and how many started before they were signed by the days given. */
export const curvesFigure: Figure<{ waits: WaitCount[]; reversed: ReversedCount[] }, SurvivalGroup[]> = {
  from: 'signed',
  wanted: ({ groupBy }) => ['status', 'given', ...keyWants(groupBy)],
  select: (question) => {
    const { key, groupedBy } = groupKey(question.groupBy)
    return {
      waits: waits(question),
      reversed: jsonRows<ReversedCount>(
        { key, count: count() },
        sql`FROM m WHERE ${UNCLEAR_SQL.notComparable} GROUP BY ${groupedBy}`,
      ),
    }
  },
  named: true,
  finish: ({ waits: waited, reversed }, { groupBy }, names) => startCurves(groupBy, waited, reversed, names),
}
