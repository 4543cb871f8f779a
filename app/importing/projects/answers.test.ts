import { describe, expect, test } from 'vitest'
import { AppError } from '~/shared/errors'
import { readRows, type LedgerReading } from '~test/ledger-reading'
import { answersInput, mergeAnswers, type Answers, type SheetAnswer } from '../tables/domain/answers'
import { cureAnswers } from '../tables/domain/held-causes'
import { answersFor, questionsOf } from '../tables/domain/questions'
import { tableChoices } from '../tables/domain/table-choices'
import type { RememberedWord } from '../tables/domain/remembered'
import { wordsChosen } from '../tables/domain/words-chosen'
import { PROJECT_LEDGER } from './domain/vocabulary'

const HEADER = ['序号', '项目名称', '投资方', '总投资（万元）', '签约时间', '是否开工', '备案号']
const ONE = [1, '水泵项目', '甲水泵有限公司', 1200, '2022-03-05', '是', '备字一号']
const TWO = [2, '阀门项目', '乙阀门有限公司', 800, '2022-04-06', '否', '备字二号']
const THREE = [3, '轴承项目', '丙轴承有限公司', 500, '2022-05-07', '否', '备字三号']
const PLAIN = [['2022年签约项目台账'], HEADER, ONE, TWO, THREE]

const about = (answer: Omit<SheetAnswer, 'sheet'>): Answers =>
  answersInput.parse({ sheets: [{ sheet: '台账', ...answer }] })
const names = (reading: LedgerReading) => reading.standing.map(({ draft }) => draft.name)
const wans = (reading: LedgerReading) => reading.rows.map(({ draft }) => draft.investmentWan)
const drafts = (reading: LedgerReading) => reading.rows.map(({ draft }) => draft)
const asked = (reading: LedgerReading) => reading.findings.filter(({ question }) => question).map(({ code }) => code)

async function refused(rows: unknown[][], answers: Answers): Promise<string[]> {
  try {
    await readRows(rows, { answers })
  } catch (error) {
    if (error instanceof AppError) return error.errors.map(({ message }) => message)
    throw error
  }
  return []
}

