import type { Day } from '~/shared/day'
import { maskText, squeeze } from '~/shared/text'
import type { AmountUnit, AreaUnit } from './amounts'
import { info, warning, type Finding } from './findings'
import { findHeader, readSurroundings } from './header'
import { mergedReader, type MergedRow } from './merged'
import { maskPhoneCell } from './personal'
import { rowKind, type RowKind, type TableShape } from './row-kinds'
import {
  columnIndex,
  columnLetter,
  type Merge,
  type SheetGlance,
  type SourceCell,
  type SourceRow,
  type SourceSheet,
} from './source'
import { ruleOf, type RowCells, type TableContext, type Vocabulary } from './vocabulary'

const HEAD_ROWS = 60
const TAIL_ROWS = 15
const SAMPLES = 3

/** One column as guessed or corrected. */
export interface PlanColumn {
  /** letter */
  column: string
  header: string
  /** key of the vocabulary's column; null: not imported */
  field: string | null
  guessed: string | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  samples: string[]
}

/** How one table of a sheet will be read. */
export interface TablePlan {
  /** first and last row of its header; its rows go on to the next header */
  top: number
  bottom: number
  title: string | null
  year: number | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  reportedBy: string | null
  statedOn: Day | null
  columns: PlanColumn[]
}

/** How a sheet will be read: guessed, stored with the batch, correctable. */
export interface SheetPlan {
  name: string
  /** false: not imported */
  included: boolean
  /** why it is left out */
  skipped: 'noHeader' | 'hidden' | 'byUser' | null
  /** from the top down */
  tables: TablePlan[]
}

/** A table of which nothing is known. */
export const UNKNOWN_TABLE: TablePlan = {
  top: 0,
  bottom: 0,
  title: null,
  year: null,
  amountUnit: null,
  areaUnit: null,
  reportedBy: null,
  statedOn: null,
  columns: [],
}

/** The table to which a row belongs; null above the first header. */
export function tableAt(plan: SheetPlan, row: number): TablePlan | null {
  return plan.tables.findLast((table) => table.top <= row) ?? null
}

/** The table from which a stored row was read. */
export function tableOfRow(plans: readonly SheetPlan[], sheet: string, row: number): TablePlan {
  const plan = plans.find((it) => it.name === sheet)
  return (plan && tableAt(plan, row)) ?? UNKNOWN_TABLE
}

export interface SheetScan {
  plan: SheetPlan
  merges: Merge[]
  /** rows that hold anything */
  filled: number
}

/** Looks a sheet through once, keeping only its head and tail, and guesses how it is to be read. */
export async function scanSheet(vocabulary: Vocabulary, sheet: SourceSheet): Promise<SheetScan> {
  const { head, tail, filled } = (await sheet.scan?.({ head: HEAD_ROWS, tail: TAIL_ROWS })) ?? (await glance(sheet))
  return { plan: guessPlan(vocabulary, sheet, head, tail), merges: [...sheet.merges], filled }
}

async function glance(sheet: SourceSheet): Promise<SheetGlance> {
  const head: SourceRow[] = []
  const tail: SourceRow[] = []
  let filled = 0
  for await (const row of sheet.rows()) {
    if (row.cells.size === 0) continue
    filled++
    if (head.length < HEAD_ROWS) head.push(row)
    tail.push(row)
    if (tail.length > TAIL_ROWS) tail.shift()
  }
  return { head, tail, filled }
}

function guessPlan(vocabulary: Vocabulary, sheet: SourceSheet, head: SourceRow[], tail: SourceRow[]): SheetPlan {
  const table = guessTable(vocabulary, sheet, head, tail)
  return {
    name: sheet.name,
    included: table !== null && !sheet.hidden,
    skipped: table === null ? 'noHeader' : sheet.hidden ? 'hidden' : null,
    tables: table ? [table] : [],
  }
}

function guessTable(
  vocabulary: Vocabulary,
  sheet: SourceSheet,
  head: SourceRow[],
  tail: SourceRow[],
): TablePlan | null {
  const header = findHeader(vocabulary, head, sheet.merges)
  if (!header) return null
  const above = head.filter((row) => row.number < header.top)
  const below = tail.filter((row) => row.number > header.bottom)
  const data = head.filter((row) => row.number > header.bottom)
  return {
    top: header.top,
    bottom: header.bottom,
    ...readSurroundings(sheet.name, above, below),
    columns: header.columns
      .filter((column) => column.path.length > 0 || data.some((row) => row.cells.has(column.index)))
      .map((column) => ({
        column: columnLetter(column.index),
        header: maskText(column.path.join(' / ')),
        field: column.field,
        guessed: column.field,
        amountUnit: column.amountUnit,
        areaUnit: column.areaUnit,
        samples: samplesOf(vocabulary, data, column.index, column.field),
      })),
  }
}

function samplesOf(vocabulary: Vocabulary, rows: SourceRow[], index: number, field: string | null): string[] {
  const samples = new Set<string>()
  for (const row of rows) {
    const cell = row.cells.get(index)
    if (!cell || row.cells.size < 3) continue
    samples.add(maskedText(vocabulary, { ...cell, text: cell.text.slice(0, 200) }, field).slice(0, 40))
    if (samples.size === SAMPLES) break
  }
  return [...samples]
}

