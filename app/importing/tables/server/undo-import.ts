import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { newId } from '~/platform/database/bulk'
import { database, transaction, type Db } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { importKind } from '../../kinds'
import { findBatch, reportOf, takeImportTurn, toJson, type Batch } from './batch'
import type { MetNames, UndoneImport, Undoing } from './kind'
import { namesToTakeBack, takeBackNames } from './take-back-names'

const TIMEOUT_MS = 10 * 60_000
/** Subjects that stay, as the report keeps them; their number is whole. */
const KEPT_SHOWN = 200

/**
 * What undoing a committed import would take back now, and what somebody has worked on since and stays.
 * @throws AppError notFound (404), conflict (409) when it is not committed
 */
export async function importToUndo(context: RequestContext, id: string | undefined) {
  assertCan(context.actor, 'import.run')
  const batch = await findBatch(database(), context, id)
  assertCommitted(batch)
  const { vocabulary, subjectPath, undoing } = importKind(batch.kind)
  const plan = await undoing(database(), batch.id)
  const kept = plan.kept.map((each) => each.id)
  const found = shown(plan, await namesToTakeBack(database(), batch.id, kept))
  return {
    batch: { id: batch.id, fileName: batch.fileName, version: batch.version },
    subject: vocabulary.subject,
    ...found,
    kept: found.kept.map((each) => ({ ...each, path: subjectPath(each.id) })),
  }
}

/**
 * Takes back what a committed import wrote, in one transaction: what it made goes out of lists and figures, what it changed
 * goes back to what it was, where it still is what the import wrote. The file may be imported again.
 * @throws AppError notFound (404); conflict (409) when it is not committed; stale (409) when it is not `version` any more
 */
export async function undoImport(
  context: RequestContext,
  { id, version }: { id: string; version?: number },
): Promise<UndoneImport> {
  assertCan(context.actor, 'import.run')
  return transaction(
    async (tx) => {
      await takeImportTurn(tx)
      const batch = await findBatch(tx, context, id)
      assertCommitted(batch)
      if (version !== undefined && batch.version !== version) {
        throw new AppError('stale', { userMessage: '这次导入在您打开页面后变过，请核对现在的内容后再撤销' })
      }
      const whole = newId()
      const undone = { context: { ...context, partOf: whole }, origin: { batchId: id, fileName: batch.fileName } }
      const found = await importKind(batch.kind).undo(tx, undone)
      await tx.$executeRaw`
        DELETE FROM personal_value v USING import_row r WHERE r.id = v.import_row_id AND r.batch_id = ${id}::uuid`
      const outcome = shown(found, await takeBackNames(tx, undone))
      await markUndone(tx, context, batch, outcome)
      const { made, changed, keptTotal, names } = outcome
      await recordAudit(tx, context, {
        id: whole,
        action: 'import.undo',
        subjectType: 'import',
        subjectId: id,
        after: { fileName: batch.fileName, made, changed, kept: keptTotal, ...names },
      })
      return outcome
    },
    { timeoutMs: TIMEOUT_MS },
  )
}

async function markUndone(tx: Db, context: RequestContext, batch: Batch, undone: UndoneImport): Promise<void> {
  await tx.importBatch.update({
    where: { id: batch.id },
    data: {
      state: 'undone',
      undoneAt: context.now,
      undoneById: context.actor.userId,
      report: toJson({ ...reportOf(batch), undone }),
      version: { increment: 1 },
    },
  })
}

const shown = ({ kept, ...rest }: Undoing, names: MetNames): UndoneImport => ({
  ...rest,
  kept: kept.slice(0, KEPT_SHOWN),
  keptTotal: kept.length,
  names,
})

function assertCommitted({ state }: Batch): void {
  if (state === 'committed') return
  const userMessage = state === 'undone' ? '这次导入已经撤销' : '这份台账还没有导入，无需撤销'
  throw new AppError('conflict', { userMessage })
}
