import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLedger, refusalOf, type LedgerReading } from '~test/ledger-reading'
import { eventOf } from './domain/draft'

const FOLDER = 'test/fixtures/ledger-cases'
const file = (name: string) =>
  path.join(
    FOLDER,
    readdirSync(FOLDER).find((it) => it.startsWith(`${name}-`) && !it.endsWith('.json'))!,
  )
const read = (name: string) => readLedger(file(name))

const wan = (reading: LedgerReading) => reading.sum(({ investmentWan }) => investmentWan)
const mu = (reading: LedgerReading) => reading.sum(({ landMu }) => landMu)
const names = (reading: LedgerReading) => reading.standing.map(({ draft }) => draft.name)
const projectsOf = (reading: LedgerReading) => ({
  projects: reading.standing.length,
  started: reading.reached('started').length,
  wan: wan(reading),
  held: reading.held.length,
})

/** Two small projects that most containers hold. */
const TWO = { projects: 2, started: 1, wan: 8000, held: 0 }

describe('each case of a ledger is read as its truth says, or the reader asks', () => {
  test('c01 rows that add up others are no projects', async () => {
    const reading = await read('c01')
    expect(projectsOf(reading)).toEqual({ projects: 5, started: 3, wan: 85_000, held: 0 })
    expect(names(reading).join()).not.toMatch(/新建项目|续建项目|工业项目|服务业项目/)
    expect(reading.codes()).not.toContain('totalDiffers')
  })

  test.each(['c02', 'c02b'])('%s amounts in dollars are never 万元', async (name) => {
    const reading = await read(name)
    expect(wan(reading)).toBe(0)
    expect(reading.codes()).toContain('unitUnclear')
  })

  test('c03 what is shown counts', async () => {
    const reading = await read('c03')
    expect(reading.rows.map(({ draft }) => draft.investmentWan)).toEqual(['12000', '8500', '3500'])
    expect(reading.days('signed')).toEqual(['2021-10', '2021-03', '2021-12'])
    expect(reading.days('started')).toEqual(['2021-05-10'])
    expect(reading.rows.map(({ draft }) => draft.code)).toEqual(['0012', '0013', '0014'])
    expect(reading.rows.map(({ draft }) => draft.landMu)).toEqual(['30', '37.5', '12'])
  })

  test.each([
    ['c03b', ['8200', '3650']],
    ['c03c', ['800', '650']],
  ])('%s amounts shown in 万元 and stored in 元 are told', async (name, amounts) => {
    const reading = await read(name)
    expect(reading.rows.map(({ draft }) => draft.investmentWan)).toEqual(amounts)
    expect(reading.codes()).toContain('shownNotStored')
  })

  test('c03d units may stand in formats', async () => {
    const reading = await read('c03d')
    expect(reading.rows.map(({ draft }) => draft.investmentWan)).toEqual(['12000', '8500', '6500'])
    expect(reading.days('signed')).toEqual(['2021-05-10', '2021-12-20', '2021-10'])
    expect(reading.rows.map(({ draft }) => draft.code)).toEqual(['0012', '0013', '0014'])
  })

  test('c04 two tables below each other are read each by its own header', async () => {
    const reading = await read('c04')
    expect(projectsOf(reading)).toEqual({ projects: 5, started: 1, wan: 103_000, held: 0 })
    expect(reading.reached('signed')).toHaveLength(2)
  })

  test('c04b projects in talks are not signed', async () => {
    const reading = await read('c04b')
    expect(projectsOf(reading)).toEqual({ projects: 5, started: 1, wan: 103_000, held: 0 })
    expect(reading.reached('signed')).toEqual(['数控刀具项目', '光伏边框项目'])
  })

  test('c04c the richer table below takes nothing from the one above', async () => {
    expect(projectsOf(await read('c04c'))).toEqual({ projects: 5, started: 2, wan: 106_000, held: 0 })
  })

  test('c05 tables side by side are both read', async () => {
    expect(projectsOf(await read('c05'))).toMatchObject({ projects: 5, wan: 21_000, held: 0 })
  })

  test('c06 a summary of counts holds no projects', async () => {
    const reading = await read('c06')
    expect(reading.rows.map(({ sheet }) => sheet)).toEqual(['明细', '明细'])
    expect(projectsOf(reading)).toEqual({ projects: 2, started: 1, wan: 115_000, held: 0 })
  })

  test('c06b a file of counts alone is refused', async () => {
    expect(await refusalOf(file('c06b'))).toContain('没有找到表头')
  })

  test('c07 ticks below stages', async () => {
    const reading = await read('c07')
    expect(reading.standing).toHaveLength(4)
    expect(reading.reached('started')).toEqual(['预制菜项目', '碳纤维制品项目'])
    expect(reading.reached('producing')).toEqual(['碳纤维制品项目'])
    expect(reading.reached('signed')).toEqual(['汽车座椅项目', '预制菜项目', '碳纤维制品项目'])
    expect(reading.reached('negotiating')).toEqual(['石英砂提纯项目'])
  })

  test('c08 of monthly columns the last progress and the cumulative amount count', async () => {
    const reading = await read('c08')
    expect(projectsOf(reading)).toMatchObject({ projects: 3, wan: 155_000 })
    expect(reading.reached('started')).toEqual(['绿色包装产业园'])
    expect(reading.reached('producing')).toEqual([])
    expect(reading.row(6)?.draft.extras).toContain('16,800')
  })

  test('c10 是否开复工 tells of the start', async () => {
    const reading = await read('c10')
    expect(reading.reached('started')).toEqual(['羊绒制品加工项目'])
    expect(reading.rows[0]?.draft.extras).toContain('390')
    expect(reading.rows[0]?.draft.investmentWan).toBe('8000')
  })

  test.each([
    'c11',
    'c11b',
    'c12',
    'c12b',
    'c12c',
    'c14',
    'c15',
    'c15b',
    'c17b',
    'c17c',
    'c17d',
    'c17e',
    'c17g',
    'c17j',
    'c25',
    'c26',
    'c26b',
  ])('%s the container does not matter', async (name) => {
    expect(projectsOf(await read(name))).toEqual(TWO)
  })

  test('c16 a picture in a cell says nothing', async () => {
    const reading = await read('c16')
    expect(reading.rows[0]).toMatchObject({ kind: 'standing', draft: { remark: null } })
    expect(reading.codes()).toContain('pictureIgnored')
  })

  test('c17 moments in UTC are days of Shanghai', async () => {
    const reading = await read('c17')
    expect(reading.days('signed')).toEqual(['2022-01-08', '2022-01-01', '2022-02-01'])
    expect(reading.days('started')).toEqual(['2022-06-01'])
  })

  test.each(['c17f', 'c28b', 'c28', 'c28c'])('%s says to save it as .xlsx', async (name) => {
    expect(await refusalOf(file(name))).toMatch(/另存为.*\.xlsx/)
  })

  test('c17h a code and an amount in scientific notation', async () => {
    const reading = await read('c17h')
    expect(reading.row(2)?.draft).toMatchObject({ investmentWan: '12000', code: null })
    expect(reading.row(3)?.draft.code).toBe('007')
    expect(reading.codes()).toEqual(expect.arrayContaining(['codeBroken', 'amountScientific']))
  })

  test('c17i a bad byte is told with its line', async () => {
    expect(await refusalOf(file('c17i'))).toMatch(/第 3 行.*编码/)
  })

  test('c18 several investors of one project', async () => {
    const reading = await read('c18')
    expect(projectsOf(reading)).toEqual({ projects: 2, started: 1, wan: 62_000, held: 0 })
    expect(reading.rows.map(({ draft }) => [draft.investor, draft.extras])).toEqual([
      ['甲辰新能源有限公司', '共同投资方 乙巳储能科技有限公司、丙午电力工程有限公司'],
      ['丁未纸业有限公司', '共同投资方 戊申包装有限公司'],
    ])
  })

  test('c19 progress in builders’ words', async () => {
    const reading = await read('c19')
    const started = reading.standing.filter(({ draft }) => eventOf(draft, 'started')).map(({ rowNumber }) => rowNumber)
    expect(started).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('c19b talks are no signing', async () => {
    expect((await read('c19b')).reached('signed')).toEqual(['陶瓷基板项目'])
  })

  test('c20 a start told in sentences', async () => {
    const reading = await read('c20')
    expect(reading.reached('started')).toEqual(['微型电机项目', '饮料灌装项目', '面粉加工项目'])
    expect(reading.held).toEqual([])
  })

  test('c20b a flag with a day', async () => {
    const reading = await read('c20b')
    expect(reading.reached('started')).toEqual(['微型电机项目', '饮料灌装项目'])
    expect(reading.days('started')).toEqual(['2022-05', '2022-06'])
    expect(reading.held).toEqual([])
  })

  test('c21 words in the column of areas', async () => {
    const reading = await read('c21')
    expect(reading.held).toEqual([])
    expect(reading.standing.filter(({ draft }) => draft.rents).map(({ draft }) => draft.name)).toEqual(['LED封装项目'])
    expect(reading.row(5)?.draft.landMu).toBe('80')
    expect(reading.row(6)?.draft.landMu).toBe('35')
    expect(reading.row(4)?.draft).toMatchObject({ landMu: null, landNote: '不新增用地' })
  })

  test('c22 year, month and day in three columns', async () => {
    expect((await read('c22')).days('signed')).toEqual(['2021-03-15', '2021-04-02'])
  })

  test('c23 headers nobody has listed', async () => {
    expect(projectsOf(await read('c23'))).toEqual({ projects: 2, started: 1, wan: 15_000, held: 0 })
  })

  test('c24 a hidden row is told', async () => {
    const reading = await read('c24')
    expect(reading.standing).toHaveLength(3)
    expect(reading.row(4)?.findings.map(({ code }) => code)).toContain('rowHidden')
    expect(reading.codes()).toContain('rowsHidden')
  })

  test('c27 instructions and examples are no projects', async () => {
    const reading = await read('c27')
    expect(projectsOf(reading)).toEqual(TWO)
    expect(mu(reading)).toBe(80)
  })

  test('c30 totals in other words', async () => {
    expect(projectsOf(await read('c30'))).toEqual({ projects: 3, started: 1, wan: 14_000, held: 0 })
  })

  test('c31 a year that is not shown', async () => {
    const reading = await read('c31')
    expect(reading.days('signed')).toEqual(['2021-03-15', '2021-04-16'])
    expect(reading.row(3)?.findings.map(({ code }) => code)).toContain('yearHidden')
  })

  test('c32 bare day numbers of 1904', async () => {
    expect((await read('c32')).days('signed')).toEqual(['2021-03-05', '2021-04-05'])
  })

  test('c33 midnight, 43 seconds short', async () => {
    const reading = await read('c33')
    expect([reading.days('signed'), reading.days('started')]).toEqual([['2021-03-15'], ['2021-10-31']])
    expect(reading.codes()).toContain('shownNotStored')
  })

  test('c34 beginnings and ends of years', async () => {
    const reading = await read('c34')
    expect(reading.days('signed')).toEqual(['2020-12', '2020-01', '2020-03'])
    expect(reading.days('started')).toEqual(['2020-12', '2020-06'])
  })

  test.each([
    ['c35', 2, 20_500, 52.5],
    ['c35b', 2, 20_500, 52.5],
    ['c35c', 20, 300_000, 600],
  ])('%s a row of units below the header', async (name, projects, amount, area) => {
    const reading = await read(name)
    expect([reading.standing.length, wan(reading), mu(reading), reading.held.length]).toEqual([
      projects,
      amount,
      area,
      0,
    ])
  })

  test('c36 同上', async () => {
    const reading = await read('c36')
    const told = (row: number) => {
      const { investor, introducedBy, events } = reading.row(row)!.draft
      return [investor, events.find(({ stage }) => stage === 'signed')?.occurred.from, introducedBy]
    }
    expect([told(4), told(6), told(7)]).toEqual([
      ['晶科硅材有限公司', '2022-03-05', '经开区管委会'],
      ['大自然木业有限公司', '2022-04-06', '城关镇'],
      ['大自然木业有限公司', '2022-05-08', '城关镇'],
    ])
  })

  test('c37 of two years in a title the one beside 签约', async () => {
    expect((await read('c37')).days('signed')).toEqual(['2022-03-15', '2022-11-02'])
  })

  test('c38 the title again is no industry', async () => {
    const reading = await read('c38')
    expect(projectsOf(reading)).toEqual({ projects: 4, started: 2, wan: 160_000, held: 0 })
    expect(reading.standing.map(({ draft }) => draft.industry)).toEqual([null, null, null, null])
  })

  test('c39 groups by how far projects are', async () => {
    const reading = await read('c39')
    expect(reading.reached('started')).toEqual(['甲醇项目', '丙烷项目'])
    expect(reading.reached('signed')).toEqual(['甲醇项目', '丙烷项目', '丁酯项目'])
    expect(reading.reached('negotiating')).toEqual(['戊二醇项目', '己内酰胺项目'])
    expect(reading.standing.every(({ draft }) => draft.industry === null)).toBe(true)
  })

  test('c40 groups by town', async () => {
    const reading = await read('c40')
    expect(reading.standing.map(({ draft }) => [draft.industry, draft.park, draft.landedAt])).toEqual([
      [null, '经开区', null],
      [null, '经开区', null],
      [null, null, '望澜镇'],
    ])
  })

  test('c41 a line that says everything', async () => {
    const reading = await read('c41')
    expect(projectsOf(reading)).toEqual({ projects: 2, started: 1, wan: 42_500, held: 0 })
    expect(mu(reading)).toBe(115.5)
  })

  test.each(['c42a', 'c42b'])('%s a code in scientific notation is none', async (name) => {
    const reading = await read(name)
    expect(reading.rows.map(({ draft, identity }) => [draft.code, identity.key.startsWith('code:')])).toEqual([
      [null, false],
    ])
    expect(reading.codes()).toContain('codeBroken')
  })

  test('c43 two areas in one column', async () => {
    const reading = await read('c43')
    expect(reading.row(3)).toMatchObject({ kind: 'standing', draft: { landMu: '80' } })
    expect(reading.row(4)?.kind === 'held' || reading.row(4)?.draft.landMu === '50').toBe(true)
  })

  test('c44 neither 备案 nor a land contract is a signing', async () => {
    const reading = await read('c44')
    expect(reading.days('signed')).toEqual([])
    expect(reading.codes().filter((code) => code === 'columnUnknown')).toHaveLength(2)
  })

  test('c45 a person and a phone in one cell', async () => {
    const reading = await read('c45')
    expect(reading.rows.map(({ draft, phones }) => [draft.person, phones])).toEqual([
      ['王某某', ['13800001111']],
      ['李某某', ['0563-4012345']],
    ])
  })

  test('c46 a table that begins at column B', async () => {
    expect(projectsOf(await read('c46'))).toEqual({ projects: 2, started: 1, wan: 20_500, held: 0 })
  })

  test('c47 a pivot beside its detail', async () => {
    expect(projectsOf(await read('c47'))).toEqual({ projects: 2, started: 1, wan: 20_500, held: 0 })
  })

  test('c48 months that say the same again are suspected', async () => {
    const reading = await read('c48')
    expect(reading.rows.map(({ kind }) => kind)).toEqual([
      'standing',
      'duplicate',
      'standing',
      'duplicate',
      'duplicate',
    ])
  })

  test('c49 units as few write them', async () => {
    const reading = await read('c49')
    const of = (sheet: string) =>
      reading.rows.filter((row) => row.sheet === sheet).reduce((sum, { draft }) => sum + Number(draft.investmentWan), 0)
    expect([of('甲'), of('乙')]).toEqual([20_500, 20_500])
  })

  test('c51 codes of more digits than a number holds', async () => {
    const reading = await read('c51')
    expect(reading.standing).toHaveLength(2)
    expect(reading.codes().filter((code) => code === 'codeBroken')).toHaveLength(2)
  })

  test('c09 a report of two levels', async () => {
    const reading = await read('c09')
    expect(projectsOf(reading)).toMatchObject({ projects: 2, started: 1, wan: 58_000, held: 0 })
    expect(reading.row(4)?.draft.extras).toContain('19,000')
  })

  test('c60 formulas in text stay text', async () => {
    expect((await read('c60')).rows).toHaveLength(2)
  })

  test('every case has its test', () => {
    const cases = new Set(readdirSync(FOLDER).map((it) => /^(c\d+[a-z]?)-/.exec(it)![1]!))
    expect(cases.size).toBe(77)
  })
})
