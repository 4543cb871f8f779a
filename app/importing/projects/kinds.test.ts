import { describe, expect, test } from 'vitest'
import { readRows } from '~test/ledger-reading'
import { SheetSurvey } from '../tables/domain/survey'
import { eventOf } from './domain/draft'
import { PROJECT_LEDGER } from './domain/vocabulary'

const HEADER = ['序号', '项目名称', '投资方', '总投资（万元）', '签约时间', '是否开工']
const TITLE = ['2022年签约项目台账']
const ROWS: unknown[][] = [
  [1, '铜箔项目', '安徽铜泰新材料有限公司', 5000, '2022.1.8', '是'],
  [2, '铝型材项目', '佛山坚固铝业有限公司', 3000, '2022.2.9', '否'],
]
const small = (header: unknown[], ...rows: unknown[][]) => [TITLE, header, ...(rows.length > 0 ? rows : ROWS)]
const wan = (rows: { draft: { investmentWan: string | null } }[]) => rows.map(({ draft }) => draft.investmentWan)

describe('units', () => {
  test.each([
    ['总投资（百万元）', ['500000', '300000']],
    ['总投资（千元）', ['500', '300']],
    ['总投资（千万元）', ['5000000', '3000000']],
    ['总投资/亿元', ['50000000', '30000000']],
    ['总投资（亿）', ['50000000', '30000000']],
    ['总投资（万元人民币）', ['5000', '3000']],
    ['总投资（人民币 万元）', ['5000', '3000']],
    ['总投资(单位:元)', ['0.5', '0.3']],
  ])('amounts under %s', async (header, amounts) => {
    const reading = await readRows(small(HEADER.with(3, header)))
    expect(wan(reading.rows)).toEqual(amounts)
  })

  test.each(['单位：万美元', '单位：亿日元', '（单位：万元/万美元）', '金额单位：千港元'])(
    '%s over the table holds the rows',
    async (line) => {
      const reading = await readRows([TITLE, [null, null, null, null, line], HEADER.with(3, '总投资'), ...ROWS])
      expect(reading.held).toHaveLength(2)
      expect(reading.findings.some(({ question }) => question)).toBe(true)
    },
  )

  test('a cell with its own unit is read where that of its column is not understood', async () => {
    const reading = await readRows(
      small(HEADER.with(3, '总投资（万美元）'), [1, '铜箔项目', '甲公司', '5000万元', '2022.1.8', '是']),
    )
    expect(wan(reading.standing)).toEqual(['5000'])
  })

  test('万元 that is assumed is a warning', async () => {
    const reading = await readRows(small(HEADER.with(3, '总投资')))
    expect(reading.findings.find(({ code }) => code === 'unitAssumed')?.level).toBe('warning')
  })

  test('two lines that contradict each other are asked about', async () => {
    const reading = await readRows([TITLE, ['单位：万元'], ['单位：亿元'], HEADER.with(3, '总投资'), ...ROWS])
    expect(reading.held).toHaveLength(2)
  })
})

