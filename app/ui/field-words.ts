/** A value of a form's field as a reader understands it. */
export type InWords = (field: string, value: unknown) => string

export const plainWords: InWords = (_, value) => String(value ?? '') || '（空）'

type Reading = (value: unknown) => string | undefined

/** Fields that do not read as they are stored; where a reading does not know the value, it is shown as it stands. */
export const wordsByField =
  (readings: Readonly<Partial<Record<string, Reading>>>): InWords =>
  (field, value) =>
    readings[field]?.(value) ?? plainWords(field, value)

/** An id reads as the name of its choice; `none` where nothing is chosen. */
export const nameIn =
  (choices: readonly { id: string; name: string }[], none?: string): Reading =>
  (value) =>
    choices.find(({ id }) => id === value)?.name ?? none

/** A code reads as its word. */
export const wordIn =
  (words: Readonly<Record<string, string>>): Reading =>
  (value) =>
    typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined

/** A tick, as a form sends it or as it is stored. */
export const isTicked = (value: unknown): boolean => value === true || value === 'true' || value === 'on'

export const yesOrNo: Reading = (value) => (isTicked(value) ? '是' : '否')
