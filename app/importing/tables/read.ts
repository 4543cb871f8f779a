import type { Day } from '~/shared/day'
import type { AppError } from '~/shared/errors'
import { formatNumber } from '~/shared/money'
import { fileMemory, readLedgerSheet, type FileMemory, type LedgerRow, type SheetReading } from './domain/read-sheet'
import { planReader, scanSheet, type SheetPlan } from './domain/plan'
import type { Merge, SourceFile, SourceSheet } from './domain/source'
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
export async function planLedger(file: SourceFile, corrected: readonly SheetPlan[] = []): Promise<OpenedSheet[]> {
  const opened: OpenedSheet[] = []
  let rows = 0
  for (const source of file.sheets) {
    const scan = await scanSheet(source)
    const plan = corrected.find((it) => it.name === source.name) ?? scan.plan
    opened.push({ source, plan, merges: scan.merges, filled: scan.filled })
    if (plan.included) rows += scan.filled <= LIMITS.rows ? 0 : await countRows(source, plan, scan.merges)
  }
  if (rows > LIMITS.rows) {
    throw tooManyRows(rows)
  }
  if (!opened.some((sheet) => sheet.plan.top > 0)) {
    throw unreadable(
      'noHeader',
      '没有找到表头：表头行至少要有“项目名称”（或“投资方”）和另外两个常见列名，如总投资、签约时间。',
    )
  }
  return opened
}

/** The refusal of a ledger beyond the bound, with its number of rows. */
export function tooManyRows(rows: number): AppError {
  return unreadable(
    'tooManyRows',
    `台账有 ${formatNumber(rows)} 行数据，超过一次导入 ${formatNumber(LIMITS.rows)} 行的上限。请按年度或乡镇拆成几个文件，分次导入。`,
  )
}

async function countRows(source: SourceSheet, plan: SheetPlan, merges: Merge[]): Promise<number> {
  const reader = planReader(plan, merges)
  let count = 0
  for await (const row of source.rows()) {
    if (row.number > plan.bottom && reader.kind(row).kind === 'data') count++
  }
  return count
}

/** Reads the included sheets one after the other; the generator's value is each sheet's reading. */
export async function* readSheets(
  sheets: readonly OpenedSheet[],
  { memory = fileMemory(), today = null }: { memory?: FileMemory; today?: Day | null } = {},
): AsyncGenerator<LedgerRow, SheetReading[], void> {
  const readings: SheetReading[] = []
  for (const { source, plan, merges } of sheets) {
    if (!plan.included) continue
    readings.push(yield* readLedgerSheet(source.rows(), plan, merges, memory, today))
  }
  return readings
}
