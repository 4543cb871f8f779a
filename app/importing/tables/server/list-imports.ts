import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import type { ImportState } from '~/generated/prisma/enums'
import { database } from '~/platform/database/client'
import { kindsOf } from '../../kinds'

export interface ImportListItem {
  id: string
  fileName: string
  state: ImportState
  createdAt: Date
  createdByName: string
  committedAt: Date | null
  /** data rows of the file */
  rows: number
  created: number
  updated: number
  /** rows that still wait for a correction or a decision */
  waiting: number
}

/** Imports, newest first. */
export async function listImports(
  context: RequestContext,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ items: ImportListItem[]; total: number }> {
  assertCan(context.actor, 'import.read')
  const kinds = kindsOf(context.actor)
  const [items, total] = await Promise.all([
    database().$queryRaw<ImportListItem[]>`
      SELECT b.id, b.file_name AS "fileName", b.state::text AS state, b.created_at AS "createdAt",
        coalesce(u.name, '系统') AS "createdByName", b.committed_at AS "committedAt", r.rows, r.created, r.updated, r.waiting
      FROM (SELECT * FROM import_batch WHERE kind = ANY(${kinds})
        ORDER BY created_at DESC LIMIT ${limit} OFFSET ${offset}) b
      LEFT JOIN app_user u ON u.id = b.created_by_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS rows,
          count(*) FILTER (WHERE state = 'created')::int AS created,
          count(*) FILTER (WHERE state = 'updated')::int AS updated,
          count(*) FILTER (WHERE state = 'held' OR (state = 'duplicate' AND decided_at IS NULL))::int AS waiting
        FROM import_row WHERE batch_id = b.id
      ) r
      ORDER BY b.created_at DESC`,
    database().importBatch.count({ where: { kind: { in: kinds } } }),
  ])
  return { items, total }
}
