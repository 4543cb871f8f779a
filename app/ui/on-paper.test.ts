import { expect, test } from 'vitest'
import { fitting, linesOf } from './on-paper'

test('rows fit until the lines are used up', () => {
  expect(fitting([2, 3, 4], 9)).toBe(3)
  expect(fitting([2, 3, 4], 8)).toBe(2)
  expect(fitting([9], 8)).toBe(0)
  expect(fitting([], 0)).toBe(0)
})

test('a text takes a line for each of its own, and more where these are long, up to a bound', () => {
  expect(linesOf('', 10, 5)).toBe(1)
  expect(linesOf('十个字正好是一行的长', 10, 5)).toBe(1)
  expect(linesOf('十一个字就要占去两行了', 10, 5)).toBe(2)
  expect(linesOf('一\n二\n三', 10, 5)).toBe(3)
  expect(linesOf('很长'.repeat(100), 10, 5)).toBe(5)
})
