import { expect, test } from 'vitest'
import { daysNotStarted } from './row'

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
