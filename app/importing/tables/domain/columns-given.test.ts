import { expect, test } from 'vitest'
import { formValues } from '~/ui/form-values'
import { columnName, columnsGiven, includeName } from './columns-given'

function sent(fields: [name: string, value: string][]) {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return columnsGiven(formValues(form))
}

test('a form of columns is read by sheet and letter', () => {
  const given = sent([
    ['intent', 'columns'],
    [includeName('一季度'), 'on'],
    [columnName('一季度', 'B'), 'name'],
    [columnName('一季度', 'AA'), ''],
  ])
  expect({ ...given }).toEqual({ 一季度: { included: true, columns: { B: 'name', AA: '' } } })
})

test.each(['表:甲', '2021.1-4月', 'a%2Eb', '__proto__', '一 二'])(
  'a sheet called %s without its tick is left out',
  (sheet) => {
    const given = sent([[columnName(sheet, 'C'), 'investor']])
    expect(Object.entries(given)).toEqual([[sheet, { included: false, columns: { C: 'investor' } }]])
  },
)
