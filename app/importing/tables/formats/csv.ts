import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { cleanText, type SourceCell, type SourceFile, type SourceRow } from '../domain/source'
import { LIMITS, unreadable } from './limits'

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/

/** UTF-8 when the whole file reads as such, else GB 18030, which holds GBK and GB 2312. */
export async function detectEncoding(path: string): Promise<'utf-8' | 'utf-16le' | 'gb18030'> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
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
  let number = 0
  const toRow = (fields: string[]): SourceRow => {
    const cells = new Map<number, SourceCell>()
    fields.slice(0, LIMITS.columns).forEach((field, column) => {
      const cell = toCell(field)
      if (cell) cells.set(column, cell)
    })
    return { number: ++number, cells }
  }
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const fields of splitter.split(decoder.decode(chunk, { stream: true }))) yield toRow(fields)
  }
  for (const fields of splitter.split(`${decoder.decode()}\n`)) yield toRow(fields)
  splitter.end()
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

/** RFC 4180, fed piece by piece; a quote within an unquoted field is a quote. A quote that swallows rows is refused. */
function createSplitter(delimiter: string) {
  let field = ''
  let fields: string[] = []
  let quoted = false
  let closedQuote = false
  let line = 1
  let stretch: Stretch | null = null
  let stretches: Stretch[] = []

  function split(text: string): string[][] {
    const rows: string[][] = []
    for (const char of text) {
      if (char === '\n') line++
      if (quoted) {
        if (closedQuote) {
          closedQuote = false
          if (char === '"') {
            field += '"'
            continue
          }
          quoted = false
          if (stretch && stretch.line < line - (char === '\n' ? 1 : 0)) {
            if (char !== delimiter && char !== '\n' && char !== '\r') throw strayQuote(stretch.line)
            stretches.push(stretch)
          }
          stretch = null
        } else if (char === '"') {
          closedQuote = true
          continue
        } else {
          if (field.length < LIMITS.cellCharacters) field += char
          if (char === '\n') stretch!.last = 0
          else if (char === delimiter) {
            stretch!.last++
            if (stretch!.line === line) stretch!.first++
          }
          continue
        }
      }
      if (char === '"' && field === '') {
        quoted = true
        stretch = { line, fieldsBefore: fields.length, first: 0, last: 0 }
      } else if (char === delimiter) {
        fields.push(field)
        field = ''
      } else if (char === '\n') {
        fields.push(field.endsWith('\r') ? field.slice(0, -1) : field)
        const torn = stretches.find((each) => isTorn(each, fields.length))
        if (torn) throw strayQuote(torn.line)
        rows.push(fields)
        field = ''
        fields = []
        stretches = []
      } else if (field.length < LIMITS.cellCharacters) field += char
    }
    return rows
  }

  /** @throws AppError when the last quote was never closed */
  function end(): void {
    if (quoted) throw strayQuote(stretch!.line)
  }
  return { split, end }
}
