import { expect, test } from 'vitest'
import { readSurroundings } from './header'
import type { SourceRow } from './source'

const rowOf = (texts: string[], number = 1): SourceRow => ({ number, cells: new Map(texts.map((text, at) => [at, { text }])) })
const around = (...above: string[]) => readSurroundings('台账', above.map((text, at) => rowOf([text], at + 1)), [])

test.each([
  ['单位：万元', 'wan', null],
  ['单位：亿元、公顷', 'yi', 'hectare'],
  ['金额单位：元', 'yuan', null],
  ['（单位：万元、亩）', 'wan', 'mu'],
  ['单位：万元（人民币） 填报日期：2021年5月20日', 'wan', null],
  ['2021年签约项目（亿元以上）', null, null],
  ['填报单位：三元区招商局', null, null],
  ['责任单位：三元区招商局', null, null],
  ['单位：三元区招商局', null, null],
])('%s names the units %s and %s', (text, amountUnit, areaUnit) => {
  expect(around('2021年签约项目台账', text)).toMatchObject({ amountUnit, areaUnit })
})

test('the unit line is found beside an office named after money', () => {
  expect(around('2021年签约项目台账', '填报单位：三元区招商局', '单位：万元')).toMatchObject({ amountUnit: 'wan', reportedBy: '三元区招商局' })
})
