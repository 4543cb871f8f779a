export type SheetsGiven = Record<string, { included: boolean; columns: Record<string, string> }>

/**
 * What a form of columns says: fields `column:SHEET:LETTER` hold a field's key or nothing, `include:SHEET` a tick.
 * Sheet names may hold colons; letters do not.
 */
export function columnsGiven(values: Record<string, unknown>): SheetsGiven {
  const sheets: SheetsGiven = {}
  const sheetOf = (name: string) => (sheets[name] ??= { included: values[`include:${name}`] !== undefined, columns: {} })
  for (const [name, value] of Object.entries(values)) {
    const column = /^column:(.*):([A-Z]+)$/s.exec(name)
    if (column) sheetOf(column[1]!).columns[column[2]!] = typeof value === 'string' ? value : ''
    const include = /^include:(.*)$/s.exec(name)
    if (include) sheetOf(include[1]!)
  }
  return sheets
}
