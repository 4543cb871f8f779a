import type { RequestContext } from '~/auth/domain/actor'
import { assertCan } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { inTightHeap } from '~/platform/tight-heap'
import { businessDay } from '~/shared/day'
import { AppError, invalidField } from '~/shared/errors'
import { mergeAnswers, NO_ANSWERS, type Answers } from '../domain/answers'
import type { RowDifferences, StageMove, ValueChange } from '../domain/edition'
import type { Finding } from '../domain/findings'
import { groupedBy } from '../domain/group-by'
import type { SheetReport } from '../domain/summary'
import type { TableDraft } from '../domain/vocabulary'
import { LIMITS } from '../formats/limits'
import { planFile, type OpenedSheet } from '../read'
import { LEDGER } from '../../domain/kind-names'
import { importKind } from '../../kinds'
import { findBatch, reportOf, toJson, type EditionReport } from './batch'
import { commitBatch } from './commit-batch'
import { absentSubjects, namedInBatch, type NamedInFile } from './edition'
import type { ImportKind, OpenOptions } from './kind'
import { openTable } from './open-table'
import { readBatch, readMatched, ReportBuilder } from './read-batch'
import { keepTable, plainFileName } from './upload-table'
import { wordsInUse } from './words'

export interface ImportReport {
  sheets: SheetReport[]
  edition: EditionDocument | null
}

/** How a file differs from the edition before it: the counts, and what they count. */
export interface EditionDocument extends EditionReport {
  rows: DifferingRow[]
  /** the subjects that it does not name */
  absent: { id: string; name: string }[]
}

interface DifferingRow {
  sheet: string
  row: number
  name: string
  values: ValueChange[]
  stage: StageMove | null
}

export interface ImportFileInput {
  /** what the rows are */
  kind?: string
  /** path of the file */
  file: string
  /** only this sheet */
  sheet?: string
  /** how the file is to be read, where people have said so */
  answers?: Answers
  /** false: only says what a commit would do */
  commit?: boolean
  /** what the reading asks before a commit, such as a total that does not agree, has been looked at */
  isChecked?: boolean
  /** what the file does not say itself */
  options?: OpenOptions
}

/**
 * Imports a file in one go.
 * The counts describe the file; created, updated and unchanged say what the commit did, or would do.
 * @throws AppError forbidden (403), invalid (422), tooLarge (413)
 */
export async function importFile(
  context: RequestContext,
  { kind: id = LEDGER, file, sheet, answers = NO_ANSWERS, commit = false, isChecked = false, options }: ImportFileInput,
): Promise<ImportReport> {
  assertCan(context.actor, 'import.run', { kind: id })
  const kind = importKind(id)
  return inTightHeap(() =>
    commit
      ? commitFile(context, kind, { file, sheet, answers, isChecked, options })
      : previewFile(kind, { file, sheet, answers, options }, context.now),
  )
}

interface Chosen {
  file: string
  sheet?: string
  answers: Answers
  options?: OpenOptions
}

async function commitFile(
  context: RequestContext,
  kind: ImportKind,
  { isChecked, ...chosen }: Chosen & { isChecked: boolean },
): Promise<ImportReport> {
  // What is said wrongly is refused before anything is kept.
  const isSaid = chosen.sheet !== undefined || chosen.answers.sheets.length > 0
  const answers = isSaid ? await opened(kind, chosen, async (_, said) => said) : NO_ANSWERS
  const { id } = await keepTable(context, {
    kind: kind.id,
    path: chosen.file,
    name: chosen.file,
    options: chosen.options,
  })
  await database().importBatch.update({ where: { id }, data: { mapping: toJson({ sheets: [], answers }) } })
  await readBatch(context, id)
  const batch = await findBatch(database(), context, id)
  if (batch.state === 'failed') throw new AppError('invalid', { userMessage: batch.failure ?? '台账读取失败' })
  await commitBatch(context, id, { isChecked })
  return committedReport(context, id)
}

/** Opens a file as it was said to be read; `sheet`: the others are left out. */
async function opened<T>(
  kind: ImportKind,
  { file, sheet, answers, options }: Chosen,
  use: (sheets: OpenedSheet[], answers: Answers) => Promise<T>,
): Promise<T> {
  const source = await openTable(kind, file, plainFileName(file), options)
  try {
    const names = source.sheets.map(({ name }) => name)
    const said = sheet === undefined ? answers : mergeAnswers(answers, onlySheet(names, sheet))
    const remembered = await wordsInUse(database(), kind.id)
    return await use(await planFile(kind.vocabulary, source, { answers: said, remembered }), said)
  } finally {
    await source.close()
  }
}