describe('what people say of a file goes before what is guessed, and changes nothing else', () => {
  test('no answer changes nothing', async () => {
    expect(drafts(await readRows(PLAIN, { answers: about({}) }))).toEqual(drafts(await readRows(PLAIN)))
  })

  test('a header that is pointed at is one, whatever its words', async () => {
    const rows = [['序', '名', '谁投', '多少', '何时'], ...[ONE, TWO].map((row) => row.slice(0, 5))]
    const columns = ['name', 'investor', 'investmentWan', 'signedOn'].map((field, at) => ({
      column: 'BCDE'[at]!,
      field,
    }))
    const reading = await readRows(rows, {
      answers: about({
        headers: [{ top: 1 }],
        tables: [{ header: 1, columns: [...columns.slice(0, 2), { ...columns[2]!, unit: 'wan' }, columns[3]!] }],
      }),
    })
    expect(names(reading)).toEqual(['水泵项目', '阀门项目'])
    expect(wans(reading)).toEqual(['1200', '800'])
    expect(reading.days('signed')).toEqual(['2022-03-05', '2022-04-06'])
    expect(asked(reading)).toEqual([])
  })

  test('a header of two rows is taken as it is said', async () => {
    const rows = [
      ['项目', '项目', '投资方', '总投资（万元）', '签约'],
      ['编号', '名称', '', '', '时间'],
      ...[ONE, TWO].map((row) => row.slice(0, 5)),
    ]
    const reading = await readRows(rows, {
      answers: about({
        headers: [{ top: 1, bottom: 2 }],
        tables: [{ header: 1, columns: [{ column: 'B', field: 'name' }] }],
      }),
    })
    expect(reading.plans[0]?.tables[0]).toMatchObject({ top: 1, bottom: 2 })
    expect(names(reading)).toEqual(['水泵项目', '阀门项目'])
  })

  test('a table that is left out is named as not read, and the other keeps its rows', async () => {
    const rows = [...PLAIN, [], HEADER, [1, '齿轮项目', '丁齿轮有限公司', 300, '2022-06-01', '否', '']]
    const reading = await readRows(rows, {
      answers: about({ headers: [{ top: 2 }, { top: 7 }], tables: [{ header: 7, included: false }] }),
    })
    expect(names(reading)).toEqual(['水泵项目', '阀门项目', '轴承项目'])
    expect(reading.codes()).toContain('rowsLeftOut')
    expect(asked(reading)).toEqual([])
    const counted = reading.readings
      .flatMap(({ accounted }) => Object.values(accounted))
      .reduce((sum, it) => sum + it, 0)
    expect(counted).toBe(reading.filled)
  })

  test('a table ends where it is said to end', async () => {
    const reading = await readRows(PLAIN, { answers: about({ tables: [{ header: 2, through: 4 }] }) })
    expect(names(reading)).toEqual(['水泵项目', '阀门项目'])
    expect(reading.codes()).toContain('rowsLeftOut')
    const counted = reading.readings
      .flatMap(({ accounted }) => Object.values(accounted))
      .reduce((sum, it) => sum + it, 0)
    expect(counted).toBe(reading.filled)
  })

  test('a column is what it is said to be, and its unit', async () => {
    const plain = await readRows(PLAIN)
    const reading = await readRows(PLAIN, {
      answers: about({
        tables: [
          {
            header: 2,
            columns: [
              { column: 'D', unit: 'yi' },
              { column: 'G', field: 'remark' },
            ],
          },
        ],
      }),
    })
    expect(wans(reading)).toEqual(['12000000', '8000000', '5000000'])
    expect(reading.rows[0]?.draft.remark).toContain('备字一号')
    expect(drafts(reading).map(({ name, investor, events }) => ({ name, investor, events }))).toEqual(
      drafts(plain).map(({ name, investor, events }) => ({ name, investor, events })),
    )
  })

  test('a column that is not imported says nothing', async () => {
    const reading = await readRows(PLAIN, {
      answers: about({ tables: [{ header: 2, columns: [{ column: 'D', field: null }] }] }),
    })
    expect(wans(reading)).toEqual([null, null, null])
    expect(reading.days('signed')).toHaveLength(3)
  })

  test('a field that is given to one column is taken from the one it was guessed for', async () => {
    const rows = [
      [...HEADER, '实际投资方'],
      [...ONE, '戊实业有限公司'],
    ]
    const reading = await readRows(rows, {
      answers: about({ tables: [{ header: 1, columns: [{ column: 'H', field: 'investor' }] }] }),
    })
    expect(drafts(reading).map(({ investor }) => investor)).toEqual(['戊实业有限公司'])
  })

  test('a row is what it is said to be', async () => {
    const rows = [...PLAIN, [4, '以上三项', '', 2500, '', '', '']]
    const total = await readRows(rows, { answers: about({ rows: [{ row: 6, kind: 'total' }] }) })
    expect(names(total)).toEqual(['水泵项目', '阀门项目', '轴承项目'])
    const note = await readRows(PLAIN, { answers: about({ rows: [{ row: 4, kind: 'note' }] }) })
    expect(names(note)).toEqual(['水泵项目', '轴承项目'])
    const doubtful = [...PLAIN, ['', '东片区小镇', '', 900, '', '', '']]
    expect((await readRows(doubtful)).held).toHaveLength(1)
    const data = await readRows(doubtful, { answers: about({ rows: [{ row: 6, kind: 'data' }] }) })
    expect(names(data)).toHaveLength(4)
  })

  test('a heading says what it is said to say', async () => {
    const rows = [PLAIN[0]!, HEADER, ['甲类情形'], ONE, ['乙类情形'], TWO]
    const plain = await readRows(rows)
    expect(plain.codes()).toContain('headingUnknown')
    const reading = await readRows(rows, {
      answers: about({
        rows: [
          { row: 3, kind: 'group', means: { field: 'industry', value: '装备制造' } },
          { row: 5, kind: 'group', means: { field: null } },
        ],
      }),
    })
    expect(drafts(reading).map(({ industry }) => industry)).toEqual(['装备制造', null])
    expect(reading.codes()).not.toContain('headingUnknown')
    const staged = await readRows(
      [
        HEADER.filter((it) => it !== '是否开工'),
        ['甲类情形'],
        [1, '水泵项目', '甲水泵有限公司', 1200, '2022-03-05', ''],
      ],
      {
        answers: about({ rows: [{ row: 2, kind: 'group', means: { field: 'progress', value: '已投产' } }] }),
      },
    )
    expect(staged.reached('producing')).toEqual(['水泵项目'])
  })

  test.each([
    ['chain', undefined, { chain: '甲类情形' }],
    ['introducedBy', undefined, { introducedBy: '甲类情形' }],
    ['sponsor', undefined, { sponsor: '甲类情形' }],
    ['channel', undefined, { channel: '甲类情形' }],
    ['origin', undefined, { origin: '甲类情形' }],
    ['place', undefined, { landedAt: '甲类情形' }],
    ['remark', undefined, { extras: '分组 甲类情形' }],
    ['landState', '租赁厂房', { rents: true }],
    ['landState', '未供地', { landNote: '未供地' }],
  ])('a heading can give %s (%s)', async (field, value, said) => {
    const rows = [HEADER, ['甲类情形'], ONE]
    const means = value === undefined ? { field } : { field, value }
    const reading = await readRows(rows, { answers: about({ rows: [{ row: 2, kind: 'group', means }] }) })
    expect(reading.standing[0]?.draft).toMatchObject(said)
  })

  test.each([
    ['2021年签约', '2021'],
    ['2021年3月', '2021-03'],
    ['2021年度', '2021'],
  ])('a heading %s can give the time of signing to rows that have none', async (heading, day) => {
    const rows = [HEADER, [heading], ONE.with(4, ''), TWO]
    const answers = about({ rows: [{ row: 2, kind: 'group', means: { field: 'signedOn' } }] })
    expect((await readRows(rows, { answers })).days('signed')).toEqual([day, '2022-04-06'])
  })

  test('a total that was looked at asks no more', async () => {
    const rows = [...PLAIN, ['合计', '', '', 9999, '', '', '']]
    expect(asked(await readRows(rows))).toEqual(['totalDiffers'])
    expect(
      asked(await readRows(rows, { answers: about({ rows: [{ row: 6, kind: 'total', checked: true }] }) })),
    ).toEqual([])
  })
})

