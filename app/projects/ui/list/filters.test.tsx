import { expect, test } from 'vitest'
import { rendered, tagWith } from '~test/rendered'
import { filterWords, MoreFilters } from './filters'

const choices = { units: [], parks: [], words: { industry: [], chain: [], channel: [] }, batches: [], events: [] }
const more = (query: string) => rendered(<MoreFilters choices={choices} />, `/projects?${query}`)

test('a filter that cannot be read keeps what was typed and is marked, the others are not', () => {
  const html = more('signedFrom=2021-99-01&minWan=很多&maxWan=500')
  for (const typed of ['value="2021-99-01"', 'value="很多"'])
    expect(tagWith(html, typed)).toContain('aria-invalid="true"')
  expect(tagWith(html, 'value="500"')).not.toContain('aria-invalid')
  expect(html.match(/无法识别，没有按它筛选/g)).toHaveLength(2)
})

test('a list as of a day takes words that the list itself does not know, and marks none', () => {
  expect(more('asOf=2021-05-31&park=none')).not.toContain('无法识别')
})

test('parameters are called as the form calls them', () => {
  expect(filterWords(['signedFrom', 'minWan', 'sort'])).toBe('签约日期自、总投资不低于、排序')
})
