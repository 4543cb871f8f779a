import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import truth from '~test/fixtures/signed-projects-ledger.truth.json'
import { readLedger } from '~test/ledger-reading'
import type { Day } from '~/shared/day'

const SAMPLE = 'public/samples/signed-projects-ledger.xlsx'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-'))
})
afterAll(() => rm(folder, { recursive: true }))

const read = (file: string, today?: Day) => readLedger(file, { today })

async function write(name: string, fill: (workbook: ExcelJS.Workbook) => void) {
  const workbook = new ExcelJS.Workbook()
  fill(workbook)
  const file = path.join(folder, name)
  await workbook.xlsx.writeFile(file)
  return file
}

test('the sample ledger reads as its truth file says', async () => {
  const { readings } = await read(SAMPLE)
  for (const { summary } of readings) {
    const { name, counts, ...others } = summary
    expect({ ...others, ...counts }).toEqual(truth.sheets[name as keyof typeof truth.sheets])
  }
  expect(readings).toHaveLength(2)
})

test('a group heading whose number is not its rows is a finding', async () => {
  const { readings } = await read(SAMPLE)
  const found = readings.flatMap((it) => it.findings).filter((it) => it.code === 'groupCountDiffers')
  expect(found.map((it) => it.row)).toEqual([64, 91, 113, 28])
  expect(found[0]!.message).toBe('标题“新能源新材料产业”写明 23 个，实有 26 行（其中疑似重复 3 行）')
})

test('no row or draft keeps a whole phone number', async () => {
  const { rows } = await read(SAMPLE)
  expect(JSON.stringify(rows.map(({ cells, draft, findings }) => ({ cells, draft, findings })))).not.toMatch(
    /(?<!\d)1[3-9]\d{9}(?!\d)/,
  )
  expect(rows[0]!.phones).toEqual(['13867030662'])
})

test('held rows tell what to correct', async () => {
  const { rows } = await read(SAMPLE)
  const held = rows.filter((row) => row.kind === 'held')
  expect(
    held.map((row) =>
      row.findings.filter((it) => it.level === 'error').map((it) => `${it.column}${it.row} ${it.message}`),
    ),
  ).toEqual([
    ['B112 缺少项目名称，请补填'],
    ['H127 用地面积“-12”小于零，请更正'],
    ['F45 总投资“待定”尚未确定，请填写数字', 'G45 签约时间“2021年13月”月份不存在，请更正'],
  ])
})

test("another county's ledger in another order, with other words, imports too", async () => {
  const file = await write('other.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('招商引资项目')
    sheet.addRow(['某某县2022年招商引资项目进展情况表'])
    sheet.addRow([
      '报送单位：县招商服务中心',
      null,
      null,
      null,
      null,
      null,
      null,
      '单位：亿元、公顷',
      null,
      '截止日期：2022年12月31日',
    ])
    sheet.addRow([
      '编号',
      '落户乡镇（园区）',
      '引进单位',
      '企业（项目）名称',
      '客商',
      '资金情况',
      null,
      null,
      '时间',
      null,
      null,
      '用地',
      '进度',
    ])
    sheet.addRow([
      null,
      null,
      null,
      null,
      null,
      '计划投资',
      '引进域外资金',
      '完成固定资产投资',
      '洽谈日期',
      '签约日期',
      '开工日期',
    ])
    for (const merge of ['A1:M1', 'F3:H3', 'I3:K3', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'L3:L4', 'M3:M4'])
      sheet.mergeCells(merge)
    sheet.addRow([
      1,
      '东山镇',
      '县工信局',
      '年产5万台智能水表项目',
      '杭州水润仪表股份有限公司',
      1.2,
      0.8,
      0.3,
      '2022.1',
      new Date(Date.UTC(2022, 2, 15)),
      '5月8日',
      2,
      '在建',
    ])
    sheet.addRow([
      2,
      '城北工业园区',
      '县商务局',
      '农产品冷链物流项目',
      '上海鲜达物流有限公司',
      '5000万元',
      null,
      null,
      null,
      '2022年6月',
      null,
      '30亩',
      '签约',
    ])
    sheet.addRow([
      3,
      '城北工业园区',
      '县商务局',
      '新型建材项目',
      '宁波固安建材有限公司',
      '约0.6',
      null,
      null,
      '2022年8月',
      null,
      null,
      null,
      '在谈',
    ])
    sheet.addRow(['合计', null, null, '3个', null, 2.3])
    sheet.addRow(['制表人：某某'])
  })
  const { plans, rows, readings } = await read(file)
  expect(plans[0]!.tables[0]).toMatchObject({
    top: 3,
    bottom: 4,
    year: 2022,
    amountUnit: 'yi',
    areaUnit: 'hectare',
    statedOn: '2022-12-31',
    reportedBy: '县招商服务中心',
  })
  expect(plans[0]!.tables[0]!.columns.map((column) => column.field)).toEqual([
    'serial',
    'place',
    'introducedBy',
    'name',
    'investor',
    'investmentWan',
    'outsideFunds',
    'completedInvestment',
    'negotiatedOn',
    'signedOn',
    'startedOn',
    'landMu',
    'progress',
  ])
  expect(rows.map((row) => row.kind)).toEqual(['standing', 'standing', 'standing'])
  expect(rows[0]!.draft).toMatchObject({
    name: '年产5万台智能水表项目',
    investmentWan: '12000',
    landMu: '30',
    landedAt: '东山镇',
    park: null,
    introducedBy: '县工信局',
    extras: '引进域外资金 8,000 万元；完成固定资产投资 3,000 万元',
    events: [
      { stage: 'negotiating', occurred: { from: '2022-01-01', to: '2022-01-31', precision: 'month' } },
      { stage: 'signed', occurred: { from: '2022-03-15', to: '2022-03-15', precision: 'day' } },
      { stage: 'started', occurred: { from: '2022-05-08', to: '2022-05-08', precision: 'day' } },
    ],
  })
  expect(rows[1]!.draft).toMatchObject({ park: '城北工业园区', landedAt: null, investmentWan: '5000', landMu: '30' })
  expect(rows[1]!.draft.events.map((event) => event.stage)).toEqual(['signed'])
  expect(rows[2]!.draft.events.map((event) => event.stage)).toEqual(['negotiating'])
  expect(readings[0]!.summary.counts).toMatchObject({ projects: 3, started: 1, totalInvestmentWan: 23000 })
})

