import ExcelJS from 'exceljs'

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
