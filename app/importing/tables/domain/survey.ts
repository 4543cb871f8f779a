import { squeeze } from '~/shared/text'
import type { HeaderAnswer, SheetAnswer } from './answers'
import { headerWords } from './columns'
import { headerSigns, isHeader, type HeaderSigns } from './header'
import { rowKind, type TableShape } from './row-kinds'
import type { SourceRow } from './source'
import { ruleOf, type Vocabulary } from './vocabulary'

/** rows above a header that may belong to it */
const ROWS_BEFORE = 60
/** rows below a header whose cells help to tell what its columns are */
const ROWS_FIRST = 60
/** rows right below a header that may be levels of it, units or numbers of columns */
const ROWS_BELOW = 3
/** a later header is looked for only where a row begins with a word of headers */
const MAX_FIRST_TEXT = 20
const LEVELS = 2
/** rows in which the first header is looked for by every cell; it rarely stands below the sixtieth */
const ROWS_LOOKED_AT = 200

/** rows with which a sheet begins, to be shown */
const ROWS_SHOWN = 20

/** A table as it goes by: its header, its first rows, and those of its rows that may be no data. */
export interface TableSeen {
  main: SourceRow
  /** what somebody said its header is */
  given: HeaderAnswer | null
  signs: HeaderSigns
  before: SourceRow[]
  first: SourceRow[]
  /** rows that may be anything but data, in order */
  odd: SourceRow[]
  /** rows that are data, in order, with what stands in the columns that are added up */
  lines: { row: number; sums: Map<number, string> }[]
  /** rows beyond the most that are kept: they are counted, and the file is refused for them */
  beyond: number
  /** how many of these begin with a running number */
  numbered: number
  /** by a row numbered 1.1 the row numbered 1 above it */
  parts: Map<number, number>
  hidden: number[]
  /** rows that reach further to the right than is read */
  cut: number
}

/** of a table; more than can be imported at once */
const MOST_ROWS = 60_000

/** 1.1, 1-1 and 1（1） are parts of 1. */
const PART_OF = /^(\d{1,4})(?:[.．]\d{1,3}|[-—]\d{1,3}|[（(]\d{1,3}[）)])$/
const MAX_SERIAL = 12

type Words = Pick<Vocabulary, 'columns' | 'naming' | 'serial' | 'totals'>

/** What a row may be is first told without the columns being known for certain. */
interface Guess {
  sums: Set<number>
  facts: Set<number>
  serial: number | null
  /** two tables side by side: whatever a row is, it must be looked at for each */
  isWide: boolean
}

const LABELS_ALONE: TableShape = {
  headerTexts: new Map(),
  nameColumn: null,
  serialColumn: null,
  width: 0,
  mergesByRow: new Map(),
}

/** Looks the rows of a sheet through once, in order, and finds its tables; keeps what is needed to say what each row is. */
export class SheetSurvey {
  readonly tables: TableSeen[] = []
  /** rows that hold anything */
  filled = 0
  /** rows above the first header that are no longer kept */
  forgotten = 0
  /** the first rows of the sheet */
  readonly beginning: SourceRow[] = []
  /** rows of which somebody said what they are, as far as they hold anything */
  readonly answered = new Set<number>()
  private before: SourceRow[] = []
  private lastSerial: { row: number; text: string } | null = null
  private guess: Guess = { sums: new Set(), facts: new Set(), serial: null, isWide: false }
  private readonly headers: ReadonlyMap<number, HeaderAnswer> | null
  private readonly asked: ReadonlySet<number>
  private readonly corrected: ReadonlySet<number>

  constructor(
    private readonly words: Words,
    answers?: SheetAnswer,
  ) {
    this.headers = answers?.headers ? new Map(answers.headers.map((it) => [it.top, it])) : null
    this.asked = new Set(answers?.rows?.map((it) => it.row))
    this.corrected = new Set(answers?.cells?.map((it) => it.row))
  }

