import type { RequestContext } from '~/auth/domain/actor'
import { Prisma } from '~/generated/prisma/client'
import type { Db, Tx } from '~/platform/database/client'
import { AppError, notFound } from '~/shared/errors'
import { isId } from '~/shared/id'
import { present } from '~/shared/present'
import { importKind } from '../../kinds'
import type { Finding } from '../domain/findings'
import { findBatch, reportOf, takeImportTurn, toJson, type Batch } from './batch'
import { applyVerdicts, newBooks, subjectsWritten, type RowOutcome } from './apply-verdicts'
import { countRows } from './count-rows'
import type { ImportKind } from './kind'
import { matchRows, type Verdict } from './match'
import { createNames, lookUpNames, namesOf } from './names'

/** @throws AppError notFound (404) */
export async function findRow(db: Db, batch: Batch, rowId: string | undefined) {
  const row = isId(rowId) ? await db.importRow.findFirst({ where: { id: rowId, batchId: batch.id } }) : null
  if (!row) throw notFound('这一行')
  return {
    ...row,
    cells: row.cells as Record<string, string>,
    draft: importKind(batch.kind).vocabulary.whole(row.draft),
    findings: row.findings as unknown as Finding[],
  }
}

export type StoredRow = Awaited<ReturnType<typeof findRow>>

/** Rows may be corrected and decided on in a preview, and after the commit; not while the program works on them. */
export async function openRow(
  tx: Tx,
  context: RequestContext,
  { batchId, rowId, version }: { batchId: string; rowId: string; version: number },
): Promise<{ batch: Batch; row: StoredRow }> {
  await takeImportTurn(tx)
  const batch = await findBatch(tx, context, batchId)
  if (batch.state !== 'previewed' && batch.state !== 'committed') {
    const userMessage = batch.state === 'undone' ? '这次导入已撤销' : '程序正在处理这份台账，请稍候再更正'
    throw new AppError('conflict', { userMessage })
  }
  const row = await findRow(tx, batch, rowId)
  if (row.state !== 'held' && row.state !== 'duplicate') {
    throw new AppError('conflict', { userMessage: '这一行已经处理过了' })
  }
  if (row.version !== version) throw new AppError('stale', { userMessage: '另一位同事刚刚处理了这一行，请刷新后再看' })
  return { batch, row }
}

export interface Settled {
  state: 'pending' | RowOutcome['state']
  subjectId: string | null
  /** its page */
  subjectPath: string | null
  /** what it is, in a word */
  subject: string
}

const settled = (kind: ImportKind, state: Settled['state'], subjectId: string | null): Settled => ({
  state,
  subjectId,
  subjectPath: subjectId && kind.subjectPath(subjectId),
  subject: kind.vocabulary.subject,
})

/** What somebody has said of a row: that it is a subject of its own, or fills one up. */
export interface RowDecision {
  isDistinct?: boolean
  /** id of the subject */
  fills?: string
}

/** Lets a corrected or decided row go its way: in a preview it waits for the commit; after it, it becomes a subject at once. */
export async function settleRow(
  tx: Tx,
  context: RequestContext,
  batch: Batch,
  row: Pick<StoredRow, 'id' | 'sheet' | 'rowNumber' | 'draft' | 'identity'>,
  { isDistinct = false, fills }: RowDecision,
): Promise<Settled> {
  const { identity } = row
  const kind = importKind(batch.kind)
  const decided =
    isDistinct || fills
      ? { decidedAt: context.now, decidedById: context.actor.userId, fillsId: fills ?? null }
      : { fillsId: null }
  const twin = fills ? null : await twinInBatch(tx, batch.id, row)
  const draft = twin ? { ...row.draft, ordinal: twin.next } : row.draft
  if (twin)
    await tx.importRow.update({ where: { id: row.id }, data: { draft: toJson(kind.vocabulary.compact(draft)) } })
  if (twin && !isDistinct) {
    await tx.importRow.update({
      where: { id: row.id },
      data: { state: 'duplicate', duplicateRowId: twin.id, version: { increment: 1 } },
    })
    return settled(kind, 'duplicate', null)
  }
  const verdicts = await matchRows(tx, kind, [{ draft, identity, isDistinct, fills }], { lock: true })
  const verdict = present(verdicts[0], 'the verdict of the row')
  if (batch.state === 'previewed') return waitForCommit(tx, kind, row.id, verdict, decided)
  const { units, parks } = namesOf(kind.vocabulary, draft)
  const names = await lookUpNames(tx, units, parks)
  await createNames(tx, context, names, units, parks, batch.id)
  const books = newBooks(tx, kind, names)
  const { result, written } = await applyVerdicts(tx, context, batch, books, [{ ...row, draft }], [verdict])
  await written
  await books.writer.finish(subjectsWritten(result))
  const outcome = present(result[0], 'the outcome of the row')
  await tx.importRow.update({ where: { id: row.id }, data: { duplicateRowId: null, ...decided } })
  await countAnew(tx, batch, row.sheet, outcome.state)
  return settled(kind, outcome.state, outcome.subject_id)
}

async function waitForCommit(
  tx: Tx,
  kind: ImportKind,
  rowId: string,
  verdict: Verdict,
  decided: object,
): Promise<Settled> {
  const state = verdict.outcome === 'duplicate' ? 'duplicate' : 'pending'
  const known = verdict.outcome === 'updated' || verdict.outcome === 'unchanged' ? verdict.subjectId : null
  const { differences } = { differences: null, ...verdict }
  await tx.importRow.update({
    where: { id: rowId },
    data: {
      state,
      subjectId: known,
      duplicateSubjectId: verdict.outcome === 'duplicate' ? verdict.subjectId : null,
      duplicateRowId: null,
      differences: differences ? toJson(differences) : Prisma.DbNull,
      version: { increment: 1 },
      ...decided,
    },
  })
  return settled(kind, state, known)
}

/** Another row of the same import that says the same, and the next number among such; the rule for likeness is asked when it is written. */
async function twinInBatch(
  tx: Tx,
  batchId: string,
  row: Pick<StoredRow, 'id' | 'draft' | 'identity'>,
): Promise<{ id: string; next: number } | null> {
  const others = await tx.$queryRaw<{ id: string; ordinal: number; stands: boolean }[]>`
    SELECT id, coalesce((draft->>'ordinal')::int, 1) AS ordinal, state IN ('pending', 'created', 'updated', 'unchanged') AS stands
    FROM import_row
    WHERE batch_id = ${batchId}::uuid AND identity = ${row.identity} AND id <> ${row.id}::uuid`
  const twin = others.find(({ ordinal, stands }) => stands && ordinal === row.draft.ordinal)
  return twin ? { id: twin.id, next: Math.max(...others.map(({ ordinal }) => ordinal)) + 1 } : null
}

async function countAnew(tx: Tx, batch: Batch, sheet: string, state: RowOutcome['state']): Promise<void> {
  const report = reportOf(batch)
  const counts = await countRows(tx, importKind(batch.kind), batch.id)
  const sheets = report.sheets.map((each) => ({
    ...each,
    ...counts.get(each.name),
    ...(each.name === sheet && state !== 'duplicate' ? { [state]: each[state] + 1 } : {}),
  }))
  await tx.importBatch.update({
    where: { id: batch.id },
    data: { report: toJson({ ...report, sheets }) as Prisma.InputJsonObject },
  })
}