/** A cell's text as it may be kept: phones masked. */
export function maskedText({ columns }: Vocabulary, cell: SourceCell, field: string | null): string {
  const isPhone = field !== null && ruleOf(columns, field).cell.phonesOf !== undefined
  return isPhone ? maskPhoneCell(cell.text) : maskText(cell.text.trim())
}

/** What a table's plan makes of its rows; made once a reading. */
export interface TableReader {
  plan: TablePlan
  /** columns that are read, by index */
  fields: ReadonlyMap<number, string>
  letterOf: ReadonlyMap<string, string>
  kind(row: SourceRow): RowKind
  cells(row: SourceRow): RowCells
  /** Asked for each row in order: it carries down what is merged. */
  merged(row: SourceRow): MergedRow
  /** `today`: a day after it has not come, and is held back; null where no day is too late */
  sheetContext(headings: TableContext['headings'], today: Day | null): TableContext
}

export function tableReader(
  vocabulary: Vocabulary,
  sheet: string,
  plan: TablePlan,
  merges: readonly Merge[] = [],
): TableReader {
  const fields = new Map<number, string>()
  const headerTexts = new Map<number, string>()
  for (const column of plan.columns) {
    const index = columnIndex(column.column)
    const leaf = column.header.split(' / ').at(-1) ?? ''
    if (leaf !== '') headerTexts.set(index, squeeze(leaf))
    if (column.field && Object.hasOwn(vocabulary.columns, column.field)) fields.set(index, column.field)
  }
  const indexes = new Map([...fields].map(([index, field]) => [field, index]))
  const shape: TableShape = {
    headerTexts,
    nameColumn: vocabulary.naming.map((field) => indexes.get(field)).find((index) => index !== undefined) ?? null,
    serialColumn: (vocabulary.serial !== null ? indexes.get(vocabulary.serial) : undefined) ?? null,
    width: plan.columns.length,
    mergesByRow: mergesByRow(merges),
  }
  const sheetContext = {
    year: plan.year,
    statedOn: plan.statedOn,
    titles: [plan.title ?? '', sheet],
    columns: new Set(fields.values()),
    units: unitsOf(vocabulary, plan),
  }
  return {
    plan,
    fields,
    letterOf: new Map([...fields].map(([index, field]) => [field, columnLetter(index)])),
    kind: (row) => rowKind(row, shape),
    cells(row) {
      const cells: RowCells = {}
      for (const [index, field] of fields) {
        const cell = row.cells.get(index)
        if (cell) cells[field] = cell
      }
      return cells
    },
    merged: mergedReader(vocabulary.columns, fields, merges),
    sheetContext: (headings, today) => ({ ...sheetContext, headings, today }),
  }
}

function mergesByRow(merges: readonly Merge[]): Map<number, Merge[]> {
  const byRow = new Map<number, Merge[]>()
  for (const merge of merges) {
    if (merge.right === merge.left) continue
    const inRow = byRow.get(merge.top)
    if (inRow) inRow.push(merge)
    else byRow.set(merge.top, [merge])
  }
  return byRow
}

/** The unit of each amount and area: of its column, else of the table, else 万元 and 亩. */
function unitsOf({ columns }: Vocabulary, plan: TablePlan): TableContext['units'] {
  const measured = Object.entries(columns).filter(([, { cell }]) => cell.unit)
  return Object.fromEntries(
    measured.map(([field]) => {
      const own = plan.columns.find((column) => column.field === field)
      const amount = own?.amountUnit ?? plan.amountUnit ?? 'wan'
      return [field, { amount, area: own?.areaUnit ?? plan.areaUnit ?? 'mu' }]
    }),
  )
}

/** What the plan itself is worth saying: columns not known, units not stated. */
export function planFindings(vocabulary: Vocabulary, plan: TablePlan): Finding[] {
  const findings: Finding[] = []
  const at = (column: string | null, note: Omit<Finding, 'row' | 'column'>) =>
    findings.push({ row: plan.bottom, column, ...note })
  for (const column of plan.columns) {
    if (!column.field && column.header !== '') {
      at(column.column, warning('columnUnknown', `“${column.header}”列没有对应字段，其内容不导入（原文随行保存）`))
    }
  }
  const { columns, naming, totals } = vocabulary
  const [name] = naming
  const fields = new Map(plan.columns.map((column) => [column.field, column]))
  if (!fields.has(name)) {
    at(null, warning('nameColumnMissing', `没有找到“${ruleOf(columns, name).label}”列，请在“列对应”中指定`))
  }
  for (const { column: field } of totals) {
    const found = fields.get(field)
    if (!found) continue
    const { label, cell } = ruleOf(columns, field)
    const known = cell.unit === 'area' ? (found.areaUnit ?? plan.areaUnit) : (found.amountUnit ?? plan.amountUnit)
    if (!known) at(found.column, info('unitAssumed', `${label}未注明单位，按${UNIT_WORDS[cell.unit ?? 'amount']}读`))
  }
  return findings
}

/** In what amounts and areas are kept. */
export const UNIT_WORDS = { amount: '万元', area: '亩' } as const
