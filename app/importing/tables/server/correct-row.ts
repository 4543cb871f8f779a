import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction, type Tx } from '~/platform/database/client'
import { invalid } from '~/shared/errors'
import { importKind } from '../../kinds'
import { typedCells } from '../domain/corrected'
import { info, type Finding } from '../domain/findings'
import { ruleOf, type TableDraft, type Vocabulary } from '../domain/vocabulary'
import { findBatch, toJson } from './batch'
import { correctionOf, rememberCorrection } from './corrections'
import type { ImportKind, KnownSubject } from './kind'
import { columnOf, rowAgain, type RowAgain } from './row-again'
import { findRow, openRow, settleRow, type Settled, type StoredRow } from './settle-row'

export interface CorrectableField {
  field: string
  label: string
  hint?: string
  isRequired: boolean
  isLong: boolean
  /** the usual words to choose from */
  usual?: { words: readonly string[]; blank: string }
  value: string
  errors: string[]
}

/** The form of a held row or a suspected duplicate. @throws AppError notFound (404) */
export async function correctableRow(context: RequestContext, batchId: string | undefined, rowId: string | undefined) {
  assertCan(context.actor, 'import.run')
  const batch = await findBatch(database(), context, batchId)
  const row = await findRow(database(), batch, rowId)
  const kind = importKind(batch.kind)
  const { vocabulary } = kind
  const other = row.duplicateRowId ? await database().importRow.findUnique({ where: { id: row.duplicateRowId } }) : null
  const alikeId = row.duplicateSubjectId ?? other?.subjectId ?? null
  const known = alikeId ? await kind.visible(context, alikeId) : null
  const otherDraft = alikeId ? (known?.draft ?? null) : other ? vocabulary.whole(other.draft) : null
  const isOpen = row.state === 'held' || row.state === 'duplicate'
  return {
    batch: { id: batch.id, fileName: batch.fileName, state: batch.state },
    row: {
      id: row.id,
      sheet: row.sheet,
      rowNumber: row.rowNumber,
      state: row.state,
      version: row.version,
      findings: row.findings,
      subjectPath: row.subjectId && kind.subjectPath(row.subjectId),
    },
    subject: vocabulary.subject,
    correction: isOpen ? null : await correctionOf(database(), row.correctionId),
    fields: correctableFields(vocabulary, rowAgain(batch, row, context.now), row),
    alike: {
      subjectPath: alikeId && kind.subjectPath(alikeId),
      rowNumber: other?.rowNumber ?? null,
      compared: otherDraft
        ? vocabulary.compared.map(({ label, of }) => ({ label, mine: of(row.draft), theirs: of(otherDraft) }))
        : null,
      fill: row.state === 'duplicate' && known ? fillingOf(kind, known, row.draft) : null,
    },
  }
}

/** What a row could fill in where the subject that it is like has nothing. */
function fillingOf(kind: ImportKind, known: KnownSubject, draft: TableDraft) {
  if (known.voided) return null
  const told = kind.told(draft, kind.lacking(known, draft), { now: known.draft, base: null })
  return { version: known.version, values: told?.values ?? [] }
}

function correctableFields(
  { columns, corrected, naming, onlyWithColumn }: Vocabulary,
  { plan, said: values }: RowAgain,
  row: StoredRow,
): CorrectableField[] {
  const always = corrected.filter((field) => values.has(field) || !onlyWithColumn.includes(field))
  return [...new Set([...always, ...values.keys()])].map((field) => {
    const { label, hint, cell } = ruleOf(columns, field)
    const column = columnOf(plan, field)
    const found = row.findings.filter((it) => column !== undefined && it.column === column)
    const errors = found.filter((it) => it.level === 'error')
    return {
      field,
      label,
      hint: found.find((it) => it.code === 'ditto')?.message ?? hint,
      isRequired: field === naming[0],
      isLong: cell.isLong === true,
      usual: cell.usual,
      value: values.get(field) ?? '',
      errors: errors.map((it) => it.message),
    }
  })
}

export interface CorrectedCells {
  batchId: string
  rowId: string
  version: number
  /** texts by field, as a cell would hold them */
  values: Record<string, unknown>
  /** the user has seen the likely duplicate and says it is another subject */
  isDistinct?: boolean
}

/**
 * Reads a corrected row by the same rules as the file. What can be taken becomes a subject (at once when the
 * import is committed already); what cannot stays held.
 * @throws AppError invalid (422) with a message at each field; conflict, stale (409)
 */
export async function correctRow(
  context: RequestContext,
  { batchId, rowId, version, values, isDistinct = false }: CorrectedCells,
): Promise<Settled> {
  assertCan(context.actor, 'import.run')
  return transaction(async (tx) => {
    const { batch, row } = await openRow(tx, context, { batchId, rowId, version })
    const { vocabulary } = importKind(batch.kind)
    const again = rowAgain(batch, row, context.now)
    const { said } = again
    const typed = typedCells(vocabulary, values)
    const read = again.read(typed)
    if (read.isHeld) {
      const refusals = read.notes.filter((it) => it.level === 'error')
      const path = (column: string | null) => column ?? vocabulary.naming[0]
      throw invalid(refusals.map(({ column, code, message }) => ({ path: path(column), code, message })))
    }
    const draft = vocabulary.keepUntyped(read.draft, row.draft)
    await assertSound(tx, importKind(batch.kind), draft)
    const identity = vocabulary.identityOf(draft).key
    const findings: Finding[] = [
      ...again.findings(read.notes),
      { row: row.rowNumber, column: null, ...info('corrected', `已由 ${context.actor.name} 更正`) },
    ]
    await tx.importRow.update({
      where: { id: rowId },
      data: { draft: toJson(vocabulary.compact(draft)), findings: toJson(findings), identity },
    })
    await rememberCorrection(tx, context, batch, { row, said, typed, title: vocabulary.preview(draft).title })
    await tx.personalValue.createMany({
      data: read.phones.map((value) => ({ kind: 'phone' as const, value, importRowId: rowId, createdAt: context.now })),
    })
    const { before, after } = vocabulary.logged(row.draft, draft)
    await recordAudit(tx, context, {
      action: 'import.correct',
      subjectType: 'importRow',
      subjectId: rowId,
      before,
      after: { ...after, import: batchId },
    })
    const { sheet, rowNumber } = row
    return settleRow(tx, context, batch, { id: row.id, sheet, rowNumber, draft, identity }, { isDistinct })
  })
}

/** What the file's reading looked at beyond the cells holds for a corrected row too. @throws AppError invalid (422) */
async function assertSound(tx: Tx, kind: ImportKind, draft: TableDraft): Promise<void> {
  const [notes = []] = (await kind.inspector?.(tx).inspect([draft])) ?? []
  const faults = notes.filter(({ level }) => level === 'error')
  const path = kind.vocabulary.naming[0]
  if (faults.length > 0) throw invalid(faults.map(({ code, message }) => ({ path, code, message })))
}
