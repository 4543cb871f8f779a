import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { Prisma } from '~/generated/prisma/client'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { importKind } from '../../kinds'
import { findBatch, takeImportTurn, toJson } from './batch'
import { forgetCorrection } from './corrections'
import { rowAgain } from './row-again'
import { findRow } from './settle-row'

/**
 * Puts a row of a preview back to what its file says, and forgets the correction by which it was read.
 * @throws AppError notFound (404); conflict (409) when the import is no preview, or the row was not read so; stale (409)
 */
export async function takeBackCorrection(
  context: RequestContext,
  { batchId, rowId, version }: { batchId: string; rowId: string; version: number },
): Promise<void> {
  assertCan(context.actor, 'import.run')
  await transaction(async (tx) => {
    await takeImportTurn(tx)
    const batch = await findBatch(tx, context, batchId)
    const row = await findRow(tx, batch, rowId)
    if (batch.state !== 'previewed') {
      throw new AppError('conflict', {
        userMessage: '只有还没有导入的台账可以这样恢复；以后不再沿用的，在“沿用的更正”里去掉',
      })
    }
    if (!row.correctionId || row.state === 'discarded') {
      throw new AppError('conflict', { userMessage: '这一行没有沿用以前的更正' })
    }
    if (row.version !== version) throw new AppError('stale', { userMessage: '这一行刚刚有变化，请刷新后再看' })
    const { vocabulary } = importKind(batch.kind)
    const again = rowAgain(batch, row, context.now)
    const read = again.read(new Map())
    const draft = vocabulary.keepUntyped(read.draft, row.draft)
    await tx.importRow.update({
      where: { id: rowId },
      data: {
        draft: toJson(vocabulary.compact(draft)),
        findings: toJson(again.findings(read.notes)),
        identity: vocabulary.printOf(draft).key,
        state: 'held',
        subjectId: null,
        duplicateSubjectId: null,
        duplicateRowId: null,
        differences: Prisma.DbNull,
        correctionId: null,
        decidedAt: null,
        decidedById: null,
        fillsId: null,
        version: { increment: 1 },
      },
    })
    await forgetCorrection(tx, context, row.correctionId)
  })
}
