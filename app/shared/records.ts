// What TypeScript widens to `string` is the record's own keys here: none of these records has more than its type says.

/** The keys of a record, in their order. */
export function keysOf<Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): Key[] {
  return Object.keys(record) as Key[]
}

/** A record with a value for each key. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  value: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>
}

/** Whether a text is one of a record's own keys. */
export function isKeyOf<Of extends object>(record: Of, key: PropertyKey): key is keyof Of {
  return Object.hasOwn(record, key)
}

/** A value of which keys may be asked: an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a table of words says for a code; the code itself where the table lacks it. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code
}
