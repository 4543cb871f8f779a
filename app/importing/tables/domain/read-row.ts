import { maskText } from '~/shared/text'
import { holds, refusal, type Note } from './findings'
import type { SourceCell } from './source'
import {
  ruleOf,
  type ColumnRules,
  type RowCells,
  type RowNote,
  type TableContext,
  type TableDraft,
  type Vocabulary,
} from './vocabulary'

/** A row as its kind understands it. */
export interface UnderstoodRow<Draft> {
  draft: Draft
  notes: RowNote[]
  /** whole phones, kept apart from everything else */
  phones: string[]
  /** something must be corrected before it can be imported */
  isHeld: boolean
}

/** Reads one data row: each cell by its column, then what the cells say against each other. Nothing is completed by guess. */
export function understandRow<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  cells: RowCells,
  sheetContext: TableContext,
): UnderstoodRow<Draft> {
  const notes: RowNote[] = []
  const note: AddNote = (column, ...found) =>
    void notes.push(...found.map((each) => ({ ...each, message: maskText(each.message), column })))
  const usable = usableCells(vocabulary, cells, note)
  const values = readCells(vocabulary.columns, usable, sheetContext, note)
  const { draft, phones } = vocabulary.understand({ values, cells: usable, notes, note }, sheetContext)
  return { draft, notes, phones, isHeld: holds(notes) }
}

type AddNote = (column: string | null, ...notes: Note[]) => void

/** Cells that hold something to read; error values and formulas without a result are refused. */
function usableCells(
  { columns, serial }: Pick<Vocabulary, 'columns' | 'serial'>,
  cells: RowCells,
  note: AddNote,
): RowCells {
  let usable = cells
  for (const key in cells) {
    const cell = cells[key]
    if (!cell || !(cell.error || cell.unresolved)) continue
    const { [key]: _, ...others } = usable
    usable = others
    if (key !== serial) note(key, unusable(ruleOf(columns, key).label, cell))
  }
  return usable
}

function unusable(label: string, { error }: SourceCell): Note {
  if (error) return refusal('cellError', `${label}是错误值 ${error}，请更正`)
  const message = `${label}是公式，文件里没有它的结果。请在 Excel 中打开并保存后重新上传，或在此填写`
  return refusal('formulaUnresolved', message)
}

const NO_UNITS = { amount: 'wan', area: 'mu' } as const

function readCells(
  columns: ColumnRules,
  cells: RowCells,
  { year, units }: TableContext,
  note: AddNote,
): Record<string, unknown> {
  const values = { ...blankValues(columns) }
  for (const key in cells) {
    const cell = cells[key]
    if (!cell) continue
    const { label, cell: kind } = ruleOf(columns, key)
    const { amount, area } = units[key] ?? NO_UNITS
    const { value, notes } = kind.read(cell, { label, year, amount, area })
    values[key] = value
    if (notes.length > 0) note(key, ...notes)
  }
  return values
}

const blanks = new WeakMap<ColumnRules, Readonly<Record<string, unknown>>>()

/** The values of a row without cells, made once: rows are many, and a copy is quick. */
function blankValues(columns: ColumnRules): Readonly<Record<string, unknown>> {
  const known = blanks.get(columns)
  if (known) return known
  const made: Record<string, unknown> = {}
  for (const key of Object.keys(columns)) made[key] = null
  blanks.set(columns, made)
  return made
}
