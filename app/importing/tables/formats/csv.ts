import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { cleanText, type SourceCell, type SourceFile, type SourceRow } from '../domain/source'
import { LIMITS, longRow, unreadable } from './limits'

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * UTF-8 when the whole file reads as such, else GB 18030, which holds GBK and GB 2312.
 * @throws AppError for a file in which single bytes are broken, with the line of the first
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const [first, second] = await firstBytes(path)
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (await reads(path, 'utf-8')) return 'utf-8'
  const asUtf8 = await brokenBytes(path, 'utf-8')
  // Chinese in GBK is hardly ever UTF-8 by chance: where nearly all of it is, some bytes are broken.
  if (asUtf8.wide > asUtf8.broken * 10) throw broken(asUtf8.line, 'UTF-8')
  if (await reads(path, 'gb18030')) return 'gb18030'
  throw broken((await brokenBytes(path, 'gb18030')).line, 'GBK')
}

async function firstBytes(path: string): Promise<number[]> {
  const handle = await open(path)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return [...buffer]
  } finally {
    await handle.close()
  }
}

async function reads(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

const BROKEN = 0xfffd

/** How many characters beyond ASCII a file has in an encoding, how many broken ones, and the line of the first of these. */
async function brokenBytes(path: string, encoding: Encoding) {
  const decoder = new TextDecoder(encoding)
  const found = { wide: 0, broken: 0, line: 0 }
  let line = 1
  const count = (text: string) => {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === NEWLINE) line++
      else if (code === BROKEN) {
        found.broken++
        found.line ||= line
      } else if (code > 0x7f) found.wide++
    }
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    count(decoder.decode(chunk, { stream: true }))
  count(decoder.decode())
  return found
}

function broken(line: number, encoding: string) {
  return unreadable(
    'damaged',
    `文件第 ${line} 行有不属于 ${encoding} 编码的字节，文字已损坏，无法可靠读取。请在 Excel 或 WPS 中打开、改好这一行，另存为 .xlsx 后再上传。`,
  )
}

interface Dialect {
  delimiter: string
  /** lines end with a carriage return alone, as old programs for the Mac write them */
  endsWithReturn: boolean
}

async function detectDialect(path: string, encoding: string): Promise<Dialect> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0)
    const head = new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead))
    const count = (char: string) => head.split(char).length
    return {
      delimiter: [',', '\t', ';'].reduce((best, char) => (count(char) > count(best) ? char : best), ','),
      endsWithReturn: head.includes('\r') && !head.includes('\n'),
    }
  } finally {
    await handle.close()
  }
}

/** Opens a CSV (comma, tab or semicolon; UTF-8, UTF-16 or GBK; lines ended in any way) as a file of one sheet. */
export async function openCsv(path: string, fileName: string): Promise<SourceFile> {
  const encoding = await detectEncoding(path)
  const dialect = await detectDialect(path, encoding)
  const name = basename(fileName, extname(fileName)) || '台账'
  return {
    format: 'csv',
    sheets: [{ name, hidden: false, merges: [], rows: () => readRows(path, encoding, dialect) }],
    close: async () => {},
  }
}

function toCell(value: string): SourceCell | null {
  const text = cleanText(value.slice(0, LIMITS.cellCharacters))
  if (text.trim() === '') return null
  const trimmed = text.trim()
  return NUMBER.test(trimmed) ? { text: trimmed, number: Number(trimmed) } : { text }
}

async function* readRows(
  path: string,
  encoding: string,
  { delimiter, endsWithReturn }: Dialect,
): AsyncGenerator<SourceRow, void, void> {
  const decoder = new TextDecoder(encoding)
  const splitter = createSplitter(delimiter)
  const lines = (text: string) => (endsWithReturn ? text.replaceAll('\r', '\n') : text)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const row of splitter.split(lines(decoder.decode(chunk, { stream: true })))) yield toRow(row)
  }
  for (const row of splitter.split(`${lines(decoder.decode())}\n`)) yield toRow(row)
  splitter.end()
}

interface CsvRow {
  /** counted from 1, empty ones too */
  number: number
  fields: string[]
  /** of its fields that hold anything, the last one's place */
  width: number
}

function toRow({ number, fields, width }: CsvRow): SourceRow {
  const cells = new Map<number, SourceCell>()
  fields.forEach((field, column) => {
    const cell = toCell(field)
    if (cell) cells.set(column, cell)
  })
  return width > LIMITS.columns ? { number, cells, isCut: true } : { number, cells }
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
  let filled = 0
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
    if (value !== '') filled = width + 1
    width++
    field = ''
  }

  function endRow(rows: CsvRow[]): void {
    endField(field.endsWith('\r') ? field.slice(0, -1) : field)
    const torn = stretches.find((each) => isTorn(each, width))
    if (torn) throw strayQuote(torn.line)
    stretches = []
    number++
    if (filled > 0) {
      rows.push({ number, fields, width: filled })
      filled = 0
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
