import { expect, test } from 'vitest'
import { exactDayCell, numberCell, tickCell, type CellContext, type CellKind } from './cells'

const context: CellContext = { label: '用水量', year: 2021, amount: 'wan', area: 'mu' }
const read = (kind: CellKind<unknown>, text: string) => {
  const { value, notes } = kind.read({ text }, context)
  return notes[0]?.code ?? value
}

test.each([
  ['1,200.5', '1200.5'],
  ['120 m³/日', '120'],
  ['120m3/日', '120'],
  ['120亩', 'numberUnreadable'],
  ['—', null],
  ['-3', 'numberNegative'],
  ['13812345678', 'numberTooLarge'],
  ['9'.repeat(32_000), 'numberUnreadable'],
])('a number %s is read as %s', (text, value) => {
  expect(read(numberCell('m³/日', 9_999_999_999), text.slice(0, 32_000))).toBe(value)
})

test.each([
  ['2021-05-31', '2021-05-31'],
  ['2021年5月', 'dayNotExact'],
  ['', null],
])('only an exact day is taken as one: %s is %s', (text, value) => expect(read(exactDayCell, text)).toBe(value))

test.each([
  ['是', true],
  ['√', true],
  ['否', false],
  ['', false],
  ['也许', 'tickUnknown'],
])('%s is %s', (text, value) => expect(read(tickCell, text)).toBe(value))
