import { ROW_KINDS } from '~/chains/domain/workbook'
import { invalidField } from '~/shared/errors'
import { quoted } from '~/shared/text'
import { NOTES_SHEET } from '~/shared/workbook'
import type { SourceRow, SourceSheet } from '../../tables/domain/source'
import { openLedger } from '../../tables/formats/open'
import { headOf, type ChainRow } from '../domain/rows'

export interface ReadWorkbook {
  rows: ChainRow[]
  /** sheets and columns that were not read, in words */
  notes: string[]
}

/** More are imported in several files. */
const MOST_ROWS = 1000
/** A title may stand above the head. */
const HEAD_WITHIN = 5

/** Reads the sheets of a workbook of chains. @throws invalid (422) where it is no workbook, or has no such sheet */
export async function readWorkbook(path: string, fileName: string): Promise<ReadWorkbook> {
  const file = await openLedger(path, fileName)
  const rows: ChainRow[] = []
  const notes: string[] = []
  try {
    for (const sheet of file.sheets) {
      if (sheet.name === NOTES_SHEET) continue
      const lines = await linesOf(sheet)
      const at = lines.slice(0, HEAD_WITHIN).findIndex((line) => headOf(line) !== null)
      const head = lines[at] && headOf(lines[at])
      if (!head) {
        if (lines.length > 0) notes.push(`工作表${quoted(sheet.name)}没有认出表头，没有读`)
        continue
      }
      for (const column of head.unread) notes.push(`工作表${quoted(sheet.name)}的列${quoted(column)}不认识，没有读`)
      for (const { number, cells } of lines.slice(at + 1)) {
        const said = [...head.keys].map(([column, key]) => [key, cells.get(column)?.text.trim() ?? ''] as const)
        const values = Object.fromEntries(said.filter(([, text]) => text !== ''))
        if (Object.keys(values).length > 0) rows.push({ kind: head.kind, sheet: sheet.name, row: number, values })
      }
    }
  } finally {
    await file.close()
  }
  if (rows.length === 0)
    throw invalidField('file', '文件里没有产业链、节点、本地企业或目标企业的行，请按模板填写', 'empty')
  if (rows.length > MOST_ROWS)
    throw invalidField('file', `文件有 ${rows.length} 行，一次最多 ${MOST_ROWS} 行，请分开导入`, 'tooMany')
  return { rows: ROW_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind)), notes }
}

/** The rows of a sheet that say something; what stands in a merged area stands in each of its cells. */
async function linesOf(sheet: SourceSheet): Promise<SourceRow[]> {
  const lines: SourceRow[] = []
  for await (const row of sheet.rows()) {
    if (row.cells.size > 0) lines.push(row)
    if (lines.length > MOST_ROWS + HEAD_WITHIN) break
  }
  const byNumber = new Map(lines.map((line) => [line.number, line]))
  for (const { top, bottom, left, right } of sheet.merges) {
    const cell = byNumber.get(top)?.cells.get(left)
    if (!cell) continue
    for (const line of lines.filter(({ number }) => number >= top && number <= bottom))
      for (let column = left; column <= right; column++) line.cells.set(column, cell)
  }
  return lines
}
