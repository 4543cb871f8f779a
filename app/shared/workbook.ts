import { halfWidth, squeeze } from './text'

/** The sheets of a workbook that is written and read again: each its name and the heads of its columns by their keys. */
export type Workbook = Readonly<Record<string, { sheet: string; columns: Readonly<Record<string, string>> }>>

/** A row as its sheet has it, by the keys of the columns; blank cells are left out. */
export interface BookRow<Key extends string = string> {
  /** as the sheet counts, from 1; 0 where the row is not in a file yet */
  row: number
  values: Partial<Record<Key, string>>
}

export type BookRows<Book extends Workbook> = {
  [Part in keyof Book]: BookRow<keyof Book[Part]['columns'] & string>[]
}

/** A head as it is compared: without spaces, brackets and stars. */
export const bareHead = (text: string): string => squeeze(halfWidth(text)).replace(/[\s*（）()]/g, '')

/** Which columns hold which keys, by where they stand; `unread`: heads that are none of ours. */
export function columnsOf(
  columns: Readonly<Record<string, string>>,
  heads: Iterable<readonly [column: number, text: string]>,
): { keys: Map<number, string>; unread: string[] } {
  const known = new Map(Object.entries(columns).map(([key, head]) => [bareHead(head), key]))
  const keys = new Map<number, string>()
  const unread: string[] = []
  for (const [column, text] of heads) {
    const key = known.get(bareHead(text))
    if (key && ![...keys.values()].includes(key)) keys.set(column, key)
    else if (bareHead(text) !== '') unread.push(text.trim())
  }
  return { keys, unread }
}

/** A cell of a workbook: digits as a number, so that one can calculate with it. */
export const bookCell = (text: string | undefined): string | number | null =>
  !text ? null : /^-?(0|[1-9]\d{0,13})(\.\d{1,6})?$/.test(text) ? Number(text) : text

/** The sheet that says how the others are filled in. */
export const NOTES_SHEET = '填写说明'

/** Its lines: which sheet, and what to write there. */
export type BookNotes = readonly (readonly [sheet: string, note: string])[]
