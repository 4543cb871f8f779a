import { invalidField } from './errors'

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

/** The position of a cursor. @throws AppError invalid (422) when it is broken or was made under another sort */
export function decodeCursor(cursor: string, sort: string): Position {
  try {
    const [kept, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const known = value === null || typeof value === 'string'
    if (kept === sort && known && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return { sort, value, id }
  } catch {
    // answered below, with every other way a cursor can be wrong
  }
  throw invalidField('cursor', '翻页标记无效，请从第一页重新查询')
}
