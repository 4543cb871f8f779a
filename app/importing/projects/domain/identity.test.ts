import { expect, test } from 'vitest'
import { UNKNOWN_DAY } from '~/shared/day'
import { emptyDraft, wholeDraft, compactDraft, type LedgerDraft } from './draft'
import { isAnotherProject, printOf } from './identity'

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

test('a code shared by projects of which nothing else agrees is broken', () => {
  const one = draft({ code: 'A-1', name: '甲项目', investor: '甲公司', investmentWan: '100' })
  const other = { ...one, name: '乙项目', investor: '乙公司', investmentWan: '200' }
  expect(isAnotherProject(one, other)).toBe(true)
  for (const same of ['name', 'investor', 'investmentWan'] as const)
    expect(isAnotherProject(one, { ...other, [same]: one[same] })).toBe(false)
})
