import { Prisma } from '~/generated/prisma/client'
import type { OverdueItem } from '../../domain/figures'
import { overdueItem, type OverdueRow } from '../../domain/overdue'
import { outlookOf, type WatchCount } from '../../domain/start-forecast'
import type { Day } from '~/shared/day'
import { deadline, FOR_OVERDUE, isOverdue, isSoonOverdue, NOT_STARTED } from '../conditions'
import { jsonRows, type Figure } from '../figure'
import { groupKey, keyWants } from '../group-key'
import type { FigureQuestion, WaitingPage } from '../question'
import { firstSignedOn, watched } from './waits'

const { sql, raw } = Prisma

const WHICH: Record<WaitingPage['which'], (question: FigureQuestion) => Prisma.Sql> = {
  overdue: ({ days, clocks: { asOf } }) => isOverdue(asOf, days),
  soon: ({ days, clocks: { asOf } }) => isSoonOverdue(asOf, days),
  waiting: () => NOT_STARTED,
}

const ORDER: Record<WaitingPage['sort'], Prisma.Sql> = {
  money: raw('m.investment_wan DESC NULLS LAST, m.signed_on, m.project_id'),
  days: raw('m.signed_on, m.investment_wan DESC NULLS LAST, m.project_id'),
}

/** A page of the projects themselves, the weightiest first, with what is in their way and when they are likely to start. */
export const overdueItemsFigure: Figure<
  { items: OverdueRow[]; watched: WatchCount[]; firstSignedOn: Day | null },
  OverdueItem[]
> = {
  from: 'signed',
  wanted: ({ groupBy }) => [
    'investment_wan',
    'land_mu',
    'annual_tax_wan',
    'unit_id',
    'sponsor',
    ...FOR_OVERDUE,
    ...keyWants(groupBy),
  ],
  select: (question) => {
    const { days, groupBy, clocks, page } = question
    const order = ORDER[page.sort]
    return {
      items: jsonRows<OverdueRow>(
        {
          id: raw('p.id'),
          name: raw('p.name'),
          signedOn: raw('m.signed_on'),
          days: sql`${clocks.asOf}::date - m.signed_on`,
          deadline: deadline(days),
          unitId: raw('m.unit_id'),
          unitName: raw('u.name'),
          sponsor: raw('m.sponsor'),
          investmentWan: raw('m.investment_wan'),
          landMu: raw('m.land_mu'),
          status: raw('m.status'),
          blockingIssue: raw('p.blocking_issue'),
          nextStep: raw('p.next_step'),
          nextStepOn: raw('p.next_step_on'),
          annualTaxWan: raw('m.annual_tax_wan'),
          batchId: raw('m.batch_id'),
          batchName: raw('b.name'),
          key: raw('m.key'),
        },
        // OFFSET 0: ten are looked up, where all projects would be read.
        sql`FROM page m CROSS JOIN LATERAL (SELECT * FROM project p WHERE p.id = m.project_id OFFSET 0) p
          LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN promotion_batch b ON b.id = m.batch_id
          ORDER BY ${order}`,
        sql`WITH page AS (
          SELECT m.*, ${groupKey(groupBy).key} AS key FROM m WHERE ${WHICH[page.which](question)}
          ORDER BY ${order} LIMIT ${page.limit} OFFSET ${page.offset})`,
      ),
      watched: watched(question),
      firstSignedOn,
    }
  },
  finish: ({ items, watched: counts, firstSignedOn: first }, { clocks, until }) => {
    const outlook = outlookOf(counts, first, until)
    return items.map((row) => overdueItem(row, { asOf: clocks.asOf, until }, outlook))
  },
}
