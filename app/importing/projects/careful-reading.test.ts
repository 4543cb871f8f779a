import { describe, expect, test } from 'vitest'
import { readRows, type LedgerReading } from '~test/ledger-reading'
import { eventOf } from './domain/draft'
import { parseProgress } from './domain/flags'

const HEADER = ['序号', '项目名称', '投资方', '总投资（万元）', '签约时间', '开工时间']
const ONE: unknown[] = [1, '铜箔项目', '安徽铜泰新材料有限公司', 5000, '2021.1.8', '2021.6']
const TWO: unknown[] = [2, '铝型材项目', '佛山坚固铝业有限公司', 3000, '2021.2.9', null]
const FLAGGED = HEADER.with(5, '是否开工')

const asked = (reading: LedgerReading) => reading.findings.filter(({ question }) => question).map(({ code }) => code)
const names = (reading: LedgerReading) => reading.standing.map(({ draft }) => draft.name)

describe('what a title or a sheet says of all its rows', () => {
  test.each(['2021年计划开工项目清单', '已签约未开工项目台账', '2021年拟新开工项目', '力争年内开工项目'])(
    'under %s no day is one on which a project started, and somebody is asked',
    async (title) => {
      const reading = await readRows([[title], HEADER, ONE, TWO])
      expect(reading.reached('started')).toEqual([])
      expect(reading.standing[0]?.draft.extras).toContain('计划开工 2021年6月')
      expect(asked(reading)).toContain('columnDoubtful')
      const tables = [{ header: 2, columns: [{ column: 'F', field: 'startedOn' }] }]
      const answered = await readRows([[title], HEADER, ONE, TWO], { answers: { sheets: [{ sheet: '台账', tables }] } })
      expect([answered.reached('started'), asked(answered)]).toEqual([['铜箔项目'], []])
    },
  )

  test.each(['2021年拟签约项目一览表', '2021年计划签约项目'])('under %s no day is one of signing', async (title) => {
    const reading = await readRows([[title], HEADER.slice(0, 5), ONE.slice(0, 5), TWO.slice(0, 5)])
    expect(reading.reached('signed')).toEqual([])
    expect(asked(reading)).toContain('columnDoubtful')
  })

  test.each([
    ['在谈项目情况表', 'negotiating'],
    ['意向项目', 'negotiating'],
    ['储备项目库', 'lead'],
    ['流失项目表', 'ended'],
    ['已退出项目', 'ended'],
  ] as const)('%s with a column 是否开工 holds no signed projects', async (title, stage) => {
    const rows = [ONE, TWO].map((row) => row.with(4, null).with(5, '否'))
    const reading = await readRows([[title], FLAGGED, ...rows])
    expect(reading.reached('signed')).toEqual([])
    expect(reading.reached(stage)).toHaveLength(2)
  })

  test('the name of a sheet counts as its title does, and not against a title of both', async () => {
    const rows = [FLAGGED, ONE.with(4, null).with(5, '否')]
    expect((await readRows(rows, { sheet: '在谈' })).reached('signed')).toEqual([])
    expect((await readRows([['2021年签约及退出项目台账'], ...rows])).reached('signed')).toEqual(['铜箔项目'])
  })

  test.each([
    ['2021年签约项目跟踪推进表', null],
    ['2021年项目履约跟踪表', null],
    ['2021年招商引资项目意向书签订及签约项目表', null],
    ['2021年签约项目台账', '（不含在谈项目）'],
    ['2021年签约项目台账', '说明：未开工项目须注明原因'],
    ['2021年签约项目台账', '在谈项目请另表填报'],
  ])('%s, %s: all are signed, and days of starts are what they say', async (title, line) => {
    const lines = line === null ? [[title]] : [[title], [line]]
    const flagged = await readRows([...lines, FLAGGED, ONE.with(4, null).with(5, '否')])
    expect(flagged.reached('signed')).toEqual(['铜箔项目'])
    expect((await readRows([...lines, HEADER, ONE])).days('started')).toEqual(['2021-06'])
  })

  test.each(['2021年开工项目台账', '2021年签约和开工项目', '在建及计划开工项目'])(
    'under %s days of starts are what they say',
    async (title) => {
      expect((await readRows([[title], HEADER, ONE, TWO])).days('started')).toEqual(['2021-06'])
    },
  )
})

