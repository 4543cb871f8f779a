import { describe, expect, test } from 'vitest'
import { boxInput, dayRangeInput } from './features'

describe('the box that another tool asks for', () => {
  test.each([
    ['118.7,30.9,118.8,31', [118.7, 30.9, 118.8, 31]],
    ['118.7, 30.9, 118.8, 31', [118.7, 30.9, 118.8, 31]],
    ['118.7,30.9,0,118.8,31,500', [118.7, 30.9, 118.8, 31]],
    ['170,-10,-170,10', [170, -10, -170, 10]],
  ])('%s is read', (text, box) => expect(boxInput.parse(text)).toEqual(box))

  test.each(['', '1,2,3', '1,2,3,4,5', '1,2,3,x', '1,2,3,', '1,9,3,4', '1e9,2,3,4', 'Infinity,2,3,4'])(
    '“%s” is none',
    (text) => expect(boxInput.safeParse(text).success).toBe(false),
  )
})

describe('the time that another tool asks for', () => {
  test.each([
    ['2025-01-31', { from: '2025-01-31', to: '2025-01-31' }],
    ['2025-01-31T16:00:00Z', { from: '2025-02-01', to: '2025-02-01' }],
    ['2025-01-31T15:59:59.5Z', { from: '2025-01-31', to: '2025-01-31' }],
    ['2025-01-01/2025-02-01', { from: '2025-01-01', to: '2025-02-01' }],
    ['../2025-02-01', { from: null, to: '2025-02-01' }],
    ['2025-02-01/', { from: '2025-02-01', to: null }],
    ['../..', { from: null, to: null }],
  ])('%s is read', (text, range) => expect(dayRangeInput.parse(text)).toEqual(range))

  test.each(['', '..', '2025', '2025-02-30', '2025-02-02/2025-02-01', 'a/b', '2025-01-01/2025-01-02/2025-01-03'])(
    '“%s” is none',
    (text) => expect(dayRangeInput.safeParse(text).success).toBe(false),
  )
})
