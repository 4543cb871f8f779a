import { currentConnection, type Tx } from '~/platform/database/client'
import { withClient } from '~/platform/database/prepare'
import { AppError } from '~/shared/errors'

/** The advisory lock of one import; PostgreSQL frees it when its holder is gone, however it went. */
const LOCK = "hashtextextended('crm.import:' || $1, 0)"

/**
 * Runs `fn` while all may see that somebody works on the import.
 * @throws AppError conflict (409) when somebody does already
 */
export function workingOn<T>(batchId: string, fn: () => Promise<T>): Promise<T> {
  // Through the owner's connection, which is a session even where the program's goes through a pooler.
  return withClient(currentConnection().owner, async (client) => {
    const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS held`, [batchId])
    if (!rows[0]?.held) throw new AppError('conflict', { userMessage: '这份台账正在处理，请稍候' })
    return fn()
  })
}

/** Whether nobody works on the import; holds it off until the transaction ends. */
export async function isLeft(tx: Tx, batchId: string): Promise<boolean> {
  const rows = await tx.$queryRawUnsafe<{ held: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(${LOCK}) AS held`,
    batchId,
  )
  return rows[0]?.held ?? false
}
