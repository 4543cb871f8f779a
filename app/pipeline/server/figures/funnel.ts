import { Prisma } from '~/generated/prisma/client'
import type { FunnelRow } from '../../domain/figures'
import { funnelRows, type StageCount } from '../../domain/funnel'
import { count, jsonRows, total, type Figure } from '../figure'

const { sql, raw } = Prisma

/** How many have come to each stage, reported and verified. */
export const funnelFigure: Figure<{ counted: StageCount[] }, FunnelRow[]> = {
  from: 'lead',
  wanted: () => ['investment_wan', 'land_mu', 'status', 'verified'],
  select: () => ({
    counted: jsonRows<StageCount>(
      {
        stage: raw('m.stage'),
        verified: raw('CASE WHEN m.verified_stage IS NOT NULL THEN least(m.verified_stage, m.stage) END'),
        status: raw('m.status'),
        count: count(),
        wan: total('investment_wan'),
        mu: total('land_mu'),
        noAmount: count(raw('m.investment_wan IS NULL')),
      },
      sql`FROM m GROUP BY m.stage, 2, m.status`,
    ),
  }),
  finish: ({ counted }) => funnelRows(counted),
}
