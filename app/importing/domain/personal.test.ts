import { expect, test } from 'vitest'
import { maskPhoneCell, maskText, phonesIn } from './personal'

test('phones sharing a cell are told apart', () => {
  expect(phonesIn('13857434533/0563-4288938')).toEqual(['13857434533', '0563-4288938'])
  expect(phonesIn('１３８５７４３４５３３、 13900000000')).toEqual(['13857434533', '13900000000'])
  expect(phonesIn('同上')).toEqual([])
})

test('a phone cell keeps no whole number', () => {
  expect(maskPhoneCell('13857434533/0563-4288938')).toBe('138****4533/0563-*****38')
})

test('free text keeps no whole mobile or identity number', () => {
  expect(maskText('联系张三13857434533，身份证341881199001011234')).toBe('联系张三138****4533，身份证341881********1234')
  expect(maskText('年产13857434533000件')).toBe('年产13857434533000件')
})
