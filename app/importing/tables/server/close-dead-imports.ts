import type { ImportState } from '~/generated/prisma/enums'
import { database, transaction } from '~/platform/database/client'
import { dropJobs, hasWaitingJob } from '~/platform/jobs/jobs'
import { COMMIT_BROKEN_OFF } from './commit-batch'
import { isLeft } from './working-on'

const READING_BROKEN_OFF = '读取中断（程序或数据库中途停止过），没有写入任何数据，可以重新读取'

const WORKED_ON = ['uploaded', 'reading', 'committing'] as const satisfies ImportState[]

/**
 * Gives imports on which nobody works any more, say since a crash, a state that one can leave: a broken-off reading is
 * failed, a broken-off commit previewed again. Only those found dead twice in a row, named by `before`, are touched: between
 * its claim and its work an import has a moment without a worker. Answers those found dead now.
 */
export async function closeDeadImports(before: ReadonlySet<string>): Promise<Set<string>> {
  const working = await database().importBatch.findMany({
    where: { state: { in: [...WORKED_ON] } },
    select: { id: true, state: true, version: true },
  })
  const dead = new Set<string>()
  for (const { id, state, version } of working) {
    const queue = state === 'committing' ? 'import-commit' : 'import-read'
    const name = `${id} ${state} ${version}`
    await transaction(async (tx) => {
      if (!(await isLeft(tx, id)) || (await hasWaitingJob(tx, queue, id))) return
      dead.add(name)
      if (!before.has(name)) return
      const closed =
        state === 'committing'
          ? { state: 'previewed' as const, failure: COMMIT_BROKEN_OFF, committedById: null, progressDone: 0 }
          : { state: 'failed' as const, failure: READING_BROKEN_OFF }
      await tx.importBatch.updateMany({ where: { id, state, version }, data: closed })
      await dropJobs(tx, queue, id)
    })
  }
  return dead
}
