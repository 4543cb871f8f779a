import { Prisma } from '~/generated/prisma/client'
import { known, type Span } from './milestones'

const { sql } = Prisma

/** What lists and figures are made of: neither merged into another project nor 作废. */
export const COUNTED_PROJECTS = { mergedIntoId: null, voidedAt: null } satisfies Prisma.ProjectWhereInput

/** The same for raw SQL, of a project `p`. */
export const countedSql = sql`p.merged_into_id IS NULL AND p.voided_at IS NULL`

/** Projects `p` that are 作废 because the import that made them was undone: as if they had never come. */
export const unmadeSql = sql`(p.voided_at IS NOT NULL AND EXISTS (
  SELECT FROM project_void v
  WHERE v.project_id = p.id AND v.recorded_at = p.voided_at AND v.import_batch_id IS NOT NULL))`

/** Projects `p` that were 作废 by the end of a business day; without one, those that are now. */
export function voidedSql({ knownOn }: Pick<Span, 'knownOn'> = {}): Prisma.Sql {
  if (!knownOn) return sql`p.voided_at IS NOT NULL`
  return sql`p.id IN (SELECT last.project_id FROM (
    SELECT DISTINCT ON (v.project_id) v.project_id, v.voided FROM project_void v
    WHERE ${known('v', { knownOn })} ORDER BY v.project_id, v.seq DESC) last WHERE last.voided)`
}
