import { expect, test } from 'vitest'
import { duplicateReason, type LikenessKeys } from './likeness'

const base: LikenessKeys = {
  name: '年产80万件高频覆铜板项目',
  investor: '深圳盛成电子股份有限公司',
  uscc: null,
  investmentWan: '19200',
  signedFrom: '2020-12-14',
}

test('有限, 股份 and 公司 make no other investor', () => {
  expect(duplicateReason(base, { ...base, investor: '深圳盛成电子股份公司' })).toBe('name')
})

test('one investor with the same amount and signing month is suspected', () => {
  expect(duplicateReason(base, { ...base, name: '新厂区', signedFrom: '2020-12-01' })).toBe('amountAndMonth')
})

test('one investor with a name at least half alike is suspected', () => {
  const other = { ...base, name: '年产80万件高频覆铜板生产线建设项目', investmentWan: '5000' }
  expect(duplicateReason(base, other)).toBe('likeName')
})

test('likeness of names alone marks nothing', () => {
  expect(duplicateReason(base, { ...base, investor: '无锡华丰电子有限公司' })).toBeNull()
})

test('the same uscc is suspected whatever the name', () => {
  const uscc = '91341800MA2TABCD1X'
  expect(duplicateReason({ ...base, uscc }, { ...base, uscc, investor: '另一家', name: '另一个' })).toBe('uscc')
})
