import type { Prisma } from '~/generated/prisma/client'
import { transaction } from '~/platform/database/client'

/**
 * Reads what figures select: a scan over years of events. Compiling it (JIT) takes longer than running it, sorts of a hundred
 * thousand rows belong in memory, a plan made for no day in particular is a poor one, and nested loops would run a scan
 * once for each project where the planner knows no numbers yet, as after an import: set for this transaction.
 * `byIndex`, where histories are read again: the whole path of every project is read in the order of an index that covers it, a third less work than
 * hashing the table, which the planner prefers for its size on disk.
 */
export function readScan<Row>(query: Prisma.Sql, { byIndex = false }: { byIndex?: boolean } = {}): Promise<Row[]> {
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('jit', 'off', true), set_config('work_mem', '64MB', true),
      set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_nestloop', 'off', true)`
    if (byIndex)
      await tx.$executeRaw`SELECT set_config('random_page_cost', '1', true), set_config('enable_seqscan', 'off', true)`
    return tx.$queryRaw<Row[]>(query)
  })
}