test('a ledger without merged cells still shows its two levels', async () => {
  const file = await write('flat.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('2021年')
    sheet.addRow(['项目名称', '投资方', '签约', null, '土地情况', null, '备注'])
    sheet.addRow([null, null, '时间', '总投资（万元）', '面积（亩）', '供地情况'])
    sheet.addRow(['甲项目', '甲有限公司', '3月1日', 100, 5, '已供地', '无'])
  })
  const { plans, rows } = await read(file)
  expect(plans[0]!.tables[0]!.columns.map((column) => column.field)).toEqual([
    'name',
    'investor',
    'signedOn',
    'investmentWan',
    'landMu',
    'landState',
    'remark',
  ])
  expect(rows[0]!.draft).toMatchObject({ name: '甲项目', investmentWan: '100', landMu: '5' })
  expect(rows[0]!.draft.events.map((event) => [event.stage, event.occurred.from])).toEqual([
    ['signed', '2021-03-01'],
    ['landSupplied', null],
  ])
})

function plain(rows: unknown[][], title = '2020年签约项目') {
  return (workbook: ExcelJS.Workbook) => {
    const sheet = workbook.addWorksheet('台账')
    sheet.addRow([title])
    sheet.addRow(['项目名称', '投资方', '总投资（万元）', '签约时间', '是否开工', '开工时间', '面积（亩）', '供地情况'])
    for (const row of rows) sheet.addRow(row)
  }
}

test('a start flag and its day follow the handbook', async () => {
  const cases: [flag: unknown, day: unknown, kind: string, started: boolean, code: string | null][] = [
    ['是', '2020.5.1', 'standing', true, null],
    ['√', null, 'standing', true, 'startedDayUnknown'],
    ['否', null, 'standing', false, null],
    [null, null, 'standing', false, null],
    ['手续办理中', null, 'standing', false, null],
    ['否', '2020.5.1', 'held', false, 'notStartedWithDay'],
    [null, '2020.5.1', 'held', false, 'notStartedWithDay'],
    ['大概', null, 'held', false, 'flagUnknown'],
  ]
  const file = await write(
    'flags.xlsx',
    plain(
      cases.map(([flag, day], at) => [
        `第${'一二三四五六七八'[at]}个项目`,
        `企业${'甲乙丙丁戊己庚辛'[at]}`,
        100,
        '2020.1.1',
        flag,
        day,
      ]),
    ),
  )
  const { rows } = await read(file)
  expect(
    rows.map((row, at) => [
      row.kind,
      row.draft.events.some((event) => event.stage === 'started'),
      row.findings.find((it) => it.code === cases[at]![4])?.code ?? null,
    ]),
  ).toEqual(cases.map(([, , kind, started, code]) => [kind, started, code]))
})

