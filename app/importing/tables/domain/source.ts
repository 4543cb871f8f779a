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
  /** what the file holds, where it is another value than what is shown */
  stored?: string
  /** what the file holds, where somebody has said what it is read as */
  insteadOf?: string
  /** shown without its year, which may be that of typing */
  isYearHidden?: true
  /** what a file attaches to a row besides words, such as a drawing; the kind's cell reads it */
  attached?: unknown
  /** a picture put into the cell */
  isPicture?: true
}

/** A picture put into a cell: it says nothing to be read. */
export const PICTURE: SourceCell = { text: '（图片）', isPicture: true }

export interface SourceRow {
  /** as the sheet counts, from 1 */
  number: number
  /** by column, from 0 */
  cells: Map<number, SourceCell>
  /** filtered away, or hidden by hand */
  hidden?: true
  /** it has cells further to the right than is read */
  isCut?: true
}

/** A merged area, all bounds inclusive; rows from 1, columns from 0. */
export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

export interface SourceSheet {
  name: string
  hidden: boolean
  /** The rows in order, streamed; merged areas are complete when the last row has been read. */
  rows(): AsyncGenerator<SourceRow, void, void>
  /** Filled while rows are read. */
  merges: Merge[]
  /** Columns nobody sees, from 0; filled while rows are read. */
  hiddenColumns?: ReadonlySet<number>
  /** bare day numbers count from 1904 */
  date1904?: boolean
}

export interface SourceFile {
  format: 'xlsx' | 'csv' | 'map'
  sheets: SourceSheet[]
  close(): Promise<void>
}

/** control characters, half surrogate pairs, and signs that take no place: zero-width blanks, marks of direction and order */
const UNSTORABLE =
  // oxlint-disable-next-line no-control-regex -- they are taken away
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Text without what no database takes and nobody sees. */
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
