import type { Day } from '~/shared/day'
import { maskText, squeeze } from '~/shared/text'
import type { AmountUnit, AreaUnit } from './amounts'
import { AMOUNT_FIELDS, FIELD_LABELS, isField, type Field } from '../../projects/domain/columns'
import type { FieldCells, SheetContext } from '../../projects/domain/draft'
import { warning, info, type Finding } from './findings'
import { findHeader, isOfSigned, readSurroundings } from './header'
import { kindOf, type RowKind, type TableShape } from './row-kinds'
import { mergedReader, type MergedRow } from './merged'
import { maskPhoneCell } from './personal'
import { columnLetter, type Merge, type SheetGlance, type SourceCell, type SourceRow, type SourceSheet } from './source'

const HEAD_ROWS = 60
const TAIL_ROWS = 15
const SAMPLES = 3

/** One column as guessed or corrected. */
export interface PlanColumn {
  /** letter */
  column: string
  header: string
  field: Field | null
  guessed: Field | null
  amountUnit: AmountUnit | null
  areaUnit: AreaUnit | null
  samples: string[]
}

/** How a sheet will be read: guessed, stored with the batch, correctable. */
export interface SheetPlan {
  name: string
  /** false: not imported */
  included: boolean
  /** why it is left out */
  skipped: 'noHeader' | 'hidden' | 'byUser' | null
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

/** A sheet of which nothing is known. */
export function emptyPlan(name: string): SheetPlan {
  return {
    name,
    included: false,
    skipped: 'noHeader',
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
}

export interface SheetScan {
  plan: SheetPlan
  merges: Merge[]
  /** rows that hold anything */
  filled: number
}

/** Looks a sheet through once, keeping only its head and tail, and guesses how it is to be read. */
export async function scanSheet(sheet: SourceSheet): Promise<SheetScan> {
  const { head, tail, filled } = (await sheet.scan?.({ head: HEAD_ROWS, tail: TAIL_ROWS })) ?? (await glance(sheet))
  return { plan: guessPlan(sheet, head, tail), merges: [...sheet.merges], filled }
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

function guessPlan(sheet: SourceSheet, head: SourceRow[], tail: SourceRow[]): SheetPlan {
  const header = findHeader(head, sheet.merges)
  const above = header ? head.filter((row) => row.number < header.top) : head.slice(0, 5)
  const below = tail.filter((row) => !header || row.number > header.bottom)
  const around = readSurroundings(sheet.name, above, below)
  const data = header ? head.filter((row) => row.number > header.bottom) : []
  return {
    name: sheet.name,
    included: header !== null && !sheet.hidden,
    skipped: header === null ? 'noHeader' : sheet.hidden ? 'hidden' : null,
    top: header?.top ?? 0,
    bottom: header?.bottom ?? 0,
    ...around,
    columns: (header?.columns ?? [])
      .filter((column) => column.path.length > 0 || data.some((row) => row.cells.has(column.index)))
      .map((column) => ({
        column: columnLetter(column.index),
        header: maskText(column.path.join(' / ')),
        field: column.field,
        guessed: column.field,
        amountUnit: column.amountUnit,
        areaUnit: column.areaUnit,
        samples: samplesOf(data, column.index, column.field),
      })),
  }
}

function samplesOf(rows: SourceRow[], index: number, field: Field | null): string[] {
  const samples = new Set<string>()
  for (const row of rows) {
    const cell = row.cells.get(index)
    if (!cell || row.cells.size < 3) continue
    samples.add(maskedText({ ...cell, text: cell.text.slice(0, 200) }, field).slice(0, 40))
    if (samples.size === SAMPLES) break
  }
  return [...samples]
}

/** A cell's text as it may be kept: phones masked. */
export function maskedText(cell: SourceCell, field: Field | null): string {
  const isPhone = field === 'phone' || field === 'investorPhone'
  return isPhone ? maskPhoneCell(cell.text) : maskText(cell.text.trim())
}

/** What a plan makes of rows; made once a reading. */
export interface PlanReader {
  fields: ReadonlyMap<number, Field>
  kind(row: SourceRow): RowKind
  cells(row: SourceRow): FieldCells
  /** Asked for each row in order: it carries down what is merged. */
  merged(row: SourceRow): MergedRow
  /** `today`: a day after it has not come, and is held back; null where no day is too late */
  context(industry: string | null, today?: Day | null): SheetContext
}

export function planReader(plan: SheetPlan, merges: readonly Merge[]): PlanReader {
  const fields = new Map<number, Field>()
  const headerTexts = new Map<number, string>()
  for (const column of plan.columns) {
    const index = indexOf(column.column)
    const leaf = column.header.split(' / ').at(-1) ?? ''
    if (leaf !== '') headerTexts.set(index, squeeze(leaf))
    if (column.field && isField(column.field)) fields.set(index, column.field)
  }
  const columnOf = (field: Field) => [...fields].find(([, each]) => each === field)?.[0] ?? null
  const mergesByRow = new Map<number, Merge[]>()
  for (const merge of merges) {
    if (merge.right === merge.left) continue
    const inRow = mergesByRow.get(merge.top)
    if (inRow) inRow.push(merge)
    else mergesByRow.set(merge.top, [merge])
  }
  const shape: TableShape = {
    headerTexts,
    nameColumn: columnOf('name') ?? columnOf('investor'),
    serialColumn: columnOf('serial'),
    width: plan.columns.length,
    mergesByRow,
  }
  const columns = new Set(fields.values())
  const amountUnits = Object.fromEntries(
    AMOUNT_FIELDS.map((field) => {
      const own = plan.columns.find((column) => column.field === field)?.amountUnit
      return [field, own ?? plan.amountUnit ?? 'wan']
    }),
  )
  const areaUnit = plan.columns.find((column) => column.field === 'landMu')?.areaUnit ?? plan.areaUnit ?? 'mu'
  const titleSays = [plan.title ?? '', plan.name].some(isOfSigned)
  return {
    fields,
    kind: (row) => kindOf(row, shape),
    cells(row) {
      const cells: FieldCells = {}
      for (const [index, field] of fields) {
        const cell = row.cells.get(index)
        if (cell) cells[field] = cell
      }
      return cells
    },
    merged: mergedReader(fields, merges),
    context: (industry, today = null) => ({
      today,
      year: plan.year,
      amountUnits,
      areaUnit,
      statedOn: plan.statedOn,
      columns,
      isOfSigned: columns.has('startFlag') || titleSays,
      industry,
    }),
  }
}

function indexOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** What the plan itself is worth saying: columns not known, units not stated. */
export function planFindings(plan: SheetPlan): Finding[] {
  const findings: Finding[] = []
  const at = (column: string | null, note: Omit<Finding, 'row' | 'column'>) =>
    findings.push({ row: plan.bottom, column, ...note })
  for (const column of plan.columns) {
    if (!column.field && column.header !== '') {
      at(column.column, warning('columnUnknown', `“${column.header}”列没有对应字段，其内容不导入（原文随行保存）`))
    }
  }
  const fields = new Map(plan.columns.map((column) => [column.field, column]))
  if (!fields.has('name')) at(null, warning('nameColumnMissing', '没有找到“项目名称”列，请在“列对应”中指定'))
  const money = fields.get('investment')
  if (money && !money.amountUnit && !plan.amountUnit) {
    at(money.column, info('unitAssumed', `${FIELD_LABELS.investment}未注明单位，按万元读`))
  }
  const land = fields.get('landMu')
  if (land && !land.areaUnit && !plan.areaUnit)
    at(land.column, info('unitAssumed', `${FIELD_LABELS.landMu}未注明单位，按亩读`))
  return findings
}
