/** A part of a document: a heading, a paragraph, or a table whose columns have widths in millimetres. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'table'; widths: readonly number[]; head: readonly string[]; rows: readonly (readonly string[])[] }

/** A document as its rules write it: shown on a page, printed, or made for Word. */
export interface WrittenDocument {
  title: string
  /** under the title: place, day, person */
  note: string
  landscape?: boolean
  blocks: readonly Block[]
}
