import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { transaction, type Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { importKind } from '../../kinds'
import type { ImportKind } from './kind'
import { openRow, settleRow, type Settled, type StoredRow } from './settle-row'

export interface DuplicateDecision {
  batchId: string
  rowId: string
  version: number
  /** same: the row is dropped; distinct: it is a subject of its own; fill: the subject is given what it lacks of the row */
  decision: 'same' | 'distinct' | 'fill'
  /** of the subject to be filled up, as it was seen */
  subjectVersion?: number
}

type DroppedRow = Omit<Settled, 'state'> & { state: 'discarded' }

/** Decides on a suspected duplicate. @throws AppError conflict, stale (409); notFound */
export async function decideDuplicate(
  context: RequestContext,
  { batchId, rowId, version, decision, subjectVersion }: DuplicateDecision,
): Promise<Settled | DroppedRow> {
  assertCan(context.actor, 'import.run')
  return transaction(async (tx) => {
    const { batch, row } = await openRow(tx, context, { batchId, rowId, version })
    const kind = importKind(batch.kind)
    if (row.state !== 'duplicate') throw new AppError('conflict', { userMessage: '这一行有待更正的内容，请先更正' })
    if (decision === 'distinct') {
      const sameIdentity = { batchId, identity: row.identity, id: { not: rowId }, state: 'pending' as const }
      const twins = await tx.importRow.count({ where: sameIdentity })
      await kind.assertDistinct(tx, row.draft, twins)
    }
    const fills = decision === 'fill' ? await subjectToFill(tx, context, kind, row, subjectVersion) : undefined
    await recordAudit(tx, context, {
      action: 'import.decide',
      subjectType: 'importRow',
      subjectId: rowId,
      after: { decision, sheet: row.sheet, row: row.rowNumber, import: batchId },
    })
    if (decision === 'distinct') return settleRow(tx, context, batch, row, { isDistinct: true })
    if (fills) return settleRow(tx, context, batch, row, { fills })
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

/**
 * The subject that a row is suspected to be, to be given what it lacks.
 * @throws AppError notFound (404) when the actor may not see it; stale (409) when it is not the version that was seen;
 * conflict (409) when the row brings it nothing
 */
async function subjectToFill(
  tx: Tx,
  context: RequestContext,
  kind: ImportKind,
  row: StoredRow,
  version: number | undefined,
): Promise<string> {
  const { subject } = kind.vocabulary
  const first = row.duplicateRowId ? await tx.importRow.findUnique({ where: { id: row.duplicateRowId } }) : null
  const id = row.duplicateSubjectId ?? first?.subjectId ?? null
  if (!id || !(await kind.visible(context, id))) throw notFound(`可补充的${subject}`)
  await kind.lock(tx, [id])
  const known = (await kind.known(tx, [id])).get(id)
  if (!known || known.voided) throw notFound(`可补充的${subject}`)
  if (known.version !== version) {
    throw new AppError('stale', { userMessage: `已有${subject}刚刚有变化，请刷新后核对要补充的内容` })
  }
  if (kind.lacking(known, row.draft).words.length === 0) {
    throw new AppError('conflict', { userMessage: `这一行没有已有${subject}所缺的内容，不必补充` })
  }
  return id
}