describe('what holds rows back is cured for all of them by one answer', () => {
  const cured = async (rows: unknown[][], cause: { code: string; field: string }, value: string) => {
    const before = await readRows(rows)
    const places = before.held.flatMap(({ sheet, rowNumber: row, beside, findings }) =>
      findings.filter((it) => it.code === cause.code).map(({ column }) => ({ sheet, row, beside, column })),
    )
    const answers = cureAnswers(PROJECT_LEDGER, before.plans, cause, places, value)
    return { held: before.held.length, places: places.length, after: answers && (await readRows(rows, { answers })) }
  }
  const flagged = (...flags: string[]) => [
    ...PLAIN.slice(0, 2),
    ...[ONE, TWO, THREE].map((row, at) => row.with(5, flags[at] ?? '否')),
  ]

  test.each([
    ['startFlag', 'flagUnknown', '=是', flagged('看情况', '看情况'), ['水泵项目', '阀门项目']],
    ['startFlag', 'flagUnknown', '=否', flagged('看情况', '看情况'), []],
    [
      'investmentWan',
      'amountPending',
      '=',
      [...PLAIN.slice(0, 2), ONE.with(3, '待定'), TWO.with(3, '待定')],
      ['水泵项目'],
    ],
  ])('%s: %s as %s', async (field, code, value, rows, started) => {
    const { held, places, after } = await cured(rows, { code, field }, value)
    expect([held, places]).toEqual([2, 2])
    expect(after?.held).toEqual([])
    expect(after?.reached('started')).toEqual(started)
    expect(after?.codes().filter((it) => it === 'cellSaid')).toHaveLength(2)
    expect(after?.filled).toBe(rows.length)
  })

  test('days without a year take the one that is said', async () => {
    const rows = [HEADER, ...[ONE, TWO].map((row) => row.with(4, '3月5日'))]
    const { held, after } = await cured(rows, { code: 'dayWithoutYear', field: 'signedOn' }, '2021')
    expect(held).toBe(2)
    expect(after?.days('signed')).toEqual(['2021-03-05', '2021-03-05'])
  })

  test('a start day beside 否 is dropped, or is the start', async () => {
    const header = HEADER.with(6, '开工时间')
    const rows = [header, ...[ONE, TWO].map((row) => row.with(5, '否').with(6, '2022-06-01'))]
    const cause = { code: 'notStartedWithDay', field: 'startFlag' }
    const started = await cured(rows, cause, 'startFlag=是')
    expect(started.after?.days('started')).toEqual(['2022-06-01', '2022-06-01'])
    const dropped = await cured(rows, cause, 'startedOn=')
    expect([dropped.after?.held, dropped.after?.reached('started')]).toEqual([[], []])
  })

  test('rows whose name says nothing are left out, and nothing else is offered for them', async () => {
    const rows = [...PLAIN, [4, 'XX项目', '丁有限公司', 1, '2022-05-07', '否', '']]
    const { held, after } = await cured(rows, { code: 'placeholderName', field: 'name' }, 'note')
    expect([held, after?.held.length, after?.standing.length]).toEqual([1, 0, 3])
    expect((await cured(rows, { code: 'placeholderName', field: 'name' }, '=')).after).toBeNull()
  })

  test('a cell that is not imported, or not there, is refused with its place', async () => {
    expect(await refused(PLAIN, about({ cells: [{ row: 3, column: 'Z', text: '' }] }))).toEqual([
      '“台账”第 3 行 Z 列不在导入的列内',
    ])
    expect(await refused(PLAIN, about({ cells: [{ row: 77, column: 'B', text: '' }] }))).toEqual([
      '“台账”第 77 行是空行或在表外',
    ])
  })
})

