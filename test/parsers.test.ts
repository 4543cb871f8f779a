import { expect, test } from 'vitest'
import { z } from 'zod'
import { PROJECT_LEDGER } from '~/importing/projects/domain/vocabulary'
import { headerWords } from '~/importing/tables/domain/columns'
import { understandRow } from '~/importing/tables/domain/read-row'
import type { TableContext } from '~/importing/tables/domain/vocabulary'

/** Each parser answers any text of the length that a cell can have within this time, in ms. */
const BOUND_MS = 50
const LENGTH = 32_000

const filled = (piece: string) => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH)

const HOSTILE: Record<string, string> = Object.fromEntries(
  [
    ['digits', filled('9')],
    ['ones', filled('1')],
    ['digits and a letter', `${filled('9')}x`],
    ['thousands', filled('1,234')],
    ['dots', filled('.')],
    ['digits and dots', filled('1.')],
    ['commas', filled(',')],
    ['signs', filled('-')],
    ['ranges', filled('1-')],
    ['spaces', `x${filled(' ')}x`],
    ['spaces and a colon', `1${filled(' ')}:`],
    ['wide spaces', `（${filled('\u3000')}）x`],
    ['lines', `x${filled('\n')}x`],
    ['Chinese digits', filled('一二三四五六七八九十百')],
    ['units', filled('亿万元亩')],
    ['元', filled('元')],
    ['brackets', filled('(')],
    ['pairs of brackets', filled('()')],
    ['wide brackets', filled('（')],
    ['a bracket and 元', `(${filled('元')}`],
    ['a bracket and spaces', filled('（ ')],
    ['full-width digits', filled('０１２３４５６７８９')],
    ['full-width letters', filled('Ａｂ，．')],
    ['mobile numbers', filled('13867030662')],
    ['spaced mobile numbers', filled('1 3 8 6 7 0 3 0 6 6 2 ')],
    ['8613', filled('86-1 3')],
    ['identity numbers', filled('332526199001011234')],
    ['half a surrogate pair', filled('\ud800')],
    ['years', filled('2021年')],
    ['months', filled('5月')],
    ['days', filled('2021-05-31 ')],
    ['stages', filled('已开工')],
    ['已', filled('已')],
    ['已完成', `已${filled('完成')}`],
    ['未', filled('未正式')],
    ['项目已', `项目${filled('已被')}`],
    ['clauses', filled('未,')],
    ['拟于', filled('拟于年内')],
    ['units of a line', filled('单位：元')],
    ['offices', filled('填报单位：')],
    ['截至', filled('截至2021.')],
    ['slashes', filled('/\\')],
    ['quotes', filled('"“')],
    ['codes', filled('91330000MA27U0TX')],
    ['letters', filled('a')],
    ['names', filled('有限公司')],
  ].map(([name, value]) => [name, value!]),
)

type Parser = (...given: unknown[]) => unknown

const modules = import.meta.glob<Record<string, unknown>>(
  ['../app/**/domain/*.ts', '../app/shared/*.ts', '../app/ui/*.ts', '!../app/**/*.test.ts'],
  { eager: true },
)
const exported = Object.values(modules).flatMap((module) => Object.entries(module))

const functions = new Map(
  exported.filter((entry): entry is [string, Parser] => typeof entry[1] === 'function' && !isGenerator(entry[1])),
)
const schemas = new Map(exported.filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType))

function isGenerator(value: object): boolean {
  return value.constructor.name.includes('Generator')
}

