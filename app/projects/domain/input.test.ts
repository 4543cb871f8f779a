import { expect, test } from 'vitest'
import { projectInput } from './input'

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

test.each(['五', '-', '--5', '5-'])('%s is no number', (amount) => {
  expect(said({ investmentWan: amount })).toEqual(['总投资请填数字，单位万元'])
})