describe('columns', () => {
  test.each([
    ['开工', ['2022.5.6', '2022.6.7'], ['2022-05-06', '2022-06-07']],
    ['开工', ['是', '否'], [null]],
    ['开工情况', ['2022年5月', null], ['2022-05-01']],
    ['是否开工', ['是（2022.5.6）', '否'], ['2022-05-06']],
  ])('a column headed %s with %j', async (header, cells, days) => {
    const rows = ROWS.map((row, at) => row.with(5, cells[at]))
    const { standing } = await readRows(small(HEADER.with(5, header), ...rows))
    const starts = standing.flatMap(({ draft }) => eventOf(draft, 'started') ?? [])
    expect(starts.map(({ occurred }) => occurred.from)).toEqual(days)
  })

  test.each([
    ['签约', '2022.5.6', '2022-05-06'],
    ['签约', '√', null],
    ['签约情况', '√', null],
  ])('a column headed %s with %s', async (header, cell, day) => {
    const rows = [['铜箔项目', '甲公司', 5000, cell, '在库']]
    const { standing } = await readRows([['项目名称', '投资方', '总投资（万元）', header, '备注'], ...rows])
    expect(eventOf(standing[0]!.draft, 'signed')?.occurred.from).toBe(day)
  })

  test.each([
    '计划开工时间',
    '年度计划投资（万元）',
    '上月完成投资',
    '建筑面积（㎡）',
    '投资强度（万元/亩）',
    '土地出让合同签订时间',
    '施工合同签订时间',
    '立项备案时间',
    '签约项目数',
    '完成投资占比（%）',
  ])('nothing that counts is read from %s', async (header) => {
    const rows = ROWS.map((row) => [...row.slice(0, 4), '2022.3.1', null])
    const { plans } = await readRows([
      ['2022年项目'],
      ['序号', '项目名称', '投资方', '总投资（万元）', header, '备注'],
      ...rows,
    ])
    const column = plans[0]!.tables[0]!.columns.find((it) => it.column === 'E')!
    expect([null, 'plannedStart']).toContain(column.field)
  })

  test('months without a sum are asked about and never added up', async () => {
    const header = ['序号', '项目名称', '投资方', '总投资（万元）', '1月完成投资', '2月完成投资', '3月完成投资']
    const reading = await readRows([TITLE, header, [1, '铜箔项目', '甲公司', 5000, 10, 20, 30]])
    expect(reading.rows[0]!.draft.extras).toBeNull()
    expect(reading.findings.filter(({ message }) => message.includes('按月分列'))).toHaveLength(3)
  })

  test('of several months the last progress counts', async () => {
    const header = ['序号', '项目名称', '投资方', '总投资（万元）', '3月进展', '1月进展', '2月进展']
    const reading = await readRows([
      ['2022年项目'],
      header,
      [1, '铜箔项目', '甲公司', 5000, '主体施工', '签约', '手续办理中'],
    ])
    expect(reading.reached('started')).toEqual(['铜箔项目'])
  })

  test('a summary of towns whose columns are counts holds no project', async () => {
    const rows = [
      ['单位', '签约项目', '总投资（亿元）', '开工项目', '到位资金'],
      ['经开区', 12, 35.6, 5, 1],
      ['城关镇', 10, 8.2, 3, 2],
    ]
    await expect(readRows([['汇总'], ...rows])).rejects.toMatchObject({
      userMessage: expect.stringContaining('没有找到表头'),
    })
  })
})

describe('rows that are no projects', () => {
  test.each([
    ['合计', null],
    ['总计（2个）', null],
    ['工业项目合计', null],
    [null, '一季度小计'],
    [null, '合计'],
    [null, '全县合计'],
  ])('a total written %j %j', async (first, name) => {
    const reading = await readRows([...small(HEADER), [first, name, null, 8000]])
    expect([reading.standing.length, reading.held.length]).toEqual([2, 0])
    expect(reading.codes()).not.toContain('totalDiffers')
  })

  test.each(['示例', '例', '样例', '（示例）', '填写说明', '例：'])('a row that begins with %s', async (word) => {
    const reading = await readRows([TITLE, HEADER, [word, '某某项目', '某某公司', 1000, '2022.1.1', '是'], ...ROWS])
    expect(reading.standing).toHaveLength(2)
  })

  test('a placeholder holds its row', async () => {
    const reading = await readRows([
      TITLE,
      HEADER,
      [1, '年产10万吨XX项目', 'XX有限公司', 1000, '2022.1.1', '是'],
      ...ROWS,
    ])
    expect(reading.held.map(({ rowNumber }) => rowNumber)).toEqual([3])
  })

  test('numbers of columns below the header', async () => {
    const reading = await readRows([TITLE, HEADER, [1, 2, 3, 4, 5, 6], ...ROWS])
    expect([reading.standing.length, reading.held.length]).toEqual([2, 0])
  })

  test('a row that adds up those below by proof, and one that does not is held', async () => {
    const group = (amount: number) => [null, '工业', null, amount, null, null]
    expect((await readRows([TITLE, HEADER, group(8000), ...ROWS])).standing).toHaveLength(2)
    expect((await readRows([TITLE, HEADER, group(7000), ...ROWS])).held.map(({ rowNumber }) => rowNumber)).toEqual([3])
  })

  test('sparse rows of a table without numbers are projects', async () => {
    const reading = await readRows([
      ['项目名称', '投资方', '总投资（万元）'],
      ['铜箔项目', null, 5000],
      ['铝型材项目', null, 3000],
    ])
    expect(reading.standing).toHaveLength(2)
  })
})

