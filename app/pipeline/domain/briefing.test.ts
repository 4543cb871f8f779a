import { expect, test } from 'vitest'
import { briefingNumbers, briefingSentences, changeText, dayBeside, plainText, type Briefing } from './briefing'

const standing = {
  signed: 120,
  signedVerified: 90,
  signedWan: 1_230_000,
  started: 60,
  startedVerified: 40,
  overdue: 15,
  overdueWan: 320_000,
}

const NONE = { signed: 0, started: 0, notStarted: 0, notStartedSuspended: 0, neverStarted: 0 }

const briefing: Briefing = {
  clocks: { asOf: '2021-04-30', compareAsOf: '2020-12-31' },
  scope: {},
  period: {},
  days: 180,
  thisYear: { ...NONE, signed: 81, started: 7, notStarted: 74 },
  lastYear: { signed: 122, started: 65, notStarted: 55, notStartedSuspended: 3, neverStarted: 2 },
  inPeriod: { ...NONE, signed: 120, started: 60, notStarted: 60 },
  yearBefore: {
    signed: 14,
    started: 5,
    period: { signedFrom: '2020-01-01', signedTo: '2020-04-30' },
    asOf: '2020-04-30',
  },
  now: standing,
  before: { ...standing, overdue: 12 },
  since: { signed: 3, signedWan: 12_000, started: 0, startedWan: 0 },
  ahead: {
    soon: 4,
    soonWan: 8_600,
    waiting: 52,
    quarters: [
      {
        key: '2021-Q2',
        label: '2021年2季度',
        from: '2021-04-01',
        to: '2021-06-30',
        expected: 4.2,
        low80: 2,
        high80: 7,
      },
      {
        key: '2021-Q3',
        label: '2021年3季度',
        from: '2021-07-01',
        to: '2021-09-30',
        expected: 5,
        low80: 5,
        high80: 5,
      },
    ],
  },
  names: [],
}

const said = (changes: Partial<Briefing> = {}) => briefingSentences({ ...briefing, ...changes }).map(plainText)

test('three sentences say how it stands, what has changed, and what will come', () => {
  expect(said()).toEqual([
    '2021年截至4月30日签约 81 个，已开工 7 个（8.6%），未开工 74 个，去年同期 签约 14 个、开工 5 个（35.7%）；2020年签约 122 个，已开工 65 个（53.3%），未开工 55 个（其中暂缓 3 个，另有 2 个未开工即终止）。',
    '比2020年12月31日，新签约 3 个（1.2 亿元），新开工 0 个，逾期未开工由 12 个增至 15 个。',
    '今后 30 天不开工将有 4 个项目逾期（8,600 万元）；未开工 52 个，按以往进度预计6月30日前开工 2–7 个、2021年3季度开工 5 个（八成把握）。',
  ])
})

test('of a signing period the sentences and numbers speak of that period alone', () => {
  const of2020 = { ...briefing, yearBefore: null, period: { signedFrom: '2020-01-01', signedTo: '2020-12-31' } }
  expect(said(of2020)[0]).toBe('截至2021年4月30日，2020年签约 120 个，已开工 60 个（50.0%），未开工 60 个。')
  const [signed] = briefingNumbers(of2020)
  expect(signed!.label).toBe('2020年签约')
  expect(signed!.to).toContain('signedFrom=2020-01-01&signedTo=2020-12-31')
  expect(briefingNumbers(briefing)[0]!.label).toBe('历年签约')
})

test('what is overdue is said to go by days, or by the deadline of a batch', () => {
  expect(briefingNumbers(briefing)[2]).toMatchObject({ label: '逾期未开工', note: '32 亿元，签约超 180 天，批次另定' })
})

test('where nothing was signed, changed or is to come, the sentences say that', () => {
  const nothing = said({
    thisYear: NONE,
    yearBefore: null,
    before: standing,
    ahead: { soon: 0, soonWan: 0, waiting: 52, quarters: [] },
  })
  expect(nothing[0]).toMatch(/^2021年截至4月30日没有签约项目；/)
  expect(nothing[1]).toContain('逾期未开工仍为 15 个')
  expect(nothing[2]).toBe('今后 30 天没有项目将要逾期；未开工 52 个，开过工的太少，还不能推算何时开工。')
})

test('where nothing waits to start, no start is foretold', () => {
  expect(said({ ahead: { soon: 0, soonWan: 0, waiting: 0, quarters: [] } })[2]).toBe(
    '今后 30 天没有项目将要逾期；没有未开工的项目。',
  )
})

test('the year before opens its projects as they stood then', () => {
  const links = briefingSentences(briefing)[0]!.filter((part) => typeof part !== 'string')
  expect(links[3]).toEqual({
    text: '14',
    to: '/projects?signedFrom=2020-01-01&signedTo=2020-04-30&asOf=2020-04-30&reached=signed',
  })
})

test('a change carries its sign, and a day of another year its year', () => {
  expect([changeText(5, 2), changeText(2, 5), changeText(4, 4)]).toEqual(['+3', '−3', '持平'])
  expect([dayBeside('2021-03-05', '2021-04-30'), dayBeside('2020-03-05', '2021-04-30')]).toEqual([
    '3月5日',
    '2020年3月5日',
  ])
})
