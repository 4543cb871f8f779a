export type SheetsGiven = Record<string, { included: boolean; columns: Record<string, string> }>

/** A sheet's name within a form field's: a form reads a point as a path, and sheets are called 2021.1-4月. */
const coded = (sheet: string) => encodeURIComponent(sheet).replaceAll('.', '%2E')

/** A column within its sheet: its letter, and after the first table the table's place before it: B, 1:B. */
export function columnKey(table: number, letter: string): string {
  return table === 0 ? letter : `${table}:${letter}`
}

/** The form field of one column's choice: a field's key, or nothing for a column that is not imported. */
export function columnName(sheet: string, column: string): string {
  return `column:${coded(sheet)}:${column}`
}

/** The form field of a sheet's tick. */
export function includeName(sheet: string): string {
  return `include:${coded(sheet)}`
}

/** What a form of columns says, by sheet and column key. */
export function columnsGiven(values: Record<string, unknown>): SheetsGiven {
  const sheets: SheetsGiven = Object.create(null)
  const sheetOf = (code: string) =>
    (sheets[decoded(code)] ??= { included: values[`include:${code}`] !== undefined, columns: {} })
  for (const [name, value] of Object.entries(values)) {
    const [, sheet, column] = /^column:([^:]*):((?:\d+:)?[A-Z]+)$/.exec(name) ?? []
    if (sheet !== undefined && column) sheetOf(sheet).columns[column] = typeof value === 'string' ? value : ''
    const [, included] = /^include:([^:]*)$/.exec(name) ?? []
    if (included !== undefined) sheetOf(included)
  }
  return sheets
}

function decoded(code: string): string {
  try {
    return decodeURIComponent(code)
  } catch {
    return code
  }
}