test('start before signing is imported and marked', async () => {
  const file = await write(
    'order.xlsx',
    plain([
      ['甲项目', '甲公司', 1, '2020年12月14日', '是', '2020年3月'],
      ['乙项目', '乙公司', 1, '2020年12月14日', '是', '2020年12月'],
    ]),
  )
  const { rows } = await read(file)
  expect(rows.map((row) => row.kind)).toEqual(['standing', 'standing'])
  expect(rows.map((row) => row.findings.some((it) => it.code === 'startBeforeSigned'))).toEqual([true, false])
})

test('error cells and formulas without a result hold their row; cached results count', async () => {
  const file = await write(
    'formulas.xlsx',
    plain([
      ['甲项目', '甲公司', { formula: 'A1*2', result: 500 }, '2020.1.1'],
      ['乙项目', '乙公司', { error: '#REF!' }, '2020.1.1'],
      ['丙项目', '丙公司', { formula: 'VLOOKUP(1,A:B,2)', result: { error: '#N/A' } }, '2020.1.1'],
      ['丁项目', '丁公司', { formula: 'SUM(A1:A2)' }, '2020.1.1'],
    ]),
  )
  const { rows } = await read(file)
  expect(
    rows.map((row) => [row.kind, row.draft.investmentWan, row.findings.find((it) => it.level === 'error')?.code]),
  ).toEqual([
    ['standing', '500', undefined],
    ['held', null, 'cellError'],
    ['held', null, 'cellError'],
    ['held', null, 'formulaUnresolved'],
  ])
})

test('a row known by its 项目编号 is a duplicate when the code comes again, whatever else differs', async () => {
  const file = await write('codes.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('2020年')
    sheet.addRow(['编号', '项目代码', '项目名称', '投资方', '总投资'])
    sheet.addRow([1, 'A-001', '甲项目', '甲公司', 1])
    sheet.addRow([1, 'A-002', '乙项目', '乙公司', 1])
    sheet.addRow([2, 'A-001', '丙项目', '丙公司', 1])
  })
  const { rows } = await read(file)
  expect(rows.map((row) => row.kind)).toEqual(['standing', 'standing', 'duplicate'])
})

test('script in a text field is only text', async () => {
  const script = '<script>alert(1)</script>'
  const file = await write('script.xlsx', plain([[script, script, script, script, script, script, script, script]]))
  const { rows } = await read(file)
  expect(rows[0]).toMatchObject({ kind: 'held', draft: { name: script, investor: script } })
})

test('chain and yearly tax are read under the names counties give them, and no other tax is taken for it', async () => {
  const file = await write('tax.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('台账')
    sheet.addRow([
      '项目名称',
      '投资方',
      '总投资（万元）',
      '签约时间',
      '产业链',
      '所属产业',
      '达产后年税收（亿元）',
      '亩均税收（万元）',
      '上年实际税收',
    ])
    sheet.addRow(['甲项目', '甲公司', 1000, '2020.1.1', '新能源', '制造业', 0.012, 12, 3])
  })
  const { plans, rows } = await read(file)
  expect(plans[0]!.tables[0]!.columns.map((column) => column.field)).toEqual([
    'name',
    'investor',
    'investmentWan',
    'signedOn',
    'chain',
    'industry',
    'annualTaxWan',
    null,
    null,
  ])
  expect(rows[0]!.draft).toMatchObject({ chain: '新能源', industry: '制造业', annualTaxWan: '120' })
})

test('of a column of industry codes the codes are kept, and names alone are told', async () => {
  const file = await write('codes.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('项目')
    sheet.addRow(['项目名称', '投资方', '总投资（万元）', '签约时间', '国民经济行业'])
    sheet.addRow(['甲项目', '甲公司', 1000, '2020.1.1', 'C3825 光伏设备及元器件制造'])
    sheet.addRow(['乙项目', '乙公司', 1000, '2020.1.1', 3670])
    sheet.addRow(['丙项目', '丙公司', 1000, '2020.1.1', '汽车零部件'])
  })
  const { rows } = await read(file)
  expect(rows.map(({ draft }) => draft?.industryCode)).toEqual(['3825', '3670', null])
  expect(rows[2]?.findings.map(({ code }) => code)).toEqual(['industryCodeUnknown'])
})

