import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { kindsOf } from '../../kinds'
import { database } from '~/platform/database/client'

export interface WaitingImport {
  id: string
  fileName: string
  /** rows held for correction */
  held: number
  /** suspected duplicates nobody has decided on */
  duplicates: number
}

/** Imports with rows that wait for somebody, newest first; at most 20. */
export async function importsWaiting(context: RequestContext): Promise<WaitingImport[]> {
  assertCan(context.actor, 'import.read')
  return database().$queryRaw<WaitingImport[]>`
    SELECT b.id, b.file_name AS "fileName",
      count(*) FILTER (WHERE r.state = 'held')::int AS held,
      count(*) FILTER (WHERE r.state = 'duplicate')::int AS duplicates
    FROM import_batch b JOIN import_row r ON r.batch_id = b.id
    WHERE b.kind = ANY(${kindsOf(context.actor)}) AND b.state IN ('previewed', 'committed')
      AND (r.state = 'held' OR (r.state = 'duplicate' AND r.decided_at IS NULL))
    GROUP BY b.id
    ORDER BY b.created_at DESC LIMIT 20`
}
