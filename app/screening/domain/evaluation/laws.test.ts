import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ScreeningInputs } from '../inputs'
import { checkRuleSet } from '../rules/check'
import { ruleSetSchema, THRESHOLDS_DECIDE, type RuleSet, type RuleSetText, type Verdict } from '../rules/rule-set'
import { withChanges } from './changes'
import { evaluate } from './evaluate'

const ON = '2026-03-02'
const RANK: Record<Verdict, number> = { fail: 0, unknown: 1, conditional: 2, pass: 3 }

const wan = fc.integer({ min: 1, max: 5_000_000 }).map((cents) => cents / 100)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const full = fc.record({
  landMu: fc.integer({ min: 100, max: 50_000 }).map((cents) => cents / 100),
  fixedAssetInvestmentWan: wan,
  annualTaxWan: wan,
  annualOutputWan: wan,
  annualAddedValueWan: wan,
  farFloorAreaM2: fc.integer({ min: 1, max: 300_000 }),
  energy: fc.array(
    fc.record({
      carrier: fc.constantFrom('electricity'),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
      unit: fc.constant('kWh'),
    }),
    { minLength: 1, maxLength: 2 },
  ),
})
const partial: fc.Arbitrary<ScreeningInputs> = fc
  .record({
    landMu: maybe(fc.integer({ min: 1, max: 50_000 }).map((cents) => cents / 100)),
    fixedAssetInvestmentWan: maybe(wan),
    annualTaxWan: maybe(wan),
    annualOutputWan: maybe(wan),
    annualAddedValueWan: maybe(wan),
    farFloorAreaM2: maybe(fc.integer({ min: 1, max: 300_000 })),
  })
  .map((inputs) => Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined)))

type CriterionText = RuleSetText['criteria'][number]

const threshold = (id: string, limit: number, direction: 'atLeast' | 'atMost' = 'atLeast'): CriterionText => ({
  kind: 'threshold',
  id: `${id}-${direction}`,
  label: id,
  measure: id,
  direction,
  limit,
})

const thresholds = fc.tuple(
  fc.integer({ min: 1, max: 600 }).map((limit) => threshold('investmentIntensity', limit)),
  fc.integer({ min: 1, max: 40 }).map((limit) => threshold('taxPerMu', limit)),
  fc.integer({ min: 1, max: 800 }).map((limit) => threshold('outputPerMu', limit)),
  fc.integer({ min: 1, max: 10 }).map((limit) => threshold('addedValuePerTce', limit)),
  fc.integer({ min: 1, max: 12 }).map((limit) => threshold('floorAreaRatio', limit / 10)),
  fc.integer({ min: 15, max: 40 }).map((limit) => threshold('floorAreaRatio', limit / 10, 'atMost')),
)

const scored = fc
  .record({
    taxBase: fc.integer({ min: 5, max: 40 }),
    intensityBase: fc.integer({ min: 50, max: 500 }),
    bar: fc.boolean(),
  })
  .map(({ taxBase, intensityBase, bar }): CriterionText[] => [
    {
      kind: 'scored',
      id: 'taxPerMu',
      label: '税收',
      weight: 50,
      measure: 'taxPerMu',
      scoring: { type: 'ratio', base: taxBase, cap: 50 },
      ...(bar ? { bar: taxBase } : {}),
    },
    {
      kind: 'scored',
      id: 'investmentIntensity',
      label: '强度',
      weight: 30,
      measure: 'investmentIntensity',
      scoring: { type: 'linear', base: intensityBase, points: 30, per: 10, change: 1, floor: 2 },
    },
    {
      kind: 'scored',
      id: 'outputPerMu',
      label: '产值',
      weight: 20,
      measure: 'outputPerMu',
      scoring: {
        type: 'steps',
        bands: [
          { below: 100, points: 0 },
          { from: 100, below: 300, points: 12 },
          { from: 300, points: 20 },
        ],
      },
    },
  ])

const SCORE_DECIDES: RuleSetText['decision'] = [
  { thresholdsMet: false, verdict: 'fail' },
  { thresholdsMet: true, from: 80, verdict: 'pass' },
  { thresholdsMet: true, from: 60, below: 80, verdict: 'conditional' },
  { thresholdsMet: true, below: 60, verdict: 'fail' },
]

