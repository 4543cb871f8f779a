import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayRangeInput, decimalInput } from '~/shared/field-inputs'
import { amountCell, areaCell, dayCell, numberCell, type CellContext } from './cells'

const MAX = 999_999_999_999
const context: CellContext = { label: '总投资', amount: 'wan', area: 'mu', year: new Date().getFullYear() }
const form = (unit: string) => decimalInput('总投资', unit, MAX)

const digits = fc.oneof(
  fc.nat(99_999).map(String),
  fc.tuple(fc.nat(9_999), fc.nat(9_999)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.tuple(fc.integer({ min: 1, max: 999 }), fc.nat(999)).map(([a, b]) => `${a},${String(b).padStart(3, '0')}`),
)
const wide = (text: string) =>
  text.replace(/[\d.,]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).replace(/．/g, '.')
const before = fc.constantFrom('', '约', '不低于', '￥', ' ', '-', '计划投资')
const after = fc.constantFrom(
  '',
  '亿',
  '亿元',
  '万',
  '万元',
  '元',
  '千万元',
  '亩',
  ' 亩',
  '公顷',
  '㎡',
  '平方米',
  '左右',
  '余',
  'm³/日',
  '美元',
)
const quantity = fc
  .tuple(before, digits, after, fc.boolean())
  .map(([front, number, back, isWide]) => `${front}${isWide ? wide(number) : number}${back}`)
const noise = fc.string({ unit: fc.constantFrom(...'0123456789.,-/年月日号亿万元亩约至无待定　 ５０'), maxLength: 12 })
const typed = fc.oneof({ weight: 3, arbitrary: quantity }, noise)

test.each([
  ['万元', amountCell],
  ['亩', areaCell],
  ['m³/日', numberCell('m³/日', MAX)],
] as const)('what an import reads of a cell in %s, a form reads the same', (unit, cell) => {
  fc.assert(
    fc.property(typed, (text) => {
      const read = cell.read({ text }, context)
      const taken = form(unit).safeParse(text)
      expect(taken.success).toBe(!read.notes.some(({ level }) => level === 'error'))
      // An area of 0 is what ledgers write where there is none; a form keeps it.
      if (taken.success) expect(unit === '亩' && taken.data === '0' ? null : taken.data).toBe(read.value)
    }),
    { numRuns: 500 },
  )
})

test('when an import reads a day, month or year of a cell, a form reads the same', () => {
  const year = fc.constantFrom('2024', '24', '2019', '1999')
  const number = fc.integer({ min: 0, max: 33 }).map(String)
  const sign = fc.constantFrom('.', '-', '/')
  const day = fc.oneof(
    fc.tuple(year, sign, number, number).map(([y, s, m, d]) => `${y}${s}${m}${s}${d}`),
    fc.tuple(year, number, number, fc.constantFrom('日', '号', '')).map(([y, m, d, end]) => `${y}年${m}月${d}${end}`),
    fc.tuple(year, number).map(([y, m]) => `${y}年${m}月`),
    fc.tuple(year, sign, number).map(([y, s, m]) => `${y}${s}${m}`),
    fc.constantFrom('2024年一季度', '2023年底', '2024年上半年', '45000', '无', '待定', '2024-02-30'),
    fc.string({ unit: fc.constantFrom(...'0123456789.-年月日号底季度'), maxLength: 9 }),
  )
  fc.assert(
    fc.property(day, (text) => {
      const read = dayCell.read({ text }, context)
      if (read.notes.some(({ code }) => code === 'yearFromTitle' || code === 'yearEdge')) return
      const taken = dayRangeInput().safeParse(text)
      expect(taken.success).toBe(!read.notes.some(({ level }) => level === 'error'))
      if (taken.success) expect(taken.data.from).toBe(read.value?.from ?? null)
    }),
    { numRuns: 1000 },
  )
})
