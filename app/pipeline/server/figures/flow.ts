import { Prisma } from '~/generated/prisma/client'
import type { FlowLink, FlowRow } from '../../domain/figures'
import { flowBetween, type MoveCount } from '../../domain/flow'
import { count, jsonRows, total, type Figure } from '../figure'

const { sql, raw } = Prisma

/** Where projects stood on the earlier day and where they stand. */
export const flowFigure: Figure<{ moves: MoveCount[] }, { links: FlowLink[]; rows: FlowRow[] }> = {
  from: 'lead',
  wanted: () => ['investment_wan', 'was'],
  select: () => ({
    moves: jsonRows<MoveCount>(
      {
        stageWas: raw('m.stage_was'),
        statusWas: raw('m.status_was'),
        stage: raw('m.stage'),
        status: raw('m.status'),
        count: count(),
        wan: total('investment_wan'),
      },
      sql`FROM m GROUP BY m.stage_was, m.status_was, m.stage, m.status`,
    ),
  }),
  finish: ({ moves }) => flowBetween(moves),
}
