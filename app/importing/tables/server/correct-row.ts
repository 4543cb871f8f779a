import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { recordAudit } from '~/audit/server/record'
import { database, transaction } from '~/platform/database/client'
import { visibleProjects } from '~/projects/server/visibility'
import { businessDay } from '~/shared/day'
import { invalid } from '~/shared/errors'
import { draftChanges, UNLOGGED_FIELDS } from '../../projects/domain/changes'
import { FIELD_LABELS, isField, type Field } from '../../projects/domain/columns'
import { compactDraft, understandRow, wholeDraft, type FieldCells, type LedgerDraft } from '../../projects/domain/draft'
import { identityOf } from '../../projects/domain/identity'
import { emptyPlan, planReader, type SheetPlan } from '../domain/plan'
import type { SourceCell } from '../domain/source'
import type { Told } from '../../projects/domain/coverage'
import { findBatch, mappingOf, toJson, type Batch } from './batch'
import { knownProjects } from '../../projects/server/known-projects'
import { findRow, openRow, settleRow, type Settled, type StoredRow } from './settle-row'

/** Fields that can be typed anew; phones stay as they were read. */
const ALWAYS: Field[] = ['name', 'investor', 'investment', 'signedOn', 'startFlag', 'startedOn', 'landMu', 'landState']
const NEVER: ReadonlySet<Field> = new Set(['serial', 'phone', 'investorPhone'])
const isPhone = (told: Told) => told === 'personPhone' || told === 'investorPhone'
const ERROR_VALUE = /^#(?:REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM)[!?]?$/

export interface CorrectableField {
  field: Field
  label: string
  value: string
  errors: string[]
}

function planOf(batch: Batch, row: StoredRow): SheetPlan {
  return mappingOf(batch).sheets.find((sheet) => sheet.name === row.sheet) ?? emptyPlan(row.sheet)
}

/** What the ledger says in each field of a row, as text; error values and formulas without a result are left empty. */
function valuesOf(plan: SheetPlan, row: StoredRow): Map<Field, string> {
  const values = new Map<Field, string>()
  for (const { field, column } of plan.columns) {
    if (!field || NEVER.has(field)) continue
    const text = row.cells[column] ?? ''
    values.set(field, ERROR_VALUE.test(text) || text === '（公式无结果）' ? '' : text)
  }
  return values
}

/** The form of a held row or a suspected duplicate. @throws AppError notFound (404) */
export async function correctableRow(call: Call, batchId: string | undefined, rowId: string | undefined) {
  assertCan(call.actor, 'import.run')
  const batch = await findBatch(database(), batchId)
  const row = await findRow(database(), batch.id, rowId)
  const plan = planOf(batch, row)
  const values = valuesOf(plan, row)
  const columnOf = new Map(plan.columns.flatMap(({ field, column }) => (field ? [[field, column] as const] : [])))
  const asked = [
    ...new Set([
      ...(plan.columns.some((it) => it.field === 'startFlag') ? ALWAYS : ALWAYS.filter((it) => it !== 'startFlag')),
      ...values.keys(),
    ]),
  ]
  const fields = asked.map((field): CorrectableField => ({
    field,
    label: FIELD_LABELS[field],
    value: values.get(field) ?? '',
    errors: row.findings
      .filter((it) => it.level === 'error' && it.column === columnOf.get(field))
      .map((it) => it.message),
  }))
  const other = row.duplicateRowId ? await database().importRow.findUnique({ where: { id: row.duplicateRowId } }) : null
  const alikeId = row.duplicateProjectId ?? other?.projectId ?? null
  return {
    batch: { id: batch.id, fileName: batch.fileName, state: batch.state },
    row: {
      id: row.id,
      sheet: row.sheet,
      rowNumber: row.rowNumber,
      state: row.state,
      version: row.version,
      draft: row.draft,
      findings: row.findings,
      projectId: row.projectId,
    },
    fields,
    alike: {
      projectId: alikeId,
      row: other ? { sheet: other.sheet, rowNumber: other.rowNumber } : null,
      draft: alikeId ? await visibleDraft(call, alikeId) : other ? wholeDraft(other.draft) : null,
    },
  }
}

