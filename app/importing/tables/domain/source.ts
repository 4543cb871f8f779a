import type { Day } from '~/shared/day'

/** One cell as its file holds it; blank cells are left out of their row. */
export interface SourceCell {
  /** what a reader sees, numbers without exponent */
  text: string
  number?: number
  /** the cell is formatted as a day */
  day?: Day
  /** an error value such as #REF! */
  error?: string
  /** a formula whose result the file does not carry */
  unresolved?: boolean
}

export interface SourceRow {
  /** as the sheet counts, from 1 */
  number: number
  /** by column, from 0 */
  cells: Map<number, SourceCell>
}

/** A merged area, all bounds inclusive; rows from 1, columns from 0. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

/** A sheet's first and last filled rows, and how many are filled. */
export interface SheetGlance {
  head: SourceRow[]
  tail: SourceRow[]
  filled: number
}

export interface SourceSheet {
  name: string
  hidden: boolean
  /** The rows in order, streamed; merged areas are complete when the last row has been read. */
  rows(): AsyncGenerator<SourceRow, void, void>
  /** A quicker look than reading all rows, where the format has one; null: read them. Fills `merges` too. */
  scan?(bounds: { head: number; tail: number }): Promise<SheetGlance | null>
  /** Filled while rows are read. */
  merges: Merge[]
}

export interface SourceFile {
  format: 'xlsx' | 'csv'
  sheets: SourceSheet[]
  close(): Promise<void>
}

const UNSTORABLE =
  // oxlint-disable-next-line no-control-regex -- they are taken away
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text without control characters and half surrogate pairs, which no database takes. */
export function cleanText(text: string): string {
  return text.replace(UNSTORABLE, '')
}

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** A → 0, AA → 26; -1 for anything else. */
export function columnIndex(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return -1
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
