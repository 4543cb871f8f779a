import { Prisma } from '~/generated/prisma/client'
import { addMonths } from '~/shared/day'
import { NOT_STARTED } from '../conditions'
import { jsonCount, type Figure } from '../figure'

const { sql } = Prisma

/** Months after which a ledger's word is old. */
export const SILENT_MONTHS = 3

/**
 * Of how many that wait nothing was recorded since the ledger that told of them was filled in, months ago: that they
 * wait still is only what nobody said otherwise.
 */
export const silentFigure: Figure<{ projects: number }, number> = {
  from: 'signed',
  wanted: () => ['status'],
  select: ({ until }) => ({
    projects: jsonCount(sql`FROM (
      SELECT e.project_id FROM stage_event e
      WHERE e.phase_id IS NULL AND e.project_id IN (SELECT m.project_id FROM m WHERE ${NOT_STARTED})
      GROUP BY e.project_id
      HAVING bool_or(e.stated_on IS NOT NULL)
        AND max(coalesce(e.stated_on, (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date)) < ${addMonths(until, -SILENT_MONTHS)}::date) silent`),
  }),
  finish: ({ projects }) => projects,
}
