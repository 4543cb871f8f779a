import { maskText, quoted } from '~/shared/text'
import { hasOwnUnit } from '~/shared/written-amount'
import { isBlankText } from '~/shared/blank-text'
import { holds, info, refusal, warning, type Note, type Understood } from './findings'
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
  /** of each column */
  values: Readonly<Record<string, unknown>>
  notes: RowNote[]
  /** whole phones, kept apart from everything else */
  phones: string[]
  /** something must be corrected before it can be imported */
  isHeld: boolean
}

/**
 * Reads one data row: each cell by its column, then what the cells say against each other. Nothing is completed by guess.
 * `others`: the cells of further rows of the same subject; `more`: what was noticed of the row before.
 */
export function understandRow<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  cells: RowCells,
  tableContext: TableContext,
  { others = [], more = [] }: { others?: readonly RowCells[]; more?: readonly RowNote[] } = {},
): UnderstoodRow<Draft> {
  const notes: RowNote[] = []
  const note: AddNote = (column, ...found) =>
    void notes.push(...found.map((each) => ({ ...each, message: maskText(each.message), column })))
  const usable = usableCells(vocabulary, cells, note)
  const values = readCells(vocabulary, usable, tableContext, note)
  for (const { column, ...each } of more) note(column, each)
  const { draft, phones } = vocabulary.understand({ values, cells: usable, others, notes, note }, tableContext)
  return { draft, values, notes, phones, isHeld: holds(notes) }
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
    if (!cell || !(cell.error || cell.unresolved || cell.isPicture)) continue
    const { [key]: _, ...others } = usable
    usable = others
    if (key !== serial) note(key, unusable(ruleOf(columns, key).label, cell))
  }
  return usable
}

function unusable(label: string, { error, isPicture }: SourceCell): Note {
  if (isPicture) return info('pictureIgnored', `${label}单元格里是图片，未采用`)
  if (error) return refusal('cellError', `${label}是错误值 ${error}，请更正`)
  const message = `${label}是公式，文件里没有它的结果。请在 Excel 中打开并保存后重新上传，或在此填写`
  return refusal('formulaUnresolved', message)
}

const NO_UNITS = { amount: 'wan', area: 'mu', unclear: null } as const

function readCells(
  { columns, totals, naming }: Pick<Vocabulary, 'columns' | 'totals' | 'naming'>,
  cells: RowCells,
  tableContext: TableContext,
  note: AddNote,
): Record<string, unknown> {
  const { year, yearUnclear, date1904, units } = tableContext
  const known = cellsRead(tableContext)
  const values = { ...blankValues(columns) }
  for (const key in cells) {
    const cell = cells[key]
    if (!cell) continue
    const { label, cell: kind } = ruleOf(columns, key)
    const { amount, area, unclear } = units[key] ?? NO_UNITS
    if (kind.unit && unclear && !hasOwnUnit(kind.unit, cell.text) && !isBlankText(cell.text)) {
      const isTotal = totals.some((it) => it.column === key)
      note(key, unclearUnit(label, cell.text, unclear, isTotal))
      continue
    }
    const { value, notes } = known(key, cell, () =>
      kind.read(cell, { label, year, yearUnclear, date1904, amount, area }),
    )
    values[key] = value
    if (notes.length > 0) note(key, ...notes)
    if (cell.stored !== undefined) note(key, storedOtherwise(label, cell))
    if (cell.insteadOf !== undefined) note(key, readAsSaid(label, cell.text, cell.insteadOf))
  }
  const name = cells[naming[0] ?? '']
  if (name && PLACEHOLDER.test(name.text)) note(naming[0]!, refusal('placeholderName', PLACEHOLDER_SAID))
  return values
}

type ReadCell = (key: string, cell: SourceCell, read: () => Understood<unknown>) => Understood<unknown>

const READ = new WeakMap<TableContext, ReadCell>()

/** Reads a cell once for all rows of a table that say the same: units, parks, days and amounts are repeated. */
function cellsRead(tableContext: TableContext): ReadCell {
  const before = READ.get(tableContext)
  if (before) return before
  const columns = new Map<string, { known: Map<string, KnownCell>; repeats: number } | null>()
  const readCell: ReadCell = (key, cell, read) => {
    let column = columns.get(key)
    if (column === null) return read()
    if (!isPlain(cell)) return read()
    if (!column) columns.set(key, (column = { known: new Map(), repeats: 0 }))
    const known = column.known.get(cell.text)
    if (known && known.number === cell.number && known.day === cell.day) {
      column.repeats++
      return known.found
    }
    const found = read()
    if (known) return found
    if (column.known.size < MOST_KNOWN) column.known.set(cell.text, { number: cell.number, day: cell.day, found })
    // Names are hardly ever repeated.
    else if (column.repeats < MOST_KNOWN) columns.set(key, null)
    return found
  }
  READ.set(tableContext, readCell)
  return readCell
}

/** of a column */
const MOST_KNOWN = 500
const MOST_SAID = 40

interface KnownCell extends Pick<SourceCell, 'number' | 'day'> {
  found: Understood<unknown>
}

/** Is a cell read by nothing more than its words, number and day? */
const isPlain = ({ text, stored, isYearHidden, attached }: SourceCell) =>
  text.length <= MOST_SAID && stored === undefined && !isYearHidden && attached === undefined

/** 年产10万吨XX项目 stands in an example, and names nothing. */
const PLACEHOLDER = /(?<![A-Za-z])(?:[Xx×Ｘｘ＊*]{2,}|[○〇某]{2,})(?![A-Za-z0-9])/
const PLACEHOLDER_SAID = '名称里有“XX”一类的占位，像是填写示例；如是真实名称请更正，如不是请选“不导入”'

/** What a cell is read as by somebody's word; its own words stay with the row. */
function readAsSaid(label: string, text: string, insteadOf: string): Note {
  const as = text === '' ? '没有填写' : `“${text}”`
  return info('cellSaid', `${label}${quoted(insteadOf)}按您的选择作${as}`)
}

/** A unit that is not understood never counts as none. */
function unclearUnit(label: string, text: string, unclear: string, holdsRow: boolean): Note {
  const message = `${label}“${text.trim().slice(0, 40)}”的单位“${unclear}”看不明白，请写明单位，如 1200万元`
  return holdsRow ? refusal('unitUnclear', message) : warning('unitUnclear', `${message}；未采用`)
}

function storedOtherwise(label: string, { stored, text }: SourceCell): Note {
  return warning('shownNotStored', `${label}单元格存的是 ${stored}，显示为“${text}”，按显示的记，请核对`)
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
