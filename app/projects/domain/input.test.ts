import { expect, test } from 'vitest'
import { occurred, projectInput } from './input'

const said = (over: object) =>
  projectInput
    .safeParse({ name: '新材料项目', unitId: '0196a5b0-0000-7000-8000-000000000000', ...over })
    .error?.issues.map(({ message }) => message)

test.each(['-5', '－5', '−5.5', '-1,200', -5])(
  'an amount of %s is told to be negative, not to be no number',
  (amount) => {
    expect(said({ investmentWan: amount })).toEqual(['总投资不能为负数'])
    expect(said({ landMu: amount })).toEqual(['用地面积不能为负数'])
  },
)

test.each(['五', '--5', '5-'])('%s is no number', (amount) => {
  expect(said({ investmentWan: amount })).toEqual(['总投资请填数字，单位万元'])
})

test.each([
  ['1.2亿', '12000'],
  ['1,200万', '1200'],
  ['3千万元', '3000'],
  ['５０００', '5000'],
  ['12000.555', '12000.56'],
])('an investment written %s is %s 万元', (written, wan) => {
  expect(projectInput.shape.investmentWan.parse(written)).toBe(wan)
})

test.each([
  ['５０ 亩', '50'],
  ['2公顷', '30'],
  ['20000平方米', '30'],
  ['0', '0'],
])('an area written %s is %s 亩', (written, mu) => expect(projectInput.shape.landMu.parse(written)).toBe(mu))

test('a number given by a program must be exact already', () => {
  expect(said({ investmentWan: 12.345 })).toEqual(['总投资最多两位小数'])
})

test.each([
  ['2024-3', { from: '2024-03-01', to: '2024-03-31', precision: 'month' }],
  ['2024年3月5号', { from: '2024-03-05', to: '2024-03-05', precision: 'day' }],
  ['', { from: null, to: null, precision: 'unknown' }],
])('a stage that happened %j has that range', (written, range) => expect(occurred.parse(written)).toEqual(range))

test('what is no day, or no single one, is told at its field', () => {
  expect(said({ nextStepOn: '2024-02-30' })).toEqual(['“2024-02-30”没有这一天，请更正'])
  expect(said({ nextStepOn: '2024-3' })).toEqual(['“2024-3”没有写到哪一天，请写完整，如 2021-05-31'])
})
