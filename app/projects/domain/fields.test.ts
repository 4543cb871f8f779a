import { expect, test } from 'vitest'
import { FIELD_NAMES, fieldOf, LABELS_WITH_UNITS } from './fields'
import { FILTER_NAMES, SORTS } from './filter'
import { formValuesOf, inWords, readInWords } from './read-fields'

const repeated = (words: readonly string[]) => words.filter((word, at) => words.indexOf(word) !== at)

test('no two fields are called the same, on the page or in the address of the list', () => {
  expect(repeated(Object.values(LABELS_WITH_UNITS))).toEqual([])
  expect(repeated(FIELD_NAMES.map((name) => fieldOf(name).listKey ?? name))).toEqual([])
})

test('the addresses of filters, sorts and columns stay as they were sent around', () => {
  const sent = ['q', 'stage', 'status', 'unit', 'park', 'investor', 'industry', 'chain', 'batch', 'event', 'channel']
  sent.push('sponsor', 'signedFrom', 'signedTo', 'minWan', 'maxWan', 'nextStepBy', 'notStarted', 'mine')
  expect(FILTER_NAMES).toEqual(expect.arrayContaining(sent))
  const sorts = ['updatedAt', 'name', 'stage', 'signedFrom', 'startedFrom', 'investmentWan', 'landMu', 'annualTaxWan']
  expect(SORTS).toEqual(expect.arrayContaining(sorts.flatMap((sort) => [sort, `-${sort}`])))
  const columns = ['name', 'code', 'investor', 'holder', 'introducedBy', 'park', 'industry', 'chain', 'channel']
  columns.push('sponsor', 'investment', 'land', 'tax', 'issue', 'next')
  const keys = FIELD_NAMES.filter((name) => fieldOf(name).list).map((name) => fieldOf(name).listKey ?? name)
  expect(keys).toEqual(expect.arrayContaining(columns))
})

test('a value is said in the words of its kind', () => {
  const nameOf = (id: string) => (id === 'u1' ? '城关镇' : undefined)
  expect(inWords('unitId', 'u1', nameOf)).toBe('城关镇')
  expect(inWords('unitId', 'gone', nameOf)).toBe('gone')
  expect(['on', 'true', true].map((value) => inWords('rents', value, nameOf))).toEqual(['是', '是', '是'])
  expect(inWords('rents', false, nameOf)).toBe('否')
  expect(readInWords({ investmentWan: '12000' }, 'investmentWan')).toBe('1.2 亿元')
  expect(readInWords({ landMu: '35.50' }, 'landMu')).toBe('35.5 亩')
  expect(readInWords({ park: { id: 'p1', name: '高新区' } }, 'parkId')).toBe('高新区')
  expect(readInWords({ investor: null }, 'investorUscc')).toBeNull()
})

test('a form starts from ids, and from the company behind the project', () => {
  const investor = { id: 'i1', name: '苏州公司', uscc: null, origin: '苏州' }
  const values = formValuesOf({ unit: { id: 'u1', name: '城关镇' }, park: null, investor } as never)
  expect(values).toMatchObject({ unitId: 'u1', parkId: null, investorName: '苏州公司', origin: '苏州' })
})
