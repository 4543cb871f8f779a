import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { importKind } from '../../kinds'
import { openRow, settleRow, type Settled } from './settle-row'

export interface DuplicateDecision {
  batchId: string
  rowId: string
  version: number
  /** same: the row is dropped; distinct: it is a subject of its own */
  decision: 'same' | 'distinct'
}

type DroppedRow = Omit<Settled, 'state'> & { state: 'discarded' }

/** Decides on a suspected duplicate. @throws AppError conflict, stale (409); notFound */
export async function decideDuplicate(
  context: RequestContext,
  { batchId, rowId, version, decision }: DuplicateDecision,
): Promise<Settled | DroppedRow> {
  assertCan(context.actor, 'import.run')
  return transaction(async (tx) => {
    const { batch, row } = await openRow(tx, batchId, rowId, version)
    const kind = importKind(batch.kind)
    if (row.state !== 'duplicate') throw new AppError('conflict', { userMessage: '这一行有待更正的内容，请先更正' })
    if (decision === 'distinct') {
      const sameIdentity = { batchId, identity: row.identity, id: { not: rowId }, state: 'pending' as const }
      const twins = await tx.importRow.count({ where: sameIdentity })
      await kind.assertDistinct(tx, row.draft, twins)
    }
    await recordAudit(tx, context, {
      action: 'import.decide',
      subjectType: 'importRow',
      subjectId: rowId,
      after: { decision, sheet: row.sheet, row: row.rowNumber, import: batchId },
    })
    if (decision === 'distinct') return settleRow(tx, context, batch, row, true)
    await tx.importRow.update({
      where: { id: rowId },
      data: {
        state: 'discarded',
        decidedAt: context.now,
        decidedById: context.actor.userId,
        version: { increment: 1 },
      },
    })
    await tx.personalValue.deleteMany({ where: { importRowId: rowId } })
    return { state: 'discarded', subjectId: null, subjectPath: null, subject: kind.vocabulary.subject }
  })
}