describe('answers about what is not there are refused with the place', () => {
  test.each<[string, Answers, string]>([
    ['a sheet', answersInput.parse({ sheets: [{ sheet: '明细' }] }), '没有名为“明细”的工作表，文件中有：“台账”'],
    ['a header row', about({ headers: [{ top: 99 }] }), '“台账”第 99 行是空行或在表外，不能作表头'],
    ['a table', about({ tables: [{ header: 3 }] }), '“台账”第 3 行不是表头，表头在第 2 行'],
    [
      'a column',
      about({ tables: [{ header: 2, columns: [{ column: 'Z', field: 'name' }] }] }),
      '“台账”表头在第 2 行的表没有 Z 列',
    ],
    ['a row', about({ rows: [{ row: 88, kind: 'note' }] }), '“台账”第 88 行是空行或在表外'],
    [
      'an end above the header',
      about({ tables: [{ header: 2, through: 1 }] }),
      '“台账”表头在第 2 行的表：末行第 1 行不在表头之下',
    ],
    [
      'a unit of land for money',
      about({ tables: [{ header: 2, columns: [{ column: 'D', unit: 'mu' }] }] }),
      '“台账”表头在第 2 行的表 D 列是“总投资”，不能以亩计',
    ],
    [
      'a column twice, with units that contradict each other',
      about({
        tables: [
          {
            header: 2,
            columns: [
              { column: 'D', unit: 'yi' },
              { column: 'D', unit: 'wan' },
            ],
          },
        ],
      }),
      '“台账”表头在第 2 行的表：D 列写了两次，前后可能不一致',
    ],
  ])('%s', async (_, answers, message) => {
    expect(await refused(PLAIN, answers)).toContain(message)
  })

  test('a field that no ledger has', async () => {
    const [message] = await refused(
      PLAIN,
      about({ tables: [{ header: 2, columns: [{ column: 'G', field: 'colour' }] }] }),
    )
    expect(message).toMatch(/G 列：没有字段“colour”；可用的有 name（项目名称）/)
  })

  test.each([
    [{ sheets: [{ sheet: '台账', rows: [{ row: 0, kind: 'note' }] }] }],
    [{ sheets: [{ sheet: '台账', rows: [{ row: 3, kind: 'data', means: { field: 'industry' } }] }] }],
    [{ sheets: [{ sheet: '台账', headers: [{ top: 5, bottom: 3 }] }] }],
    [{ sheets: [{ sheet: '台账', colour: 'red' }] }],
    [{ sheets: [{ sheet: '台账', tables: [{ header: 2, columns: [{ column: 'D', unit: 'dollars' }] }] }] }],
  ])('%j is none', (input) => {
    expect(answersInput.safeParse(input).success).toBe(false)
  })
})

