import { insertRows, newId } from '~/platform/database/bulk'
import type { Tx } from '~/platform/database/client'

/** What an import writes beside the subjects of its rows and their history. */
export type WrittenKind = 'project' | 'plot' | 'investor' | 'contact' | 'personalValue' | 'unit' | 'park' | 'industry'

interface Written {
  id: string
  /** columns as they were, and as the import wrote them; neither: it made the subject */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

const COLUMNS = ['id', 'batch_id', 'subject_type', 'subject_id', 'before', 'after']

/** Keeps what an import changed as it was before, so that the import can be undone. */
export async function logWrites(tx: Tx, batchId: string, kind: WrittenKind, writes: readonly Written[]): Promise<void> {
  await insertRows(
    tx,
    'import_write',
    COLUMNS,
    writes.map(({ id, before, after }) => ({
      id: newId(),
      batch_id: batchId,
      subject_type: kind,
      subject_id: id,
      before,
      after,
    })),
  )
}

/** Keeps what an import made. */
export const logMade = (tx: Tx, batchId: string, kind: WrittenKind, made: readonly { id: string }[]): Promise<void> =>
  logWrites(
    tx,
    batchId,
    kind,
    made.map(({ id }) => ({ id })),
  )