describe('what a heading says of its rows', () => {
  const under = (heading: string, row: unknown[], header = HEADER) =>
    readRows([['2021年招商引资签约项目台账'], header, [heading], row], { merges: ['A3:F3'] })

  test.each(['一、计划开工项目', '二、未开工项目', '三、待开工项目'])(
    'under %s a start day is a planned one, and the project is signed',
    async (heading) => {
      const reading = await under(heading, ONE.with(4, null))
      expect([reading.reached('started'), reading.reached('signed')]).toEqual([[], ['铜箔项目']])
      expect(reading.codes()).toContain('dayPlanned')
    },
  )

  test.each([
    ['一、县住建局', { introducedBy: '县住建局', landedAt: null }],
    ['二、招商一分局', { introducedBy: '招商一分局', landedAt: null }],
    ['三、数字经济专班', { introducedBy: '数字经济专班', industry: null }],
    ['四、城关镇人民政府', { introducedBy: null, landedAt: '城关镇' }],
    ['五、江北新区', { introducedBy: null, landedAt: '江北新区' }],
    ['五、高新区管委会', { introducedBy: null, landedAt: '高新区管委会' }],
  ])('%s says %j', async (heading, said) => {
    expect((await under(heading, ONE)).standing[0]?.draft).toMatchObject(said)
  })

  test('under 流失项目 a project has ended', async () => {
    expect((await under('一、流失项目', ONE.with(4, null).with(5, null))).reached('ended')).toEqual(['铜箔项目'])
  })

  test('under 拟签约项目 a day of signing is a planned one', async () => {
    const reading = await under('一、拟签约项目', ONE.with(5, null))
    expect(eventOf(reading.rows[0]!.draft, 'signed')).toBeUndefined()
    expect(reading.codes()).toContain('dayPlanned')
  })
})

describe('rows that are no projects', () => {
  const FILLED = [ONE, TWO].map((row) => row.with(5, '否'))
  const within = (...rows: unknown[][]) => readRows([['2021年签约项目台账'], FLAGGED, ...FILLED, ...rows])

  test.each([
    [['审核：张三', null, '填报：李四', null, '电话：13812345678']],
    [['单位负责人签字：', null, null, '填报时间：2021.4.1']],
    [['（盖章）']],
    [[null, null, '经办人：赵六', null, '2021年4月1日']],
    [['制表：县招商局', null, null, null, null, '第1页']],
    [[null, '★为省重点项目']],
    [[null, '以上项目均已备案']],
    [[null, '（本页以下空白）']],
    [['*数据截至2021年3月']],
    [['注', '1.总投资以备案为准']],
    [[null, '5个', null, 8000]],
    [[null, '汇总', null, 8000]],
    [['2021年合计', null, null, 8000]],
    [['合计2个项目，总投资8000万元']],
    [['其中：', '外资项目', null, 3000]],
    [['其中', null, null, 3000]],
  ])('%j', async (row) => {
    const reading = await within(row)
    expect([names(reading), reading.held.length]).toEqual([['铜箔项目', '铝型材项目'], 0])
    const counted = reading.readings.flatMap(({ accounted }) => Object.values(accounted))
    expect(counted.reduce((sum, it) => sum + it, 0)).toBe(reading.filled)
  })

  test.each([
    ['maybeNote', [null, '东片区配套情况']],
    ['maybeContinued', [null, '高精度铜箔', '材料有限公司']],
    ['nameIncomplete', [null, '（二期）', null, 500, '2021.6', '是']],
  ])('what may be none is held: %s', async (code, row) => {
    const reading = await within(row)
    expect(reading.held.map(({ rowNumber }) => rowNumber)).toEqual([5])
    expect(reading.codes()).toContain(code)
  })

  test('parts of a project, numbered below it, are held', async () => {
    const part = (serial: unknown, name: string, amount: number) => [serial, name, '安徽铜泰新材料有限公司', amount]
    const rows = [FILLED[0]!, part(1.1, '一号厂房', 2000), part('1.2', '二号厂房', 3000), FILLED[1]!]
    const reading = await readRows([['2021年签约项目台账'], FLAGGED, ...rows])
    expect([names(reading), reading.held.length]).toEqual([['铜箔项目', '铝型材项目'], 2])
    expect(reading.codes()).toContain('maybePart')
  })

  test('rows that add up others in a table without numbers, down to the group of one', async () => {
    const [one, two] = FILLED.map((row) => row.slice(1))
    const sum = (name: string, amount: number) => [name, null, amount]
    const rows = [
      sum('工业类', 8000),
      one!,
      two!,
      sum('服务业类', 5),
      ['酒店项目', '某酒店有限公司', 5, '2021.3', '否'],
    ]
    const reading = await readRows([['2021年签约项目台账'], FLAGGED.slice(1), ...rows])
    expect(names(reading)).toEqual(['铜箔项目', '铝型材项目', '酒店项目'])
  })

  test.each([
    '合计科技产业园项目',
    '小计量仪器项目',
    '说明书印刷项目',
    '例行检测中心',
    '备注册商标项目',
    '其中一分之一项目',
  ])('%s is a name', async (name) => {
    expect(names(await within([3, name, '丙公司', 10, '2021.3', '否']))).toContain(name)
  })
})

