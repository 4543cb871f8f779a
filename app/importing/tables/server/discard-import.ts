import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { alreadyTaken, findBatch } from './batch'

/** Sets aside an import that was not committed, whatever is being done with it; the file stays to be looked at, phones that waited in it go. */
export async function discardImport(context: RequestContext, id: string): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    const batch = await findBatch(tx, context, id)
    const { count } = await tx.importBatch.updateMany({
      where: { id, state: { notIn: ['committed', 'discarded'] } },
      data: { state: 'discarded', version: { increment: 1 } },
    })
    if (count === 0) throw await notDiscardable(tx, context, id)
    await tx.$executeRaw`DELETE FROM personal_value v USING import_row r WHERE r.id = v.import_row_id AND r.batch_id = ${id}::uuid`
    await recordAudit(tx, context, {
      action: 'import.discard',
      subjectType: 'import',
      subjectId: id,
      before: { fileName: batch.fileName, state: batch.state },
      after: { fileName: batch.fileName, state: 'discarded' },
    })
  })
}

async function notDiscardable(tx: Tx, context: RequestContext, id: string): Promise<AppError> {
  const batch = await findBatch(tx, context, id)
  return batch.state === 'committed'
    ? alreadyTaken(tx, batch)
    : new AppError('conflict', { userMessage: '这次导入已作废' })
}