  add(row: SourceRow): void {
    if (row.cells.size === 0) return
    this.filled++
    if (this.beginning.length < ROWS_SHOWN) this.beginning.push(row)
    if (this.asked.has(row.number) || this.corrected.has(row.number)) this.answered.add(row.number)
    const table = this.tables.at(-1)
    if (this.headers) return this.addBelow(row, table, this.headers.get(row.number))
    const signs = this.signsOf(row, table)
    if (signs && isHeader(signs)) {
      if (!table) return this.open(row, signs, this.before)
      if (isLevelOf(row, table)) {
        if (signs.columns > table.signs.columns) this.replaceMain(table, row, signs)
        else table.first.push(row)
        return
      }
      if (!isSameHeader(row, table)) return this.open(row, signs, table.odd.slice(-ROWS_BEFORE))
      // The same header again stands on a new page of the same table.
      table.odd.push(row)
      return
    }
    if (table && signs && isHeaderInPart(row, table)) return this.open(row, signs, table.odd.slice(-ROWS_BEFORE))
    this.addBelow(row, table)
  }

  /** A row that is no header, or one that somebody said is. */
  private addBelow(row: SourceRow, table: TableSeen | undefined, given?: HeaderAnswer): void {
    if (given) {
      this.open(row, headerSigns(this.words, row), table ? table.odd.slice(-ROWS_BEFORE) : this.before, given)
    } else if (table) this.addTo(table, row)
    else {
      this.before.push(row)
      if (this.before.length > ROWS_BEFORE) {
        this.before.shift()
        this.forgotten++
      }
    }
  }

  /** Signs of a header, where the row may be one. */
  private signsOf(row: SourceRow, table: TableSeen | undefined): HeaderSigns | null {
    if (row.cells.size < 3) return null
    if (table ? table.first.length < LEVELS : this.filled <= ROWS_LOOKED_AT)
      return this.beginsAsData(row) ? null : headerSigns(this.words, row)
    let looked = 0
    for (const { text, number } of row.cells.values()) {
      if (number !== undefined) return null
      if (text.length <= MAX_FIRST_TEXT && headerWords(this.words.columns).isListed(text))
        return headerSigns(this.words, row)
      if (++looked === 2) return null
    }
    return null
  }

  private beginsAsData(row: SourceRow): boolean {
    const [first] = row.cells.values()
    return first?.number !== undefined || (first !== undefined && rowKind(row, LABELS_ALONE).kind === 'example')
  }

  private open(main: SourceRow, signs: HeaderSigns, before: SourceRow[], given: HeaderAnswer | null = null): void {
    this.tables.push({
      main,
      given,
      signs,
      before,
      first: [],
      odd: [],
      lines: [],
      beyond: 0,
      numbered: 0,
      parts: new Map(),
      hidden: [],
      cut: 0,
    })
    this.lastSerial = null
    this.guess = this.guessOf(main)
    this.before = []
  }

  private replaceMain(table: TableSeen, main: SourceRow, signs: HeaderSigns): void {
    table.before = [...table.before, table.main, ...table.first]
    table.main = main
    table.signs = signs
    table.first = []
    table.odd = []
    table.lines = []
    this.guess = this.guessOf(main)
  }

  private guessOf(main: SourceRow): Guess {
    const guess: Guess = { sums: new Set(), facts: new Set(), serial: null, isWide: false }
    const names = new Map<string, number>()
    for (const [index, { text }] of main.cells) {
      const bare = squeeze(text)
      names.set(bare, (names.get(bare) ?? 0) + 1)
      this.learn(guess, index, text)
    }
    guess.isWide = this.words.naming.some((column) =>
      [...names].some(([text, times]) => times > 1 && headerWords(this.words.columns).match(text)?.column === column),
    )
    return guess
  }

