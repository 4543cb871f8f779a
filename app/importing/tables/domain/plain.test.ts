import { describe, expect, test } from 'vitest'
import { areaCell, factDayCell, phonesCell, textCell } from './cells'
import { plainVocabulary, type PlainDraft } from './plain'
import { scanSheet, type SheetPlan } from './plan'
import { fileMemory, readSheet, type TableRow } from './read-sheet'
import type { SourceRow, SourceSheet } from './source'

const PLOTS = plainVocabulary({
  subject: '地块',
  columns: {
    code: { label: '地块编号', names: ['地块编号', '宗地编号'], cell: textCell(60) },
    place: { label: '位置', names: ['位置', '坐落'], cell: textCell(200) },
    area: { label: '面积', names: ['面积', '地块面积'], cell: areaCell },
    listedOn: { label: '挂牌时间', names: ['挂牌时间'], cell: factDayCell },
    park: { label: '园区', names: ['园区'], cell: textCell(60) },
    phone: { label: '联系电话', names: ['联系电话'], cell: phonesCell('owner') },
  },
  naming: ['code'],
  usual: ['place', 'area'],
  names: { units: [], parks: ['park'] },
  code: 'code',
  counted: '地块',
  heading: 'park',
  shown: ['place', 'area'],
})

function sheetOf(rows: (string | null)[][]): SourceSheet {
  const source = rows.map((texts, at): SourceRow => {
    const cells = texts.flatMap((text, index) => (text === null ? [] : [[index, { text }] as const]))
    return { number: at + 1, cells: new Map(cells) }
  })
  return {
    name: '地块',
    hidden: false,
    merges: [],
    async *rows() {
      yield* source
    },
  }
}

async function read(sheet: SourceSheet, plan?: SheetPlan) {
  const rows: TableRow<PlainDraft>[] = []
  const used = plan ?? (await scanSheet(PLOTS, sheet)).plan
  const reading = readSheet(PLOTS, sheet.rows(), used, [], fileMemory(PLOTS), null)
  let next = await reading.next()
  while (!next.done) {
    rows.push(next.value)
    next = await reading.next()
  }
  return { rows, plan: used, ...next.value }
}

const HEADER = ['地块编号', '位置', '面积（公顷）', '挂牌时间', '联系电话']

describe('a vocabulary of plots', () => {
  test('a sheet is read by its own headers, units and group headings', async () => {
    const { rows, summary } = await read(
      sheetOf([
        ['2021年工业用地台账'],
        HEADER,
        ['一、城东园区（2个）'],
        ['P-1', '城东', '2', '3月15日', '13812345678'],
        ['P-1', '城东二期', '1', null, null],
        [null, '城西', 'x', null, null],
      ]),
    )
    expect(rows.map(({ kind }) => kind)).toEqual(['standing', 'duplicate', 'held'])
    expect(rows[0]!.draft.values).toMatchObject({ code: 'P-1', area: '30', park: '城东园区' })
    expect(rows[0]!.phones).toEqual(['13812345678'])
    expect(rows[1]!.findings.map(({ message }) => message)).toContain(
      '与第 4 行疑似重复：地块编号相同。请确认是否同一地块',
    )
    expect(summary).toMatchObject({ rows: 3, suspectedDuplicates: 1, heldRows: 1, counts: { standing: 1 } })
  })

  test('each table of a sheet is read by its own plan', async () => {
    const sheet = sheetOf([HEADER, ['P-1', '城东', '2', null, null], HEADER, ['P-2', '城西', '2', null, null]])
    const { plan } = await read(sheet)
    const [table] = plan.tables
    const inMu = table!.columns.map((column) => ({ ...column, areaUnit: column.areaUnit && ('mu' as const) }))
    const both = { ...plan, tables: [table!, { ...table!, from: 3, top: 3, bottom: 3, columns: inMu }] }
    const { rows } = await read(sheet, both)
    expect(rows.map(({ draft }) => draft.values.area)).toEqual(['30', '2'])
  })

  test('a later table changes what it has a column for, and takes back what it leaves empty', () => {
    const draft = (values: Record<string, string | null>, blanks: string[] = []): PlainDraft => ({
      values,
      blanks,
      ordinal: 1,
    })
    const before = draft({ code: 'P-1', place: '城东', area: '30' })
    expect(PLOTS.differences(before, draft({ code: 'P-1', area: '31' })).words).toEqual(['面积'])
    expect(PLOTS.differences(before, draft({ code: 'P-1' }, ['place'])).words).toEqual(['位置'])
    expect(PLOTS.combined([before, draft({ area: '31' }, ['place'])]).values).toEqual({
      code: 'P-1',
      place: null,
      area: '31',
    })
  })
})
