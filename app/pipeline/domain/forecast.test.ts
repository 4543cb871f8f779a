import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '~/shared/day'
import { forecastCount } from './forecast'
import type { WaitCount } from './start-curves'
import { outlookOf, startForecast } from './start-forecast'

test('a count is the sum of its chances, its range wider the fewer starts it is drawn from', () => {
  expect(forecastCount([], 10)).toEqual({ expected: 0, low80: 0, high80: 0 })
  const half = [{ chance: 0.5, projects: 100 }]
  expect(forecastCount(half, 10_000)).toEqual({ expected: 50, low80: 34, high80: 68 })
  const { low80, high80 } = forecastCount(half, 5)
  expect([low80 < 34, high80 > 68]).toEqual([true, true])
})

const chances = fc.array(
  fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), projects: fc.integer({ min: 1, max: 30 }) }),
  { maxLength: 20 },
)

test('a range is of whole numbers, holds what is expected, and never more than there are', () => {
  fc.assert(
    fc.property(chances, fc.integer({ min: 0, max: 400 }), (of, starts) => {
      const { expected, low80, high80 } = forecastCount(of, starts)
      expect([low80, high80].every(Number.isInteger)).toBe(true)
      expect(low80).toBeGreaterThanOrEqual(0)
      expect(low80).toBeLessThanOrEqual(expected)
      expect(high80).toBeGreaterThanOrEqual(expected)
      expect(high80).toBeLessThanOrEqual(of.reduce((sum, { projects }) => sum + projects, 0))
    }),
  )
})

const started = (days: number, projects: number, since: number | null = 0): WaitCount => [
  'all',
  since,
  days,
  1,
  0,
  projects,
]
const waiting = (days: number, projects: number): WaitCount => ['all', 0, days, 0, 0, projects]
const asked = (waits: WaitCount[], firstSignedOn: Day = '2020-01-01') =>
  startForecast('none', '2021-05-31', { waits, firstSignedOn, tests: [], quarters: [] })

test('of fewer than five starts nothing is foretold', () => {
  expect(asked([started(30, 4), waiting(40, 9)])).toMatchObject({ waiting: 9, starts: 4, quarters: [] })
  expect(asked([started(30, 5), waiting(40, 9)]).quarters).toHaveLength(4)
})

test('those that have waited longest are foretold too', () => {
  const { quarters } = asked([started(30, 10), started(60, 10), waiting(400, 7)])
  expect(quarters.every(({ expected, high80 }) => expected > 0 && high80 > 0)).toBe(true)
})

test('from five years on the pace is that of the last two alone', () => {
  const waits = [started(30, 40, null), started(300, 5), waiting(40, 9)]
  expect([
    outlookOf(waits, '2020-01-01', '2021-05-31')?.starts,
    outlookOf(waits, '2016-05-31', '2021-05-31')?.starts,
  ]).toEqual([45, 5])
})

test('a group that starts faster is foretold more', () => {
  const of = (key: string, days: number, projects: number): WaitCount => [key, 0, days, 1, 0, projects]
  const outlook = outlookOf([of('a', 30, 40), of('b', 300, 10), ['b', 0, 300, 0, 0, 40]], null, '2021-05-31')!
  expect(outlook.chance('a', 30, 90)).toBeGreaterThan(outlook.chance('b', 30, 90))
})
