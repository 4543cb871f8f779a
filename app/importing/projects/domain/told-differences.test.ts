import { expect, test } from 'vitest'
import { onDay, UNKNOWN_DAY } from '~/shared/day'
import { draftChanges } from './changes'
import { emptyDraft, type ImportedStage, type LedgerDraft } from './draft'
import { toldDifferences } from './told-differences'

const at = (stage: ImportedStage, day?: string) => ({ stage, occurred: day ? onDay(day) : UNKNOWN_DAY })
const draft = (over: Partial<LedgerDraft>): LedgerDraft => ({ ...emptyDraft(), name: '甲项目', ...over })
const told = (row: LedgerDraft, now: LedgerDraft, base: LedgerDraft | null = now) =>
  toldDifferences(row, draftChanges(base ?? now, row), { now, base })

test('each changed value is told as it was and as it will be', () => {
  const now = draft({ investmentWan: '1000', park: '东园区', rents: false })
  expect(told(draft({ investmentWan: '1500.5', park: '西园区', rents: true }), now)).toEqual({
    values: [
      { label: '拟落户园区', from: '东园区', to: '西园区' },
      { label: '总投资', from: '1,000 万元', to: '1,500.5 万元' },
      { label: '租赁厂房', from: '否', to: '是' },
    ],
  })
})

test('where somebody has changed a value since, what the earlier edition said stands beside it', () => {
  const base = draft({ investmentWan: '1000' })
  expect(told(draft({ investmentWan: '1500' }), draft({ investmentWan: '1200' }), base)?.values).toEqual([
    { label: '总投资', from: '1,200 万元', to: '1,500 万元', said: '1,000 万元' },
  ])
})

test('people are said to differ, and not repeated', () => {
  const differences = told(draft({ person: '李四' }), draft({ person: '张三' }))
  expect(differences?.values).toEqual([{ label: '责任人', from: null, to: null }])
})

test('a stage moves on', () => {
  const now = draft({ events: [at('signed', '2020-03-15')] })
  const row = draft({ events: [at('signed', '2020-03-15'), at('started', '2020-09-01')] })
  expect(told(row, now)).toEqual({
    values: [{ label: '开工', from: null, to: '2020-09-01' }],
    moved: { from: '签约', to: '开工', backwards: false },
  })
})

test('a stage that is taken back is told, and one that the ledger has no column for is not', () => {
  const now = draft({ events: [at('signed', '2020-03-15'), at('started')] })
  const row = draft({ events: [at('signed', '2020-03-15')] })
  expect(told({ ...row, blanks: ['started'] }, now)).toEqual({ moved: { from: '开工', to: '签约', backwards: true } })
  expect(told(row, now)).toBeNull()
})

test('what rests or is over moves aside', () => {
  const now = draft({ events: [at('signed', '2020-03-15')] })
  const row = draft({ events: [at('signed', '2020-03-15'), at('ended')] })
  expect(told(row, now)?.moved).toEqual({ from: '签约', to: '终止', backwards: false })
})

test('where the program knows more than the row, its stage did not move', () => {
  const base = draft({ events: [at('signed', '2020-03-15')] })
  const now = draft({ events: [at('signed', '2020-03-15'), at('completed')] })
  const row = draft({ events: [at('signed', '2020-03-15'), at('started')], blanks: ['completed'] })
  expect(told(row, now, base)?.moved).toBeUndefined()
})
