import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Readable } from 'node:stream'
import type { Merge } from '../domain/source'
import { plainRow, readRows, rowsOf, type Book } from './xlsx-rows'

const book: Book = {
  archive: null as never,
  strings: ['项目名称', '  ', 'a&b', '_x0041_'],
  formats: new Map([[1, { kind: 'day', shows: 'day', hasTime: false }]]),
  date1904: false,
}

const text = fc.stringMatching(/^[a-z甲乙 0-9._]{0,6}$/)
const value = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '3',
    '44144',
    '43.009999999999998',
    '1E+21',
    '-12',
    '&amp;',
    '&lt;script&gt;',
    '&#25968;',
    '&#x6570;&amp;amp;',
    '#REF!',
    '2020-03-15T00:00:00',
  ),
  text,
)
const cell = fc
  .record({
    column: fc.option(fc.constantFrom('A', 'B', 'C', 'AA', 'ZZ'), { nil: null }),
    type: fc.option(fc.constantFrom('s', 'n', 'str', 'b', 'e', 'd'), { nil: null }),
    style: fc.option(fc.constantFrom('0', '1'), { nil: null }),
    formula: fc.option(fc.constantFrom('<f>SUM(A1:A2)</f>', '<f/>', '<f t="shared" ref="A1:A2" si="0">A1&amp;B1</f>'), {
      nil: null,
    }),
    value: fc.option(value, { nil: null }),
    empty: fc.boolean(),
  })
  .map(({ column, type, style, formula, value, empty }) => {
    const attributes = `${column ? ` r="${column}7"` : ''}${style ? ` s="${style}"` : ''}${type ? ` t="${type}"` : ''}`
    return empty
      ? `<c${attributes}/>`
      : `<c${attributes}>${formula ?? ''}${value === null ? '' : `<v>${value}</v>`}</c>`
  })

test('a plain row reads the same whether it is cut by hand or parsed as XML', () => {
  let cut = 0
  fc.assert(
    fc.property(
      fc.array(cell, { maxLength: 8 }),
      fc.constantFrom('', ' spans="1:8"', ' x14ac:dyDescent="0.25"'),
      (cells, more) => {
        const markup = `<row r="7"${more}>${cells.join('')}</row>`
        const row = plainRow(book, markup)
        if (!row) return
        cut++
        const [parsed] = rowsOf(book, [markup])
        expect([...row.cells]).toEqual([...parsed!.cells])
        expect(row.number).toBe(7)
      },
    ),
    { numRuns: 1000 },
  )
  expect(cut).toBeGreaterThan(900)
})

test.each([
  '<row r="7"><c r="A7" t="inlineStr"><is><t>x</t></is></c></row>',
  '<row r="7"><c r="A7"><v>&unknown;</v></c></row>',
  '<row r="7"><c r="A7"><v>1</v></c>x</row>',
  '<row r="7"><c r="A7"><v>1</v><extLst/></c></row>',
])('what is not plain is left to the parser: %s', (markup) => {
  expect(plainRow(book, markup)).toBeNull()
})

const HEAD = '<?xml version="1.0"?><worksheet><sheetData>'
const plain = (number: number) => `<row r="${number}"><c r="A${number}"><v>${number}</v></c></row>`
const many = (count: number, row: (at: number) => string, from = 1) =>
  Array.from({ length: count }, (_, at) => row(from + at)).join('')
const MERGED = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>'

async function readSheet(markup: string) {
  const bytes = Buffer.from(markup)
  const chunks = () =>
    Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, at) => bytes.subarray(at * 65_536, (at + 1) * 65_536))
  const merges: Merge[] = []
  const numbers: number[] = []
  const archive = { open: () => Promise.resolve(Readable.from(chunks())) } as never
  for await (const row of readRows({ ...book, archive }, 'sheet1.xml', merges))
    if (row.cells.size > 0) numbers.push(row.number)
  return { numbers, merges: merges.length }
}

test.each([
  [
    'formatted down to its bottom',
    many(3000, plain) + many(70_000, (at) => `<row r="${at}" ht="15" customHeight="1"/>`, 3001) + MERGED,
    3000,
  ],
  [
    'with more after its rows than is kept in memory',
    many(3000, plain) +
      MERGED.replace(
        '</mergeCells>',
        `</mergeCells>${many(60_000, (at) => `<hyperlink ref="A${at}" location="Sheet1!A${at}" display="x"/>`.padEnd(90, ' '))}`,
      ),
    3000,
  ],
  [
    'with a row that does not say its number',
    many(3000, plain) + '<row><c><v>1</v></c></row>' + many(5, plain, 3002) + MERGED,
    3006,
  ],
  [
    'with marked-up text far down',
    many(3000, plain) + '<row r="3001"><c r="A3001" t="str"><v><![CDATA[a<b]]></v></c></row>' + MERGED,
    3001,
  ],
])('a sheet %s is read whole, each row once', async (_, rows, count) => {
  expect(await readSheet(HEAD + rows)).toEqual({ numbers: Array.from({ length: count }, (_, at) => at + 1), merges: 1 })
})

test('a sheet that breaks off is damaged, whatever was read of it', async () => {
  await expect(readSheet(HEAD + many(3000, plain))).rejects.toMatchObject({ code: 'invalid' })
})
