import { expect, test } from 'vitest'
import type { ScreeningInputs } from '../inputs'
import { COUNTY_INTENSITY } from '../ready-made/county-intensity'
import { ruleSetSchema, type RuleSet, type Verdict } from '../rules/rule-set'
import { judgeAgain } from './judge-again'

const ON = '2026-01-05'
const LOW = ruleSetSchema.parse(COUNTY_INTENSITY)
const strict = (over: Partial<RuleSet>): RuleSet => ({
  ...LOW,
  id: 'strict',
  criteria: LOW.criteria.map((one) => (one.kind === 'threshold' ? { ...one, limit: 1000 } : one)),
  ...over,
})
const excepted = new Set<string>()

const CASES: [string, RuleSet[], ScreeningInputs, Verdict | null][] = [
  ['the strictest that holds decides', [LOW, strict({})], {}, 'fail'],
  [
    'a set for another industry is left aside',
    [LOW, strict({ industries: ['20'] })],
    { industryCode: 'C3511' },
    'pass',
  ],
  ['a set that may hold or not leaves it open', [LOW, strict({ industries: ['20'] })], {}, 'unknown'],
  [
    'it does not where the verdict is the same either way',
    [LOW, { ...LOW, id: 'same', industries: ['20'] }],
    {},
    'pass',
  ],
  ['where no set holds nothing is said', [strict({ parkId: 'p1' })], {}, null],
]

test.each(CASES)('%s', (_, ruleSets, over, verdict) => {
  const inputs = { landMu: 50, fixedAssetInvestmentWan: 6000, ...over }
  expect(judgeAgain(ruleSets, { inputs, parkId: 'p2', excepted }, ON)?.verdict ?? null).toBe(verdict)
})

test('a threshold that was let pass by name stays let pass', () => {
  const [first] = LOW.criteria
  const inputs = { landMu: 50, fixedAssetInvestmentWan: 100 }
  const judge = (keys: string[]) => judgeAgain([LOW], { inputs, parkId: null, excepted: new Set(keys) }, ON)?.verdict
  expect([judge([]), judge([`${LOW.id}/${first?.id}`])]).toEqual(['fail', 'pass'])
})