function onlySheet(names: readonly string[], sheet: string): Answers {
  if (!names.includes(sheet)) {
    const all = names.map((name) => `“${name}”`).join('、')
    throw invalidField('sheet', `没有名为“${sheet}”的工作表，文件中有：${all}`, 'unknownSheet')
  }
  return { sheets: names.filter((name) => name !== sheet).map((name) => ({ sheet: name, included: false })) }
}

async function previewFile(kind: ImportKind, chosen: Chosen, now: Date): Promise<ImportReport> {
  return opened(kind, chosen, async (sheets) => {
    const builder = new ReportBuilder(kind.vocabulary)
    const findings = new Map<string, Finding[]>()
    const differing: DifferingRow[] = []
    const reading = readMatched(database(), kind, sheets, businessDay(now))
    let next = await reading.next()
    while (!next.done) {
      for (const each of next.value) {
        builder.add(each)
        if (each.verdict && 'differences' in each.verdict && each.verdict.differences) {
          const { sheet: name, rowNumber, draft } = each.row
          differing.push(differingRow(kind, { sheet: name, rowNumber, draft, differences: each.verdict.differences }))
        }
        const list = findings.get(each.row.sheet) ?? []
        findings.set(each.row.sheet, list)
        list.push(...each.row.findings)
      }
      next = await reading.next()
    }
    const { report, unknown } = await builder.finish(database(), next.value.readings)
    for (const { sheet: name, beside: _, ...finding } of unknown) findings.get(name)?.push(finding)
    const edition = await builder.edition(database(), kind, sheets)
    return {
      sheets: report.sheets.map((it) => withFindings(it, findings.get(it.name) ?? [])),
      edition: edition ? await editionDocument(kind, edition, differing, builder.named()) : null,
    }
  })
}

async function committedReport(context: RequestContext, id: string): Promise<ImportReport> {
  const batch = await findBatch(database(), context, id)
  const report = reportOf(batch)
  const rows = await database().$queryRaw<(Finding & { sheet: string })[]>`
    SELECT r.sheet, f.row, f."column", f.code, f.level, f.message
    FROM import_row r, jsonb_to_recordset(r.findings) AS f("row" int, "column" text, code text, level text, message text)
    WHERE r.batch_id = ${id}::uuid`
  const findings = groupedBy(rows, (row) => row.sheet)
  const sheets = report.sheets.map((it) => withFindings(it, findings.get(it.name) ?? []))
  if (!report.edition) return { sheets, edition: null }
  const kind = importKind(batch.kind)
  const stored = await database().$queryRaw<(Differing & { draft: unknown })[]>`
    SELECT sheet, row_number AS "rowNumber", draft, differences FROM import_row
    WHERE batch_id = ${id}::uuid AND differences IS NOT NULL ORDER BY sheet, row_number, beside`
  const differing = stored.map((row) => differingRow(kind, { ...row, draft: kind.vocabulary.whole(row.draft) }))
  return { sheets, edition: await editionDocument(kind, report.edition, differing, namedInBatch(kind, id)) }
}

interface Differing {
  sheet: string
  rowNumber: number
  draft: TableDraft
  differences: RowDifferences
}

function differingRow({ vocabulary }: ImportKind, { sheet, rowNumber, draft, differences }: Differing): DifferingRow {
  const { values = [], moved: stage = null } = differences
  return { sheet, row: rowNumber, name: vocabulary.preview(draft).title, values, stage }
}

async function editionDocument(
  kind: ImportKind,
  edition: EditionReport,
  rows: DifferingRow[],
  named: NamedInFile,
): Promise<EditionDocument> {
  const absent = await absentSubjects(database(), kind, edition.of.id, named, { offset: 0, limit: LIMITS.rows })
  return { ...edition, rows, absent: absent.map(({ id, name }) => ({ id, name })) }
}

/** A sheet's report with all its findings, in the order of the rows. */
function withFindings(sheet: SheetReport, rows: readonly Finding[]): SheetReport {
  const findings = [...sheet.findings, ...rows]
    .map(({ row, column, code, level, message, question }) => ({
      row,
      column,
      code,
      level,
      message,
      ...(question ? { question } : {}),
    }))
    .sort((a, b) => a.row - b.row)
  return { ...sheet, findings }
}