describe('several tables', () => {
  const header = (last: string) => ['序号', '项目名称', '客商', '拟投资额（万元）', last]

  test('three below each other, each with its own heading', async () => {
    const reading = await readRows([
      TITLE,
      ['一、已开工项目'],
      HEADER,
      ROWS[0]!,
      [],
      ['二、签约未开工项目'],
      HEADER.slice(0, 5),
      ROWS[1]!.slice(0, 5),
      [],
      ['三、在谈项目'],
      header('备注'),
      [1, '钛材项目', '宝鸡钛业股份有限公司', 900, null],
    ])
    expect(reading.standing).toHaveLength(3)
    expect(reading.reached('negotiating')).toEqual(['钛材项目'])
    expect(reading.reached('signed')).toEqual(['铜箔项目', '铝型材项目'])
  })

  test('the same header with another unit is a table of its own', async () => {
    const reading = await readRows([
      TITLE,
      HEADER,
      ROWS[0]!,
      [],
      HEADER.with(3, '总投资（亿元）'),
      ROWS[1]!.with(3, 0.3),
    ])
    expect(wan(reading.standing)).toEqual(['5000', '3000'])
  })

  test('three side by side', async () => {
    const columns = ['项目名称', '投资方', '总投资（万元）']
    const reading = await readRows([
      ['一季度', null, null, null, '二季度'],
      [...columns, null, ...columns, null, ...columns],
      ['甲项目', '甲公司', 1, null, '乙项目', '乙公司', 2, null, '丙项目', '丙公司', 3],
      ['丁项目', '丁公司', 4, null, null, null, null, null, '戊项目', '戊公司', 5],
    ])
    expect(reading.standing.map(({ draft }) => draft.name)).toEqual(['甲项目', '乙项目', '丙项目', '丁项目', '戊项目'])
  })

  test('a second table that nobody can read is named as not read', async () => {
    const reading = await readRows([
      ...small(HEADER),
      [],
      ['项目', '投资方', '总投资（万元）', '签约时间'],
      [3, 4, 5, 6],
      [1, 2, 3, 4],
    ])
    expect(reading.standing).toHaveLength(2)
    expect(reading.findings.filter(({ question }) => question).map(({ code }) => code)).toContain('tableUnread')
  })
})

describe('groups', () => {
  test.each([
    ['一、装备制造产业（2个）', { industry: '装备制造产业', park: null }],
    ['经开区', { industry: null, park: '经开区' }],
    ['（一）望澜镇', { industry: null, landedAt: '望澜镇' }],
    ['2022年签约项目台账（续）', { industry: null, park: null, landedAt: null }],
    ['一、重点推进类', { industry: null, park: null, landedAt: null }],
  ])('%s says %j', async (heading, said) => {
    const reading = await readRows([TITLE, HEADER, [heading], ...ROWS], { merges: ['A3:F3'] })
    expect(reading.standing[0]!.draft).toMatchObject(said)
  })

  test('a heading nobody understands is told', async () => {
    const reading = await readRows([TITLE, HEADER, ['一、甲乙丙丁'], ...ROWS], { merges: ['A3:F3'] })
    expect(reading.codes()).toContain('headingUnknown')
  })

  test('a heading that is a year completes the days below it', async () => {
    const days = ROWS.map((row) => row.with(4, '3月5日'))
    const reading = await readRows(
      [['签约项目'], HEADER, ['一、2020年签约项目'], days[0]!, ['二、2021年签约项目'], days[1]!],
      {
        merges: ['A3:F3', 'A5:F5'],
      },
    )
    expect(reading.days('signed')).toEqual(['2020-03-05', '2021-03-05'])
  })

  test('what a heading said ends with the next, though that says nothing', async () => {
    const reading = await readRows([TITLE, HEADER, ['一、装备制造产业'], ROWS[0]!, ['二、其他'], ROWS[1]!], {
      merges: ['A3:F3', 'A5:F5'],
    })
    expect(reading.standing.map(({ draft }) => draft.industry)).toEqual(['装备制造产业', null])
  })
})