const setOf = (criteria: CriterionText[], decision: RuleSetText['decision']): RuleSet =>
  ruleSetSchema.parse({
    id: 'law',
    name: '法则',
    scope: 'county',
    effectiveFrom: '2025-01-01',
    sources: [{ title: '例' }],
    criteria,
    decision,
  })

const byThresholds = fc.tuple(thresholds, fc.integer({ min: 1, max: 63 })).map(([all, mask]) =>
  setOf(
    all.filter((_, at) => mask & (1 << at)),
    THRESHOLDS_DECIDE,
  ),
)
const byScore = scored.map((criteria) => {
  const bars = criteria.some((one) => one.kind === 'scored' && one.bar !== undefined)
  return setOf(criteria, bars ? SCORE_DECIDES : SCORE_DECIDES.slice(1).map(({ thresholdsMet: _, ...row }) => row))
})
const anySet = fc.oneof(byThresholds, byScore)

describe('laws of judging', () => {
  test('the rule sets of these laws are sound', () => {
    fc.assert(
      fc.property(anySet, (set) => {
        expect(checkRuleSet(set)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('more tax never worsens a result', () => {
    fc.assert(
      fc.property(anySet, partial, wan, wan, (set, inputs, tax, more) => {
        const less = evaluate(set, { ...inputs, annualTaxWan: tax }, { on: ON })
        const after = evaluate(set, { ...inputs, annualTaxWan: Math.round((tax + more) * 100) / 100 }, { on: ON })
        expect(RANK[after.verdict]).toBeGreaterThanOrEqual(RANK[less.verdict])
        if (less.score !== null) expect(after.score).toBeGreaterThanOrEqual(less.score)
      }),
      { numRuns: 300 },
    )
  })

  test('the order of the rules does not matter', () => {
    fc.assert(
      fc.property(anySet, full, (set, inputs) => {
        const one = evaluate(set, inputs, { on: ON })
        const other = evaluate({ ...set, criteria: set.criteria.toReversed() }, inputs, { on: ON })
        expect({ ...other, criteria: other.criteria.toReversed(), missing: [] }).toEqual({ ...one, missing: [] })
      }),
      { numRuns: 150 },
    )
  })

  test('a replay equals the original, also from stored text', () => {
    fc.assert(
      fc.property(anySet, partial, (set, inputs) => {
        const stored: { set: unknown; inputs: ScreeningInputs } = JSON.parse(JSON.stringify({ set, inputs }))
        expect(evaluate(ruleSetSchema.parse(stored.set), stored.inputs, { on: ON })).toEqual(
          evaluate(set, inputs, { on: ON }),
        )
      }),
      { numRuns: 150 },
    )
  })

  test('a set of changes, applied, passes, and with a step less of any of them it does not', () => {
    fc.assert(
      fc.property(anySet, full, (set, inputs) => {
        for (const changes of evaluate(set, inputs, { on: ON }).changes) {
          expect(evaluate(set, withChanges(inputs, changes), { on: ON }).verdict).toBe('pass')
          for (const change of changes) {
            const back = change.to > change.from ? -0.01 : 0.01
            const less = { ...change, to: Math.round((change.to + back) * 100) / 100 }
            const others = changes.map((one) => (one === change ? less : one))
            expect(evaluate(set, withChanges(inputs, others), { on: ON }).verdict).not.toBe('pass')
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  test('thresholds that more of the right number can meet always find a set of changes', () => {
    const moreMends = thresholds.map((all) => setOf(all.slice(0, 4), THRESHOLDS_DECIDE))
    fc.assert(
      fc.property(moreMends, full, (set, inputs) => {
        const { verdict, changes } = evaluate(set, inputs, { on: ON })
        if (verdict === 'fail') expect(changes.length).toBeGreaterThan(0)
      }),
      { numRuns: 200 },
    )
  })

  test('the smallest change of a criterion meets it, and a step less does not', () => {
    fc.assert(
      fc.property(byThresholds, full, (set, inputs) => {
        for (const { id, minimalChange } of evaluate(set, inputs, { on: ON }).criteria)
          for (const change of minimalChange) {
            const after = (to: number) =>
              evaluate(set, withChanges(inputs, [{ ...change, to }]), { on: ON }).criteria.find((one) => one.id === id)
            expect(after(change.to)?.status).toBe('pass')
            const back = change.to > change.from ? -0.01 : 0.01
            expect(after(Math.round((change.to + back) * 100) / 100)?.status).toBe('fail')
          }
      }),
      { numRuns: 300 },
    )
  })
})
