import { expect, test } from 'vitest'
import { rendered, tagWith } from '~test/rendered'
import { filterWords, MoreFilters } from './filters'

const choices = {
  units: [],
  parks: [],
  words: { industry: [], chain: [], channel: [] },
  batches: [],
  events: [],
  chainNodes: [],
}
const more = (query: string) => rendered(<MoreFilters choices={choices} />, `/projects?${query}`)

test('a filter that cannot be read keeps what was typed and is marked, the others are not', () => {
  const html = more('signedFrom=2021-99-01&minWan=很多&maxWan=500')
  for (const typed of ['value="2021-99-01"', 'value="很多"'])
    expect(tagWith(html, typed)).toContain('aria-invalid="true"')
  expect(tagWith(html, 'value="500"')).not.toContain('aria-invalid')
  expect(html).toContain('月份不存在，请更正，没有按它筛选')
  expect(html).toContain('总投资请填数字，单位万元，没有按它筛选')
})

test('a filter says what it was understood as', () => {
  const html = more('minWan=1.2亿&signedFrom=2024年3月&signedTo=2024年3月&nextStepBy=24.3.5')
  for (const understood of ['12000', '2024-03-01', '2024-03-31', '2024-03-05'])
    expect(html).toContain(`value="${understood}"`)
})

test('a list as of a day takes words that the list itself does not know, and marks none', () => {
  expect(more('asOf=2021-05-31&park=none')).not.toContain('无法识别')
})

test('parameters are called as the form calls them', () => {
  expect(filterWords(['signedFrom', 'minWan', 'sort'])).toBe('签约日期自、总投资不低于、排序')
})
