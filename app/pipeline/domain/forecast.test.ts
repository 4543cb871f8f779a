import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '~/shared/day'
import { forecastCount } from './forecast'
import { outlookOf, startForecast, WATCH_OUTCOMES, type Watch, type WatchCount } from './start-forecast'

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

const watch = (
  outcome: (typeof WATCH_OUTCOMES)[number],
  days: number,
  projects: number,
  since: number | null,
): Watch => [WATCH_OUTCOMES.indexOf(outcome), since === null ? null : since * projects, days * projects, projects]
const started = (days: number, projects: number, since: number | null = 0) => watch('started', days, projects, since)
const waiting = (days: number, projects: number) => watch('waiting', days, projects, 0)
const asked = (watches: Watch[], firstSignedOn: Day = '2020-01-01') =>
  startForecast('none', '2021-05-31', {
    watched: [['all', watches]],
    firstSignedOn,
    tests: [],
    settled: [],
    quarters: [],
  })

test('of fewer than five starts nothing is foretold', () => {
  expect(asked([started(30, 4), waiting(40, 9)])).toMatchObject({ waiting: 9, starts: 4, quarters: [] })
  expect(asked([started(30, 5), waiting(40, 9)]).quarters).toHaveLength(4)
})

test('those that have waited longest are foretold too', () => {
  const { quarters } = asked([started(30, 10), started(60, 10), waiting(400, 7)])
  expect(quarters.every(({ expected, high80 }) => expected > 0 && high80 > 0)).toBe(true)
})

test('from five years on the pace is that of the last two alone', () => {
  const starts = (firstSignedOn: Day) =>
    outlookOf([['all', [started(30, 40, null), started(300, 5), waiting(40, 9)]]], firstSignedOn, '2021-05-31')?.starts
  expect([starts('2020-01-01'), starts('2016-05-31')]).toEqual([45, 5])
})

test('a group that starts faster is foretold more', () => {
  const seen: WatchCount[] = [
    ['a', [started(30, 40)]],
    ['b', [started(300, 10), waiting(300, 40)]],
  ]
  const outlook = outlookOf(seen, null, '2021-05-31')!
  expect(outlook.chance('a', 30, 90)).toBeGreaterThan(outlook.chance('b', 30, 90))
})

test('who had waited when a quarter began, and started in it, is what came of it', () => {
  const day = '2021-03-31'
  const watches = [started(30, 10), waiting(40, 9), watch('startsNext', 60, 3, 0), watch('ended', 20, 2, 0)]
  const { backTests } = startForecast('none', '2021-06-30', {
    watched: [],
    firstSignedOn: null,
    tests: [[day, 'all', watches]],
    settled: [],
    quarters: [],
  })
  expect(backTests.find(({ asOf }) => asOf === day)).toMatchObject({ waiting: 12, actual: 3 })
})
