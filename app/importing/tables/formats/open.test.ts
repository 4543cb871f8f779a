import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '~/shared/errors'
import { zip } from '~test/archive'
import { PROJECT_LEDGER } from '../../projects/domain/vocabulary'
import { planFile } from '../read'
import { openLedger } from './open'
import { shownOfDay } from '../domain/number-format'
import { serialDay } from './xlsx-rows'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'formats-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function put(name: string, content: Buffer | string) {
  const file = path.join(folder, name)
  await writeFile(file, content)
  return file
}

/** The code a file is refused with; null when it reads. */
async function refusal(name: string, content: Buffer | string): Promise<{ code: string; message: string } | null> {
  try {
    const file = await openLedger(await put(name, content), name)
    try {
      await planFile(PROJECT_LEDGER, file)
    } finally {
      await file.close()
    }
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: error.errors[0]!.code, message: error.userMessage }
  }
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const ROOT = `<Relationships><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const BOOK = `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>`
const RELATIONS = `<Relationships><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`
const STRINGS =
  '<sst><si><t>项目名称</t></si><si><r><t>投资</t></r><r><t>方</t></r></si><si><t>总投资</t></si><si><t>甲项目</t></si></sst>'
const SHEET = `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="inlineStr"><is><t>甲公司</t></is></c><c r="C2"><v>43.009999999999998</v></c></row></sheetData></worksheet>`

type Part = [string, string | Buffer]
const parts = (sheet = SHEET, strings = STRINGS): Part[] => [
  ['[Content_Types].xml', TYPES],
  ['_rels/.rels', ROOT],
  ['xl/workbook.xml', BOOK],
  ['xl/_rels/workbook.xml.rels', RELATIONS],
  ['xl/sharedStrings.xml', strings],
  ['xl/worksheets/sheet1.xml', sheet],
]

async function rowsOf(name: string, content: Buffer | string) {
  const file = await openLedger(await put(name, content), name)
  const rows: string[][] = []
  for await (const row of file.sheets[0]!.rows())
    if (row.cells.size > 0) rows.push([...row.cells.values()].map((cell) => cell.text))
  await file.close()
  return rows
}

test('the order of the parts in the archive does not matter', async () => {
  const expected = [
    ['项目名称', '投资方', '总投资'],
    ['甲项目', '甲公司', '43.01'],
  ]
  expect(await rowsOf('order.xlsx', zip(parts()))).toEqual(expected)
  expect(await rowsOf('reversed.xlsx', zip(parts().reverse()))).toEqual(expected)
})

test('prefixed names read as bare ones', async () => {
  const sheet = SHEET.replace(/<(\/?)(?=[a-z])/g, '<$1x:').replace('<x:worksheet', '<x:worksheet xmlns:x="urn:x"')
  expect((await rowsOf('prefixed.xlsx', zip(parts(sheet))))[1]).toEqual(['甲项目', '甲公司', '43.01'])
})

test('what is no spreadsheet is refused, whatever it is called', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  expect((await refusal('a.xlsx', png))?.code).toBe('notSpreadsheet')
  expect((await refusal('a.xlsx', 'hello'))?.code).toBe('notSpreadsheet')
  expect((await refusal('a.csv', '%PDF-1.7 abc'))?.code).toBe('notSpreadsheet')
  expect((await refusal('a.xlsx', zip([['word/document.xml', '<w/>']])))?.code).toBe('notSpreadsheet')
  expect((await refusal('a.xlsx', ''))?.code).toBe('empty')
})

test('an encrypted workbook, a legacy one and a web page in disguise say what to do', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)])
  const encrypted = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(64)])
  expect(await refusal('a.xlsx', encrypted)).toMatchObject({
    code: 'encrypted',
    message: expect.stringContaining('取消密码'),
  })
  expect(await refusal('a.xls', compound)).toMatchObject({
    code: 'legacyFormat',
    message: expect.stringContaining('另存为'),
  })
  expect(await refusal('a.xls', '<html><table><tr><td>项目名称</td></tr></table></html>')).toMatchObject({
    code: 'legacyFormat',
  })
  expect((await refusal('a.xlsx', zip(parts(), { flags: 1 })))?.code).toBe('encrypted')
})

test('a zip bomb is stopped by what it claims, and by what it unpacks to', async () => {
  const bomb = Buffer.alloc(21 * 1024 * 1024, 0x20)
  expect((await refusal('a.xlsx', zip([...parts(), ['xl/media/x.bin', bomb]])))?.code).toBe('zipBomb')
  const lying = zip([...parts().slice(0, 5), ['xl/worksheets/sheet1.xml', bomb]], {
    claim: (_, size) => Math.min(size, 1000),
  })
  expect((await refusal('b.xlsx', lying))?.code).toBe('damaged')
  const many: Part[] = Array.from({ length: 2_001 }, (_, at) => [`p${at}`, ''])
  expect((await refusal('c.xlsx', zip([...parts(), ...many])))?.code).toBe('zipBomb')
})

test('an entity is never expanded', async () => {
  const doctype = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
  expect((await refusal('a.xlsx', zip(parts(`${doctype}${SHEET}`))))?.code).toBe('damaged')
})

test('a part with a path outside the archive is refused', async () => {
  expect((await refusal('a.xlsx', zip([...parts(), ['../../etc/passwd', 'x']])))?.code).toBe('damaged')
})

test('a damaged archive and broken xml are refused', async () => {
  const whole = zip(parts())
  expect((await refusal('a.xlsx', whole.subarray(0, whole.length - 40)))?.code).toBe('damaged')
  expect((await refusal('b.xlsx', zip(parts('<worksheet><sheetData><row>'))))?.code).toBe('damaged')
  await expect(rowsOf('c.xlsx', zip(parts(SHEET.slice(0, SHEET.indexOf('</sheetData>')))))).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('a file above the size limit is refused before it is opened', async () => {
  const file = await put('big.xlsx', 'PK')
  await truncate(file, 200 * 1024 * 1024)
  await expect(openLedger(file, 'big.xlsx')).rejects.toMatchObject({
    code: 'tooLarge',
    userMessage: expect.stringContaining('200 MB'),
  })
})

test('a sheet without a header is refused', async () => {
  expect((await refusal('a.csv', '一,二,三\n四,五,六\n'))?.code).toBe('noHeader')
})

test('more than 50,000 rows are refused with their number', async () => {
  const rows = Array.from({ length: 50_001 }, (_, at) => `项目${at},公司${at},1`)
  expect(await refusal('a.csv', `项目名称,投资方,总投资\n${rows.join('\n')}\n`)).toMatchObject({
    code: 'tooManyRows',
    message: expect.stringContaining('50,001'),
  })
  expect(await refusal('b.csv', `项目名称,投资方,总投资\n${rows.slice(1).join('\n')}\n`)).toBeNull()
})

test('a CSV reads in UTF-8, GBK and UTF-16, with quotes, tabs and line breaks', async () => {
  const text = '项目名称,投资方,总投资\r\n"甲,项目","甲""公司""\n分行",100\r\n'
  const expected = [
    ['项目名称', '投资方', '总投资'],
    ['甲,项目', '甲"公司"\n分行', '100'],
  ]
  expect(await rowsOf('a.csv', text)).toEqual(expected)
  expect(await rowsOf('bom.csv', `\ufeff${text}`)).toEqual(expected)
  expect(await rowsOf('gbk.csv', iconv.encode(text, 'gbk'))).toEqual(expected)
  const tabs = '\ufeff项目名称\t投资方\t总投资\n甲\t乙\t3\n'
  expect((await rowsOf('wide.csv', Buffer.from(tabs, 'utf16le')))[1]).toEqual(['甲', '乙', '3'])
})

test.each([
  ['to the end of the file', '2,"项目乙,乙公司,5000\n3,项目丙,丙公司,5000\n'],
  ['to another stray one', '2,"项目乙,乙公司,5000\n3,项目丙,丙公司,5000\n4,"项目丁,丁公司,5000\n'],
  ['to one that ends a field', '2,"项目乙,乙公司,5000\n3,项目丙",丙公司,5000\n4,项目丁,丁公司,5000\n'],
])('a stray quote that swallows rows %s is refused with its line', async (_, rows) => {
  const text = `序号,项目名称,投资方,总投资\n1,项目甲,甲公司,5000\n${rows}`
  await expect(rowsOf('stray.csv', text)).rejects.toMatchObject({
    code: 'invalid',
    userMessage: expect.stringContaining('第 3 行的双引号没有配对'),
  })
})

test('a quote within a field, and a quoted field of several lines with commas, lose nothing', async () => {
  const text =
    '项目名称,投资方,建设内容\n"甲"项目,乙"公司",无\n丙项目,丙公司,"厂房, 仓库\n二期, 三期"\n丁项目,"丁\r\n公司",\n'
  expect((await rowsOf('quotes.csv', text)).slice(1)).toEqual([
    ['甲项目', '乙"公司"', '无'],
    ['丙项目', '丙公司', '厂房, 仓库\n二期, 三期'],
    ['丁项目', '丁\r\n公司'],
  ])
})

test('a number format shows a day, its month or its year', () => {
  for (const code of ['m"月"d"日"', 'd-mmm', 'm/d;@']) expect(shownOfDay(code)).toBe('monthDay')
  for (const code of ['yyyy/m/d', '[$-804]yyyy\\-mm\\-dd', 'd-mmm-yy']) expect(shownOfDay(code)).toBe('day')
  for (const code of ['yyyy"年"m"月"', 'yyyy/m', 'mmm-yy', 'yyyy\\年m\\月;@']) expect(shownOfDay(code)).toBe('month')
  expect(shownOfDay('yyyy"年"')).toBe('year')
  for (const code of ['General', '0.00', '#,##0', 'h:mm', '0"个"', '[Red]0.0', '@']) expect(shownOfDay(code)).toBeNull()
})

test('serial numbers follow Excel, its 29 February 1900 included', () => {
  expect([
    serialDay(1),
    serialDay(59),
    serialDay(61),
    serialDay(44144),
    serialDay(0, true),
    serialDay(42682, true),
  ]).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2020-11-09', null, '2020-11-09'])
})

const textRow = (r: string, name: string) =>
  `<row r="${r}"><c t="str"><v>${name}</v></c><c t="str"><v>乙公司</v></c><c t="str"><v>3</v></c></row>`
const workbook = (book: string, sheet: string) =>
  zip([
    ['[Content_Types].xml', TYPES],
    ['_rels/.rels', ROOT],
    ['xl/workbook.xml', book],
    ['xl/_rels/workbook.xml.rels', RELATIONS],
    ['xl/worksheets/sheet1.xml', sheet],
  ])

test.each([
  ['repeated', ['1', '2', '5', '5', '6'], [1, 2, 5, 6, 7]],
  ['falling', ['1', '9', '3'], [1, 9, 10]],
  ['beyond any sheet', ['1', '99999999999', '-4', 'x'], [1, 2, 3, 4]],
])('rows whose numbers are %s are numbered on, each once', async (_, stated, expected) => {
  const rows = stated.map((r, at) => textRow(r, `项目${at}`)).join('')
  const file = await openLedger(
    await put('numbers.xlsx', workbook(BOOK, `<worksheet><sheetData>${rows}</sheetData></worksheet>`)),
    'numbers.xlsx',
  )
  const read: [number, string | undefined][] = []
  for await (const row of file.sheets[0]!.rows()) read.push([row.number, row.cells.get(0)?.text])
  await file.close()
  expect(read).toEqual(expected.map((number, at) => [number, `项目${at}`]))
})

test('sheets of one name are told apart', async () => {
  const sheet = '<sheet name="台账" r:id="r1"/>'
  const book = `<workbook xmlns:r="${OFFICE}"><sheets>${sheet}<sheet name="台账 (2)" r:id="r1"/>${sheet}</sheets></workbook>`
  const file = await openLedger(await put('names.xlsx', workbook(book, SHEET)), 'names.xlsx')
  await file.close()
  expect(file.sheets.map(({ name }) => name)).toEqual(['台账', '台账 (2)', '台账 (3)'])
})
