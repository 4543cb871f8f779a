import { expect, test } from 'vitest'
import { unitsBeyond } from './overdue'

const units = [12, 9, 7].map((total, at) => ({
  key: `${at}`,
  label: `${at}`,
  total,
  investmentWan: 100,
  longestDays: 200,
}))

test('what a short list leaves out is counted, so that its numbers and the rest make the whole', () => {
  expect(unitsBeyond(units, 1)).toEqual({ units: 2, total: 16 })
  expect(unitsBeyond(units, 3)).toEqual({ units: 0, total: 0 })
  expect(unitsBeyond(units, 8)).toEqual({ units: 0, total: 0 })
})
