import { describe, expect, test } from 'vitest'
import { UNKNOWN_DAY } from '~/shared/day'
import { emptyDraft, wholeDraft, compactDraft, type LedgerDraft } from './draft'
import { codeReach } from './codes'
import { printOf, whyAnother } from './identity'

const draft = (over: Partial<LedgerDraft>): LedgerDraft => ({ ...emptyDraft(), ...over })
const ROW = draft({
  name: '项目名称',
  investor: '客商',
  introducedBy: '备注',
  industry: '在谈项目',
  events: [{ stage: 'signed', occurred: UNKNOWN_DAY }],
})

test('prints that are stored go on being found', () => {
  expect(printOf(ROW).key).toBe('print:JGmbqOTDNUH5epglTa6CPwjSTpkbE6GE')
})

test('a print is of what was said: not of when, of empty columns, or of the order of keys', () => {
  const stored = wholeDraft(JSON.parse(JSON.stringify(compactDraft(ROW))))
  for (const same of [stored, { ...ROW, statedOn: '2021-05-20' }, draft({ ...ROW, blanks: ['remark'], ordinal: 2 })])
    expect(printOf(same).key).toBe(printOf(ROW).key)
})

test('a field that was declared later takes part where it says something', () => {
  expect(printOf({ ...ROW, waterM3PerDay: '120' }).key).not.toBe(printOf(ROW).key)
})

describe('an identity that two projects share', () => {
  const one = draft({
    code: 'A-1',
    name: '年产10万吨饲料项目',
    investor: '甲牧业有限公司',
    investmentWan: '100',
    park: '东园区',
  })
  const elsewhere = { ...one, park: '西园区' }

  test('a code of one place is none in another, unless name and investor agree, or investor and amount', () => {
    const other = { ...elsewhere, name: '家具生产基地', investor: '乙家居公司', investmentWan: '200' }
    expect(whyAnother(one, other)).toMatch(/编号/)
    for (const alone of ['name', 'investor', 'investmentWan'] as const)
      expect(whyAnother(one, { ...other, [alone]: one[alone] })).toMatch(/编号/)
    expect(whyAnother(one, { ...other, name: one.name, investor: one.investor })).toBeNull()
    expect(whyAnother(one, { ...other, investor: one.investor, investmentWan: one.investmentWan })).toBeNull()
  })

  test('in its own place a project may change its name or its investor, not both', () => {
    expect(whyAnother(one, { ...one, investor: '乙公司', investmentWan: '200' })).toBeNull()
    expect(whyAnother(one, { ...one, name: '生物科技园', investmentWan: '200' })).toBeNull()
    expect(whyAnother(one, { ...one, name: '生物科技园', investor: '乙公司' })).toMatch(/编号/)
  })

  test('a national code makes them one unless nothing agrees', () => {
    const national = { ...one, code: '2020-340523-13-03-012345' }
    expect(whyAnother(national, { ...national, park: '西园区', name: '家具基地', investmentWan: '9' })).toBeNull()
    expect(whyAnother(national, { ...national, name: '家具基地', investor: '乙公司' })).toMatch(/编号/)
  })

  test('the same investor, name and day in another county is another project', () => {
    const signed = draft({ ...one, code: null, introducedBy: '甲县招商局' })
    expect(whyAnother(signed, { ...signed, introducedBy: '乙县招商局', park: '乙园区' })).toMatch(/别处/)
    expect(whyAnother(signed, { ...signed, park: '乙园区' })).toBeNull()
    expect(whyAnother(signed, { ...signed, introducedBy: null, park: '乙园区', investmentWan: '9' })).toMatch(/别处/)
  })
})

test.each([
  ['000000', 'none'],
  ['2020-000000-00-00-000000', 'none'],
  ['2020-340523-13-03-000000', 'none'],
  ['XXXX', 'none'],
  ['待定', 'none'],
  ['----', 'none'],
  ['111111', 'none'],
  ['123456', 'none'],
  ['91110000100000XX', 'place'],
  ['91350100M000100Y43', 'none'],
  ['A-1', 'place'],
  ['007', 'place'],
  ['2020-340523-13-03-012345', 'everywhere'],
  ['202034052313 03012345', 'everywhere'],
])('the code %s reaches %s', (code, reach) => {
  expect(codeReach(code)).toBe(reach)
})
