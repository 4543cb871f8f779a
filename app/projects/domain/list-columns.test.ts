import { expect, test } from 'vitest'
import { FIELD_NAMES } from './fields'
import { columnLabels, columnOfField, fieldsOfColumns, listColumnsInput, USUAL_COLUMNS } from './list-columns'

const chosen = (columns?: string[]) => listColumnsInput.parse({ columns }).columns

test('every field but the name, which is always there, can be chosen as a column of its own', () => {
  const keys = FIELD_NAMES.filter((name) => name !== 'name').map(columnOfField)
  expect(new Set(keys).size).toBe(keys.length)
  expect(chosen(keys)).toEqual(keys)
  expect(columnLabels(keys)).toHaveLength(keys.length)
})

test('columns stand in the order of the fields, and those that there are not are left out', () => {
  expect(chosen(['remark', 'nothing', 'stage', 'code', 'code'])).toEqual(['code', 'remark', 'stage'])
  expect(chosen()).toEqual([])
})

test('until somebody chooses the list shows who, where, how much and since when', () => {
  expect(columnLabels(USUAL_COLUMNS)).toEqual(['投资方', '园区', '总投资', '用地', '阶段', '责任单位', '签约', '开工'])
})

test('a list reads what its columns show, and long texts only where they are chosen', () => {
  expect(fieldsOfColumns([])).not.toContain('content')
  expect(fieldsOfColumns(['content', 'stage'])).toContain('content')
  expect(fieldsOfColumns(['content'])).toContain('landMu')
})
