import { expect, test } from 'vitest'
import { onDay } from '~/shared/day'
import { draftChanges } from './changes'
import { emptyDraft, wholeDraft, type LedgerDraft } from './draft'
import { combinedDraft, goesBeyond } from './coverage'
import { joinRemark, splitRemark } from './remark'

const said = (draft: Partial<LedgerDraft>) => ({ ...emptyDraft(), ...draft })
const fields = (before: Partial<LedgerDraft>, after: Partial<LedgerDraft>) =>
  draftChanges(said(before), said(after)).fields

test('what was once kept as the industry and is now the chain leaves the industry alone', () => {
  expect(fields({ industry: '新能源' }, { chain: '新能源' })).toEqual(['chain'])
})

test('an industry that a later ledger leaves out, or says otherwise, has changed', () => {
  expect(fields({ industry: '新能源' }, { blanks: ['industry'] })).toEqual(['industry'])
  expect(fields({ industry: '新能源' }, { industry: '电子信息', chain: '新能源' })).toEqual(['industry', 'chain'])
})

test('a ledger says nothing of what it has no column for', () => {
  const full = {
    investmentWan: '5000',
    landMu: '50',
    rents: true,
    sponsor: '王县长',
    introducedBy: '城关镇',
    industry: '装备制造',
    remark: '重要',
  }
  expect(fields(full, {})).toEqual([])
  expect(fields(full, { blanks: ['landMu', 'rents'] })).toEqual(['landMu', 'rents'])
})

test('a draft stored without knowledge of its columns takes nothing back', () => {
  expect(draftChanges(said({ sponsor: '王县长' }), wholeDraft({ name: '甲项目' })).fields).toEqual(['name'])
})

test('a stage is missing only where a column could have told it', () => {
  const before = said({ events: [{ stage: 'started', occurred: onDay('2021-03-01') }] })
  const missing = (blanks: LedgerDraft['blanks']) => draftChanges(before, said({ blanks })).missing?.code
  expect([missing([]), missing(['started'])]).toEqual([undefined, 'stageMissing'])
})

test('what the ledger tells besides is added up by its labels, beside the remark', () => {
  expect(fields({ remark: '重要', extras: '引进域外资金 80 万元' }, { extras: '引进域外资金 80 万元' })).toEqual([])
  expect(fields({ remark: '重要', extras: '引进域外资金 80 万元' }, { extras: '完成固定资产投资 30 万元' })).toEqual([
    'extras',
  ])
})

test.each([
  { remark: null, extras: '引进域外资金 8,000 万元；计划开工 2021年5月' },
  { remark: '重要。', extras: '完成固定资产投资 3.5 万元' },
  { remark: '台账载：别处', extras: null },
])('a remark is taken apart as it was put together: %j', (told) => {
  expect(splitRemark(joinRemark(told))).toEqual(told)
})

test('a row is what all its ledgers told, each of what it had columns for', () => {
  const first = said({
    name: '甲项目',
    investmentWan: '5000',
    remark: '重要',
    events: [{ stage: 'started', occurred: onDay('2021-03-01') }],
  })
  const narrow = said({
    name: '甲项目',
    events: [{ stage: 'signed', occurred: onDay('2021-01-01') }],
    blanks: ['remark'],
  })
  expect(goesBeyond(first, narrow)).toBe(true)
  expect(goesBeyond(narrow, first)).toBe(true)
  expect(goesBeyond(said({ name: '乙项目' }), narrow)).toBe(false)
  const all = combinedDraft([first, narrow])
  expect(all).toMatchObject({ investmentWan: '5000', remark: null })
  expect(all.events.map((event) => event.stage)).toEqual(['started', 'signed'])
  expect(goesBeyond(first, all)).toBe(false)
})
