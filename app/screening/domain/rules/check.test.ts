import { expect, test } from 'vitest'
import { READY_MADE } from '../ready-made/ready-made'
import { checkRuleSet } from './check'
import { ruleSetSchema, THRESHOLDS_DECIDE, type RuleSetText } from './rule-set'

type CriterionText = RuleSetText['criteria'][number]
type ScoringText = Extract<CriterionText, { kind: 'scored' }>['scoring']

const sound: RuleSetText = {
  id: 'test',
  name: '测试',
  scope: 'county',
  effectiveFrom: '2026-01-01',
  sources: [{ title: '例' }],
  criteria: [
    { kind: 'threshold', id: 'a', label: '强度', measure: 'investmentIntensity', direction: 'atLeast', limit: 100 },
  ],
  decision: THRESHOLDS_DECIDE,
}

const faults = (change: Partial<RuleSetText>) => checkRuleSet(ruleSetSchema.parse({ ...sound, ...change }))
const paths = (change: Partial<RuleSetText>) => faults(change).map(({ path }) => path)

const scored = (
  scoring: ScoringText,
  more: Partial<Extract<CriterionText, { kind: 'scored' }>> = {},
): Partial<RuleSetText> => ({
  criteria: [{ kind: 'scored', id: 's', label: '分', weight: 100, measure: 'taxPerMu', scoring, ...more }],
  decision: [
    { from: 60, verdict: 'pass' },
    { below: 60, verdict: 'fail' },
  ],
})
const bands = (...list: { from?: number; below?: number; points: number }[]) => scored({ type: 'steps', bands: list })

test('the sets that come with the program are sound', () => {
  for (const set of READY_MADE) expect({ set: set.id, faults: checkRuleSet(set) }).toEqual({ set: set.id, faults: [] })
})

test('a reference to what does not exist is refused at its place', () => {
  const criterion: CriterionText = { kind: 'info', id: 'a', label: '甲', measure: 'nothing' }
  expect(paths({ criteria: [criterion], decision: [{ verdict: 'pass' }] })).toEqual(['criteria.0.measure'])
  const measure = { id: 'own', label: '自定', unit: '', numerator: 'nothing', better: 'more' as const }
  expect(paths({ measures: [measure] })).toEqual(['measures.0.numerator'])
  const { criteria } = sound
  expect(paths({ criteria: criteria.map((one) => ({ ...one, source: 3 })) })).toEqual(['criteria.0.source'])
  expect(paths({ negotiable: { nothing: { step: 1 } } })).toEqual(['negotiable.nothing'])
})

test('a measure made of itself, straight or round a corner, is refused', () => {
  const own = (id: string, numerator: string) => ({ id, label: id, unit: '', numerator, better: 'more' as const })
  expect(paths({ measures: [own('one', 'one')] })).toEqual(['measures.0'])
  expect(paths({ measures: [own('one', 'two'), own('two', 'one')] })).toEqual(['measures.0', 'measures.1'])
  expect(paths({ measures: [own('one', 'taxPerMu')] })).toEqual([])
})

test('bands without gap, overlap or idle row pass; 59.5 between 59 and 60 does not', () => {
  expect(faults(bands({ below: 60, points: 0 }, { from: 60, points: 100 }))).toEqual([])
  expect(faults(bands({ below: 59, points: 0 }, { from: 60, points: 100 }))).toEqual([
    { path: 'criteria.0.scoring.bands.1', message: '59 到 60 之间没有规定' },
  ])
  expect(paths(bands({ below: 61, points: 0 }, { from: 60, points: 100 }))).toEqual(['criteria.0.scoring.bands.1'])
  expect(paths(bands({ from: 10, points: 100 }))).toEqual(['criteria.0.scoring.bands.0'])
  expect(paths(bands({ below: 10, points: 100 }))).toEqual(['criteria.0.scoring.bands.0'])
  expect(
    faults(bands({ below: 60, points: 0 }, { from: 10, below: 50, points: 50 }, { from: 60, points: 100 })),
  ).toEqual([{ path: 'criteria.0.scoring.bands.1', message: '前面的档已包含这一档，永远用不到' }])
  expect(
    paths(bands({ below: 60, points: 0 }, { from: 60, below: 60, points: 50 }, { from: 60, points: 100 })),
  ).toEqual(['criteria.0.scoring.bands.1'])
})

