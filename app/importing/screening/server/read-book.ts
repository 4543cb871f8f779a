import { invalidField } from '~/shared/errors'
import { keysOf } from '~/shared/records'
import { quoted } from '~/shared/text'
import { bareHead, columnsOf, NOTES_SHEET, type BookRow, type BookRows, type Workbook } from '~/shared/workbook'
import { openLedger } from '../../tables/formats/open'
import type { SourceCell, SourceRow, SourceSheet } from '../../tables/domain/source'

export interface Upload {
  path: string
  name: string
}

export interface ReadBook<Book extends Workbook> {
  rows: BookRows<Book>
  /** sheets and columns that were not read, in words */
  notes: string[]
}

/** A rule set has no more, nor a proposal. */
const MOST_ROWS = 1000
/** A title may stand above the head. */
const HEAD_WITHIN = 5

/** Reads the sheets of such a workbook, each by its name. @throws invalid (422) where there is no file, or it has none of them */
export async function readBook<Book extends Workbook>(book: Book, upload: Upload | undefined): Promise<ReadBook<Book>> {
  if (!upload || upload.name === '') throw invalidField('file', '请选择文件', 'required')
  const { path, name } = upload
  const file = await openLedger(path, name)
  const parts = new Map<string, BookRow[]>()
  const notes: string[] = []
  try {
    for (const sheet of file.sheets) {
      if (sheet.name === NOTES_SHEET) continue
      const part = keysOf(book).find((one) => bareHead(book[one]?.sheet ?? '') === bareHead(sheet.name))
      const lines = await linesOf(sheet)
      const read = part && rowsOf(book[part]?.columns ?? {}, lines)
      if (!part || !read) {
        if (lines.length > 0) notes.push(`工作表${quoted(sheet.name)}不认识，没有读`)
        continue
      }
      for (const column of read.unread) notes.push(`工作表${quoted(sheet.name)}的列${quoted(column)}不认识，没有读`)
      parts.set(part, [...(parts.get(part) ?? []), ...read.rows])
    }
  } finally {
    await file.close()
  }
  if (parts.size === 0) {
    const sheets = Object.values(book).map(({ sheet }) => quoted(sheet))
    throw invalidField('file', `文件里没有名为${sheets.join('、')}的工作表，请用这里下载的表填写`, 'empty')
  }
  const rows = Object.fromEntries(keysOf(book).map((part) => [part, parts.get(part) ?? []]))
  return { rows: rows as BookRows<Book>, notes }
}

function rowsOf(
  columns: Readonly<Record<string, string>>,
  lines: readonly SourceRow[],
): { rows: BookRow[]; unread: string[] } | null {
  for (const [at, head] of lines.slice(0, HEAD_WITHIN).entries()) {
    const { keys, unread } = columnsOf(
      columns,
      [...head.cells].map(([column, cell]) => [column, cell.text]),
    )
    if (keys.size < 2) continue
    const rows = lines.slice(at + 1).flatMap(({ number, cells }) => {
      const said = [...keys].map(([column, key]) => [key, textOf(cells.get(column))] as const)
      const values = Object.fromEntries(said.filter(([, text]) => text !== ''))
      return Object.keys(values).length > 0 ? [{ row: number, values }] : []
    })
    return { rows, unread }
  }
  return null
}

const textOf = (cell: SourceCell | undefined): string => (cell?.day ?? cell?.text ?? '').trim()

async function linesOf(sheet: SourceSheet): Promise<SourceRow[]> {
  const lines: SourceRow[] = []
  for await (const row of sheet.rows()) {
    if (row.cells.size > 0) lines.push(row)
    if (lines.length > MOST_ROWS)
      throw invalidField('file', `工作表${quoted(sheet.name)}超过 ${MOST_ROWS.toLocaleString('en')} 行`, 'tooMany')
  }
  return lines
}
