import type { Day } from '~/shared/day'
import type { CellKind } from './cells'
import type { Note } from './findings'
import type { SourceCell } from './source'
import type { AmountUnit, AreaUnit } from '~/shared/units'

/** One thing a column can hold, with the headers counties write over it. */
export interface ColumnRule<Value = unknown> {
  label: string
  /** whole headers, bare of units, brackets and blanks; earlier ones win a tie */
  names: readonly string[]
  /** tried when no whole header fits */
  like?: RegExp
  /** a header with these words is another column, whatever else it says */
  not?: RegExp
  /** told again for each month or quarter: the fullest and latest column counts */
  isPeriodic?: true
  cell: CellKind<Value>
  /** how to correct it by hand */
  hint?: string
}

export type ColumnRules = Readonly<Record<string, ColumnRule>>

/** The rule of a column by its key. @throws Error for a key that the vocabulary lacks */
export function ruleOf(columns: ColumnRules, key: string): ColumnRule {
  const rule = columns[key]
  if (!rule) throw new Error(`The vocabulary has no column ${key}`)
  return rule
}

/** The cells of a row by the column's key. */
export type RowCells = Partial<Record<string, SourceCell>>

/** In what a column's amounts or areas are. */
export interface ColumnUnits {
  amount: AmountUnit
  area: AreaUnit
  /** the words of a unit that is not understood: then neither holds */
  unclear: string | null
}

/** What holds for the rows of a table, as far as a cell and the rules of a kind need it. */
export interface TableContext {
  /** a day after it has not come; null where no day is too late */
  today: Day | null
  /** completes 3月15日 */
  year: number | null
  /** why there is no year, where the title names several */
  yearUnclear: string | null
  /** bare day numbers count from 1904 */
  date1904: boolean
  /** 填表日期 */
  statedOn: Day | null
  /** title and sheet name */
  titles: readonly string[]
  /** keys that have a column */
  columns: ReadonlySet<string>
  units: Readonly<Record<string, ColumnUnits>>
  /** group headings above the row, by the column each stands for */
  headings: Readonly<Partial<Record<string, string>>>
}

/** A note with the column it concerns; null: the whole row. */
export type RowNote = Note & { column: string | null }

/** A row after its cells were read one by one. */
export interface CellsRead<Values> {
  /** by column; null where the cell is empty, missing or cannot be read */
  values: Values
  /** cells without error values and formulas that have no result */
  cells: RowCells
  /** cells of further rows that belong to the same subject */
  others: readonly RowCells[]
  /** what was noticed so far */
  notes: readonly RowNote[]
  note(column: string | null, ...notes: Note[]): void
}

export type ValuesOf<Columns extends ColumnRules> = {
  -readonly [Key in keyof Columns]: (Columns[Key] extends ColumnRule<infer Value> ? Value : never) | null
}

/** What a group heading says of its rows. */
export interface HeadingSays {
  /** the column it stands for; null: it says nothing that is imported, such as 重点项目 */
  column: string | null
  value: string
  reason: string
}

/** What somebody may say that a group heading means. */
export interface HeadingMeaning {
  column: string
  value?: string
  label: string
}

/** What somebody may say of all rows that are held for one cause: as what a cell of each is read. */
export interface Cure {
  label: string
  /** null: that of the finding */
  column: string | null
  /** empty: as if nothing stood there */
  text: string
}

/** What every row is understood as, besides the fields of its kind. Stored as JSON with the row; no phone stands in it. */
export interface TableDraft {
  /** which of several subjects that share one identity it is, from 1 in order of appearance */
  ordinal: number
  /** what it is silent on though its table has a column for it; a column that is not there says nothing */
  blanks: readonly string[]
}

/** By what a row is known again in another file. */
export interface Identity {
  key: string
  /** why two rows of this identity are suspected to be one subject */
  reason: string
  /** what subjects of one identity share: 投资方、项目名和签约日 */
  shared: string
  /** the column that says so */
  column: string
  /** it belongs to one subject, whatever rows it stands in (a code) */
  isUnique: boolean
}

/** Finds the first earlier record that is suspected to be the same subject. */
export interface LikenessIndex<Draft, Value> {
  find(draft: Draft): { of: Value; reason: string } | null
  add(draft: Draft, value: Value): void
}

/** What a row says otherwise than its subject was said to be before. */
export interface Differences {
  /** changed fields, in words; empty: nothing new */
  words: readonly string[]
  /** a finding where the row is silent on what cannot be taken back by silence */
  missing: Note | null
}

