import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { addDays, dayOf, type Day } from './day'
import { legalHolidays } from './legal-holidays'
import {
  addWorkingDays,
  dayStatus,
  dueDay,
  missingYear,
  workCalendar,
  workingDaysBetween,
  type SpecialDay,
} from './working-days'

/** Every day of a range of one kind, as the State Council's list for 2026 has them. */
function span(kind: SpecialDay['kind'], name: string, from: Day, to: Day = from): SpecialDay[] {
  const days: SpecialDay[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind, name })
  return days
}

const MADE_UP = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']
const LIST_2026 = [
  ...span('holiday', '元旦', '2026-01-01', '2026-01-03'),
  ...span('holiday', '春节', '2026-02-15', '2026-02-23'),
  ...span('holiday', '清明', '2026-04-04', '2026-04-06'),
  ...span('holiday', '劳动节', '2026-05-01', '2026-05-05'),
  ...span('holiday', '端午', '2026-06-19', '2026-06-21'),
  ...span('holiday', '中秋', '2026-09-25', '2026-09-27'),
  ...span('holiday', '国庆节', '2026-10-01', '2026-10-07'),
  ...MADE_UP.flatMap((day) => span('workday', '调休上班', day)),
]
const calendar = workCalendar(LIST_2026)
const isWorked = (day: Day) => dayStatus(calendar, day).working

describe('the fixed days of the law', () => {
  test('are 13 since 2025, with 除夕 and 2 May, and were 11 before', () => {
    expect([...legalHolidays(2027).keys()]).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
    expect(legalHolidays(2024).size).toBe(11)
    expect(legalHolidays(2024).has('2024-02-09')).toBe(false)
    expect(legalHolidays(2025).get('2025-01-28')).toBe('春节')
  })

  test('keep both names where two festivals fall on one day', () => {
    expect(legalHolidays(2028).get('2028-10-03')).toBe('国庆节、中秋')
    expect(legalHolidays(2028).size).toBe(12)
  })

  test.each([
    [2028, '2028-01-26', '2028-04-04', '2028-05-28', '2028-10-03'],
    [2029, '2029-02-13', '2029-04-04', '2029-06-16', '2029-09-22'],
    [2030, '2030-02-03', '2030-04-05', '2030-06-05', '2030-09-12'],
    [2033, '2033-01-31', '2033-04-04', '2033-06-01', '2033-09-08'],
    [2034, '2034-02-19', '2034-04-05', '2034-06-20', '2034-09-27'],
  ])('follow the moon in %i', (year, newYear, qingming, dragonBoat, midAutumn) => {
    const days = legalHolidays(year)
    expect([newYear, addDays(newYear, -1), addDays(newYear, 2)].map((day) => days.get(day))).toEqual(
      Array(3).fill('春节'),
    )
    expect(days.get(qingming)).toBe('清明')
    expect(days.get(dragonBoat)).toBe('端午')
    expect(days.get(midAutumn)).toContain('中秋')
  })

  test('do not depend on the time zone of the process', async () => {
    const here = [...legalHolidays(2027).keys()]
    const offsets = new Set<number>()
    for (const zone of ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Auckland']) {
      vi.stubEnv('TZ', zone)
      vi.resetModules()
      offsets.add(new Date(2027, 0, 1).getTimezoneOffset())
      const fresh = await import('./legal-holidays')
      expect([...fresh.legalHolidays(2027).keys()], zone).toEqual(here)
    }
    vi.unstubAllEnvs()
    expect(offsets.size).toBe(3)
  })

  test('after 2099 only those that the solar calendar fixes are known', () => {
    expect(new Set(legalHolidays(2100).values())).toEqual(new Set(['元旦', '劳动节', '国庆节']))
  })
})

describe('one day', () => {
  test.each(MADE_UP)('%s is a weekend that is worked', (day) => {
    expect(dayStatus(calendar, day)).toMatchObject({ working: true, estimated: false })
  })

  test('in a published year weekends and listed days are off, all others worked', () => {
    expect(dayStatus(calendar, '2026-02-16')).toEqual({ working: false, name: '春节', estimated: false })
    expect(dayStatus(calendar, '2026-11-28')).toEqual({ working: false, name: null, estimated: false })
    expect(dayStatus(calendar, '2026-11-30')).toEqual({ working: true, name: null, estimated: false })
  })

  test('beyond the last published day the fixed days are off, and every answer is an estimate', () => {
    expect(calendar.lastPublishedDay).toBe('2026-12-31')
    expect(dayStatus(calendar, '2026-12-31')).toEqual({ working: true, name: null, estimated: false })
    expect(dayStatus(calendar, '2027-01-01')).toEqual({ working: false, name: '元旦', estimated: true })
    expect(dayStatus(calendar, '2027-10-01')).toEqual({ working: false, name: '国庆节', estimated: true })
    expect(dayStatus(calendar, '2027-10-04')).toEqual({ working: true, name: null, estimated: true })
    expect(dayStatus(calendar, '2027-10-09')).toEqual({ working: false, name: null, estimated: true })
  })

  test('a year before the first list, or between two, is an estimate too', () => {
    const gap = workCalendar([...LIST_2026, ...span('holiday', '元旦', '2028-01-01')])
    expect(gap.lastPublishedDay).toBe('2028-12-31')
    expect(dayStatus(gap, '2025-10-01')).toMatchObject({ working: false, estimated: true })
    expect(dayStatus(gap, '2027-10-01')).toMatchObject({ working: false, estimated: true })
    expect(dayStatus(workCalendar([]), '2026-10-01')).toMatchObject({ working: false, estimated: true })
  })

  test('a list that names a day of the old year rules that day', () => {
    const next = workCalendar([
      ...LIST_2026,
      ...span('holiday', '元旦', '2026-12-31', '2027-01-02'),
      ...span('workday', '元旦', '2027-01-03'),
    ])
    expect(addWorkingDays(next, '2026-12-30', 1)).toEqual({ day: '2027-01-03', estimated: false })
  })
})

