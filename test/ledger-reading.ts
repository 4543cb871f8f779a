import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { eventOf, type ImportedStage, type LedgerDraft } from '~/importing/projects/domain/draft'
import { PROJECT_LEDGER } from '~/importing/projects/domain/vocabulary'
import type { Finding } from '~/importing/tables/domain/findings'
import type { SheetPlan } from '~/importing/tables/domain/plan'
import type { SheetReading, TableRow } from '~/importing/tables/domain/read-sheet'
import { openLedger } from '~/importing/tables/formats/open'
import { planFile, readSheets, type Said } from '~/importing/tables/read'
import { AppError } from '~/shared/errors'
import { dayRangeValue, type Day } from '~/shared/day'

/** A file as `crm import ledger` reads it, without a database. */
export class LedgerReading {
  constructor(
    readonly plans: SheetPlan[],
    readonly rows: TableRow<LedgerDraft>[],
    readonly readings: SheetReading[],
    /** filled rows of the sheets that are read */
    readonly filled: number,
  ) {}

  /** rows that become projects */
  get standing(): TableRow<LedgerDraft>[] {
    return this.rows.filter(({ kind }) => kind === 'standing')
  }

  get held(): TableRow<LedgerDraft>[] {
    return this.rows.filter(({ kind }) => kind === 'held')
  }

  /** all that is told of the sheets and their rows */
  get findings(): Finding[] {
    return [...this.readings.flatMap(({ findings }) => findings), ...this.rows.flatMap(({ findings }) => findings)]
  }

  codes(): string[] {
    return this.findings.map(({ code }) => code)
  }

  row(number: number): TableRow<LedgerDraft> | undefined {
    return this.rows.find(({ rowNumber }) => rowNumber === number)
  }

  /** names of the projects that have reached a stage, in order */
  reached(stage: ImportedStage): string[] {
    return this.standing.filter(({ draft }) => eventOf(draft, stage)).map(({ draft }) => draft.name)
  }

  /** the days of a stage, as a form shows them, in the order of the rows */
  days(stage: ImportedStage): string[] {
    return this.standing.flatMap(({ draft }) => {
      const event = eventOf(draft, stage)
      return event && event.occurred.from ? [dayRangeValue(event.occurred)] : []
    })
  }

  sum(value: (draft: LedgerDraft) => string | null): number {
    return Number(this.standing.reduce((sum, { draft }) => sum + Number(value(draft) ?? 0), 0).toFixed(2))
  }
}

export async function readLedger(
  file: string,
  { today, ...said }: { today?: Day } & Said = {},
): Promise<LedgerReading> {
  const source = await openLedger(file, path.basename(file))
  try {
    const sheets = await planFile(PROJECT_LEDGER, source, said)
    const rows: TableRow<LedgerDraft>[] = []
    const reading = readSheets(PROJECT_LEDGER, sheets, { today })
    let next = await reading.next()
    while (!next.done) {
      rows.push(next.value)
      next = await reading.next()
    }
    const filled = sheets.filter(({ plan }) => plan.included).reduce((sum, sheet) => sum + sheet.filled, 0)
    return new LedgerReading(
      sheets.map(({ plan }) => plan),
      rows,
      next.value,
      filled,
    )
  } finally {
    await source.close()
  }
}

/** The words with which a file is refused; null when it is read. */
export async function refusalOf(file: string, said: Said = {}): Promise<string | null> {
  try {
    await readLedger(file, said)
    return null
  } catch (error) {
    if (error instanceof AppError) return error.userMessage
    throw error
  }
}

/** Writes a workbook of one sheet by rows and merges, reads it as people said, and takes it away. */
export async function readRows(
  rows: readonly (readonly unknown[])[],
  {
    merges = [],
    sheet: name = '台账',
    change,
    ...said
  }: Said & {
    merges?: string[]
    sheet?: string
    change?: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void
  } = {},
): Promise<LedgerReading> {
  const folder = await mkdtemp(path.join(tmpdir(), 'ledger-'))
  try {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet(name)
    for (const row of rows) sheet.addRow([...row])
    for (const merge of merges) sheet.mergeCells(merge)
    change?.(sheet, workbook)
    const file = path.join(folder, '台账.xlsx')
    await workbook.xlsx.writeFile(file)
    return await readLedger(file, said)
  } finally {
    await rm(folder, { recursive: true })
  }
}