test('more of a good thing must not give fewer points', () => {
  expect(paths(bands({ below: 60, points: 100 }, { from: 60, points: 0 }))).toEqual(['criteria.0.scoring.bands.1'])
})

test('weights add to 100, and the best band to its weight', () => {
  expect(faults(scored({ type: 'ratio', base: 10 }, { weight: 90 }))).toEqual([
    { path: 'criteria', message: '评分项权重合计 90，应为 100' },
  ])
  expect(paths(bands({ below: 60, points: 0 }, { from: 60, points: 90 }))).toEqual(['criteria.0.scoring'])
})

test('thresholds of one measure must not contradict or repeat each other', () => {
  const ratio = (id: string, direction: 'atLeast' | 'atMost', limit: number): CriterionText => ({
    kind: 'threshold',
    id,
    label: '容积率',
    measure: 'floorAreaRatio',
    direction,
    limit,
  })
  expect(faults({ criteria: [ratio('a', 'atLeast', 0.8), ratio('b', 'atMost', 2)] })).toEqual([])
  expect(faults({ criteria: [ratio('a', 'atLeast', 2), ratio('b', 'atMost', 0.8)] })).toEqual([
    { path: 'criteria.1.limit', message: '不低于 2 又不高于 0.8，永远达不到' },
  ])
  expect(paths({ criteria: [ratio('a', 'atLeast', 0.8), ratio('b', 'atLeast', 1)] })).toEqual(['criteria.1.limit'])
  expect(paths({ criteria: [{ ...ratio('a', 'atMost', 3), measure: 'taxPerMu' } as CriterionText] })).toEqual([
    'criteria.0.direction',
  ])
})

test('an industry named twice is idle or a contradiction', () => {
  const limit = (one: number, other: number) => ({
    byIndustry: [
      { codes: ['35', '36'], value: one },
      { codes: ['36'], value: other },
    ],
  })
  const criteria = (value: number): CriterionText[] => [
    {
      kind: 'threshold',
      id: 'a',
      label: '强度',
      measure: 'investmentIntensity',
      direction: 'atLeast',
      limit: limit(100, value),
    },
  ]
  expect(faults({ criteria: criteria(100) })[0]?.message).toContain('用不到')
  expect(faults({ criteria: criteria(200) })[0]?.message).toContain('两处数值不同')
})

test('the decision table answers every case once', () => {
  const { criteria } = bands({ below: 60, points: 0 }, { from: 60, points: 100 })
  const decided = (...decision: RuleSetText['decision']) => faults({ criteria, decision }).map(({ message }) => message)
  expect(decided({ from: 80, verdict: 'pass' }, { below: 79, verdict: 'fail' })).toEqual([
    '门槛达标时79 到 80 之间没有规定',
  ])
  expect(
    decided(
      { from: 80, verdict: 'pass' },
      { from: 60, below: 90, verdict: 'conditional' },
      { below: 60, verdict: 'fail' },
    ),
  ).toEqual(['门槛达标时80 到 90 之间有两档重叠'])
  expect(decided({ from: 80, verdict: 'fail' }, { below: 80, verdict: 'pass' })).toContain(
    '得分更高或门槛达标的，结论反而更差',
  )
  expect(decided({ verdict: 'pass' }, { vetoed: true, verdict: 'fail' })).toEqual(['没有否决项，这一行永远用不到'])
})

test('a veto can only mean no', () => {
  const criteria: CriterionText[] = [{ kind: 'veto', id: 'v', label: '失信' }]
  expect(
    paths({
      criteria,
      decision: [
        { vetoed: true, verdict: 'conditional' },
        { vetoed: false, verdict: 'pass' },
      ],
    }),
  ).toEqual(['decision.0'])
})
