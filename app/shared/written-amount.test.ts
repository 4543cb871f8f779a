import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAmount, parseArea } from './written-amount'

const wan = (text: string, unit: 'yuan' | 'wan' | 'yi' = 'wan') => {
  const { value, notes } = parseAmount(text, unit)
  return value ?? notes.find((note) => note.level === 'error')?.code ?? null
}
const mu = (text: string, unit: 'mu' | 'hectare' | 'squareMetre' = 'mu') => {
  const { value, notes } = parseArea(text, unit)
  return value ?? notes.find((note) => note.level === 'error')?.code ?? null
}

const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes))

test.each([
  ['7900', '7900'],
  ['３８２００', '38200'],
  ['5,500', '5500'],
  ['１，２００．５', '1200.5'],
  ['约3700万元', '3700'],
  ['0.35亿元', '3500'],
  ['1.24 亿', '12400'],
  ['1亿2000万元', '12000'],
  ['35000000元', '3500'],
  ['人民币3,000万元', '3000'],
  ['3000万元左右', '3000'],
  ['5000万元以上', '5000'],
  ['0.005', '0.01'],
])('an amount written %s is %s 万元', (text, expected) => {
  expect(wan(text)).toBe(expected)
})

test.each([
  ['待定', 'amountPending'],
  ['500万美元', 'amountForeign'],
  ['3000-5000万元', 'amountRange'],
  ['-5', 'amountNegative'],
  ['五千万', 'amountUnreadable'],
  ['12,34', 'amountUnreadable'],
  ['1.2.3', 'amountUnreadable'],
  ['99999999999999', 'amountTooLarge'],
  ['13867030662', 'amountTooLarge'],
])('an amount written %s is held back as %s', (text, code) => {
  expect(wan(text)).toBe(code)
})

test.each(['', ' ', '/', '-', '——', '无'])('an amount written "%s" is none', (text) => {
  expect(parseAmount(text, 'wan')).toEqual({ value: null, notes: [] })
})

test('a bare number takes the unit of its header', () => {
  expect(wan('1.5', 'yi')).toBe('15000')
  expect(wan('1.5亿元', 'yuan')).toBe('15000')
})

test('an approximate amount says so', () => {
  expect(parseAmount('约3700万元', 'wan').notes.map((note) => note.code)).toEqual(['approximate'])
})

test.each([
  ['205.4', '205.4'],
  ['约30亩', '30'],
  ['13.69公顷', '205.35'],
  ['20000㎡', '30'],
  ['2万平方米', '30'],
  ['0', '0'],
  ['-12', 'areaNegative'],
  ['待定', 'areaPending'],
])('an area written %s is %s 亩', (text, expected) => {
  expect(mu(text)).toBe(expected)
})

test('any way of writing one amount reads the same', () => {
  const wide = (text: string) => text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (cents) => {
      const plain = (cents / 100).toFixed(2).replace(/\.?0+$/, '')
      const ways = [
        plain,
        `${plain}万元`,
        `约${plain}万元`,
        wide(plain),
        Number(plain).toLocaleString('en-US', { maximumFractionDigits: 2 }),
      ]
      for (const way of ways) expect(wan(way)).toBe(plain)
    }),
  )
})

test('no text makes the parsers throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      parseAmount(text, 'wan')
      parseArea(text, 'mu')
    }),
  )
})
