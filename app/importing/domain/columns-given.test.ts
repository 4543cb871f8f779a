import { expect, test } from 'vitest'
import { columnsGiven } from './columns-given'

test('a form of columns is read by sheet and letter', () => {
  expect(
    columnsGiven({ intent: 'columns', 'include:一季度': 'on', 'column:一季度:B': 'name', 'column:一季度:AA': '' }),
  ).toEqual({ 一季度: { included: true, columns: { B: 'name', AA: '' } } })
})

test('a sheet without its tick is left out, whatever its name', () => {
  expect(columnsGiven({ 'column:表:甲:C': 'investor' })).toEqual({ '表:甲': { included: false, columns: { C: 'investor' } } })
})