describe('units', () => {
  const TITLE = ['2021年签约项目台账']
  const BARE = ['序号', '项目名称', '投资方', '总投资', '用地面积', '签约时间']
  const row = (amount: unknown, area: unknown = 3) => [1, '铜箔项目', '甲公司', amount, area, '2021.3.5']
  const wan = (reading: LedgerReading) => reading.standing.map(({ draft }) => draft.investmentWan)

  test.each([
    ['2021年签约项目台账（金额：亿元，面积：公顷）', '12000', '45'],
    ['2021年签约项目台账（单位：亿元、公顷）', '12000', '45'],
    ['2021年签约项目台账  单位：亿元/亩', '12000', '3'],
  ])('%s', async (title, amount, area) => {
    const reading = await readRows([[title], BARE, row(1.2).with(5, '3月5日')])
    expect([wan(reading), reading.standing[0]?.draft.landMu]).toEqual([[amount], area])
    expect(reading.days('signed')).toEqual(['2021-03-05'])
  })

  test('the name of a sheet can say the unit', async () => {
    expect(wan(await readRows([TITLE, BARE, row(1.2)], { sheet: '签约（亿元）' }))).toEqual(['12000'])
  })

  test.each(['注：1.投资额单位为万美元；2.以协议为准。', '说明：表中金额均为万美元', '备注：总投资以万美元计'])(
    '%s below the table holds the rows',
    async (note) => {
      const reading = await readRows([TITLE, BARE, row(500), row(300).with(1, '铝材项目'), [note]])
      expect([reading.standing.length, reading.held.length]).toEqual([0, 2])
    },
  )

  test.each(['投资额为万美元', '外资，单位美元', '美元'])('a remark %s holds its row', async (remark) => {
    const rows = [
      [...BARE, '备注'],
      [...row(500), remark],
      [...row(300).with(1, '铝材项目'), '其中外资500万美元'],
    ]
    const reading = await readRows([TITLE, ...rows])
    expect([names(reading), reading.held.length]).toEqual([['铝材项目'], 1])
  })

  test('a column of units counts row by row', async () => {
    const rows = [
      [1.2, '亿元'],
      [3000, '万元'],
      [500, '万美元'],
    ].map(([amount, unit], at) => [at + 1, `第${at}号项目`, `第${at}公司`, amount, unit, '2021.3.5'])
    const reading = await readRows([TITLE, BARE.with(4, '单位'), ...rows])
    expect([wan(reading), reading.held.length]).toEqual([['12000', '3000'], 1])
    const currency = rows.map((each, at) => each.with(4, ['人民币', '美元', '港币'][at]))
    const others = await readRows([TITLE, BARE.with(3, '总投资（万元）').with(4, '币种'), ...currency])
    expect([wan(others), others.held.length]).toEqual([['1.2'], 2])
  })

  test('amounts that are small without a unit are asked about', async () => {
    const reading = await readRows([TITLE, BARE, row(1.2), row(3).with(1, '铝材项目')])
    expect(asked(reading)).toEqual(['unitAssumed'])
    expect(asked(await readRows([TITLE, BARE, row(1200), row(3).with(1, '铝材项目')]))).toEqual([])
  })

  test.each([
    ['5000 6000', null],
    ['12 500', '12500'],
    ['１ ２００', '1200'],
    ['12 50', null],
  ])('%s', async (text, amount) => {
    const reading = await readRows([TITLE, BARE.with(3, '总投资（万元）'), row(text)])
    expect(reading.rows[0]?.draft.investmentWan).toBe(amount)
  })
})