/** The name of a function's first parameter, which says what it reads. */
const firstParameter = (parser: Parser) =>
  /^[^(]*\(?\s*(\w*)/.exec(parser.toString().replace(/^(async )?function /, ''))?.[1]
const READS_TEXT = /^(?:text|raw|name|value|title|phone|code|password|cursor|next|message|label|said|words?)$/

const cell = (text: string) => ({ text })
const row = (text: string) => ({ number: 3, cells: new Map([0, 1, 2, 3].map((column) => [column, cell(text)])) })
const shape = { headerTexts: new Map(), nameColumn: 1, serialColumn: null, width: 4, mergesByRow: new Map() }
const context: TableContext = {
  today: null,
  year: 2021,
  yearUnclear: null,
  date1904: false,
  statedOn: null,
  titles: ['签约项目台账'],
  columns: new Set(Object.keys(PROJECT_LEDGER.columns)),
  units: {},
  headings: {},
}
const record = (text: string) => ({ name: text, investor: '甲公司', uscc: null, investmentWan: null, signedFrom: null })

/** How a text comes to those that do not take it alone. */
const GIVEN: Record<string, (text: string) => unknown[]> = {
  parseAmount: (text) => [text, 'wan'],
  parseArea: (text) => [text, 'mu'],
  parseDay: (text) => [cell(text), { year: 2021 }],
  hasOwnUnit: (text) => ['amount', text],
  isDayLike: (text) => [cell(text)],
  headingPlan: (text) => [PROJECT_LEDGER, [text], text],
  headerSigns: (text) => [PROJECT_LEDGER, row(text)],
  cellFormat: (text) => [text],
  columnPeriod: (text) => [[text, text]],
  dayOfParts: (text) => [[['year', text]]],
  nameLikeness: (text) => [text, `${text.slice(1)}甲`],
  duplicateReason: (text) => [record(text), record(`${text.slice(1)}甲`)],
  replaceMobiles: (text) => [text, () => ''],
  maskedText: (text) => [PROJECT_LEDGER, cell(text), null],
  rowKind: (text) => [row(text), shape],
  headerAround: (text) => [PROJECT_LEDGER, row(text), new Map([[3, row(text)]]), []],
  readSurroundings: (text) => [text, [row(text)], [row(text)]],
  formValues: (text) => [new URLSearchParams([[text, text]])],
  readListAddress: (text) => [new URLSearchParams({ q: text, sort: text, cursor: text, stage: text })],
}

const parsers = [...functions]
  .filter(([name, parser]) => name in GIVEN || READS_TEXT.test(firstParameter(parser) ?? ''))
  .map(([name, parser]) => [name, parser, GIVEN[name] ?? ((text: string) => [text])] as const)

/** The least of three times it takes, in ms; what the process did not work in that time the machine was busy with others. */
function timeOf(work: () => unknown): number {
  let least = Infinity
  for (let attempt = 0; attempt < 3 && least > BOUND_MS; attempt++) {
    const [began, worked] = [performance.now(), process.cpuUsage()]
    try {
      work()
    } catch {
      // It may refuse the text, in time.
    }
    const { user, system } = process.cpuUsage(worked)
    least = Math.min(least, performance.now() - began, (user + system) / 1000)
  }
  return least
}

function slowOnes(read: (text: string) => unknown): Record<string, number> {
  const times = Object.entries(HOSTILE).map(([what, text]) => [what, Math.round(timeOf(() => read(text)))] as const)
  return Object.fromEntries(times.filter(([, ms]) => ms > BOUND_MS))
}

test('parsers are found by what they read', () => {
  const found = parsers.map(([name]) => name)
  const known = [
    'parseDayRange',
    'parseStartFlag',
    'parseLandState',
    'parseProgress',
    'isUscc',
    'yearSaid',
    'unitsInHeader',
    'unitsInLine',
    'phonesIn',
  ]
  expect(found).toEqual(expect.arrayContaining([...Object.keys(GIVEN), ...known]))
})

test.each(parsers)('%s reads 32,000 characters of any kind in time', (_, parser, given) => {
  expect(slowOnes((text) => parser(...given(text)))).toEqual({})
})

test('a header with such a text in it is matched in time', () => {
  const words = headerWords(PROJECT_LEDGER.columns)
  expect(slowOnes((text) => words.match(text))).toEqual({})
  expect(slowOnes((text) => words.matchPath([text, text]))).toEqual({})
})

test('a row of the ledger, with such a text in every column, is read in time', () => {
  const slow = Object.keys(PROJECT_LEDGER.columns).map((column) => [
    column,
    slowOnes((text) => understandRow(PROJECT_LEDGER, { name: cell('甲项目'), [column]: cell(text) }, context)),
  ])
  expect(slow.filter(([, times]) => Object.keys(times!).length > 0)).toEqual([])
})

test.each([...schemas])('%s checks 32,000 characters of any kind in time', (_, schema) => {
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  expect(slowOnes((text) => schema.safeParse(text))).toEqual({})
  for (const name of names) expect([name, slowOnes((text) => schema.safeParse({ [name]: text }))]).toEqual([name, {}])
})
