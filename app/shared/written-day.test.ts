import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, isDay, lastDayOfMonth } from './day'
import { dayBoxText, readDay, readDayRange, type DayWanted } from './written-day'

const today = '2026-11-28'
const said = (text: string, box: { ahead?: boolean; wanted?: 'first' | 'last' } = {}) => {
  const { value, notes } = readDay(text, { today, ...box })
  return value ?? notes.find(({ level }) => level === 'error')?.code ?? null
}

test.each([
  ['24.3.5', '2024-03-05'],
  ['2024年3月5号', '2024-03-05'],
  ['2024/3/5', '2024-03-05'],
  ['２０２４．３．５', '2024-03-05'],
  ['20240305', '2024-03-05'],
  ['3月5日', '2026-03-05'],
  ['3.5', '2026-03-05'],
  ['12月5日', '2025-12-05'],
  ['11月28日', '2026-11-28'],
  ['2024-02-30', 'dayImpossible'],
  ['2月29日', 'dayImpossible'],
  ['2024-3', 'dayNotExact'],
  ['2024', 'dayNotExact'],
  ['待定', 'dayPending'],
  ['明天', 'dayUnreadable'],
  ['', null],
  ['—', null],
])('a box that asks for a day reads %j as %s', (text, expected) => expect(said(text)).toBe(expected))

test('the day that does not exist is told as such', () => {
  expect(readDay('2024-02-30', { today }).notes).toMatchObject([{ message: '“2024-02-30”没有这一天，请更正' }])
})

test('a deadline without its year is the next such day', () => {
  expect(said('12月5日', { ahead: true })).toBe('2026-12-05')
  expect(said('3月5日', { ahead: true })).toBe('2027-03-05')
  expect(said('11月28日', { ahead: true })).toBe('2026-11-28')
})

test('a month stands for its first or last day where such a bound is asked for', () => {
  expect(said('2024-2', { wanted: 'first' })).toBe('2024-02-01')
  expect(said('2024-2', { wanted: 'last' })).toBe('2024-02-29')
  expect(said('2024', { wanted: 'last' })).toBe('2024-12-31')
})

test('the year that was taken is told', () => {
  expect(readDay('3月5日', { today }).notes).toMatchObject([{ message: '“3月5日”未写年份，按 2026 年' }])
})

test.each([
  ['range', '2024年3月', '2024-03'],
  ['range', '24.3.5', '2024-03-05'],
  ['range', '2024年', '2024'],
  ['range', '2024年一季度', null],
  ['first', '2024-3', '2024-03-01'],
  ['day', '2024-3', null],
] as const)('a box of %s that holds %s then shows %s', (wanted: DayWanted, text, shown) => {
  expect(dayBoxText(text, { today, wanted }).value).toBe(shown)
})

test('a month and day alone is the last such day up to today, or the next from today on', () => {
  const dayOfYear = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2023-01-01', days))
  const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('1990-01-01', days))
  fc.assert(
    fc.property(dayOfYear, day, fc.boolean(), (typed, now, ahead) => {
      const [, month, date] = typed.split('-').map(Number)
      const { value } = readDay(`${month}月${date}日`, { today: now, ahead })
      expect(value?.slice(5)).toBe(typed.slice(5))
      const year = value ?? ''
      if (ahead) expect(year >= now && year <= addDays(now, 366)).toBe(true)
      else expect(year <= now && year >= addDays(now, -366)).toBe(true)
    }),
  )
})

test('what a box shows is read as the same again, and only real days are read', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1990, max: 2060 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 32 }),
  )
  const written = fc
    .tuple(parts, fc.constantFrom('.', '-', '/'))
    .map(([[year, month, day], sign]) => ({ text: `${year}${sign}${month}${sign}${day}`, year, month, day }))
  fc.assert(
    fc.property(written, ({ text, year, month, day }) => {
      const exists = month >= 1 && month <= 12 && day >= 1 && dayOf(year, month, day) <= lastDayOfMonth(year, month)
      const { value } = readDay(text, { today })
      expect(value !== null).toBe(exists)
      if (value === null) return
      expect(isDay(value)).toBe(true)
      expect(readDay(value, { today }).value).toBe(value)
      expect(readDayRange(value, { today }).notes).toEqual([])
    }),
  )
})
