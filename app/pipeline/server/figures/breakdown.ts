import { Prisma } from '~/generated/prisma/client'
import { dayOf } from '~/shared/day'
import { breakdownRows, sizeRows, type BreakdownCount } from '../../domain/breakdown'
import type { BreakdownRow, SizeRow } from '../../domain/figures'
import { FOR_OVERDUE, isOverdue, NOT_STARTED, reachedBy, SIGNED, STARTED, UNCLEAR_SQL, verifiedAt } from '../conditions'
import { count, jsonRows, total, type Figure } from '../figure'
import { groupKey, keyWants } from '../group-key'

const { sql } = Prisma

/** Signed projects by size band, region, industry, channel or unit. */
export const breakdownFigure: Figure<{ counted: BreakdownCount[] }, (BreakdownRow | SizeRow)[]> = {
  from: 'signed',
  wanted: ({ table }) => [
    'investment_wan',
    'land_mu',
    'verified',
    'given',
    'no_land',
    ...FOR_OVERDUE,
    ...keyWants(table),
  ],
  select: ({ table, days, clocks: { asOf } }) => {
    const { key, groupedBy } = groupKey(table)
    const thisYear = sql`m.signed_on >= ${dayOf(Number(asOf.slice(0, 4)), 1, 1)}::date`
    return {
      counted: jsonRows<BreakdownCount>(
        {
          key,
          signed: count(),
          landSupplied: count(reachedBy('landSupplied')),
          landDayUnknown: count(UNCLEAR_SQL.landDayUnknown),
          started: count(STARTED),
          notStarted: count(NOT_STARTED),
          verifiedStarted: count(sql`${STARTED} AND ${verifiedAt('started')}`),
          completed: count(reachedBy('completed')),
          producing: count(reachedBy('producing')),
          overdue: count(isOverdue(asOf, days)),
          wan: total('investment_wan'),
          mu: total('land_mu'),
          startedWan: total('investment_wan', STARTED),
          signedThisYear: count(thisYear),
          startedThisYear: count(sql`${STARTED} AND ${thisYear}`),
        },
        sql`FROM m WHERE ${SIGNED} GROUP BY ${groupedBy}`,
      ),
    }
  },
  named: true,
  finish: ({ counted }, { table }, names) =>
    table === 'size' ? sizeRows(counted, names) : breakdownRows(table, counted, names),
}
