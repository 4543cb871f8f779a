import { Prisma } from '~/generated/prisma/client'
import type { Tx } from '~/platform/database/client'
import { FILLED } from './filled-fields'

const { sql, raw } = Prisma

export const KEPT_COLUMNS = [...FILLED.map(({ column }) => column), 'land_note', 'investor_id']

/** What an import fills in a project `p`, by column, as JSON; stages follow from the events. */
export const KEPT = raw(`jsonb_build_object(${KEPT_COLUMNS.map((column) => `'${column}', p.${column}`).join(', ')})`)

/** Keeps what these projects hold before an import changes them. */
export async function keepAsTheyWere(tx: Tx, batchId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO import_write (id, batch_id, subject_type, subject_id, before)
    SELECT gen_random_uuid(), ${batchId}::uuid, 'project', p.id, ${KEPT} FROM project p WHERE p.id = ANY(${ids}::uuid[])`
}

/** Of what was kept, once they are changed, only the columns that differ, and beside them what the import wrote. */
export async function keepWhatChanged(tx: Tx, batchId: string, ids: readonly string[]): Promise<void> {
  const changed = sql`FILTER (WHERE was.value IS DISTINCT FROM is_now.columns->was.key)`
  await tx.$executeRaw`
    UPDATE import_write w SET before = changed.before, after = changed.after
    FROM (
      SELECT k.id, coalesce(jsonb_object_agg(was.key, was.value) ${changed}, '{}') AS before,
        coalesce(jsonb_object_agg(was.key, is_now.columns->was.key) ${changed}, '{}') AS after
      FROM import_write k JOIN project p ON p.id = k.subject_id
        CROSS JOIN LATERAL (SELECT ${KEPT} AS columns) is_now CROSS JOIN LATERAL jsonb_each(k.before) was
      WHERE k.batch_id = ${batchId}::uuid AND k.subject_type = 'project' AND k.after IS NULL
        AND k.subject_id = ANY(${ids}::uuid[])
      GROUP BY k.id
    ) changed
    WHERE w.id = changed.id`
}
