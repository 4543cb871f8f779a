import { expect, test } from 'vitest'
import { changesSinceImport } from './changes'
import { emptyDraft, type LedgerDraft } from './draft'

const said = (draft: Partial<LedgerDraft>) => ({ ...emptyDraft(), ...draft })
const fields = (before: Partial<LedgerDraft>, after: Partial<LedgerDraft>) => changesSinceImport(said(before), said(after)).fields

test('what was once kept as the industry and is now the chain leaves the industry alone', () => {
  expect(fields({ industry: '新能源' }, { chain: '新能源' })).toEqual(['chain'])
})

test('an industry that a later ledger leaves out, or says otherwise, has changed', () => {
  expect(fields({ industry: '新能源' }, {})).toEqual(['industry'])
  expect(fields({ industry: '新能源' }, { chain: '电子信息' })).toEqual(['industry', 'chain'])
  expect(fields({ industry: '新能源' }, { industry: '电子信息', chain: '新能源' })).toEqual(['industry', 'chain'])
  expect(fields({ industry: '新能源', chain: '光伏' }, { chain: '新能源' })).toEqual(['industry', 'chain'])
})
