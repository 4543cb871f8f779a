import type { Call } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { inTightHeap } from '~/platform/tight-heap'
import { businessDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import type { Finding } from '../domain/findings'
import { groupedBy } from '../domain/group-by'
import type { LedgerReport, SheetReport } from '../domain/summary'
import { openLedger } from '../formats/open'
import { planLedger, type OpenedSheet } from '../read'
import { findBatch, reportOf, toJson } from './batch'
import { commitBatch } from './commit-batch'
import { readBatch, readMatched, ReportBuilder } from './read-batch'
import { keepLedger, plainFileName } from './upload-table'

export interface ImportLedgerInput {
  /** path of the file */
  file: string
  /** only this sheet */
  sheet?: string
  /** false: only says what a commit would do */
  commit?: boolean
}

/**
 * Imports a ledger in one go and returns the document of `crm import ledger --json`.
 * The counts describe the file; created, updated and unchanged say what the commit did, or would do.
 * @throws AppError forbidden (403), invalid (422), tooLarge (413)
 */
export async function importLedger(
  call: Call,
  { file, sheet, commit = false }: ImportLedgerInput,
): Promise<LedgerReport> {
  assertCan(call.actor, 'import.run')
  return inTightHeap(() => (commit ? commitFile(call, file, sheet) : previewFile(file, sheet, call.now)))
}

async function commitFile(call: Call, file: string, sheet: string | undefined): Promise<LedgerReport> {
  if (sheet) await assertSheet(file, sheet)
  const { id } = await keepLedger(call, { path: file, name: file })
  if (sheet) await chooseSheet(id, file, sheet)
  await readBatch(call, id)
  const batch = await findBatch(database(), id)
  if (batch.state === 'failed') throw new AppError('invalid', { userMessage: batch.failure ?? '台账读取失败' })
  await commitBatch(call, id)
  return committedReport(id)
}

async function opened<T>(file: string, use: (sheets: OpenedSheet[]) => Promise<T>): Promise<T> {
  const source = await openLedger(file, plainFileName(file))
  try {
    return await use(await planLedger(source))
  } finally {
    await source.close()
  }
}

function narrow(sheets: OpenedSheet[], sheet: string): OpenedSheet[] {
  if (!sheets.some((it) => it.plan.name === sheet)) {
    const names = sheets.map((it) => `“${it.plan.name}”`).join('、')
    throw invalidField('sheet', `没有名为“${sheet}”的工作表，文件中有：${names}`, 'unknownSheet')
  }
  return sheets.map((it) => {
    const isIt = it.plan.name === sheet
    return {
      ...it,
      plan: { ...it.plan, included: isIt && it.plan.top > 0, skipped: isIt ? it.plan.skipped : 'byUser' },
    }
  })
}

async function previewFile(file: string, sheet: string | undefined, now: Date): Promise<LedgerReport> {
  return opened(file, async (all) => {
    const sheets = sheet ? narrow(all, sheet) : all
    const builder = new ReportBuilder()
    const findings = new Map<string, Finding[]>()
    const reading = readMatched(database(), sheets, businessDay(now))
    let next = await reading.next()
    while (!next.done) {
      for (const each of next.value) {
        builder.add(each)
        const list = findings.get(each.row.sheet) ?? []
        findings.set(each.row.sheet, list)
        list.push(...each.row.findings)
      }
      next = await reading.next()
    }
    const { report, unknown } = await builder.finish(database(), next.value.readings)
    for (const { sheet: name, ...finding } of unknown) findings.get(name)?.push(finding)
    return { sheets: report.sheets.map((it) => document(it, findings.get(it.name) ?? [])) }
  })
}

async function assertSheet(file: string, sheet: string): Promise<void> {
  await opened(file, async (sheets) => void narrow(sheets, sheet))
}

async function chooseSheet(id: string, file: string, sheet: string): Promise<void> {
  const plans = await opened(file, async (sheets) => narrow(sheets, sheet).map((it) => it.plan))
  await database().importBatch.update({ where: { id }, data: { mapping: toJson({ sheets: plans }) } })
}

async function committedReport(id: string): Promise<LedgerReport> {
  const report = reportOf(await findBatch(database(), id))
  const rows = await database().$queryRaw<(Finding & { sheet: string })[]>`
    SELECT r.sheet, f.row, f."column", f.code, f.level, f.message
    FROM import_row r, jsonb_to_recordset(r.findings) AS f("row" int, "column" text, code text, level text, message text)
    WHERE r.batch_id = ${id}::uuid`
  const findings = groupedBy(rows, (row) => row.sheet)
  return { sheets: report.sheets.map((it) => document(it, findings.get(it.name) ?? [])) }
}

/** A sheet of the document, its keys in the documented order and its findings in that of the rows. */
function document(sheet: SheetReport, rows: readonly Finding[]): SheetReport {
  const findings = [...sheet.findings, ...rows]
    .map(({ row, column, code, level, message }) => ({ row, column, code, level, message }))
    .sort((a, b) => a.row - b.row)
  const ordered = Object.fromEntries(DOCUMENT_KEYS.map((key) => [key, sheet[key]])) as Omit<SheetReport, 'findings'>
  return { ...ordered, findings }
}

/** jsonb keeps no order of keys. */
const DOCUMENT_KEYS = [
  'name',
  'rows',
  'projects',
  'created',
  'updated',
  'unchanged',
  'started',
  'notStarted',
  'landSupplied',
  'renting',
  'withoutArea',
  'totalInvestmentWan',
  'landMu',
  'suspectedDuplicates',
  'heldRows',
] as const satisfies (keyof SheetReport)[]
