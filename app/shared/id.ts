const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for what the database takes as an id; anything else in an address is simply not found. */
export function isId(text: string | undefined): text is string {
  return text !== undefined && UUID.test(text)
}
