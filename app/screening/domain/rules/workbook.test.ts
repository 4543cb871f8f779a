import { expect, test } from 'vitest'
import { READY_MADE } from '../ready-made/ready-made'
import { draftFrom, draftOf } from './draft'
import { readDraft } from './read-draft'
import { bookOfRules, rulesFromBook } from './workbook'

const PARKS = [{ id: '0190b3c0-0000-7000-8000-000000000001', name: '东区' }]

test.each(READY_MADE.map((set) => [set.id, set] as const))('%s comes back from its workbook as it went', (_id, set) => {
  const draft = { ...draftOf(set), parkId: PARKS[0]!.id }
  const { draft: back, notes } = rulesFromBook(bookOfRules(draft, PARKS), PARKS)
  expect(back).toEqual(draft)
  expect(notes).toEqual([])
})

const row = <Values extends object>(values: Values) => ({ row: 2, values })

const EMPTY = bookOfRules(draftFrom({}), [])

test('words may stand as codes, as names, and a quantity as the one that has its name', () => {
  const read = (measure: string, kind: string) =>
    rulesFromBook({ ...EMPTY, criteria: [row({ id: 'a', label: '甲', kind, measure })] }, []).draft.criteria[0]
  expect(read('亩均税收', '门槛')).toMatchObject({ measure: 'taxPerMu', kind: 'threshold' })
  expect(read('亩均税收（万元/亩）', 'threshold')).toMatchObject({ measure: 'taxPerMu', kind: 'threshold' })
  expect(read('taxPerMu', '门槛')).toMatchObject({ measure: 'taxPerMu' })
  // Two are called so: which is meant is for the editor to ask.
  expect(read('固定资产投资', '门槛')).toMatchObject({ measure: '固定资产投资' })
  expect(read('说不清', '乱写')).toMatchObject({ measure: '说不清', kind: '乱写' })
})

test('what belongs to no rule and to no park is named, never dropped in silence', () => {
  const { notes } = rulesFromBook(
    {
      ...EMPTY,
      basics: [row({ item: '只用于园区', value: '西区' })],
      criteria: [row({ id: 'tax', label: '税', kind: '门槛', measure: 'taxPerMu', limit: '20', scoring: '比值' })],
      bands: [
        { row: 7, values: { rule: 'nobody', points: '3' } },
        { row: 8, values: { rule: 'tax', points: '3' } },
      ],
      limits: [
        { row: 2, values: { rule: 'tax', of: '要求', codes: '35', value: '30' } },
        { row: 3, values: { rule: 'tax', of: '上限', codes: '35', value: '30' } },
      ],
    },
    PARKS,
  )
  expect(notes).toEqual([
    '“分档”第 7 行的规则标识“nobody”不在“规则”表里，没有读',
    '“分档”第 8 行所属规则的给分方式不是“分档”，没有读',
    '“分行业”第 2 行所属规则已写了一个数，要分行业就写“分行业”，没有读',
    '“分行业”第 3 行的“上限”应为要求或达标线，没有读',
    '没有叫“西区”的园区，只用于园区没有填',
  ])
})

test('a number that is none stays for the judgement to name its box', () => {
  const { draft } = rulesFromBook(
    { ...EMPTY, criteria: [row({ id: 'tax', label: '税', kind: '门槛', measure: 'taxPerMu', limit: '二十' })] },
    [],
  )
  expect(readDraft('own', draft).faults).toContainEqual({ path: 'criteria.0.limit.value', message: '请填数字' })
})
