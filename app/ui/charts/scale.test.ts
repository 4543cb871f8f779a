import { expect, test } from 'vitest'
import { linear, ticks } from './scale'

test('marks are round and do not pass the largest value', () => {
  expect(ticks(730, 8)).toEqual([0, 100, 200, 300, 400, 500, 600, 700])
  expect(ticks(1, 4)).toEqual([0, 0.5, 1])
  expect(ticks(0, 4)).toEqual([0])
})

test('a scale without extent stands at its beginning', () => {
  expect([linear(10, 0, 100)(5), linear(0, 20, 100)(5)]).toEqual([50, 20])
})