describe('what is shown', () => {
  const formatted = (format: string, value: number, header = '总投资') =>
    readRows(small(HEADER.with(3, header), ROWS[0]!.with(3, value)), {
      change: (sheet) => (sheet.getCell('D3').numFmt = format),
    })

  test.each([
    ['0.00"亿元"', 1.2, '12000'],
    ['#,##0"万元"', 6500, '6500'],
    ['0!.0,"万元"', 35_000_000, '3500'],
    ['0\\.0,"万元"', 35_000_000, '3500'],
    ['[>=100000000]0.00,,"百万元";0"元"', 350_000_000, '35000'],
    ['0.0,,"百万元"', 35_000_000, '3500'],
    ['¥#,##0.00', 5000, '5000'],
    ['0;[Red]0', 5000, '5000'],
  ])('a number under %s', async (format, stored, amount) => {
    expect(wan((await formatted(format, stored)).rows)).toEqual([amount])
  })

  test.each([['[$$-409]#,##0.00'], ['0"万美元"'], ['0.00%']])('a number under %s holds its row', async (format) => {
    expect((await formatted(format, 5000)).held).toHaveLength(1)
  })

  test('a scale that is not that of the header is told', async () => {
    const reading = await formatted('0!.0,', 8_000_000, '总投资（万元）')
    expect(wan(reading.rows)).toEqual(['800'])
    expect(reading.codes()).toContain('shownNotStored')
  })
})

describe('marks', () => {
  test('a 同上 says at its cell what it was taken for, and from which row', async () => {
    const below = (serial: number, name: string, mark: string) => [serial, name, mark, 1000, mark, '否']
    const reading = await readRows(small(HEADER, ...ROWS, below(3, '铝箔项目', '同上'), below(4, '铜管项目', '〃')))
    const told = [5, 6].map((row) => reading.row(row)?.findings.filter(({ code }) => code === 'ditto'))
    const of = (row: number, mark: string) => [
      expect.objectContaining({ row, column: 'C', message: `写的是“${mark}”，取第 4 行的“佛山坚固铝业有限公司”` }),
      expect.objectContaining({ row, column: 'E', message: `写的是“${mark}”，取第 4 行的“2022.2.9”` }),
    ]
    expect(told).toEqual([of(5, '同上'), of(6, '〃')])
    expect(reading.rows.map(({ draft }) => draft.investor)).toEqual([
      '安徽铜泰新材料有限公司',
      ...Array.from({ length: 3 }, () => '佛山坚固铝业有限公司'),
    ])
  })

  test('a 同上 below nothing holds its row', async () => {
    const reading = await readRows(small(HEADER, ROWS[0]!.with(2, '同上')))
    expect(reading.held).toHaveLength(1)
  })

  test('rows of one merged name are one project, those of a merged investor are not', async () => {
    const rows = [
      [1, '园区项目', '甲公司', 5000, '2022.1.8', '是'],
      [null, null, '乙公司', null, null, null],
      [2, '丁项目', '丙公司', 1, '2022.1.9', '否'],
    ]
    const reading = await readRows(small(HEADER, ...rows), { merges: ['A3:A4', 'B3:B4', 'D3:D4'] })
    expect(reading.standing.map(({ draft }) => [draft.name, draft.investor])).toEqual([
      ['园区项目', '甲公司'],
      ['丁项目', '丙公司'],
    ])
    expect(reading.rows[0]!.draft.extras).toBe('共同投资方 乙公司')
    expect(reading.codes()).toContain('rowsGathered')
  })

  test('a hidden column is told', async () => {
    const reading = await readRows(small(HEADER), { change: (sheet) => (sheet.getColumn(4).hidden = true) })
    expect(reading.codes()).toContain('columnHidden')
  })
})

