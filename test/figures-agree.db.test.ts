import ExcelJS from 'exceljs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { operations } from '~/api/operations'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { run } from '~/cli/run'
import { transaction } from '~/platform/database/client'
import { earlierDay } from '~/pipeline/domain/scope'
import { wholeFigures } from '~test/whole-figures'
import { loadReference } from '~/seed/reference'
import { onDay } from '~/shared/day'
import { aPark, aUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { nextSeq, storeStories, type Story } from '~test/stories'

/** One number, wherever it is asked for: page, API, command line and workbook. */
const { asOwner } = useDatabase()
const NOW = new Date()
const context: RequestContext = { actor: SYSTEM_ACTOR, now: NOW, via: 'api' }
const folder = mkdtempSync(path.join(tmpdir(), 'crm-figures-'))
const AS_OF = '2021-05-31'
const recordedAt = new Date('2020-01-01T00:00:00Z')

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  const units = [await aUnit(), await aUnit()]
  const all = Array.from({ length: 40 }, (_, at): Story => ({
    id: `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`,
    unit: at % 2,
    landedAt: null,
    park: null,
    confidential: false,
    merged: false,
    // Some were typed by mistake, and of these one is back.
    voids: [at % 9 === 4, at === 13].flatMap((is, n) => (is ? [{ voided: n === 0, recordedAt }] : [])),
    ofPhase: [],
    events: [
      { stage: 'signed' as const, occurred: onDay(`2020-${String(1 + (at % 12)).padStart(2, '0')}-15`) },
      ...(at % 3 ? [] : [{ stage: 'started' as const, occurred: onDay(`2021-0${1 + (at % 5)}-20`) }]),
    ].map((event, n) => ({
      ...event,
      id: `00000000-0000-7000-9000-${String(at * 10 + n).padStart(12, '0')}`,
      seq: nextSeq(),
      statedOn: null,
      recordedAt,
      supersedesId: null,
    })),
    facts: [
      {
        seq: nextSeq(),
        validFrom: null,
        recordedAt,
        unit: at % 2,
        park: null,
        industry: '新材料',
        investmentWan: String(300 * at),
        landMu: '10.5',
      },
    ],
  }))
  await storeStories(all, { units, parks: [await aPark()], asOwner })
})

async function byApi(id: string, query: Record<string, string> = {}) {
  const operation = operations.find((each) => each.id === id)!
  const asked = operation.query!.parse({ asOf: AS_OF, ...query })
  const answer = await operation.handle(context, { params: undefined, query: asked, body: undefined, given: {} })
  return operation.response.parse(JSON.parse(JSON.stringify(answer)))
}

async function byCommand(line: string[]): Promise<string> {
  let out = ''
  const code = await run(['report', ...line, '--as-of', AS_OF], {
    out: (text) => (out += text),
    err: (text) => {
      throw new Error(text)
    },
    open: async () => async () => {},
  })
  expect(code).toBe(0)
  return out
}

const CASES: [operation: string, command: string][] = [
  ['funnel', 'funnel'],
  ['cohortHeat', 'heat'],
  ['survival', 'survival'],
  ['overdue', 'overdue'],
  ['flow', 'flow'],
  ['sizes', 'sizes'],
  ['forecast', 'forecast'],
]

test('the command line prints the document of the API', async () => {
  for (const [id, command] of CASES)
    expect(JSON.parse(await byCommand([command, '--json'])), id).toEqual(await byApi(id))
})

test('the page shows the numbers of the API', async () => {
  const page = JSON.parse(JSON.stringify(await wholeFigures(context, { asOf: AS_OF })))
  expect(page.clocks.compareAsOf).toBe(earlierDay(AS_OF))
  expect(await byApi('funnel')).toMatchObject({ rows: page.funnel, quality: page.quality })
  expect(await byApi('cohortHeat')).toMatchObject({ rows: page.cohorts })
  expect(await byApi('survival')).toMatchObject({ groups: page.survival.groups })
  expect(await byApi('flow')).toMatchObject(page.flow)
  expect(await byApi('sizes')).toMatchObject({ rows: page.sizes })
  expect(await byApi('forecast')).toMatchObject(page.forecast)
  const { total, summary, items } = (await byApi('overdue')) as { total: number; summary: object; items: unknown[] }
  const { total: overdue, ...rest } = page.overdue
  expect([total, items.slice(0, 10)]).toEqual([overdue, page.worst])
  expect(summary).toEqual({ ...rest, overdue })
})

test('the workbook holds a row for each the command prints, with its numbers', async () => {
  for (const [, command] of CASES) {
    const file = path.join(folder, `${command}.xlsx`)
    const printed = await byCommand([command])
    await byCommand([command, '--xlsx', file])
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    expect(book.worksheets[0]!.actualRowCount, command).toBe(printed.split('\n').length)
  }
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path.join(folder, 'funnel.xlsx'))
  expect(book.worksheets[0]!.getRow(6).getCell(2).value).toBe(37)
})