describe('words of progress', () => {
  test.each([
    ['已签约未落地', 'signed'],
    ['合同已签待开工', 'signed'],
    ['已签未开', 'signed'],
    ['已供地待开工', 'signed'],
    ['签约未开工', 'signed'],
    ['已开工未入库', 'started'],
    ['已开工未竣工', 'started'],
    ['竣工未投产', 'completed'],
    ['运营中', 'producing'],
    ['中止', 'ended'],
    ['投资方撤资', 'ended'],
    ['企业放弃投资', 'ended'],
    ['停建', 'suspended'],
    ['缓建', 'suspended'],
    ['开工时间未定', null],
    ['已签框架协议', 'negotiating'],
    ['签约在即', null],
    ['未签约', null],
    ['施工合同已签', null],
  ])('%s', (words, stage) => {
    expect(parseProgress(words).stage).toBe(stage)
  })

  test.each(['已开工（停工）', '是，已停工'])('%s in a column of starts is a standstill', async (flag) => {
    const reading = await readRows([['2021年签约项目台账'], FLAGGED, ONE.with(5, flag)])
    expect([reading.reached('started'), reading.reached('suspended')]).toEqual([['铜箔项目'], ['铜箔项目']])
  })

  test.each(['已退出', '项目终止，不再推进', '停工', '已开工'])('a remark %s is told', async (remark) => {
    const rows = [[...HEADER.slice(0, 5), '备注'], ONE.with(5, remark), TWO.with(5, '重点项目')]
    const reading = await readRows([['2021年签约项目台账'], ...rows])
    expect(reading.findings.filter(({ code }) => code === 'remarkTellsStage').map(({ row }) => row)).toEqual([3])
  })
})

describe('columns', () => {
  test('of an old and a new name the new one counts', async () => {
    const rows = [
      ['序号', '原项目名称', '现项目名称', '投资方', '签约时间'],
      [1, '老铜箔项目', '新铜箔项目', '甲公司', '2021.3'],
    ]
    expect(names(await readRows([['2021年签约项目台账'], ...rows]))).toEqual(['新铜箔项目'])
  })

  test('a year and a month of signing are one', async () => {
    const rows = [
      ['序号', '项目名称', '投资方', '签约年度', '签约月份'],
      [1, '铜箔项目', '甲公司', 2021, 3],
      [2, '铝材项目', '乙公司', '2020年', '12月'],
    ]
    expect((await readRows([['项目台账'], ...rows])).days('signed')).toEqual(['2021-03', '2020-12'])
  })

  test('ticks under 供地 are land supplied', async () => {
    const rows = [HEADER.with(5, '供地'), ONE.with(5, '√'), TWO.with(5, '×')]
    expect((await readRows([['2021年签约项目台账'], ...rows])).reached('landSupplied')).toEqual(['铜箔项目'])
  })

  test('a column without a header is told, a stray cell is not', async () => {
    const rows = [
      [null, ...HEADER],
      ['装备制造', ...ONE],
      ['新材料', ...TWO, '零'],
    ]
    const reading = await readRows([['2021年签约项目台账'], ...rows])
    const told = reading.findings.filter(({ code }) => code === 'columnUnknown').map(({ column }) => column)
    expect(told).toEqual(['A'])
  })

  test.each(['待定', '未定'])('%s names no place and no investor', async (word) => {
    const rows = [HEADER.with(5, '落户地'), ONE.with(5, word).with(2, word)]
    const [row] = (await readRows([['2021年签约项目台账'], ...rows])).standing
    expect(row?.draft).toMatchObject({ landedAt: null, park: null, investor: null })
  })

  test.each(['某某项目', '（项目名称）', '示例项目'])('%s names nothing', async (name) => {
    expect((await readRows([['2021年签约项目台账'], HEADER, ONE.with(1, name)])).held).toHaveLength(1)
  })
})

describe('marks that stand for something else', () => {
  const marked = (mark: string) => readRows([['2021年签约项目台账'], HEADER, ONE.with(5, null), TWO.with(2, mark)])

  test.each(['（同上）', '如上', '同上一行', '″ ″', '--〃--', '々'])('%s is what stands above', async (mark) => {
    expect((await marked(mark)).rows.map(({ draft }) => draft.investor)).toEqual([ONE[2], ONE[2]])
  })

  test.each(['同左', '同第3行', '同一企业', '同1', '↑', '∥', '…', '·'])('%s holds its row', async (mark) => {
    const reading = await marked(mark)
    expect([reading.standing.length, reading.held.length]).toEqual([1, 1])
  })

  test.each(['无', '/', '--', '—'])('%s is nothing', async (mark) => {
    expect((await marked(mark)).standing.map(({ draft }) => draft.investor)).toEqual([ONE[2], null])
  })
})

