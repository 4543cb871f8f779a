import { businessDay } from '~/shared/day'
import { importKind } from '../../kinds'
import { readCorrected, saidInRow, type TypedCells } from '../domain/corrected'
import type { Finding } from '../domain/findings'
import { saidOverRow } from '../domain/headings-over'
import { tableOfRow, tableReader, type TablePlan } from '../domain/plan'
import type { UnderstoodRow } from '../domain/read-row'
import type { RowNote, TableDraft } from '../domain/vocabulary'
import { mappingOf, type Batch } from './batch'
import type { StoredRow } from './settle-row'

export interface RowAgain {
  plan: TablePlan
  /** what the file says, by field */
  said: TypedCells
  /** Reads it by the rules of its table, with what was typed in place of its cells. */
  read(typed: TypedCells): UnderstoodRow<TableDraft>
  /** Notes of such a reading, with the column that each concerns. */
  findings(notes: readonly RowNote[]): Finding[]
}

/** A stored row, to be read once more. */
export function rowAgain(batch: Batch, row: StoredRow, now: Date): RowAgain {
  const { vocabulary } = importKind(batch.kind)
  const { sheets } = mappingOf(batch)
  const plan = tableOfRow(sheets, row.sheet, row.rowNumber, row.beside)
  const said = saidInRow(vocabulary, plan, row.cells)
  return {
    plan,
    said,
    read(typed) {
      const { tableContext } = tableReader(vocabulary, row.sheet, plan)
      const sheet = sheets.find(({ name }) => name === row.sheet)
      const { headings, year } = saidOverRow(sheet, row.rowNumber, row.beside)
      return readCorrected(vocabulary, tableContext(headings, businessDay(now), year), said, typed)
    },
    findings: (notes) =>
      notes.map(({ column, ...note }) => ({ row: row.rowNumber, ...note, column: columnOf(plan, column) ?? null })),
  }
}

/** The letter of the column that holds a field. */
export const columnOf = (plan: TablePlan, field: string | null): string | undefined =>
  plan.columns.find((it) => it.field !== null && it.field === field)?.column
