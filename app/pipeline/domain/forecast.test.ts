import { expect, test } from 'vitest'
import { addDays } from '~/shared/day'
import type { WaitCount } from './start-curves'
import { startForecast } from './start-forecast'
import { chanceToStart, forecastCount, forecastStart, hasPrecedent } from './forecast'
import { kaplanMeier } from './survival'

/** Ten projects, one starts every ten days. */
const steady = kaplanMeier(Array.from({ length: 10 }, (_, at) => ({ days: 10 * (at + 1), started: true })))
const SIGNED = '2024-02-29'

test('a project signed today starts as its group did: half by the median, eight of ten between the tenths', () => {
  expect(forecastStart(steady, SIGNED, SIGNED)).toEqual({
    earliest: addDays(SIGNED, 10),
    expected: addDays(SIGNED, 50),
    latest: addDays(SIGNED, 90),
  })
})

test('who has waited is compared with those that waited as long', () => {
  const after60 = forecastStart(steady, SIGNED, addDays(SIGNED, 60))
  expect(after60).toEqual({
    earliest: addDays(SIGNED, 70),
    expected: addDays(SIGNED, 80),
    latest: addDays(SIGNED, 100),
  })
  expect(chanceToStart(steady, 60, 20)).toBeCloseTo(0.5)
})

test('where the curve ends nothing is promised', () => {
  const half = kaplanMeier([
    { days: 30, started: true },
    { days: 60, started: false },
  ])
  expect(forecastStart(half, SIGNED, addDays(SIGNED, 40))).toEqual({ expected: null, earliest: null, latest: null })
  expect(chanceToStart(half, 40, 360)).toBe(0)
  expect(forecastStart(kaplanMeier([]), SIGNED, SIGNED)).toEqual({ expected: null, earliest: null, latest: null })
})

test('where every one of the group had started by then nothing is known', () => {
  expect(forecastStart(steady, SIGNED, addDays(SIGNED, 200)).expected).toBeNull()
  expect(chanceToStart(steady, 200, 100)).toBe(0)
})

test('who has waited longer than anybody who started has no precedent', () => {
  expect([hasPrecedent(steady, 99), hasPrecedent(steady, 100), hasPrecedent(kaplanMeier([]), 0)]).toEqual([
    true,
    false,
    false,
  ])
})

test('those without a precedent are counted, and not foretold as none', () => {
  const waits: WaitCount[] = [
    ['all', 30, 1, 0, 10],
    ['all', 60, 1, 0, 10],
    ['all', 40, 0, 0, 5],
    ['all', 400, 0, 0, 7],
  ]
  const { waiting, noPrecedent, quarters } = startForecast('none', '2021-05-31', waits, [])
  expect([waiting, noPrecedent]).toEqual([12, 7])
  expect(quarters[0]!.forecast.high).toBeLessThanOrEqual(5)
  expect(quarters.map((quarter) => quarter.noPrecedent)).toEqual([7, 12, 12, 12])
})

test('a count is the sum of its chances, its range wider the less is certain', () => {
  expect(forecastCount([1, 1, 0])).toEqual({ expected: 2, low: 2, high: 2 })
  expect(forecastCount([])).toEqual({ expected: 0, low: 0, high: 0 })
  const { expected, low, high } = forecastCount(Array.from({ length: 100 }, () => 0.5))
  expect(expected).toBe(50)
  expect(low).toBeCloseTo(40.2)
  expect(high).toBeCloseTo(59.8)
})
