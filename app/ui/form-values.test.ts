import { expect, test } from 'vitest'
import { formValues, textAt } from './form-values'

const form = (...pairs: [string, string][]) => {
  const data = new FormData()
  for (const [name, value] of pairs) data.append(name, value)
  return data
}

test('a dotted name is a path, a number in it an index', () => {
  expect(formValues(form(['a.b', '1'], ['days.0.note', 'x'], ['days.1.note', 'y']))).toEqual({
    a: { b: '1' },
    days: [{ note: 'x' }, { note: 'y' }],
  })
})

test('a blank box is null, and a name with [] is a list even of one', () => {
  expect(formValues(form(['name', '  '], ['roles[]', 'officer']))).toEqual({ name: null, roles: ['officer'] })
})

test('the last of repeated plain names counts, as a hidden fallback before a checkbox needs', () => {
  expect(formValues(form(['on', 'false'], ['on', 'true']))).toEqual({ on: 'true' })
})

test('files are left to the uploads', () => {
  const data = form(['name', 'x'])
  data.append('file', new File(['x'], 'x.txt'))
  expect(formValues(data)).toEqual({ name: 'x' })
})

test('a field name cannot reach into the prototype', () => {
  formValues(form(['__proto__.polluted', 'yes'], ['constructor.prototype.polluted', 'yes']))
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('a name that is too deep, or an index that makes a list too long, leads nowhere', () => {
  const deep = Array.from({ length: 100_000 }, () => 'a').join('.')
  expect(formValues(form([deep, '1'], ['.'.repeat(100_000), '1'], ['days.999999999.note', 'x']))).toEqual({})
  expect(formValues(form(['days.0', 'a'], ['days.length', '4294967295'], ['days.99999', 'x']))).toEqual({ days: ['a'] })
})

test('60,000 fields are read in less than a second', () => {
  const many = new URLSearchParams(Array.from({ length: 60_000 }, (_, at) => `field${at}=1`).join('&'))
  const began = performance.now()
  expect(Object.keys(formValues(many))).toHaveLength(60_000)
  expect(performance.now() - began).toBeLessThan(1000)
})

test('the text at a path is empty where nothing stands', () => {
  expect(textAt({ a: { b: 2 } }, 'a.b')).toBe('2')
  expect(textAt({ a: null }, 'a.b')).toBe('')
  expect(textAt(undefined, 'a')).toBe('')
})
