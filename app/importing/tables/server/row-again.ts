import { businessDay } from '~/shared/day'
import { importKind } from '../../kinds'
import { readCorrected, saidInRow, type TypedCells } from '../domain/corrected'
import type { Finding } from '../domain/findings'
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
  const plan = tableOfRow(mappingOf(batch).sheets, row.sheet, row.rowNumber, row.beside)
  const said = saidInRow(vocabulary, plan, row.cells)
  return {
    plan,
    said,
    read(typed) {
      const { tableContext } = tableReader(vocabulary, row.sheet, plan)
      return readCorrected(vocabulary, tableContext(vocabulary.headingsOf(row.draft), businessDay(now)), said, typed)
    },
    findings: (notes) =>
      notes.map(({ column, ...note }) => ({ row: row.rowNumber, ...note, column: columnOf(plan, column) ?? null })),
  }
}

/** The letter of the column that holds a field. */
export const columnOf = (plan: TablePlan, field: string | null): string | undefined =>
  plan.columns.find((it) => it.field !== null && it.field === field)?.column
