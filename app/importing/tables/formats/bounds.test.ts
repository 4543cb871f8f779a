import { createWriteStream } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { zip } from '~test/archive'
import { PROJECT_LEDGER } from '../../projects/domain/vocabulary'
import { planFile } from '../read'
import { openLedger } from './open'

vi.setConfig({ testTimeout: 120_000 })

const MEBIBYTE = 1024 * 1024
/** over what the process holds before a file is read; a reading of 64 MiB as one text took 1.8 GiB */
const MEMORY = 200 * MEBIBYTE

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bounds-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, pieces: Iterable<string>): Promise<string> {
  const file = path.join(folder, name)
  await pipeline(Readable.from(pieces), createWriteStream(file))
  return file
}

function* repeated(piece: string, bytes: number): Generator<string> {
  const block = piece.repeat(Math.ceil(MEBIBYTE / 8 / piece.length))
  for (let written = 0; written < bytes; written += block.length) yield block
}

function* lines(head: string, ...more: Iterable<string>[]): Generator<string> {
  yield head
  for (const each of more) yield* each
}

/** Reads a file to its end: the refusal if there is one, the rows it has, and the most memory it took. */
async function read(file: string): Promise<{ message: string | null; rows: number; bytes: number }> {
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
  let rows = 0
  let message: string | null = null
  try {
    const source = await openLedger(file, path.basename(file))
    try {
      await planFile(PROJECT_LEDGER, source)
      for await (const row of source.sheets[0]!.rows()) if (row.cells.size > 0) rows++
    } finally {
      await source.close()
    }
  } catch (error) {
    message = (error as { userMessage?: string }).userMessage ?? String(error)
  }
  clearInterval(watch)
  return { message, rows, bytes: peak - before }
}

const HEAD = '序号,项目名称,投资方,总投资\n1,甲项目,甲公司,100\n'

test.each([
  ['of commas', ','],
  ['of short cells', 'ab,'],
  ['of one cell', 'x'],
  ['within quotes', '""'],
])('a line of 60 MB %s is refused with its number', async (what, piece) => {
  const start = what === 'within quotes' ? `${HEAD}"` : HEAD
  const { message, bytes } = await read(
    await write(`${piece.length}${what}.csv`, lines(start, repeated(piece, 60 * MEBIBYTE))),
  )
  expect(message).toContain('第 3 行')
  expect(bytes).toBeLessThan(MEMORY)
})

test('a file of one line of 60 MB is refused', async () => {
  const { message, bytes } = await read(await write('line.csv', repeated('项目名称,', 20 * MEBIBYTE)))
  expect(message).toContain('第 1 行')
  expect(bytes).toBeLessThan(MEMORY)
})

test.each([
  ['narrow', `${','.repeat(3)}\r\n`],
  ['wide', `${','.repeat(300)}\n`],
  ['bare', '\n'],
])('a %s CSV that is formatted to its bottom costs nothing', async (_, piece) => {
  const { message, rows, bytes } = await read(await write('bottom.csv', lines(HEAD, repeated(piece, 15 * MEBIBYTE))))
  expect([message, rows]).toEqual([null, 2])
  expect(bytes).toBeLessThan(MEMORY)
})

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'

/** A workbook of one sheet; the last of its shared texts is as long as a cell can hold. */
async function workbook(name: string, rows: string): Promise<string> {
  const strings = ['项目名称', '投资方', '总投资', '字'.repeat(32_000)]
  const book = `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`
  const relations = `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
  const file = path.join(folder, name)
  await writeFile(
    file,
    zip([
      ['xl/workbook.xml', book],
      ['xl/_rels/workbook.xml.rels', relations],
      ['xl/sharedStrings.xml', `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`],
      ['xl/worksheets/sheet1.xml', `<worksheet><sheetData>${HEADER}${rows}</sheetData></worksheet>`],
    ]),
  )
  return file
}

const LONG_TEXT = '<c t="s"><v>3</v></c>'
const SHORT_TEXT = '<c t="s"><v>0</v></c>'

test('a row of an .xlsx whose cells all hold one long text is refused with its number', async () => {
  const rows = Array.from({ length: 400 }, (_, at) => `<row r="${at + 2}">${LONG_TEXT.repeat(256)}</row>`)
  const { message, bytes } = await read(await workbook('texts.xlsx', rows.join('')))
  expect(message).toContain('第 2 行')
  expect(bytes).toBeLessThan(MEMORY)
})

test.each([
  ['a cell without end', () => `<row r="2"><c t="inlineStr"><is><t>${randomBytes(18 * MEBIBYTE).toString('base64')}`],
  ['a tag without end', () => `<row r="2" spans="${randomBytes(18 * MEBIBYTE).toString('base64')}`],
])('%s in an .xlsx is refused before it is kept', async (name, rows) => {
  const { message, bytes } = await read(await workbook(`${name}.xlsx`, rows()))
  expect(message).toContain('已损坏')
  expect(bytes).toBeLessThan(MEMORY)
})

test('a tag of many attributes is taken apart in time', async () => {
  const began = performance.now()
  await read(await workbook('attributes.xlsx', `<row ${'r="2" '.repeat(300_000)}<c/>></row>`))
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a row of an .xlsx is read as far as a table reaches to the right', async () => {
  const { message, rows } = await read(await workbook('wide.xlsx', `<row r="2">${SHORT_TEXT.repeat(16_384)}</row>`))
  expect([message, rows]).toEqual([null, 2])
})