/** The project beside which a row is shown; null when the actor may not see it. */
async function visibleDraft(call: Call, projectId: string): Promise<LedgerDraft | null> {
  const seen = await database().project.count({ where: { AND: [{ id: projectId }, visibleProjects(call.actor)] } })
  return seen === 0 ? null : ((await knownProjects(database(), [projectId])).get(projectId)?.draft ?? null)
}

export interface RowCorrection {
  batchId: string
  rowId: string
  version: number
  /** texts by field, as a cell would hold them */
  values: Record<string, unknown>
  /** the user has seen the likely duplicate and says it is another project */
  distinct?: boolean
}

/**
 * Reads a corrected row by the same rules as the file. What can be taken becomes a project (at once when the
 * import is committed already); what cannot stays held.
 * @throws AppError invalid (422) with a message at each field; conflict, stale (409)
 */
export async function correctRow(
  call: Call,
  { batchId, rowId, version, values, distinct = false }: RowCorrection,
): Promise<Settled> {
  assertCan(call.actor, 'import.run')
  return transaction(async (tx) => {
    const { batch, row } = await openRow(tx, batchId, rowId, version)
    const plan = planOf(batch, row)
    const cells: FieldCells = {}
    for (const [field, text] of [...valuesOf(plan, row), ...typed(values)]) {
      if (text.trim() !== '') cells[field] = asCell(text)
      else delete cells[field]
    }
    const context = planReader(plan, []).context(row.draft.industry, businessDay(call.now))
    const {
      draft: read,
      notes,
      phones,
      held,
    } = understandRow(cells, { ...context, columns: new Set([...context.columns, ...(Object.keys(cells) as Field[])]) })
    if (held) {
      throw invalid(
        notes
          .filter((it) => it.level === 'error')
          .map(({ field, code, message }) => ({ path: field ?? 'name', code, message })),
      )
    }
    const { personPhone, investorPhone } = row.draft
    const kept = row.draft.blanks.filter(isPhone)
    const draft = {
      ...read,
      personPhone,
      investorPhone,
      blanks: [...read.blanks.filter((told) => !isPhone(told)), ...kept],
    }
    const identity = identityOf(draft).key
    const columnOf = (field: Field | null) => plan.columns.find((it) => it.field === field)?.column ?? null
    const findings = [
      ...notes.map(({ field, code, level, message }) => ({
        row: row.rowNumber,
        column: columnOf(field),
        code,
        level,
        message,
      })),
      {
        row: row.rowNumber,
        column: null,
        code: 'corrected',
        level: 'info' as const,
        message: `已由 ${call.actor.name} 更正`,
      },
    ]
    await tx.importRow.update({
      where: { id: rowId },
      data: { draft: toJson(compactDraft(draft)), findings: toJson(findings), identity },
    })
    await tx.personalValue.createMany({
      data: phones.person.map((value) => ({ kind: 'phone' as const, value, importRowId: rowId, createdAt: call.now })),
    })
    const changed = draftChanges(row.draft, draft).fields.filter((field) => !UNLOGGED_FIELDS.includes(field))
    await recordAudit(tx, call, {
      action: 'import.correct',
      subjectType: 'importRow',
      subjectId: rowId,
      before: Object.fromEntries(changed.map((field) => [field, row.draft[field]])),
      after: { ...Object.fromEntries(changed.map((field) => [field, draft[field]])), import: batchId },
    })
    return settleRow(tx, call, batch, { id: row.id, sheet: row.sheet, draft, identity }, distinct)
  })
}

function typed(values: Record<string, unknown>): [Field, string][] {
  return Object.entries(values).flatMap(([field, value]) =>
    isField(field) && !NEVER.has(field) ? [[field, typeof value === 'string' ? value : ''] as [Field, string]] : [],
  )
}

function asCell(text: string): SourceCell {
  return ERROR_VALUE.test(text.trim()) ? { text, error: text.trim() } : { text }
}
