import { addDays, formatDayRange, inMonth, inYear, isDay, type Day } from '~/shared/day'
import { cleanText, columnIndex, PICTURE, type Merge, type SourceCell, type SourceRow } from '../domain/source'
import type { Archive } from './archive'
import { LIMITS } from './limits'
import { plainNumber, showNumber, type CellFormat } from '../domain/number-format'
import { explained, parseText, parseXml, type XmlHandlers } from './xml'

/** What the cells of every sheet refer to. */
export interface Book {
  archive: Archive
  /** the shared texts, as `textOf` has them */
  strings: string[]
  /** by style; those that tell nothing beyond the number are left out */
  formats: Map<number, CellFormat>
  date1904: boolean
}

interface RawCell {
  column: number
  type: string
  style: number
  value: string
  inline: string
  formula: boolean
}

const VALUES = new Set(['v', 't'])
const MAX_MERGES = 200_000
/** more than this without the end of a row is no ordinary sheet */
const MAX_REST = 4_000_000

/**
 * The rows of a sheet that hold cells, streamed; its merged areas are complete with the last.
 * Rows as every program writes them are taken apart by `plainRow`, thrice as fast. Where the markup turns out otherwise
 * the sheet is parsed as XML, from its beginning, and the rows handed on already are passed over.
 */
export async function* readRows(
  book: Book,
  part: string,
  merges: Merge[],
  hiddenColumns: Set<number> = new Set(),
): AsyncGenerator<SourceRow, void, void> {
  merges.length = 0
  hiddenColumns.clear()
  const cutter = new RowCutter()
  let number = 0
  /** rows handed on that hold cells */
  let filled = 0
  let rest: string | null = ''
  const stream = await book.archive.open(part)
  const chunks: AsyncIterable<Buffer> = stream
  try {
    const decoder = new TextDecoder()
    for await (const chunk of chunks) {
      const piece = rest + decoder.decode(chunk, { stream: true })
      if (number === 0) readColumns(piece, hiddenColumns)
      const cut = cutter.cut(piece)
      rest = cut?.rest ?? null
      if (!cut) break
      for (const markup of cut.rows) {
        // A sheet formatted down to its bottom has a million rows of cells that hold nothing.
        if (!FILLED.test(markup)) continue
        const row: SourceRow = plainRow(book, markup) ??
          rowsOf(book, [markup])[0] ?? { number: number + 1, cells: new Map() }
        number = row.number
        if (row.cells.size > 0) filled++
        yield row
      }
    }
  } catch (error) {
    throw explained(error)
  } finally {
    stream.destroy()
  }
  if (rest?.includes('</sheetData>') && number > 0) return readMerges(rest, merges)
  for await (const row of parsedRows(book, part, merges, hiddenColumns))
    if (row.cells.size > 0 && filled-- <= 0) yield row
}

/** a value, a text, a formula */
const FILLED = /<(?:\w+:)?(?:v|t|f)\b/

async function* parsedRows(
  book: Book,
  part: string,
  merges: Merge[],
  hiddenColumns: Set<number>,
): AsyncGenerator<SourceRow, void, void> {
  const { ready, handlers } = rowHandlers(book, merges, hiddenColumns)
  for await (const _ of parseXml(await book.archive.open(part), handlers)) {
    void _
    yield* ready
    ready.length = 0
  }
}

/** Excel's own bound */
const MAX_ROW = 1_048_576

/** The number a row states; NaN where it states none that a sheet can have. */
const statedRow = (r: string | undefined) => (/^\d{1,7}$/.test(r ?? '') && Number(r) <= MAX_ROW ? Number(r) : NaN)

/** Gathers rows from the elements of a sheet. A row whose number does not come after the one before counts on from there. */
function rowHandlers(
  book: Book,
  merges: Merge[],
  hiddenColumns: Set<number> = new Set(),
): { ready: SourceRow[]; handlers: XmlHandlers } {
  const ready: SourceRow[] = []
  let row: SourceRow = { number: 0, cells: new Map() }
  let last = 0
  let column = -1
  let raw: RawCell | null = null
  let collecting: string | null = null
  let inPhonetic = false

  const handlers: XmlHandlers = {
    open(name, attributes) {
      if (name === 'row') {
        row = { number: statedRow(attributes.r) || row.number + 1, cells: new Map() }
        if (isOn(attributes.hidden)) row.hidden = true
        column = -1
      } else if (name === 'c') {
        const letters = /^[A-Z]+/.exec(attributes.r ?? '')?.[0]
        column = letters ? columnIndex(letters) : column + 1
        raw = {
          column,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          value: '',
          inline: '',
          formula: false,
        }
      } else if (name === 'f' && raw) {
        raw.formula = true
      } else if (name === 'rPh') {
        inPhonetic = true
      } else if (VALUES.has(name) && raw) {
        collecting = inPhonetic ? null : name
      } else if (name === 'col') {
        if (isOn(attributes.hidden)) hide(hiddenColumns, Number(attributes.min), Number(attributes.max))
      } else if (name === 'mergeCell') {
        const merge = parseMerge(attributes.ref ?? '')
        if (merge && merges.length < MAX_MERGES) merges.push(merge)
      }
    },
    text(chunk) {
      if (!raw || !collecting) return
      if (collecting === 'v' && raw.value.length < LIMITS.cellCharacters) raw.value += chunk
      else if (collecting === 't' && raw.inline.length < LIMITS.cellCharacters) raw.inline += chunk
    },
    close(name) {
      if (VALUES.has(name)) collecting = null
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'c' && raw) {
        const cell = raw.column >= 0 ? toCell(raw, book) : null
        if (cell && raw.column >= LIMITS.columns) row.isCut = true
        else if (cell) row.cells.set(raw.column, cell)
        raw = null
      } else if (name === 'row') {
        if (row.cells.size > 0) {
          row.number = Math.max(row.number, last + 1)
          last = row.number
        }
        ready.push(row)
      }
    },
  }
  return { ready, handlers }
}

