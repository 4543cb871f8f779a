import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ancestorsOf, industryCode, isWithin, levelOf, sectionOf } from './industry-code'

test.each([
  ['C3825', '3825'],
  ['c38', '38'],
  [' ３８２５ ', '3825'],
  ['C', 'C'],
  ['0111', '0111'],
  ['A3825', null],
  ['38251', null],
  ['3', null],
  ['98', null],
  ['光伏', null],
  ['', null],
])('%j is the code %j', (text, code) => {
  expect(industryCode(text)).toBe(code)
})

test.each([
  ['3825', '3825', true],
  ['3825', '382', true],
  ['3825', 'C', true],
  ['38', '3825', false],
  ['3825', '39', false],
  ['3825', 'D', false],
  ['C', 'C', true],
])('%s within %s: %s', (code, ancestor, within) => {
  expect(isWithin(code, ancestor)).toBe(within)
})

const codes = fc
  .tuple(fc.integer({ min: 1, max: 97 }), fc.constantFrom('', '1', '12'))
  .map(([division, rest]) => String(division).padStart(2, '0') + rest)

test('a code is within each code above it, and within itself', () => {
  fc.assert(
    fc.property(codes, (code) => {
      for (const above of [...ancestorsOf(code), code]) expect(isWithin(code, above)).toBe(true)
      expect(ancestorsOf(code).map(levelOf)).toEqual(['section', 'division', 'group'].slice(0, code.length - 1))
      expect(industryCode(`${sectionOf(code)}${code}`)).toBe(code)
    }),
  )
})
