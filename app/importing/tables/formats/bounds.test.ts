import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { planLedger } from '../read'
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
      await planLedger(source)
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
  const { message, rows, bytes } = await read(await write('bottom.csv', lines(HEAD, repeated(piece, 30 * MEBIBYTE))))
  expect([message, rows]).toEqual([null, 2])
  expect(bytes).toBeLessThan(MEMORY)
})