  private learn(guess: Guess, index: number, text: string): void {
    const { columns, naming, serial, totals } = this.words
    const column = headerWords(columns).match(text)?.column
    if (!column) return
    if (column === serial) guess.serial ??= index
    else if (totals.some((it) => it.column === column)) guess.sums.add(index)
    else if (column !== naming[0] && !ruleOf(columns, column).cell.isSum && !ruleOf(columns, column).cell.isLong)
      guess.facts.add(index)
  }

  private addTo(table: TableSeen, row: SourceRow): void {
    if (row.hidden) table.hidden.push(row.number)
    if (row.isCut) table.cut++
    const isBelow = table.first.length < ROWS_BELOW && table.lines.length === 0
    if (isBelow && ![...row.cells.values()].some(({ number, day }) => number !== undefined || day))
      for (const [index, { text }] of row.cells) this.learn(this.guess, index, text)
    if (table.first.length < ROWS_FIRST) table.first.push(row)
    if (table.lines.length + table.odd.length >= MOST_ROWS) {
      table.beyond++
      return
    }
    const isPart = this.isPart(table, row)
    if (isBelow || isPart || this.asked.has(row.number) || this.isOdd(row)) {
      table.odd.push(row)
      return
    }
    const sums = new Map<number, string>()
    for (const index of this.guess.sums) {
      const text = row.cells.get(index)?.text
      if (text !== undefined) sums.set(index, text)
    }
    table.lines.push({ row: row.number, sums })
    if (this.guess.serial !== null && row.cells.get(this.guess.serial)?.number !== undefined) table.numbered++
  }

  /** Is a row numbered as a part of one above it? */
  private isPart(table: TableSeen, row: SourceRow): boolean {
    if (this.guess.serial === null) return false
    const text = row.cells.get(this.guess.serial)?.text.trim()
    if (text === undefined) return false
    const [, whole] = text.length <= MAX_SERIAL ? (PART_OF.exec(text) ?? []) : []
    if (whole === undefined) this.lastSerial = { row: row.number, text: text.replace(/[.、．]$/, '') }
    else if (this.lastSerial?.text === whole) table.parts.set(row.number, this.lastSerial.row)
    return table.parts.has(row.number)
  }

  /** May a row be anything but data? Cheap: it is asked of every row. */
  private isOdd(row: SourceRow): boolean {
    const { facts, isWide } = this.guess
    if (isWide || row.cells.size <= 3) return true
    let count = 0
    for (const index of facts) if (row.cells.has(index)) count++
    if (facts.size > 1 && count <= 1) return true
    const [first, second] = row.cells.values()
    if (!first || !second) return true
    if (first.number !== undefined) return second.text.includes('计') || second.text.includes('例')
    if (first.text === second.text) return true
    return first.text.length <= MAX_FIRST_TEXT && rowKind(row, LABELS_ALONE).kind !== 'data'
  }
}

/** Another level of the header that has just begun, not the header of a table of its own. */
function isLevelOf(row: SourceRow, { main, first }: TableSeen): boolean {
  return row.number - main.number <= LEVELS && first.length < LEVELS
}

/** 序号, 项目名称, 简介 below 序号, 项目名称, 投资方: words of the header stand there again, and others beside them. */
function isHeaderInPart(row: SourceRow, { main, lines, first }: TableSeen): boolean {
  if (lines.length + first.length === 0 || row.number - main.number <= LEVELS) return false
  let same = 0
  for (const [index, { text, number, day }] of row.cells) {
    if (number !== undefined || day || text.length > MAX_FIRST_TEXT) return false
    if (squeeze(main.cells.get(index)?.text ?? '') === squeeze(text)) same++
  }
  return same >= 2 && same < row.cells.size
}

function isSameHeader(row: SourceRow, { main }: TableSeen): boolean {
  const known = new Set([...main.cells].map(([index, { text }]) => `${index}:${squeeze(text)}`))
  const isKnown = [...row.cells].every(([index, { text }]) => known.has(`${index}:${squeeze(text)}`))
  return isKnown && row.cells.size * 10 >= main.cells.size * 9
}
