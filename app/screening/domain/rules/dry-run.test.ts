import { expect, test } from 'vitest'
import { exceptionKey } from '../evaluation/assess'
import { READY_MADE } from '../ready-made/ready-made'
import { draftOf } from './draft'
import { readDraft } from './read-draft'
import { dryRun } from './dry-run'

const [county] = READY_MADE
if (!county) throw new Error('no set')

const draft = draftOf(county)
for (const criterion of draft.criteria) criterion.limit.value = '150'
const { ruleSet: stricter } = readDraft(county.id, draft)
if (!stricter) throw new Error('the draft has faults')

const tried = [90, 120, 160, undefined].map((intensity, at) => ({
  id: String(at),
  name: `项目${at}`,
  parkId: null,
  excepted: new Set<string>(),
  inputs: {
    landMu: 10,
    industryCode: at < 2 ? 'C3511' : undefined,
    ...(intensity === undefined ? {} : { fixedAssetInvestmentWan: intensity * 10 }),
  },
}))

test('a draft is tried on projects: whose verdict changes, and how many hit each rule and each row', () => {
  expect(dryRun(county, stricter, tried, '2026-03-02')).toEqual({
    total: 4,
    outside: 0,
    verdicts: { fail: 2, unknown: 1, conditional: 0, pass: 1 },
    changed: [{ id: '1', name: '项目1', before: 'pass', after: 'fail' }],
    criteria: [{ id: 'investmentIntensity', label: '投资强度', met: 1, missed: 2, unknown: 1 }],
    rows: [2, 1],
    undecided: 1,
  })
})

test('a first draft has nothing to compare with', () => {
  expect(dryRun(null, stricter, tried, '2026-03-02').changed).toBeNull()
})

test('what is for other industries is left out and counted; what does not say its industry is judged', () => {
  const { total, outside } = dryRun(county, { ...stricter, industries: ['26'] }, tried, '2026-03-02')
  expect([total, outside]).toEqual([2, 2])
})

test('a threshold that was let be missed is let be missed again', () => {
  const [, passed] = tried
  if (!passed) throw new Error('no project')
  const excepted = new Set([exceptionKey({ ruleSet: stricter.id, criterion: 'investmentIntensity' })])
  expect(dryRun(county, stricter, [{ ...passed, excepted }], '2026-03-02').changed).toEqual([])
})
