import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { cleanText, type SourceCell, type SourceFile, type SourceRow } from '../domain/source'
import { LIMITS, longRow, unreadable } from './limits'

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/

const chunksOf = (path: string): AsyncIterable<Buffer> => createReadStream(path)

/** UTF-8 when the whole file reads as such, else GB 18030, which holds GBK and GB 2312. */
export async function detectEncoding(path: string): Promise<'utf-8' | 'utf-16le' | 'gb18030'> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of chunksOf(path)) {
      if (first && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
      first = false
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

async function detectDelimiter(path: string, encoding: string): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0)
    const head = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead))
    const count = (char: string) => head.split(char).length
    return [',', '\t', ';'].reduce((best, char) => (count(char) > count(best) ? char : best), ',')
  } finally {
    await handle.close()
  }
}

/** Opens a CSV (comma, tab or semicolon; UTF-8, UTF-16 or GBK) as a file of one sheet. */
export async function openCsv(path: string, fileName: string): Promise<SourceFile> {
  const encoding = await detectEncoding(path)
  const delimiter = await detectDelimiter(path, encoding)
  const name = basename(fileName, extname(fileName)) || '台账'
  return {
    format: 'csv',
    sheets: [{ name, hidden: false, merges: [], rows: () => readRows(path, encoding, delimiter) }],
    close: async () => {},
  }
}

function toCell(value: string): SourceCell | null {
  const text = cleanText(value.slice(0, LIMITS.cellCharacters))
  if (text.trim() === '') return null
  const trimmed = text.trim()
  return NUMBER.test(trimmed) ? { text: trimmed, number: Number(trimmed) } : { text }
}

async function* readRows(path: string, encoding: string, delimiter: string): AsyncGenerator<SourceRow, void, void> {
  const decoder = new TextDecoder(encoding)
  const splitter = createSplitter(delimiter)
  for await (const chunk of chunksOf(path)) {
    for (const row of splitter.split(decoder.decode(chunk, { stream: true }))) yield toRow(row)
  }
  for (const row of splitter.split(`${decoder.decode()}\n`)) yield toRow(row)
  splitter.end()
}

interface CsvRow {
  /** counted from 1, empty ones too */
  number: number
  fields: string[]
}

function toRow({ number, fields }: CsvRow): SourceRow {
  const cells = new Map<number, SourceCell>()
  fields.forEach((field, column) => {
    const cell = toCell(field)
    if (cell) cells.set(column, cell)
  })
  return { number, cells }
}

/** A quoted field over several lines, which a stray quote makes too. */
interface Stretch {
  line: number
  fieldsBefore: number
  /** delimiters within its first and its last line */
  first: number
  last: number
}

/** With its stretch undone both its ends are whole rows: the quotes stand alone. */
function isTorn({ fieldsBefore, first, last }: Stretch, width: number): boolean {
  const after = width - fieldsBefore - 1
  return after + fieldsBefore > 0 && first === after && last === fieldsBefore
}

function strayQuote(line: number) {
  return unreadable(
    'damaged',
    `文件第 ${line} 行的双引号没有配对，从这里起分不清各行。请在 Excel 或 WPS 中打开、改好这一行，另存为 .xlsx 后再上传。`,
  )
}

const QUOTE = 34
const NEWLINE = 10

/**
 * RFC 4180, fed piece by piece; a quote within an unquoted field is a quote. A quote that swallows rows is refused, and a
 * row too long to be one; rows that hold nothing are counted only. It keeps no more than one row and one piece.
 */
function createSplitter(delimiter: string) {
  let field = ''
  let fields: string[] = []
  /** of the row so far: its first line, its fields that have ended, its characters */
  let start = 1
  let width = 0
  let length = 0
  let isFilled = false
  let number = 0
  let quoted = false
  let closedQuote = false
  let line = 1
  let stretch: Stretch | null = null
  let stretches: Stretch[] = []
  const delimiterCode = delimiter.charCodeAt(0)
  const isSign = (code: number) => code === NEWLINE || code === delimiterCode || code === QUOTE

  function split(text: string): CsvRow[] {
    const rows: CsvRow[] = []
    let at = 0
    while (at < text.length) {
      if (length === 0 && text.charCodeAt(at) === NEWLINE) {
        number++
        start = ++line
        at++
        continue
      }
      let next = at + 1
      if (!isSign(text.charCodeAt(at))) while (next < text.length && !isSign(text.charCodeAt(next))) next++
      read(text.slice(at, next), rows)
      at = next
    }
    return rows
  }

  /** `piece`: a sign, or characters without one */
  function read(piece: string, rows: CsvRow[]): void {
    length += piece.length
    if (length > LIMITS.rowCharacters) throw stretch && stretch.line < line ? strayQuote(stretch.line) : longRow(start)
    if (piece === '\n') line++
    if (quoted && !leavesQuotes(piece)) return
    if (piece === '"' && field === '') {
      quoted = true
      stretch = { line, fieldsBefore: width, first: 0, last: 0 }
    } else if (piece === delimiter) endField(field)
    else if (piece === '\n') endRow(rows)
    else append(piece)
  }

  /** True when the piece stands after the closing quote. */
  function leavesQuotes(piece: string): boolean {
    if (closedQuote) {
      closedQuote = false
      if (piece === '"') {
        append('"')
        return false
      }
      quoted = false
      if (stretch && stretch.line < line - (piece === '\n' ? 1 : 0)) {
        if (piece !== delimiter && piece !== '\n' && !piece.startsWith('\r')) throw strayQuote(stretch.line)
        stretches.push(stretch)
      }
      stretch = null
      return true
    }
    if (piece === '"') {
      closedQuote = true
      return false
    }
    append(piece)
    if (piece === '\n') stretch!.last = 0
    else if (piece === delimiter) {
      stretch!.last++
      if (stretch!.line === line) stretch!.first++
    }
    return false
  }

  function append(piece: string): void {
    if (field.length < LIMITS.cellCharacters) field += piece
  }

  function endField(value: string): void {
    if (width < LIMITS.columns) fields.push(value)
    if (value !== '') isFilled = true
    width++
    field = ''
  }

  function endRow(rows: CsvRow[]): void {
    endField(field.endsWith('\r') ? field.slice(0, -1) : field)
    const torn = stretches.find((each) => isTorn(each, width))
    if (torn) throw strayQuote(torn.line)
    stretches = []
    number++
    if (isFilled) {
      isFilled = false
      rows.push({ number, fields })
      fields = []
    } else fields.length = 0
    start = line
    width = 0
    length = 0
  }

  /** @throws AppError when the last quote was never closed */
  function end(): void {
    if (quoted) throw strayQuote(stretch!.line)
  }
  return { split, end }
}