const ROW_END = '</row>'
const PLAIN_ROW = /^<row\s[^>]*\br="(\d+)"/
/** Rows without cells: a sheet formatted down to its bottom ends with thousands. */
const EMPTY_ROWS = /^(?:\s*<row(?:\s[^<>]*)?\/>)+/
const MERGE_REF = /<mergeCell\s[^>]*?ref="([^"]+)"/g

/** Cuts the rows of a sheet out of its markup. */
class RowCutter {
  /** the number of the last row cut off */
  private last = 0

  /** Cuts whole rows off the front of the markup; null when it is not as every program writes it, or its numbers do not rise. */
  cut(markup: string): { rows: string[]; rest: string } | null {
    if (this.last === 0 && markup.includes('<!')) return null
    const rows: string[] = []
    let from = 0
    for (let end = markup.indexOf(ROW_END); end >= 0; end = markup.indexOf(ROW_END, from)) {
      const start = markup.lastIndexOf('<row', end)
      const next = end + ROW_END.length
      const row = markup.slice(start, next)
      const number = statedRow(PLAIN_ROW.exec(row)?.[1])
      if (start < from || !(number > this.last) || row.includes('<!')) return null
      this.last = number
      rows.push(row)
      from = next
    }
    const rest = markup.slice(from).replace(EMPTY_ROWS, '')
    return rest.length > MAX_REST ? null : { rows, rest }
  }
}

const isOn = (value: string | undefined) => value === '1' || value === 'true'

const COLUMN = /<col\s([^<>]*)>/g

/** The columns that nobody sees; they stand before the rows. */
function readColumns(markup: string, hidden: Set<number>): void {
  const end = markup.indexOf('<row')
  for (const [, attributes] of markup.slice(0, end < 0 ? undefined : end).matchAll(COLUMN)) {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes!)?.[1]
    if (isOn(value('hidden'))) hide(hidden, Number(value('min')), Number(value('max')))
  }
}

/** Columns are counted from 1 here, and those beyond a table are not listed one by one. */
function hide(hidden: Set<number>, first: number, last: number): void {
  for (let column = first; column <= Math.min(last, LIMITS.columns); column++) hidden.add(column - 1)
}

function readMerges(markup: string, merges: Merge[]): void {
  for (const match of markup.matchAll(MERGE_REF)) {
    const merge = parseMerge(match[1]!)
    if (merge && merges.length < MAX_MERGES) merges.push(merge)
  }
}

const CELL =
  /<c((?:\s+[a-z:A-Z]+="[^"<]*")*)\s*(?:\/>|>(?:<f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/f>))?(?:<v(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/v>))?<\/c>)/g
const ATTRIBUTE = /\s([rts])="([^"]*)"/g
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const ROW_TAG = /^<row(\s[^<>]{0,2000})>/

/** A row of nothing but plain cells; null when there is anything else in it, as inline text. */
export function plainRow(book: Book, markup: string): SourceRow | null {
  const open = ROW_TAG.exec(markup)
  const number = open && /\br="(\d+)"/.exec(open[1]!)?.[1]
  if (!number || open[0].endsWith('/>')) return null
  const cells = new Map<number, SourceCell>()
  let at = open[0].length
  CELL.lastIndex = at
  let column = -1
  let isCut = false
  for (let match = CELL.exec(markup); match; match = CELL.exec(markup)) {
    if (match.index !== at && markup.slice(at, match.index).trim() !== '') return null
    at = CELL.lastIndex
    const raw: RawCell = {
      column: 0,
      type: 'n',
      style: 0,
      value: match[2] ?? '',
      inline: '',
      formula: match[0].includes('<f'),
    }
    for (const [, name, value] of match[1]!.matchAll(ATTRIBUTE)) {
      if (name === 'r') column = columnIndex(/^[A-Z]+/.exec(value!)?.[0] ?? '') - 1
      else if (name === 't') raw.type = value!
      else raw.style = Number(value)
    }
    raw.column = ++column
    if (raw.type === 'inlineStr') return null
    if (raw.value.includes('&')) {
      if (raw.value.replace(ENTITY, '').includes('&')) return null
      raw.value = raw.value.replace(ENTITY, (_, named?: string, decimal?: string, hex?: string) =>
        named
          ? NAMED[named]!
          : String.fromCodePoint(Math.min(decimal ? Number(decimal) : parseInt(hex!, 16), 0x10ffff)),
      )
    }
    if (raw.value.length > LIMITS.cellCharacters) return null
    if (raw.column < 0) continue
    const cell = toCell(raw, book)
    if (cell && raw.column >= LIMITS.columns) isCut = true
    else if (cell) cells.set(raw.column, cell)
  }
  if (markup.slice(at).trim() !== ROW_END) return null
  const row: SourceRow = { number: Number(number), cells }
  if (HIDDEN.test(open[1]!)) row.hidden = true
  if (isCut) row.isCut = true
  return row
}

