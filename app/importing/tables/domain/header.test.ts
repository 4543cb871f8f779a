import { expect, test } from 'vitest'
import { isOfSigned } from '../../projects/domain/signed'
import { readSurroundings } from './header'
import type { SourceRow } from './source'

const rowOf = (texts: string[], number = 1): SourceRow => ({
  number,
  cells: new Map(texts.map((text, at) => [at, { text }])),
})
const around = (...above: string[]) =>
  readSurroundings(
    '台账',
    above.map((text, at) => rowOf([text], at + 1)),
    [],
  )

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
  expect(around('2021年签约项目台账', '填报单位：三元区招商局', '单位：万元')).toMatchObject({
    amountUnit: 'wan',
    reportedBy: '三元区招商局',
  })
})

test.each([
  ['2021年签约项目台账（单位：万元）', { title: '2021年签约项目台账', year: 2021, amountUnit: 'wan' }],
  ['2021年签约项目台账  单位：万元', { title: '2021年签约项目台账', year: 2021, amountUnit: 'wan' }],
  ['2021年签约项目台账（截至2021年5月20日）', { title: '2021年签约项目台账', year: 2021, statedOn: '2021-05-20' }],
  ['（单位：万元）', { title: null, amountUnit: 'wan' }],
])('a title is told from what stands beside it: %s', (text, told) => {
  expect(around(text)).toMatchObject(told)
})

test.each([
  '2020年度全市已签约供地项目推进情况台账',
  '2021年1-4月签约备案',
  '2020年供地项目',
  '已签约未开工项目',
  '在建项目汇总表',
  '2021年签约重点项目',
])('projects under %s are signed', (title) => expect(isOfSigned(title)).toBe(true))

test.each([
  '2021年拟签约重点项目汇总表',
  '2021年在谈拟落地项目表',
  '2021年未开工项目表',
  '计划2021年开工项目',
  '预计年内签约项目',
  '在谈签约项目',
  '招商项目',
])('projects under %s need not be signed', (title) => expect(isOfSigned(title)).toBe(false))
