import ExcelJS from 'exceljs'

export type Cells = (string | number | null)[]

/** Cells of a row with some of them otherwise. */
export function cellsWith(cells: Cells, over: Partial<Record<number, string | number | null>>): Cells {
  for (const [at, value] of Object.entries(over)) cells[Number(at)] = value ?? null
  return cells
}

/** Writes a workbook of one sheet with these rows, and returns its path. */
export async function writeLedger(file: string, rows: readonly Cells[]): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('台账')
  for (const row of rows) sheet.addRow(row)
  await workbook.xlsx.writeFile(file)
  return file
}