/** How one count of a sheet's standing rows is shown. */
export interface CountColumn {
  key: string
  head: string
  unit?: string
  /** 万元 that are shown as 亿元 where large */
  isMoney?: true
  /** in the document of the command line, and not on the page */
  isUnseen?: true
  /** where another page has a number of that name that differs: why, in a sentence */
  explained?: string
}

/** Counts the standing rows of a sheet one by one. */
export interface Tally<Draft> {
  add(draft: Draft): void
  /** by the keys of the vocabulary's counts */
  counts(): Record<string, number>
}

/** A draft in a list of rows. */
export interface PreviewedDraft {
  title: string
  subtitle: string | null
  /** by the keys of `previewColumns` */
  cells: Record<string, string | null>
}

/**
 * What the reader of tables must know of one kind of table. Pure: what is stored is the business of an `ImportKind`.
 * Methods are written as such so that kinds of different drafts stand in one list.
 */
export interface Vocabulary<Draft extends TableDraft = TableDraft> {
  /** what a row is, in a word: 项目 */
  subject: string
  /** in the order in which headers are tried */
  columns: ColumnRules
  /** columns that can name a row, the usual one first; a header has at least one of them */
  naming: readonly [string, ...string[]]
  /** columns named as examples where no header was found */
  usual: readonly string[]
  /** the running number; it says nothing of the row */
  serial: string | null
  /** amounts and areas that a total row adds up, and whose unit must be known; `count` is the sum of the rows among the counts */
  totals: readonly { column: string; label: string; count: string }[]
  /** What a group heading says of the rows below it; null when nobody can tell. */
  headingSays(heading: string): HeadingSays | null
  /** what a group heading can be said to mean; `value` where the words of the heading do not say it */
  headingMeanings: readonly HeadingMeaning[]
  /** The columns that are not what their header says, because titles tell that it is still to come; by what they are instead. */
  plannedColumns?(titles: readonly string[]): ReadonlyMap<string, string | null>
  /** by the code of a finding that holds its row: what cures it, where that is not to leave the cell out */
  cures?: Readonly<Partial<Record<string, readonly Cure[]>>>
  /** words of what happens to a subject: of several years in a title the one before them counts */
  events?: RegExp

  /** Makes a draft of cells that were read, and notes what they say against each other. Phones stay whole, apart from it. */
  understand(read: CellsRead<Record<string, unknown>>, tableContext: TableContext): { draft: Draft; phones: string[] }
  /** columns offered for correction even where the table has none */
  corrected: readonly string[]
  /** of these, those that a table without the column is not asked for */
  onlyWithColumn: readonly string[]
  /** A corrected draft with what cannot be typed anew, such as phones. */
  keepUntyped(corrected: Draft, stored: Draft): Draft
  /** A draft as it is stored, and in full again. */
  compact(draft: Draft): Partial<Draft>
  whole(stored: unknown): Draft

  identityOf(draft: Draft): Identity
  /** Same content, same print, whatever row or file it stands in. */
  printOf(draft: Draft): Identity
  likeness<Value>(): LikenessIndex<Draft, Value>
  /** units and parks that a draft names, by the draft's keys that hold them */
  names: { units: readonly string[]; parks: readonly string[] }

  /** Why two of one identity are suspected to be two subjects all the same, in words; null when nothing speaks for it. */
  whyAnother(before: Draft, after: Draft): string | null
  differences(before: Draft, after: Draft): Differences
  /** What the tables of one subject have said so far, the earliest first. */
  combined(drafts: readonly Draft[]): Draft
  /** Does a draft speak of something for which the table of `last` had no column? */
  goesBeyond(draft: Draft, last: Draft): boolean
  /** Changed values for the log, without personal data. */
  logged(before: Draft, after: Draft): { before: Record<string, unknown>; after: Record<string, unknown> }

  counts: readonly CountColumn[]
  tally(): Tally<Draft>
  /** head of the column of titles and subtitles, and what stands for a missing subtitle */
  previewTitle: string
  noSubtitle: string
  previewColumns: readonly { key: string; head: string; unit?: string; isNumber?: true }[]
  preview(draft: Draft): PreviewedDraft
  /** a row and what it is suspected to be, beside each other */
  compared: readonly { label: string; of(draft: Draft): string | null }[]
}
