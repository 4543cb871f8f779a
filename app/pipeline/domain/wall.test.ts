import { expect, test } from 'vitest'
import { scopeWords } from './scope-words'
import { withoutAnyPhone } from './wall'

test('a telephone number somebody typed into a text is masked, other numbers stay', () => {
  expect(withoutAnyPhone('等王总电话13812345678或0512-65432109')).toBe('等王总电话138****5678或0512-******09')
  expect(withoutAnyPhone('需 110 千伏专线、12000 平方米厂房，2021-05-31 前')).toBe(
    '需 110 千伏专线、12000 平方米厂房，2021-05-31 前',
  )
})

test('a scope is said in the words of its values', () => {
  const unit = '0b5c0f7e-4a43-4f7e-9a55-1f2f3a4b5c6d'
  const names = { named: { [unit]: '经开区管委会' }, bands: [{ fromWan: 10_000, label: '1亿元以上' }] }
  expect(scopeWords({}, names)).toBe('全部项目')
  expect(scopeWords({ unit, size: '10000', industry: '化工', channel: 'none' }, names)).toBe(
    '经开区管委会 · 化工 · 1亿元以上 · 来源未填',
  )
})
