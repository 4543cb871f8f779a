import ExcelJS from 'exceljs'
import { keysOf } from '~/shared/records'
import { bookCell, NOTES_SHEET, type BookNotes, type BookRows, type Workbook } from '~/shared/workbook'

export type Cell = string | number | null

export interface Sheet<Rows = Iterable<Cell[]> | AsyncIterable<Cell[]>> {
  name: string
  head: string[]
  rows: Rows
}

/**
 * Writes a workbook sheet by sheet and row by row, so that its length costs no memory. Returns the number of rows below the
 * head of the first.
 */
export async function writeXlsx(file: string, ...sheets: [Sheet, ...Sheet[]]): Promise<number> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file })
  const counts: number[] = []
  for (const { name, head, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(head).commit()
    let count = 0
    for await (const row of rows) {
      sheet.addRow(row).commit()
      count++
    }
    sheet.commit()
    counts.push(count)
  }
  await book.commit()
  return counts[0] ?? 0
}

export const notesSheet = (notes: BookNotes): Sheet => ({
  name: NOTES_SHEET,
  head: ['工作表', '怎样填'],
  rows: notes.map((line) => [...line]),
})

/** The rows of a workbook as its sheets, the notes on how to fill them in last. */
export function bookSheets<Book extends Workbook>(
  book: Book,
  rows: BookRows<Book>,
  notes: BookNotes,
): [Sheet, ...Sheet[]] {
  const sheets = Object.entries(book).map(([part, { sheet, columns }]): Sheet => {
    const cells = (rows[part] ?? []).map(({ values }: { values: Readonly<Record<string, string | undefined>> }) =>
      keysOf(columns).map((key) => bookCell(values[key])),
    )
    return { name: sheet, head: Object.values(columns), rows: cells }
  })
  const last = notesSheet(notes)
  const [first = last, ...others] = sheets
  return [first, ...others, last]
}