describe('progress', () => {
  test.each(['差不多了', '45%', '按期', '领导很重视'])('%s is told where nobody understands it', async (text) => {
    const reading = await readRows([
      ['2022年项目'],
      HEADER.with(5, '项目进展'),
      ROWS[0]!.with(5, text),
      ROWS[1]!.with(5, '已开工'),
    ])
    expect(reading.codes()).toContain('progressUnknown')
    expect(reading.reached('started')).toEqual(['铝型材项目'])
  })

  test.each(['前期对接中', '已签框架协议', '达成意向，正办手续', '前期谋划', '洽谈合同条款', '签订战略框架协议'])(
    '%s is no signing',
    async (text) => {
      const header = ['项目名称', '投资方', '总投资（万元）', '项目进展']
      const reading = await readRows([
        ['2022年重点项目'],
        header,
        ['铜箔项目', '甲公司', 5000, text],
        ['铝材项目', '乙公司', 10, '已签约'],
      ])
      expect(reading.reached('signed')).toEqual(['铝材项目'])
    },
  )
})

test.each([
  ['2021年一季度', '2021-01-01', '2021-03-31'],
  ['2021年上半年', '2021-01-01', '2021-06-30'],
  ['2021年底', '2021-12-01', '2021-12-31'],
  ['2021年初', '2021-01-01', '2021-01-31'],
  ['2021年三季度', '2021-07-01', '2021-09-30'],
])('a day written %s lies between %s and %s', async (text, from, to) => {
  const reading = await readRows(small(HEADER, ROWS[0]!.with(4, text)))
  expect(eventOf(reading.rows[0]!.draft, 'signed')?.occurred).toMatchObject({ from, to })
})

describe('hostile workbooks', () => {
  test('five hundred tables in a sheet are read in time, each by its header', async () => {
    const tables = Array.from({ length: 500 }, (_, at) => [
      [`${at}`, null, null, null, null, null].map(() => null),
      HEADER.with(3, at % 2 === 0 ? '总投资（万元）' : '总投资（亿元）'),
      [1, `第${at}号项目`, `第${at}制造有限公司`, 1, '2022.1.8', '否'],
    ])
    const began = performance.now()
    const reading = await readRows([TITLE, ...tables.flat()])
    expect(reading.plans[0]!.tables).toHaveLength(500)
    expect(reading.sum(({ investmentWan }) => investmentWan)).toBe(250 + 250 * 10_000)
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  test('of more rows than can be imported the rest are counted and not kept', () => {
    const survey = new SheetSurvey(PROJECT_LEDGER)
    const rowOf = (number: number, texts: unknown[]) => ({
      number,
      cells: new Map(texts.map((text, at) => [at, { text: String(text) }])),
    })
    survey.add(rowOf(1, HEADER))
    for (let number = 2; number <= 70_001; number++) survey.add(rowOf(number, ROWS[0]!))
    const [table] = survey.tables
    expect([table?.beyond, (table?.lines.length ?? 0) + (table?.odd.length ?? 0)]).toEqual([10_000, 60_000])
  })

  test('a number format of ten thousand characters says nothing', async () => {
    const reading = await readRows(small(HEADER), {
      change: (sheet) => (sheet.getCell('D3').numFmt = `0"${'亿'.repeat(10_000)}"`),
    })
    expect(wan(reading.rows)).toEqual(['5000', '3000'])
  })

  test('what stands beyond the last column that is read is told', async () => {
    const reading = await readRows(small(HEADER), { change: (sheet) => (sheet.getCell('XFD3').value = '多余') })
    expect(reading.codes()).toContain('columnsCut')
  })
})
