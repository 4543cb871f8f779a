import { expect, test } from 'vitest'
import { daysNotStarted, shortRange } from './listed-project'

const DAY = '2021-05-31'
const waiting = { signedFrom: '2020-01-13', startedFrom: null, status: 'active' as const }

test('a project waits from its signing to the day of the list, not to today', () => {
  expect(daysNotStarted(waiting, DAY)).toBe(504)
  expect(daysNotStarted({ ...waiting, startedFrom: '2021-07-01' }, DAY)).toBe(504)
})

test('nobody waits who had started by the day, is over, or was not yet signed', () => {
  expect(daysNotStarted({ ...waiting, startedFrom: DAY }, DAY)).toBeNull()
  expect(daysNotStarted({ ...waiting, status: 'ended' }, DAY)).toBeNull()
  expect(daysNotStarted({ ...waiting, signedFrom: '2021-06-01' }, DAY)).toBeNull()
})

test('a day is written as a day, a month as a month, and one that nobody knows as none', () => {
  expect(shortRange('2021-03-15', '2021-03-15')).toBe('2021-03-15')
  expect(shortRange('2021-03-01', '2021-03-31')).toBe('2021-03')
  expect(shortRange('2026-11-27', null)).toBe('日期不详')
  expect(shortRange(null, null)).toBeNull()
})
