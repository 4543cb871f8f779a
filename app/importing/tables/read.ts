import type { Day } from '~/shared/day'
import type { AppError } from '~/shared/errors'
import { formatNumber } from '~/shared/money'
import { scanSheet, type SheetPlan } from './domain/plan'
import { fileMemory, readSheet, type FileMemory, type SheetReading, type TableRow } from './domain/read-sheet'
import type { Merge, SourceFile, SourceRow, SourceSheet } from './domain/source'
import { ruleOf, type TableDraft, type Vocabulary } from './domain/vocabulary'
import { LIMITS, unreadable } from './formats/limits'

export interface OpenedSheet {
  source: SourceSheet
  plan: SheetPlan
  merges: Merge[]
  /** rows that hold anything */
  filled: number
}

/**
 * Scans every sheet and says how it will be read; `corrected` plans (by sheet name) go before the guesses.
 * @throws AppError when no sheet has a header, or the data rows exceed the bound
 */
export async function planFile(
  vocabulary: Vocabulary,
  file: SourceFile,
  corrected: readonly SheetPlan[] = [],
): Promise<OpenedSheet[]> {
  const opened: OpenedSheet[] = []
  let rows = 0
  let keep = KEPT_CELLS
  for (const sheet of file.sheets) {
    const scan = await scanSheet(vocabulary, sheet, keep)
    const { kept } = scan
    keep -= kept?.reduce((sum, row) => sum + row.cells.size, 0) ?? 0
    const source = kept ? { ...sheet, rows: () => again(kept) } : sheet
    // What a stored plan of an earlier version lacks is told by the file.
    const plan = { ...scan.plan, ...corrected.find((it) => it.name === source.name) }
    opened.push({ source, plan, merges: scan.merges, filled: scan.filled })
    if (plan.included) rows += scan.data
  }
  if (rows > LIMITS.rows) {
    throw tooManyRows(rows)
  }
  if (!opened.some((sheet) => sheet.plan.tables.length > 0)) throw unreadable('noHeader', noHeader(vocabulary))
  return opened
}

/** of all sheets; some thirty MiB */
const KEPT_CELLS = 200_000

async function* again(rows: readonly SourceRow[]): AsyncGenerator<SourceRow, void, void> {
  yield* rows
}

/** The refusal of a ledger beyond the bound, with its number of rows. */
export function tooManyRows(rows: number): AppError {
  return unreadable(
    'tooManyRows',
    `台账有 ${formatNumber(rows)} 行数据，超过一次导入 ${formatNumber(LIMITS.rows)} 行的上限。请按年度或乡镇拆成几个文件，分次导入。`,
  )
}

function noHeader({ columns, naming, usual }: Vocabulary): string {
  const [name, ...others] = naming.map((column) => `“${ruleOf(columns, column).label}”`)
  const or = others.length > 0 ? `（或${others.join('、')}）` : ''
  const examples = usual.map((column) => ruleOf(columns, column).label).join('、')
  return `没有找到表头：表头行至少要有${name}${or}和另外两个常见列名，如${examples}。`
}

/** Reads the included sheets one after the other; the generator's value is each sheet's reading. */
export async function* readSheets<Draft extends TableDraft>(
  vocabulary: Vocabulary<Draft>,
  sheets: readonly OpenedSheet[],
  { memory = fileMemory(vocabulary), today = null }: { memory?: FileMemory<Draft>; today?: Day | null } = {},
): AsyncGenerator<TableRow<Draft>, SheetReading[], void> {
  const readings: SheetReading[] = []
  for (const { source, plan, merges } of sheets) {
    if (!plan.included) continue
    readings.push(yield* readSheet(vocabulary, source.rows(), plan, merges, memory, today))
  }
  return readings
}
