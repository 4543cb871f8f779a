import { squeeze } from '~/shared/text'

/** An earlier import of which a file is a newer edition. */
export interface EarlierEdition {
  id: string
  fileName: string
  /** when it was committed, as ISO text: it is kept with the report */
  committedAt: string
}

/** One value that a row says otherwise; null: nothing stood there, or it is personal and not repeated. */
export interface ValueChange {
  label: string
  from: string | null
  to: string | null
  /** what the earlier edition said, where somebody has changed it in the program since */
  said?: string
}

/** A subject's stage as it was and as the row says it. */
export interface StageMove {
  from: string
  to: string
  /** the row says less than was said before: what is recorded stands */
  backwards: boolean
}

/** What a row says otherwise than its subject. Stored with the row; a part that is not there says nothing. */
export interface RowDifferences {
  values?: ValueChange[]
  moved?: StageMove
}

/** By what editions of one table are known: their titles, who reported them, and how many rows they have. */
export interface EditionSigns {
  titles: ReadonlySet<string>
  reporters: ReadonlySet<string>
  rows: number
}

export interface EditionCandidate extends EditionSigns {
  /** of its subjects, those that the file names too */
  shared: number
}

/** Share of common subjects above which two files are editions of one table, under one title and under another. */
const SHARE = { sameTitle: 0.2, otherTitle: 0.5 }

/**
 * The earlier import of which a file is a newer edition: of those that share enough of its subjects, the first given (the
 * latest). What another unit has reported is no edition of it.
 */
export function recogniseEdition<Candidate extends EditionCandidate>(
  file: EditionSigns,
  candidates: readonly Candidate[],
): Candidate | null {
  const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((each) => b.has(each))
  const isOf = (it: Candidate) => {
    if (file.reporters.size > 0 && it.reporters.size > 0 && !meets(file.reporters, it.reporters)) return false
    const share = (2 * it.shared) / Math.max(1, file.rows + it.rows)
    return share >= (meets(file.titles, it.titles) ? SHARE.sameTitle : SHARE.otherTitle)
  }
  return candidates.find(isOf) ?? null
}

/** What a title keeps from month to month: no numbers, days, months or quarters. */
export function titleKey(title: string): string {
  return squeeze(title)
    .toLowerCase()
    .replace(/截至|截止|[上下]半年|[一二三四]季度|[一二三四五六七八九十]+月份?/g, '')
    .replace(/[\d\s年月日号季度至到.\-—~～()（）]/g, '')
}

export interface PlannedTables {
  name: string
  included: boolean
  tables: readonly { title: string | null; reportedBy: string | null }[]
}

/** The signs of a file by its plan. */
export function editionSigns(sheets: readonly PlannedTables[], rows: number): EditionSigns {
  const read = sheets.filter(({ included }) => included)
  const tables = read.flatMap((sheet) => sheet.tables)
  const keys = [...tables.flatMap(({ title }) => title ?? []), ...read.map(({ name }) => name)].map(titleKey)
  return {
    titles: new Set(keys.filter((key) => key.length > 1 && !NO_TITLE.test(key))),
    reporters: new Set(tables.flatMap(({ reportedBy }) => reportedBy ?? [])),
    rows,
  }
}

/** The names that programs give to sheets. */
const NO_TITLE = /^(?:sheet|工作表|表)$/
