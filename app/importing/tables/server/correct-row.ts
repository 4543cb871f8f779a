import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { businessDay, type Day } from '~/shared/day'
import { invalid } from '~/shared/errors'
import { importKind } from '../../kinds'
import { info, type Finding } from '../domain/findings'
import type { DayPart } from '../domain/choose-columns'
import { dayOfParts, tableOfRow, tableReader, type TablePlan } from '../domain/plan'
import { understandRow } from '../domain/read-row'
import { NO_RESULT } from '../domain/read-sheet'
import type { SourceCell } from '../domain/source'
import { ruleOf, type RowCells, type Vocabulary } from '../domain/vocabulary'
import { findBatch, mappingOf, toJson, type Batch } from './batch'
import { findRow, openRow, settleRow, type Settled, type StoredRow } from './settle-row'

const ERROR_VALUE = /^#(?:REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM)[!?]?$/

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

/** Phones stay as they were read, and a running number says nothing. */
function canBeTyped({ columns, serial }: Vocabulary, field: string): boolean {
  return field !== serial && Object.hasOwn(columns, field) && !ruleOf(columns, field).cell.phonesOf
}

function tableOf(batch: Batch, row: StoredRow): TablePlan {
  return tableOfRow(mappingOf(batch).sheets, row.sheet, row.rowNumber, row.beside)
}

/** What the table says in each field of a row, as text; error values and formulas without a result are left empty. */
function valuesOf(vocabulary: Vocabulary, plan: TablePlan, row: StoredRow): Map<string, string> {
  const values = new Map<string, string>()
  const parts = new Map<string, [DayPart, string][]>()
  for (const { field, column, part } of plan.columns) {
    if (!field || !canBeTyped(vocabulary, field)) continue
    const text = row.cells[column] ?? ''
    values.set(field, ERROR_VALUE.test(text) || text === NO_RESULT ? '' : text)
    if (part) parts.set(field, [...(parts.get(field) ?? []), [part, text]])
  }
  for (const [field, told] of parts) values.set(field, dayOfParts(told)?.text ?? '')
  return values
}

/** The form of a held row or a suspected duplicate. @throws AppError notFound (404) */
export async function correctableRow(context: RequestContext, batchId: string | undefined, rowId: string | undefined) {
  assertCan(context.actor, 'import.run')
  const batch = await findBatch(database(), batchId)
  const row = await findRow(database(), batch, rowId)
  const kind = importKind(batch.kind)
  const { vocabulary } = kind
  const other = row.duplicateRowId ? await database().importRow.findUnique({ where: { id: row.duplicateRowId } }) : null
  const alikeId = row.duplicateSubjectId ?? other?.subjectId ?? null
  const otherDraft = alikeId ? await kind.visible(context, alikeId) : other ? vocabulary.whole(other.draft) : null
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
    fields: correctableFields(vocabulary, tableOf(batch, row), row),
    alike: {
      subjectPath: alikeId && kind.subjectPath(alikeId),
      rowNumber: other?.rowNumber ?? null,
      compared: otherDraft
        ? vocabulary.compared.map(({ label, of }) => ({ label, mine: of(row.draft), theirs: of(otherDraft) }))
        : null,
    },
  }
}

function correctableFields(vocabulary: Vocabulary, plan: TablePlan, row: StoredRow): CorrectableField[] {
  const { columns, corrected, naming, onlyWithColumn } = vocabulary
  const values = valuesOf(vocabulary, plan, row)
  const always = corrected.filter((field) => values.has(field) || !onlyWithColumn.includes(field))
  return [...new Set([...always, ...values.keys()])].map((field) => {
    const { label, hint, cell } = ruleOf(columns, field)
    const column = columnOf(plan, field)
    const errors = row.findings.filter((it) => it.level === 'error' && it.column === column)
    return {
      field,
      label,
      hint,
      isRequired: field === naming[0],
      isLong: cell.isLong === true,
      usual: cell.usual,
      value: values.get(field) ?? '',
      errors: errors.map((it) => it.message),
    }
  })
}

const columnOf = (plan: TablePlan, field: string | null) =>
  plan.columns.find((it) => it.field !== null && it.field === field)?.column

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
    const { batch, row } = await openRow(tx, batchId, rowId, version)
    const { vocabulary } = importKind(batch.kind)
    const plan = tableOf(batch, row)
    const read = readCorrected(vocabulary, plan, row, values, businessDay(context.now))
    if (read.isHeld) {
      const refusals = read.notes.filter((it) => it.level === 'error')
      const path = (column: string | null) => column ?? vocabulary.naming[0]
      throw invalid(refusals.map(({ column, code, message }) => ({ path: path(column), code, message })))
    }
    const draft = vocabulary.keepUntyped(read.draft, row.draft)
    const identity = vocabulary.identityOf(draft).key
    const at = { row: row.rowNumber, column: null }
    const findings: Finding[] = [
      ...read.notes.map(({ column, ...note }) => ({ ...at, ...note, column: columnOf(plan, column) ?? null })),
      { ...at, ...info('corrected', `已由 ${context.actor.name} 更正`) },
    ]
    await tx.importRow.update({
      where: { id: rowId },
      data: { draft: toJson(vocabulary.compact(draft)), findings: toJson(findings), identity },
    })
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
    return settleRow(tx, context, batch, { id: row.id, sheet, rowNumber, draft, identity }, isDistinct)
  })
}

/** The row read again, by the same rules as the file, with what was typed in place of its cells. */
function readCorrected(
  vocabulary: Vocabulary,
  plan: TablePlan,
  row: StoredRow,
  values: Record<string, unknown>,
  today: Day,
) {
  const cells: RowCells = {}
  for (const [field, text] of [...valuesOf(vocabulary, plan, row), ...typed(vocabulary, values)]) {
    if (text.trim() !== '') cells[field] = asCell(text)
    else delete cells[field]
  }
  const tableContext = tableReader(vocabulary, row.sheet, plan).tableContext(vocabulary.headingsOf(row.draft), today)
  const columns = new Set([...tableContext.columns, ...Object.keys(cells)])
  return understandRow(vocabulary, cells, { ...tableContext, columns })
}

function typed(vocabulary: Vocabulary, values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).flatMap(([field, value]): [string, string][] =>
    canBeTyped(vocabulary, field) ? [[field, typeof value === 'string' ? value : '']] : [],
  )
}

function asCell(text: string): SourceCell {
  return ERROR_VALUE.test(text.trim()) ? { text, error: text.trim() } : { text }
}