const HIDDEN = /\bhidden="(?:1|true)"/

/** Rows of whole markup, parsed as XML. */
export function rowsOf(book: Book, markup: readonly string[]): SourceRow[] {
  const { ready, handlers } = rowHandlers(book, [])
  parseText(`<rows>${markup.join('')}</rows>`, handlers)
  return ready
}

function parseMerge(ref: string): Merge | null {
  const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(ref) ?? []
  if (!left || !right) return null
  return { top: Number(top), bottom: Number(bottom), left: columnIndex(left), right: columnIndex(right) }
}

function toCell(raw: RawCell, book: Book): SourceCell | null {
  if (raw.formula && raw.value === '' && raw.type !== 'str') return { text: '', unresolved: true }
  switch (raw.type) {
    case 's':
      return cellOf(book.strings[Number(raw.value)] ?? '')
    case 'inlineStr':
      return textCell(raw.inline)
    case 'str':
      return textCell(raw.value)
    case 'b':
      return textCell(raw.value === '1' ? '是' : '否')
    case 'e':
      return { text: raw.value, error: raw.value }
    case 'd':
      return isDay(raw.value.slice(0, 10))
        ? { text: raw.value.slice(0, 10), day: raw.value.slice(0, 10) }
        : textCell(raw.value)
    default:
      return numberCell(raw, book)
  }
}

const textCell = (value: string) => cellOf(textOf(value))

const DISPIMG = /^=?(?:_xlfn\.)?DISPIMG\(/

function cellOf(text: string): SourceCell | null {
  if (text.trim() === '') return null
  return DISPIMG.test(text) ? PICTURE : { text }
}

/** A text as it was typed: the file writes what XML cannot hold as `_x000D_`. */
export function textOf(stored: string): string {
  const text = stored.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
  return cleanText(text.slice(0, LIMITS.cellCharacters))
}

function numberCell(raw: RawCell, book: Book): SourceCell | null {
  if (raw.value.trim() === '') return null
  const number = Number(raw.value)
  if (!Number.isFinite(number)) return textCell(raw.value)
  const format = book.formats.get(raw.style)
  if (format?.kind === 'number') {
    const shown = showNumber(number, format.sections)
    if (!shown) return null
    return shown.isScaled ? { ...shown, number, stored: plainNumber(number) } : { text: shown.text, number }
  }
  return (format && dayCell(number, format, book.date1904)) ?? { text: plainNumber(number), number }
}

const MINUTE = 1 / 1440
/** Midnight in Shanghai, told by a program that counts in UTC. */
const UTC_MIDNIGHT = 16 / 24

function dayCell(
  number: number,
  { shows, hasTime }: Extract<CellFormat, { kind: 'day' }>,
  date1904: boolean,
): SourceCell | null {
  const time = number - Math.floor(number)
  // Some programs write midnight 43 seconds short, in the local time of 1900, or as UTC.
  const isLate = time > 1 - MINUTE
  const isUtc = !hasTime && Math.abs(time - UTC_MIDNIGHT) < MINUTE
  const day = serialDay(isLate || isUtc ? number + MINUTE + (isUtc ? 1 - UTC_MIDNIGHT : 0) : number, date1904)
  if (!day) return null
  // A day that is not shown was not meant: typing 2021-5 stores the first of May.
  if (shows === 'month') return { text: formatDayRange(inMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))) }
  if (shows === 'year') return { text: formatDayRange(inYear(Number(day.slice(0, 4)))) }
  if (shows === 'monthDay') {
    return { text: `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`, number, day, isYearHidden: true }
  }
  const stored = serialDay(number, date1904)
  return isLate || isUtc ? { text: day, number, day, stored: `${stored} ${timeOf(time)}` } : { text: day, number, day }
}

function timeOf(share: number): string {
  const seconds = Math.round(share * 86_400)
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0')
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
}

/** The day of an Excel serial number; null outside 1900–2199. Excel counts a 29 February 1900 that never was. */
export function serialDay(serial: number, date1904 = false): Day | null {
  const whole = Math.floor(serial)
  if (whole < 1 || whole > 110_000) return null
  const day = date1904 ? addDays('1904-01-01', whole) : addDays(whole < 60 ? '1899-12-31' : '1899-12-30', whole)
  return isDay(day) ? day : null
}
