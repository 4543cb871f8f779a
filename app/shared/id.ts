const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id that nothing has: what a query compares with where there is none. */
export const NO_ID = '00000000-0000-0000-0000-000000000000'

/** True for what the database takes as an id; anything else in an address is simply not found. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text)
}
