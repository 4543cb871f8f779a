import { Prisma } from '~/generated/prisma/client'
import { NO_VALUE, type CohortBy, type GroupBy } from '../domain/grouping'
import { SCOPE_COLUMNS, type Wanted } from './scan'

const { sql, raw } = Prisma

const OF_ALL: Record<'none' | 'year' | 'month', Prisma.Sql> = {
  none: raw(`'all'`),
  year: raw(`to_char(m.signed_on, 'YYYY')`),
  month: raw(`to_char(m.signed_on, 'YYYY-MM')`),
}

const isOfAll = (by: GroupBy | CohortBy): by is keyof typeof OF_ALL => by in OF_ALL

/** What a project of `m`, the scan, is grouped by, as text; `none` where it has no value. */
export function groupKey(by: GroupBy | CohortBy): Prisma.Sql {
  return isOfAll(by) ? OF_ALL[by] : sql`coalesce(m.${raw(SCOPE_COLUMNS[by].column)}::text, ${raw(`'${NO_VALUE}'`)})`
}

/** What the scan must carry for that. */
export const keyWants = (by: GroupBy | CohortBy): readonly Wanted[] => (isOfAll(by) ? [] : [SCOPE_COLUMNS[by].column])