describe('counting', () => {
  test('a made-up weekend counts, a holiday does not', () => {
    expect(addWorkingDays(calendar, '2026-02-13', 1).day).toBe('2026-02-14')
    expect(addWorkingDays(calendar, '2026-02-14', 1).day).toBe('2026-02-24')
    expect(addWorkingDays(calendar, '2026-02-24', -1).day).toBe('2026-02-14')
    expect(workingDaysBetween(calendar, '2026-09-30', '2026-10-12')).toEqual({ days: 4, estimated: false })
    expect(workingDaysBetween(calendar, '2026-01-01', '2026-12-31').days).toBe(248)
  })

  test('across 31 December the result is an estimate as soon as it leans on an unpublished day', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toEqual({ day: '2026-12-31', estimated: false })
    expect(addWorkingDays(calendar, '2026-12-31', 1)).toEqual({ day: '2027-01-04', estimated: true })
    expect(addWorkingDays(calendar, '2026-12-28', 5)).toEqual({ day: '2027-01-05', estimated: true })
    expect(addWorkingDays(calendar, '2027-01-04', -1)).toEqual({ day: '2026-12-31', estimated: true })
    expect(workingDaysBetween(calendar, '2026-12-28', '2026-12-31')).toEqual({ days: 3, estimated: false })
    expect(workingDaysBetween(calendar, '2026-12-28', '2027-01-05')).toEqual({ days: 5, estimated: true })
    expect(workingDaysBetween(calendar, '2027-01-05', '2026-12-28')).toEqual({ days: -5, estimated: true })
  })

  test('a term in working days starts the day after, and one in calendar days never ends on a day off', () => {
    expect(dueDay(calendar, '2026-09-30', { workingDays: 5 })).toEqual({ day: '2026-10-13', estimated: false })
    expect(dueDay(calendar, '2026-09-20', { days: 15 })).toEqual({ day: '2026-10-08', estimated: false })
    expect(dueDay(calendar, '2026-11-02', { days: 15 })).toEqual({ day: '2026-11-17', estimated: false })
    expect(dueDay(calendar, '2026-12-20', { days: 12 })).toEqual({ day: '2027-01-04', estimated: true })
    expect(dueDay(calendar, '2026-12-16', { days: 15 })).toEqual({ day: '2026-12-31', estimated: false })
  })

  test('a number that is not whole is refused', () => {
    expect(() => addWorkingDays(calendar, '2026-01-05', 1.5)).toThrow(RangeError)
    expect(() => addWorkingDays(calendar, '2026-01-05', Number.NaN)).toThrow(RangeError)
    expect(() => dueDay(calendar, '2026-01-05', { days: -1 })).toThrow(RangeError)
  })
})

describe('laws, around published and unpublished years', () => {
  const day = fc.integer({ min: -400, max: 1000 }).map((offset) => addDays('2026-06-01', offset))
  const count = fc.integer({ min: -80, max: 80 })
  const length = fc.integer({ min: 0, max: 80 })

  test('n working days added are n working days counted', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        expect(workingDaysBetween(calendar, from, addWorkingDays(calendar, from, n).day).days).toBe(n)
      }),
    )
  })

  test('where one arrives is a working day', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        fc.pre(n !== 0)
        expect(isWorked(addWorkingDays(calendar, from, n).day)).toBe(true)
      }),
    )
  })

  test('in two steps one arrives where one step leads', () => {
    fc.assert(
      fc.property(day, length, length, (from, a, b) => {
        const middle = addWorkingDays(calendar, from, a).day
        expect(addWorkingDays(calendar, middle, b).day).toBe(addWorkingDays(calendar, from, a + b).day)
      }),
    )
  })

  test('a later start or a longer term is never due earlier', () => {
    const term = (kind: boolean, n: number) => (kind ? { days: n } : { workingDays: n })
    fc.assert(
      fc.property(day, day, length, length, fc.boolean(), (a, b, m, n, kind) => {
        const [early, late] = [a, b].toSorted() as [Day, Day]
        const [short, long] = [Math.min(m, n), Math.max(m, n)]
        const due = dueDay(calendar, early, term(kind, short)).day
        expect(due >= early).toBe(true)
        expect(due <= dueDay(calendar, late, term(kind, short)).day).toBe(true)
        expect(due <= dueDay(calendar, early, term(kind, long)).day).toBe(true)
      }),
    )
  })

  test('the days of two neighbouring spans add up', () => {
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        const [x, y, z] = [a, b, c].toSorted() as [Day, Day, Day]
        const between = (from: Day, to: Day) => workingDaysBetween(calendar, from, to).days
        expect(between(x, y) + between(y, z)).toBe(between(x, z))
      }),
    )
  })

  test('in whichever order the rows come, the calendar is the same', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(LIST_2026, { minLength: LIST_2026.length }), day, (rows, each) => {
        expect(dayStatus(workCalendar(rows), each)).toEqual(dayStatus(calendar, each))
      }),
    )
  })
})

test('a year without a list is asked for from 1 November of the year before', () => {
  expect(missingYear(calendar, '2026-10-31')).toBeNull()
  expect(missingYear(calendar, '2026-11-01')).toBe(2027)
  expect(missingYear(calendar, '2027-03-01')).toBe(2027)
  expect(missingYear(workCalendar([]), dayOf(2026, 11, 2))).toBe(2026)
})
