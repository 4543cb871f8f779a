import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, isWeekend, type Day } from '~/shared/day'
import { legalHolidays } from '~/shared/legal-holidays'
import { dayStatus, workCalendar, type SpecialDay } from '~/shared/working-days'
import { yearListInput } from './inputs'
import { readYearList, yearListLines, yearRuns } from './year-list'

/** The shortest list that stands: the law's fixed days of 2027, in ranges. */
const LAW_2027 = [
  '2027-01-01 休',
  '2027-02-05至2027-02-08 休',
  '2027-04-05 休',
  '2027-05-01至2027-05-02 休',
  '2027-06-09 休',
  '2027-09-15 休',
  '2027-10-01至2027-10-03 休',
]
const withLines = (...more: string[]) => [...LAW_2027, ...more].join('\n')
const faultsOf = (...more: string[]) =>
  readYearList(withLines(...more), 2027).faults.map(({ line, message }) => `${line ?? ''}：${message}`)
const daysOf = (text: string, year = 2027) => readYearList(text, year).days

describe('a line', () => {
  test.each([
    '2027-02-13 班 春节',
    '2027/2/13 班 春节',
    '2027.2.13，班，春节',
    '2027-02-13\t上班\t春节',
    '2027年2月13日上班 春节',
    '2月13日 班 春节',
  ])('is understood as %s', (line) => {
    expect(faultsOf(line)).toEqual([])
    expect(daysOf(withLines(line)).find(({ day }) => day === '2027-02-13')).toEqual({
      day: '2027-02-13',
      kind: 'workday',
      name: '春节',
    })
  })

  test.each([
    '2027-08-02至2027-08-04 休',
    '2027-08-02到08-04 休',
    '2027/8/2—2027/8/4 放假',
    '8月2日～4日：放假',
    '2027-08-02 ~ 2027-08-04,休',
    '2027-8-2-8-4 休',
  ])('is a range as %s', (line) => {
    expect(faultsOf(line)).toEqual([])
    const august = daysOf(withLines(line)).filter(({ day }) => day.startsWith('2027-08'))
    expect(august.map(({ day }) => day)).toEqual(['2027-08-02', '2027-08-03', '2027-08-04'])
  })

  test.each([
    ['明天放假', '8：“明天放假”看不懂，请写成“2027-02-05 休”或“2027-02-07 班”'],
    ['2027-02-13', '8：“2027-02-13”看不懂，请写成“2027-02-05 休”或“2027-02-07 班”'],
    ['2027-02-30 休', '8：没有 2027-02-30 这一天'],
    ['2027-08-04至2027-08-02 休', '8：止日 2027-08-02 早于起日 2027-08-04'],
    ['2027-07-01至2027-08-31 休', '8：一段最多 31 天'],
    ['2026-12-31 休', '8：2026-12-31 不在 2027 年，请录入 2026 年的安排'],
    ['2027-10-02至2027-10-04 休', '8：2027-10-02 与第 7 行重复'],
    ['2027-02-15 班', '8：2027-02-15 是周一，本来就上班'],
  ])('with a fault is told where and why: %s', (line, message) => {
    expect(faultsOf(line)).toEqual([message])
  })

  test('of a fixed holiday cannot be a working day', () => {
    expect(readYearList('2027-01-01 班', 2027).faults).toEqual([
      { line: 1, message: '2027-01-01 是法定节假日，不能上班' },
    ])
  })

  test('of any length is read at once', () => {
    const since = performance.now()
    for (const text of ['1', '2027-02-13', ' ', '班', '1-'].map((part) => part.repeat(32_000))) readYearList(text, 2027)
    expect(performance.now() - since).toBeLessThan(250)
  })
})

describe('a list', () => {
  test('lacks none of the fixed holidays', () => {
    const { faults } = readYearList(LAW_2027.slice(0, -1).join('\n'), 2027)
    expect(faults).toEqual([{ message: '缺少法定节假日：10月1日（国庆节）、10月2日（国庆节）、10月3日（国庆节）' }])
  })

  test('takes names from the fixed holiday in the same days off, where none are given', () => {
    const days = daysOf(withLines('2027-02-09至2027-02-11 休', '2027-02-13 班', '2027-08-02 休'))
    expect(yearRuns(days).map(({ from, to, name }) => [from, to, name])).toEqual([
      ['2027-01-01', '2027-01-01', '元旦'],
      ['2027-02-05', '2027-02-11', '春节'],
      ['2027-02-13', '2027-02-13', '调休上班'],
      ['2027-04-05', '2027-04-05', '清明'],
      ['2027-05-01', '2027-05-02', '劳动节'],
      ['2027-06-09', '2027-06-09', '端午'],
      ['2027-08-02', '2027-08-02', '放假'],
      ['2027-09-15', '2027-09-15', '中秋'],
      ['2027-10-01', '2027-10-03', '国庆节'],
    ])
  })

  test('that is complete makes its year published', () => {
    const calendar = workCalendar(daysOf(withLines()))
    expect(calendar.lastPublishedDay).toBe('2027-12-31')
    expect(dayStatus(calendar, '2027-10-04')).toEqual({ working: true, name: null, estimated: false })
  })

  test('is told six faults, and how many more there are', () => {
    const list = Array.from({ length: 8 }, (_, index) => `第${index}天`).join('\n')
    const result = yearListInput.safeParse({ year: '2027', list })
    const lines = result.error!.issues.map(({ message }) => message.split('\n'))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toHaveLength(7)
    expect(lines[0]!.at(-1)).toBe('另有 2 行有误')
  })

  test('written out and read again is the same list', () => {
    const special = fc
      .record({
        day: fc.integer({ min: 0, max: 364 }).map((offset) => addDays('2027-01-01', offset)),
        off: fc.boolean(),
        name: fc.constantFrom('春节', '国庆节', '调休上班', '放假'),
      })
      .filter(({ day, off }) => off || (isWeekend(day) && !legalHolidays(2027).has(day)))
    const lists = fc.uniqueArray(special, { selector: ({ day }) => day, maxLength: 60 }).map((extra) => {
      const days = new Map<Day, SpecialDay>()
      for (const [day, name] of legalHolidays(2027)) days.set(day, { day, kind: 'holiday', name })
      for (const { day, off, name } of extra) days.set(day, { day, kind: off ? 'holiday' : 'workday', name })
      return [...days.values()].toSorted((a, b) => daysBetween(b.day, a.day))
    })
    fc.assert(
      fc.property(lists, (days) => {
        // A run of more than 31 days is no holiday that a list could hold.
        fc.pre(yearRuns(days).every(({ length }) => length <= 31))
        expect(readYearList(yearListLines(days).join('\n'), 2027)).toEqual({ days, faults: [] })
      }),
    )
  })
})
