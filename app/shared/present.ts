/** A value that must be there. @throws Error that says what is missing */
export function present<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Error(`Missing: ${what}`)
  return value
}

/** What a map holds for a key that must be in it. @throws Error with the key */
export function valueAt<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`Missing: the value of ${String(key)}`)
  return value
}
