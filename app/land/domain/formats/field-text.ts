/** Bytes of a text in the encoding of a file. */
export type Encode = (text: string) => Uint8Array

/** Names of fields in a database table have so many bytes at most. */
export const MOST_NAME_BYTES = 10

/** A text cut to so many bytes, on a character. */
export function cutToBytes(text: string, most: number, encode: Encode): string {
  let cut = text
  while (encode(cut).length > most) cut = [...cut].slice(0, -1).join('')
  return cut
}

/** Names that fit a database table: cut on a character, and no two alike. */
export function fieldNames(names: readonly string[], encode: Encode): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = cutToBytes(name, MOST_NAME_BYTES, encode)
    for (let n = 2; taken.has(own); n++) own = `${cutToBytes(name, MOST_NAME_BYTES - String(n).length, encode)}${n}`
    taken.add(own)
    return own
  })
}
