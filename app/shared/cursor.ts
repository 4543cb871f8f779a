import { isDay } from './day'
import { invalidField } from './errors'
import { isId } from './id'
import { z } from 'zod'

/** Where a page of a list ended: the sort it was made under, the last row's value of it, and the row. */
export interface Position {
  sort: string
  value: string | null
  id: string
}

/** An opaque cursor for a position. */
export function encodeCursor({ sort, value, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')
}

/** What a list may be sorted by, as text: anything else in a cursor was not written by us. */
export const SORT_VALUES = {
  text: (value: string) => !value.includes('\0'),
  date: isDay,
  numeric: (value: string) => /^-?\d{1,20}(\.\d{1,10})?$/.test(value),
  timestamptz: (value: string) =>
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  offset: (value: string) => /^\d{1,7}$/.test(value),
}

/**
 * The position of a cursor; `fits` says what its value may be.
 * @throws AppError invalid (422) when it is broken or was made under another sort
 */
export function decodeCursor(cursor: string, sort: string, fits: (value: string) => boolean): Position {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const [kept, value, id] = z.tuple([z.string(), z.string().nullable(), z.string()]).parse(parts)
    const known = value === null || fits(value)
    if (kept === sort && known && isId(id)) return { sort, value, id }
  } catch {
    // answered below, with every other way a cursor can be wrong
  }
  throw invalidField('cursor', '翻页标记无效，请从第一页重新查询')
}
