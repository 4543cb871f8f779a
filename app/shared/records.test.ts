import { expect, test } from 'vitest'
import { present, valueAt } from './present'
import { isRecord, recordOf, wordFor } from './records'

test('what must be there and is not is named in the error', () => {
  expect(present(0, 'a number')).toBe(0)
  expect(() => present(null, 'a number')).toThrow('a number')
  expect(valueAt(new Map([['a', '']]), 'a')).toBe('')
  expect(() => valueAt(new Map<string, string>(), 'b')).toThrow('b')
})

test('a record has a value for each key, and a list is none', () => {
  expect(recordOf(['a', 'b'], (key) => key.toUpperCase())).toEqual({ a: 'A', b: 'B' })
  expect([{}, [], null, 'text'].map(isRecord)).toEqual([true, false, false, false])
})

test('a code without a word stands for itself, also one that every object has', () => {
  expect(['lead', 'other', 'constructor'].map((code) => wordFor({ lead: '线索' }, code))).toEqual([
    '线索',
    'other',
    'constructor',
  ])
})