describe('one answer closes a question at all its places', () => {
  const many = [
    HEADER,
    ...Array.from({ length: 17 }, (_, at) => [
      [`${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午'[at]}类情形`],
      [at + 1, `第${at}号项目`, `第${at}号有限公司`, 100 + at, '2022-03-05', '否', ''],
    ]).flat(),
  ]

  test('17 headings of which nobody can tell are industries', async () => {
    const reading = await readRows(many)
    const question = questionsOf(PROJECT_LEDGER, reading.plans).find(({ code }) => code === 'headingUnknown')!
    expect(question.places).toHaveLength(17)
    const answers = answersFor(PROJECT_LEDGER, question, 'industry')!
    const after = await readRows(many, { answers })
    expect(new Set(drafts(after).map(({ industry }) => industry)).size).toBe(17)
    expect(questionsOf(PROJECT_LEDGER, after.plans).map(({ code }) => code)).not.toContain('headingUnknown')
  })

  test('an answer that was not offered is none', async () => {
    const [question] = questionsOf(PROJECT_LEDGER, (await readRows(many)).plans)
    expect(answersFor(PROJECT_LEDGER, question!, 'colour')).toBeNull()
  })

  test.each([
    ['unitUnclear', [HEADER.map((it) => it.replace('万元', '万美元')), ONE, TWO], 'wan'],
    ['unitAssumed', [HEADER.map((it) => it.replace('（万元）', '')), ONE, TWO], 'yi'],
    ['columnUnknown', PLAIN, 'remark'],
    ['totalDiffers', [...PLAIN, ['合计', '', '', 9999, '', '', '']], 'checked'],
    ['maybeRollup', [...PLAIN, ['', '东片区小镇', '', 900, '', '', '']], 'total'],
  ])('%s is asked, and closed by what was offered', async (code, rows, value) => {
    const questions = (reading: LedgerReading) =>
      questionsOf(
        PROJECT_LEDGER,
        reading.plans,
        reading.readings.map(({ findings }) => ({ name: '台账', findings })),
      )
    const question = questions(await readRows(rows)).find((it) => it.code === code)!
    const answers = answersInput.parse(answersFor(PROJECT_LEDGER, question, value))
    const after = questions(await readRows(rows, { answers }))
    expect(after.map((it) => it.code)).not.toContain(code)
  })
})

describe('words that somebody chose for an earlier file', () => {
  const word = (header: string, field: string | null, over: Partial<RememberedWord> = {}) =>
    new Map([[header, { word: header, field, unit: null, unitAlone: false, ...over }]])
  const said = (reading: LedgerReading, code: string) => reading.findings.filter((it) => it.code === code)

  test('are used where the header is the same, and told', async () => {
    const rows = [[...HEADER.slice(0, 6), '落地情形'], ONE, TWO, THREE]
    const reading = await readRows(rows, { remembered: word('落地情形', 'remark') })
    expect(reading.rows[0]?.draft.remark).toContain('备字一号')
    expect(said(reading, 'columnRemembered')).toMatchObject([{ column: 'G', level: 'info' }])
    expect(asked(reading)).toEqual([])
    const other = await readRows(PLAIN, { remembered: word('落地情形', 'remark') })
    expect(drafts(other)).toEqual(drafts(await readRows(PLAIN)))
  })

  test('are not used where the cells say otherwise: then it is asked', async () => {
    const reading = await readRows(PLAIN, { remembered: word('备案号', 'startedOn') })
    expect(reading.reached('started')).toEqual(['水泵项目'])
    expect(reading.days('started')).toEqual([])
    expect(said(reading, 'columnDoubtful')).toMatchObject([{ column: 'G', question: true }])
  })

  test('leave a column out', async () => {
    const reading = await readRows(PLAIN, { remembered: word('签约时间', null) })
    expect(reading.days('signed')).toEqual([])
    expect(said(reading, 'columnLeftOut')).toHaveLength(1)
  })

  test('give a unit where the file has none, and ask where it has another', async () => {
    const unit = (header: string) => word(header, 'investmentWan', { unit: 'yi', unitAlone: true })
    const bare = HEADER.map((it) => (it === '总投资（万元）' ? '总投资' : it))
    const used = await readRows([bare, ONE, TWO, THREE], { remembered: unit('总投资') })
    expect(wans(used)).toEqual(['12000000', '8000000', '5000000'])
    expect(said(used, 'unitRemembered')).toHaveLength(1)
    const other = await readRows([['单位：万元'], bare, ONE, TWO, THREE], { remembered: unit('总投资') })
    expect(wans(other)).toEqual(['1200', '800', '500'])
    expect(said(other, 'unitDoubtful')).toMatchObject([{ question: true }])
  })

  test('are those that were chosen, and never those that were guessed or remembered', async () => {
    const answers = about({
      tables: [
        {
          header: 2,
          columns: [
            { column: 'G', field: 'remark' },
            { column: 'D', unit: 'yi' },
          ],
        },
      ],
    })
    expect(wordsChosen((await readRows(PLAIN)).plans)).toEqual([])
    expect(wordsChosen((await readRows(PLAIN, { remembered: word('备案号', 'remark') })).plans)).toEqual([])
    expect(wordsChosen((await readRows(PLAIN, { answers })).plans)).toEqual([
      { word: '总投资(万元)', field: 'investmentWan', unit: 'yi', unitAlone: true },
      { word: '备案号', field: 'remark', unit: null, unitAlone: false },
    ])
  })
})

