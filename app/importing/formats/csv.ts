import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { cleanText, type SourceCell, type SourceFile, type SourceRow } from '../domain/source'
import { LIMITS } from './limits'


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
  const split = createSplitter(delimiter)
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
    for (const fields of split(decoder.decode(chunk, { stream: true }))) yield toRow(fields)
  }
  for (const fields of split(`${decoder.decode()}\n`)) yield toRow(fields)
}

/** RFC 4180, fed piece by piece; a quote within an unquoted field is a quote. */
function createSplitter(delimiter: string): (text: string) => string[][] {
  let field = ''
  let fields: string[] = []
  let quoted = false
  let closedQuote = false
  return (text) => {
    const rows: string[][] = []
    for (const char of text) {
      if (quoted) {
        if (closedQuote) {
          closedQuote = false
          if (char === '"') {
            field += '"'
            continue
          }
          quoted = false
        } else if (char === '"') {
          closedQuote = true
          continue
        } else {
          if (field.length < LIMITS.cellCharacters) field += char
          continue
        }
      }
      if (char === '"' && field === '') quoted = true
      else if (char === delimiter) {
        fields.push(field)
        field = ''
      } else if (char === '\n') {
        fields.push(field.endsWith('\r') ? field.slice(0, -1) : field)
        rows.push(fields)
        field = ''
        fields = []
      } else if (field.length < LIMITS.cellCharacters) field += char
    }
    return rows
  }
}