describe('several tables', () => {
  test('the line over a later table says what its title would', async () => {
    const later = ['序号', '项目名称', '客商名称', '投资额（亿元）', '对接人']
    const rows = [['2021年签约项目台账'], HEADER, ONE, [], ['在谈项目'], later, [1, '钢材项目', '丙公司', 5, '张三']]
    const reading = await readRows(rows)
    expect([reading.reached('signed'), reading.reached('negotiating')]).toEqual([['铜箔项目'], ['钢材项目']])
  })

  test('a line between title and header counts', async () => {
    const reading = await readRows([
      ['2021年招商引资签约项目台账'],
      ['（在谈项目）'],
      FLAGGED,
      ONE.with(4, null).with(5, '否'),
    ])
    expect(reading.reached('signed')).toEqual([])
  })

  test('a later header that shares some words has its own columns', async () => {
    const rows = [
      ['2021年签约项目台账'],
      HEADER,
      ONE,
      TWO,
      [],
      ['序号', '项目名称', '简介'],
      [1, '钢材项目', '年产10万吨'],
    ]
    const reading = await readRows(rows)
    expect(reading.standing.map(({ draft }) => draft.investor)).toEqual([ONE[2], TWO[2], null])
    expect(reading.codes()).toContain('columnUnknown')
  })

  test('the unit in a summary above is none of the table below', async () => {
    const summary = [
      ['类别', '项目数', '总投资（亿元）'],
      ['工业', 2, 3],
    ]
    const header = HEADER.with(3, '总投资')
    const reading = await readRows([['2021年情况'], ...summary, [], ['明细'], header, ONE, TWO])
    expect(reading.standing.map(({ draft }) => draft.investmentWan)).toEqual(['5000', '3000'])
  })

  test('a row of units with a form of days', async () => {
    const header = ['序号', '项目名称', '投资方', '总投资', '用地', '签约时间']
    const units = [null, null, null, '亿元', '公顷', '年.月']
    const reading = await readRows([['2021年签约项目'], header, units, [1, '铜箔项目', '甲公司', 1.2, 3, '2021.3']])
    expect(reading.standing[0]?.draft).toMatchObject({ investmentWan: '12000', landMu: '45' })
    expect(reading.days('signed')).toEqual(['2021-03'])
  })
})

describe('what is no signing, no total investment, no code', () => {
  test.each(['框架协议', '意向协议', '战略合作协议'])('%s', async (kind) => {
    const rows = [HEADER.with(5, '协议类型'), ONE.with(5, kind), TWO.with(5, '正式合同')]
    const reading = await readRows([['2021年签约项目台账'], ...rows])
    expect([reading.reached('signed'), reading.reached('negotiating')]).toEqual([['铝型材项目'], ['铜箔项目']])
    expect(reading.codes()).toContain('agreementNotFinal')
  })

  test.each(['设备投资（万元）', '厂房投资额（万元）', '一期投资额（万元）', '流动资金投资额'])(
    '%s',
    async (header) => {
      const reading = await readRows([['2021年签约项目台账'], HEADER.with(3, header), ONE, TWO])
      expect(reading.standing.map(({ draft }) => draft.investmentWan)).toEqual([null, null])
    },
  )

  test.each(['办理中', '无编码', '未赋码'])('%s', async (code) => {
    const rows = [HEADER.with(5, '项目编码'), ONE.with(5, code), TWO.with(5, code)]
    const reading = await readRows([['2021年签约项目台账'], ...rows])
    expect(reading.standing.map(({ draft }) => draft.code)).toEqual([null, null])
  })

  test.each(['计划', '预计开工时间', '拟于9月开工'])('a remark %s beside a start day is told', async (remark) => {
    const rows = [
      [...HEADER, '备注'],
      [...ONE, remark],
    ]
    expect((await readRows([['2021年签约项目台账'], ...rows])).codes()).toContain('remarkTellsPlan')
  })
})

test.each([
  ['二〇二一年三月十五日', '2021-03-15'],
  ['二○二一年十二月', '2021-12'],
  ['2021年三月中旬', '2021-03'],
  ['三月中旬', '2021-03'],
  ['2021年元月', '2021-01'],
  ['二〇二一年十月二十日', '2021-10-20'],
  ['2021—03—15', '2021-03-15'],
  ['2021，3，15', '2021-03-15'],
  ['2021年3月15日签约', '2021-03-15'],
  ['2021年度', '2021'],
  ['2021年3、4月', null],
  ['2021.3.5/2021.6.8', null],
  ['2021年3月5—8日', null],
  ['2021年3月意向签约', null],
  ['拟2021年3月签约', null],
  ['2021.3（预计）', null],
])('a day written %s', async (text, day) => {
  const reading = await readRows([['2021年签约项目台账'], HEADER, ONE.with(4, text).with(5, null)])
  expect(reading.days('signed')).toEqual(day === null ? [] : [day])
  expect(reading.held).toHaveLength(day === null ? 1 : 0)
})