describe('a form about a table', () => {
  const plan = async () => (await readRows(PLAIN)).plans[0]!

  test('says nothing where nothing was changed', async () => {
    const shown = {
      'field:B': 'name',
      'unit:D': 'wan',
      fate: 'read',
      through: '',
      sheetShown: 'true',
      sheetIncluded: 'on',
      header: '2',
    }
    expect(tableChoices(PROJECT_LEDGER, await plan(), 2, shown)).toEqual({ answer: { sheet: '台账' }, wrong: [] })
  })

  test('says what was changed, and no more', async () => {
    const values = {
      'field:B': 'name',
      'field:G': 'remark',
      'unit:D': 'yi',
      through: '4',
      moreRow: '5',
      moreKind: 'note',
    }
    expect(tableChoices(PROJECT_LEDGER, await plan(), 2, values).answer).toEqual({
      sheet: '台账',
      tables: [
        {
          header: 2,
          through: 4,
          columns: [
            { column: 'D', unit: 'yi' },
            { column: 'G', field: 'remark' },
          ],
        },
      ],
      rows: [{ row: 5, kind: 'note' }],
    })
  })

  test('of a header that was moved says nothing of the columns under the old one', async () => {
    const values = { header: 'other', headerOther: '3', 'field:G': 'remark' }
    expect(tableChoices(PROJECT_LEDGER, await plan(), 2, values).answer).toEqual({
      sheet: '台账',
      headers: [{ top: 3 }],
    })
  })

  test.each([
    [{ 'field:C': 'name' }, 'field:C'],
    [{ 'field:B': '', 'field:C': '' }, 'table'],
    [{ through: '1' }, 'through'],
    [{ moreRow: '一' }, 'moreRow'],
    [{ header: 'other', headerOther: '99999999' }, 'headerOther'],
  ])('%j is refused at its field', async (values, path) => {
    expect(tableChoices(PROJECT_LEDGER, await plan(), 2, values).wrong.map((it) => it.path)).toContain(path)
  })
})

test('later answers go before earlier ones, and a moved header voids what was said of the table under the old one', () => {
  const first = about({
    tables: [{ header: 2, columns: [{ column: 'D', unit: 'yi' }] }],
    rows: [{ row: 4, kind: 'total', checked: true }],
  })
  const second = about({
    tables: [
      {
        header: 2,
        columns: [
          { column: 'D', field: 'investmentWan' },
          { column: 'G', field: null },
        ],
      },
    ],
  })
  expect(mergeAnswers(first, second).sheets[0]).toEqual({
    sheet: '台账',
    tables: [
      {
        header: 2,
        columns: [
          { column: 'D', unit: 'yi', field: 'investmentWan' },
          { column: 'G', field: null },
        ],
      },
    ],
    rows: [{ row: 4, kind: 'total', checked: true }],
  })
  expect(mergeAnswers(first, about({ headers: [{ top: 3, bottom: 4 }] })).sheets[0]).toEqual({
    sheet: '台账',
    headers: [{ top: 3, bottom: 4 }],
    tables: [],
    rows: [],
  })
})

test('16,384 columns and a format of 10,000 characters make no plan that a page cannot show', async () => {
  const wide = [...HEADER, ...Array.from({ length: 16_384 - HEADER.length }, (_, at) => `第${at}项指标`)]
  const reading = await readRows([wide, [...ONE, ...wide.slice(HEADER.length).map((_, at) => at)], TWO], {
    change: (sheet) => (sheet.getCell('D2').numFmt = `0.${'0"亿"'.repeat(2_500)}`),
  })
  expect(reading.plans[0]?.tables[0]?.columns.length).toBeLessThanOrEqual(256)
  expect(JSON.stringify(reading.plans).length).toBeLessThan(300_000)
  expect(questionsOf(PROJECT_LEDGER, reading.plans).length).toBeLessThanOrEqual(256)
  expect(reading.codes()).toContain('columnsCut')
})
