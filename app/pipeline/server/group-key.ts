import { Prisma } from '~/generated/prisma/client'
import { NO_VALUE, type CohortBy, type GroupBy } from '../domain/grouping'
import { SCOPE_COLUMNS, type Wanted } from './scan'

const { raw } = Prisma

/** Keys that are not a column of the scan: what they are grouped by, and the key in words of it. */
const OF_ALL: Record<'none' | 'year' | 'month', GroupedBy> = {
  none: { key: raw(`'all'`), groupedBy: raw('m.as_of') },
  year: ofPeriod('year', 'YYYY'),
  month: ofPeriod('month', 'YYYY-MM'),
}

function ofPeriod(period: 'year' | 'month', format: string): GroupedBy {
  const groupedBy = `date_trunc('${period}', m.signed_on::timestamp)`
  return { key: raw(`to_char(${groupedBy}, '${format}')`), groupedBy: raw(groupedBy) }
}

const isOfAll = (by: GroupBy | CohortBy): by is keyof typeof OF_ALL => by in OF_ALL

interface GroupedBy {
  /** as text; `none` where a project has no value */
  key: Prisma.Sql
  /** what stands behind GROUP BY: a group is made of values, and its text is written once */
  groupedBy: Prisma.Sql
}

/** What the projects of `m`, the scan, are grouped by. */
export function groupKey(by: GroupBy | CohortBy): GroupedBy {
  if (isOfAll(by)) return OF_ALL[by]
  const column = `m.${SCOPE_COLUMNS[by].column}`
  return { key: raw(`coalesce(${column}::text, '${NO_VALUE}')`), groupedBy: raw(column) }
}

/** What the scan must carry for that. */
export const keyWants = (by: GroupBy | CohortBy): readonly Wanted[] => (isOfAll(by) ? [] : [SCOPE_COLUMNS[by].column])
