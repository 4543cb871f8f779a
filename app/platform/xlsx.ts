import ExcelJS from 'exceljs'

export type Cell = string | number | null

export interface Sheet<Rows = Iterable<Cell[]> | AsyncIterable<Cell[]>> {
  name: string
  head: string[]
  rows: Rows
}

/** Writes a workbook of one sheet row by row, so that its length costs no memory. Returns the number of rows below the head. */
export async function writeXlsx(file: string, { name, head, rows }: Sheet): Promise<number> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file })
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(head).commit()
  let count = 0
  for await (const row of rows) {
    sheet.addRow(row).commit()
    count++
  }
  sheet.commit()
  await book.commit()
  return count
}
