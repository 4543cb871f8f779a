import { Prisma } from '~/generated/prisma/client'
import type { OverdueSummary } from '../../domain/figures'
import { overdueSummary, type OverdueCount } from '../../domain/overdue'
import { deadline, FOR_OVERDUE, isOverdue, isSoonOverdue, NOT_STARTED, SUSPENDED } from '../conditions'
import { count, jsonCount, jsonRows, total, type Figure } from '../figure'
import { groupKey } from '../group-key'

const { sql, raw } = Prisma

/** Not started, overdue, soon overdue: in all and by the unit that answers. */
export const overdueFigure: Figure<{ counted: OverdueCount[] }, OverdueSummary> = {
  from: 'signed',
  wanted: () => ['investment_wan', 'land_mu', 'unit_id', 'annual_tax_wan', ...FOR_OVERDUE],
  select: ({ days, clocks: { asOf } }) => {
    const { key, groupedBy } = groupKey('unit')
    const [late, soon] = [raw('late'), raw('soon')]
    return {
      counted: jsonRows<OverdueCount>(
        {
          unit: key,
          notStarted: count(),
          notStartedSuspended: count(SUSPENDED),
          notStartedWan: total('investment_wan'),
          total: count(late),
          wan: total('investment_wan', late),
          mu: total('land_mu', late),
          suspended: count(sql`late AND m.status = 'suspended'`),
          tax: total('annual_tax_wan', late),
          delayedTax: sql`coalesce(sum(m.annual_tax_wan * (${asOf}::date - ${deadline(days)})) FILTER (WHERE late), 0) / 365`,
          noTax: count(sql`late AND m.annual_tax_wan IS NULL`),
          soon: count(soon),
          soonWan: total('investment_wan', soon),
          longest: sql`coalesce(max(${asOf}::date - m.signed_on) FILTER (WHERE late), 0)`,
        },
        sql`FROM m CROSS JOIN LATERAL (SELECT ${isOverdue(asOf, days)} AS late, ${isSoonOverdue(asOf, days)} AS soon) at
          WHERE ${NOT_STARTED} GROUP BY ${groupedBy}`,
      ),
    }
  },
  named: true,
  finish: ({ counted }, { days }, names) => overdueSummary(days, counted, names),
}

/** How many of the overdue are confidential. */
export const confidentialOverdueFigure: Figure<{ projects: number }, number> = {
  from: 'signed',
  wanted: () => FOR_OVERDUE,
  select: ({ days, clocks: { asOf } }) => ({
    projects: jsonCount(
      sql`FROM m JOIN project p ON p.id = m.project_id WHERE ${isOverdue(asOf, days)} AND p.confidential`,
    ),
  }),
  finish: ({ projects }) => projects,
}