test('a sheet on the 1904 calendar keeps its days', async () => {
  const file = await write('1904.xlsx', (workbook) => {
    workbook.properties.date1904 = true
    plain([['甲项目', '甲公司', 1, new Date(Date.UTC(2020, 4, 17))]])(workbook)
  })
  const { rows } = await read(file)
  expect(rows[0]!.draft.events[0]!.occurred.from).toBe('2020-05-17')
})

test('words and days of a merged cell count for each of its rows, amounts and areas do not', async () => {
  const file = await write('merged.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('台账')
    sheet.addRow(['2021年签约项目台账'])
    sheet.addRow(['产业', '项目名称', '投资方', '总投资（万元）', '签约时间', '引荐单位', '面积（亩）'])
    sheet.addRow(['新能源', '电池一期', '甲公司', 5000, '2021.3.5', '城关镇', 30])
    sheet.addRow([null, '光伏支架', null, null, null, null, null])
    sheet.addRow([null, '储能柜', '丙公司', 7000, '2021.4.6', null, 8])
    sheet.addRow([null, '冷链', null, 600, null, null, null])
    for (const merge of ['A3:A5', 'C3:C4', 'D3:D4', 'E3:E4', 'F3:F5', 'G3:G4']) sheet.mergeCells(merge)
  })
  const { rows } = await read(file)
  const told = rows.map(({ draft }) => [
    draft.industry,
    draft.investor,
    draft.investmentWan,
    draft.events[0]!.occurred.from,
    draft.introducedBy,
    draft.landMu,
  ])
  expect(told).toEqual([
    ['新能源', '甲公司', '5000', '2021-03-05', '城关镇', '30'],
    ['新能源', '甲公司', null, '2021-03-05', '城关镇', null],
    ['新能源', '丙公司', '7000', '2021-04-06', '城关镇', '8'],
    [null, null, '600', null, null, null],
  ])
  expect(rows.map((row) => row.findings.find((it) => it.code === 'mergedDown')?.message)).toEqual([
    undefined,
    '产业、投资方、签约时间、引荐单位取自合并单元格（第 3 行）',
    '产业、引荐单位取自合并单元格（第 3 行）',
    undefined,
  ])
  expect(rows[1]!.cells).toMatchObject({ A: '新能源', C: '甲公司' })
})

test('a cell that shows a month alone is that month', async () => {
  const may = new Date(Date.UTC(2020, 4, 1))
  const file = await write('months.xlsx', (workbook) => {
    plain([['甲项目', '甲公司', 1, may, '是', may]])(workbook)
    const cells = workbook.getWorksheet('台账')!.getRow(3)
    cells.getCell(4).numFmt = 'yyyy"年"m"月"'
    cells.getCell(6).numFmt = 'yyyy-mm-dd'
  })
  const { rows } = await read(file)
  expect(rows[0]!.draft.events.map((event) => event.occurred)).toEqual([
    { from: '2020-05-01', to: '2020-05-31', precision: 'month' },
    { from: '2020-05-01', to: '2020-05-01', precision: 'day' },
  ])
})

test('the same row has the same identity wherever it stands', async () => {
  const row = ['甲项目', '甲公司', 1, '2020.1.1']
  const one = await read(await write('one.xlsx', plain([row])))
  const two = await read(
    await write(
      'two.xlsx',
      plain([
        ['乙项目', '乙公司', 2, '2020.1.2'],
        [' 甲 项目', '甲 有限公司', '1万元', '2020年1月1日'],
      ]),
    ),
  )
  expect(two.rows[1]!.identity.key).toBe(one.rows[0]!.identity.key)
})

test('a day that has not come holds its row, but not a month that has begun', async () => {
  const file = await write('to-come.xlsx', (workbook) => {
    const sheet = workbook.addWorksheet('2021年签约项目')
    sheet.addRows([
      ['项目名称', '投资方', '总投资（万元）', '签约时间', '开工时间'],
      ['甲项目', '甲公司', 1000, '2021-06-02', null],
      ['乙项目', '乙公司', 1000, '2021-05-01', '2021年7月'],
      ['丙项目', '丙公司', 1000, '2021年6月', null],
    ])
  })
  const { rows } = await read(file, '2021-06-01')
  expect(
    rows.map((row) => [
      row.kind,
      row.findings.filter(({ level }) => level === 'error').map(({ column, code }) => [column, code]),
    ]),
  ).toEqual([
    ['held', [['D', 'dayToCome']]],
    ['held', [['E', 'dayToCome']]],
    ['standing', []],
  ])
})
