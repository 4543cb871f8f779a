import fc from 'fast-check'
import { expect, test } from 'vitest'
import { READY_MADE } from '../ready-made/ready-made'
import { soundSets } from '~test/rule-sets'
import { draftFrom, draftOf } from './draft'
import { readDraft } from './read-draft'
import { changedDraft } from './draft-rows'

const [county] = READY_MADE
const scored = READY_MADE.find(({ id }) => id.startsWith('scored'))
if (!county || !scored) throw new Error('the ready-made sets lack those of these tests')

test('every set that comes with the program is its draft read again', () => {
  for (const set of READY_MADE) expect(readDraft(set.id, draftOf(set))).toEqual({ ruleSet: set, faults: [] })
})

test('law: a sound set is its draft read again, and its draft outlives the database', () => {
  fc.assert(
    fc.property(soundSets, (set) => {
      const draft = draftOf(set)
      expect(readDraft(set.id, draftFrom(JSON.parse(JSON.stringify(draft))))).toEqual({ ruleSet: set, faults: [] })
    }),
    { numRuns: 100 },
  )
})

const faultsOf = (change: (draft: ReturnType<typeof draftOf>) => void, of = scored) => {
  const draft = draftOf(of)
  change(draft)
  return readDraft(of.id, draft).faults
}

test('a box that cannot be read is named, and the rest is judged all the same', () => {
  const faults = faultsOf((draft) => {
    const [, , , , intensity] = draft.criteria
    const [, row] = draft.decision
    if (!intensity || !row) throw new Error('fewer rows')
    intensity.scoring.base = '三百'
    row.from = '81'
  })
  expect(faults).toContainEqual({ path: 'criteria.4.scoring.base', message: '请填数字' })
  expect(faults.map(({ message }) => message)).toContain('无否决项、门槛达标时80 到 81 之间没有规定')
})

test('weights that do not add to 100 are told unless a weight is unreadable', () => {
  const withWeight = (weight: string) =>
    faultsOf((draft) => {
      const [, , , , first] = draft.criteria
      if (first) first.weight = weight
    }).map(({ path }) => path)
  expect(withWeight('10')).toContain('criteria')
  expect(withWeight('十')).not.toContain('criteria')
  expect(withWeight('十')).toContain('criteria.4.weight')
})

test('an empty draft is told what it lacks and throws nothing', () => {
  const odd = {
    name: ['x'],
    criteria: Array.from({ length: 300 }, () => ({ label: 'x'.repeat(3000), scoring: 'no' })),
    decision: {},
    note: { a: 1 },
  }
  expect(readDraft('own', draftFrom(odd)).ruleSet).toBeNull()
  const { ruleSet, faults } = readDraft('own', draftFrom({}))
  expect(ruleSet).toBeNull()
  expect(faults.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['name', 'scope', 'effectiveFrom', 'sources', 'criteria', 'decision']),
  )
})

test.each([
  ['add criteria', (draft: ReturnType<typeof draftOf>) => draft.criteria.length === 2],
  ['remove criteria.0', (draft) => draft.criteria.length === 0],
  ['add decision', (draft) => draft.decision.length === 3],
  ['down decision.0', (draft) => draft.decision[0]?.thresholdsMet === 'true'],
  ['up decision.1', (draft) => draft.decision[0]?.thresholdsMet === 'true'],
  ['add criteria.0.limit.byIndustry', (draft) => draft.criteria[0]?.limit.byIndustry.length === 1],
  ['add criteria.0.scoring.bands', (draft) => draft.criteria[0]?.scoring.bands.length === 1],
] as [string, (draft: ReturnType<typeof draftOf>) => boolean][])('%s changes the rows', (act, holds) => {
  const changed = changedDraft(draftOf(county), act)
  expect(changed && holds(changed)).toBe(true)
})

test.each([
  '',
  'save',
  'add nothing',
  'remove criteria.9',
  'up criteria.0',
  'add __proto__',
  'add criteria.0.constructor',
])('%j is no change of rows', (act) => expect(changedDraft(draftOf(county), act)).toBeNull())
