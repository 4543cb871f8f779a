import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'

/** The row of an import that waits in the same way, next below, else the first; null when none is left. */
export async function nextWaitingRow(
  context: RequestContext,
  { batchId, rowId, waiting }: { batchId: string; rowId: string; waiting: 'held' | 'duplicate' },
): Promise<string | null> {
  assertCan(context.actor, 'import.run')
  const [next] = await database().$queryRaw<{ id: string }[]>`
    SELECT r.id FROM import_row r JOIN import_row here ON here.id = ${rowId}::uuid AND here.batch_id = r.batch_id
    WHERE r.batch_id = ${batchId}::uuid AND r.state = ${waiting}::import_row_state AND r.id <> here.id
    ORDER BY (r.sheet, r.row_number) < (here.sheet, here.row_number), r.sheet, r.row_number LIMIT 1`
  return next?.id ?? null
}
