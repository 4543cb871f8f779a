import { Prisma } from '~/generated/prisma/client'
import { at } from '~/projects/server/milestone-columns'
import type { QuarterCount } from '../../domain/briefing'
import { NEVER_STARTED, NOT_STARTED, SIGNED, STARTED, SUSPENDED, verifiedAt } from '../conditions'
import { count, jsonRows, total, type Figure } from '../figure'

const { sql } = Prisma

/** Signed projects by the quarter of signing: how many have started, and what has come since the earlier day. */
export const startsFigure: Figure<{ counted: QuarterCount[] }, QuarterCount[]> = {
  from: 'signed',
  wanted: () => ['investment_wan', 'verified', 'status'],
  select: ({ earlier }) => {
    const quarter = sql`to_char(date_trunc('quarter', m.signed_on::timestamp), 'YYYY-MM-DD')`
    const newlySigned = sql`m.${at('signed')} > ${earlier}::date`
    const newlyStarted = sql`m.${at('started')} > ${earlier}::date`
    return {
      counted: jsonRows<QuarterCount>(
        {
          from: quarter,
          signed: count(),
          signedVerified: count(verifiedAt('signed')),
          started: count(STARTED),
          startedVerified: count(sql`${STARTED} AND ${verifiedAt('started')}`),
          notStarted: count(NOT_STARTED),
          notStartedSuspended: count(sql`${NOT_STARTED} AND ${SUSPENDED}`),
          neverStarted: count(NEVER_STARTED),
          wan: total('investment_wan'),
          newSigned: count(newlySigned),
          newSignedWan: total('investment_wan', newlySigned),
          newStarted: count(newlyStarted),
          newStartedWan: total('investment_wan', newlyStarted),
        },
        sql`FROM m WHERE ${SIGNED} GROUP BY 1 ORDER BY 1`,
      ),
    }
  },
  finish: ({ counted }) => counted,
}
