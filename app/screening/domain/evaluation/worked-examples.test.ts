import { describe, expect, test } from 'vitest'
import type { ScreeningInputs } from '../inputs'
import { READY_MADE } from '../ready-made/ready-made'
import { ruleSetSchema, type RuleSet, type RuleSetText } from '../rules/rule-set'
import { withChanges } from './changes'
import { evaluate, type Evaluation } from './evaluate'

const ON = '2026-03-02'

function readyMade(id: string): RuleSet {
  const found = READY_MADE.find((set) => set.id === id)
  if (!found) throw new Error(`no rule set ${id}`)
  return found
}

const judge = (id: string, inputs: ScreeningInputs) => evaluate(readyMade(id), inputs, { on: ON })

function criterion({ criteria }: Evaluation, id: string) {
  const found = criteria.find((one) => one.id === id)
  if (!found) throw new Error(`no criterion ${id}`)
  return found
}

describe('4,800 万元 on 50 亩 under 100 万元/亩', () => {
  const inputs = { fixedAssetInvestmentWan: 4800, landMu: 50 }
  const result = judge('county-intensity-100', inputs)

  test('is 4,800 ÷ 50 = 96, which is 4 short', () => {
    expect(result.verdict).toBe('fail')
    expect(criterion(result, 'investmentIntensity')).toMatchObject({
      status: 'fail',
      actual: 96,
      threshold: 100,
      unit: '万元/亩',
      margin: -4,
    })
  })

  test('is mended by 48 亩 (4,800 ÷ 100) or by 200 万元 more (50 × 100)', () => {
    expect(criterion(result, 'investmentIntensity').minimalChange).toEqual([
      { field: 'fixedAssetInvestmentWan', from: 4800, to: 5000 },
      { field: 'landMu', from: 50, to: 48 },
    ])
    expect(result.changes).toEqual([
      [{ field: 'fixedAssetInvestmentWan', from: 4800, to: 5000 }],
      [{ field: 'landMu', from: 50, to: 48 }],
    ])
  })

  test('passes at exactly 100 and fails a hundredth below', () => {
    expect(judge('county-intensity-100', { ...inputs, fixedAssetInvestmentWan: 5000 }).verdict).toBe('pass')
    expect(judge('county-intensity-100', { ...inputs, fixedAssetInvestmentWan: 4999.99 }).verdict).toBe('fail')
  })

  test('is unknown without the land, and says what is missing', () => {
    const open = judge('county-intensity-100', { fixedAssetInvestmentWan: 4800 })
    expect(open.verdict).toBe('unknown')
    expect(criterion(open, 'investmentIntensity')).toMatchObject({ status: 'unknown', actual: null, margin: null })
    expect(open.missing).toEqual(['landMu'])
    expect(open.changes).toEqual([])
  })
})

describe('宣区〔2025〕11号: 8,913 ㎡ = 13.3695 亩', () => {
  // 200 × 13.3695 = 2,673.90; 15 × 13.3695 = 200.5425; 1.2 × 8,913 = 10,695.6; 40% = 3,565.2; 15% = 1,336.95; 7% = 623.91
  const land = {
    landMu: 13.3695,
    farFloorAreaM2: 10_695.6,
    footprintM2: 3565.2,
    greenAreaM2: 1336.95,
    adminLandM2: 623.91,
  }
  // 100,000 kWh × 0.1229 kgce = 12.29 tce; 5.5 × 12.29 = 67.595
  const energy = [{ carrier: 'electricity', amount: 100_000, unit: 'kWh' }]
  const inputs = {
    ...land,
    energy,
    fixedAssetInvestmentWan: 2673.9,
    annualTaxWan: 200.5425,
    annualAddedValueWan: 67.595,
  }

  test('is met exactly at every line', () => {
    const result = judge('standard-land-xuancheng-2025', inputs)
    expect(result.criteria.map(({ id, status, margin }) => [id, status, margin])).toEqual([
      ['investmentIntensity', 'pass', 0],
      ['taxPerMu', 'pass', 0],
      ['addedValuePerTce', 'pass', 0],
      ['floorAreaRatio', 'pass', 0],
      ['buildingDensity', 'pass', 0],
      ['greenRatio', 'pass', 0],
      ['adminLandShare', 'pass', 0],
    ])
    expect(result.verdict).toBe('pass')
  })

  test('asks 5.5 万元 of added value a tce: 60 ÷ 12.29 = 4.8820 fails, mended by 67.60 or by less electricity', () => {
    const result = judge('standard-land-xuancheng-2025', { ...inputs, annualAddedValueWan: 60 })
    expect(criterion(result, 'addedValuePerTce')).toMatchObject({
      status: 'fail',
      actual: 4.882,
      minimalChange: [
        // 60 ÷ 5.5 = 10.9091 tce ÷ 0.1229 kgce = 88,763.9618 kWh
        { field: 'energy.0.amount', from: 100_000, to: 88_763.96 },
        { field: 'annualAddedValueWan', from: 60, to: 67.6 },
      ],
    })
  })

  test('less land lifts the intensity but breaks the greenery: only more investment, or both at once, mends it', () => {
    const short = { ...inputs, fixedAssetInvestmentWan: 2600 }
    const result = judge('standard-land-xuancheng-2025', short)
    const alone = criterion(result, 'investmentIntensity').minimalChange
    // 2,600 ÷ 200 = 13 亩: 1,336.95 ÷ 8,666.67 = 15.43% of green, 7.2% of offices
    expect(alone).toContainEqual({ field: 'landMu', from: 13.3695, to: 13 })
    const lessLand = judge(
      'standard-land-xuancheng-2025',
      withChanges(short, [{ field: 'landMu', from: 13.3695, to: 13 }]),
    )
    expect(criterion(lessLand, 'investmentIntensity').status).toBe('pass')
    expect(criterion(lessLand, 'greenRatio').status).toBe('fail')
    expect(result.changes[0]).toEqual([{ field: 'fixedAssetInvestmentWan', from: 2600, to: 2673.9 }])
    expect(result.changes).not.toContainEqual([{ field: 'landMu', from: 13.3695, to: 13 }])
    for (const changes of result.changes)
      expect(judge('standard-land-xuancheng-2025', withChanges(short, changes)).verdict).toBe('pass')
  })
})

test('宁海 20-8 (11,781 ㎡ = 17.6715 亩) fails by tax alone: 340 ÷ 17.6715 = 19.2400 under 19.5', () => {
  const inputs = {
    landMu: 17.6715,
    fixedAssetInvestmentWan: 3900, // 220.6943
    annualTaxWan: 340,
    annualOutputWan: 5500, // 311.2356
    annualAddedValueWan: 1800,
    energy: [{ carrier: 'electricity', amount: 8_000_000, unit: 'kWh' }], // 983.2 tce, 1.8308
    emissionsT: 1, // 1,800
    farFloorAreaM2: 15_000, // 1.2732
    footprintM2: 6000, // 50.93%
    greenAreaM2: 2000, // 16.98%
  }
  const result = judge('standard-land-ninghai-2021', inputs)
  expect(result.criteria.filter(({ status }) => status !== 'pass').map(({ id }) => id)).toEqual(['taxPerMu'])
  expect(criterion(result, 'taxPerMu')).toMatchObject({ actual: 19.24, threshold: 19.5, margin: -0.26 })
  // 17.6715 × 19.5 = 344.59425
  expect(result.changes[0]).toEqual([{ field: 'annualTaxWan', from: 340, to: 344.6 }])
})

describe('隆昌 asks by industry', () => {
  const inputs = { landMu: 20, fixedAssetInvestmentWan: 4000, annualTaxWan: 200, annualOutputWan: 6000 }

  test('equipment makers 350 万元/亩 of output and 2% of R&D, food makers 300 and 1%', () => {
    const rd = { annualRevenueWan: 6000, annualRdWan: 90 } // 1.5%
    const equipment = judge('standard-land-longchang-2022', { ...inputs, ...rd, industryCode: 'C3511' })
    expect(equipment.criteria.map(({ id, status, threshold }) => [id, status, threshold])).toEqual([
      ['investmentIntensity', 'pass', 150],
      ['taxPerMu', 'pass', 8],
      ['outputPerMu', 'fail', 350],
      ['rdShare', 'fail', 2],
    ])
    expect(judge('standard-land-longchang-2022', { ...inputs, ...rd, industryCode: '1431' }).verdict).toBe('pass')
  })

  test('nothing of R&D from makers of glass', () => {
    const glass = judge('standard-land-longchang-2022', { ...inputs, industryCode: 'C3051' })
    expect(criterion(glass, 'rdShare')).toMatchObject({ status: 'info', threshold: null })
    expect(glass.verdict).toBe('pass')
  })

  test('is unknown for an industry that the document does not name, or where none is given', () => {
    expect(judge('standard-land-longchang-2022', { ...inputs, industryCode: 'C17' }).verdict).toBe('unknown')
    const none = judge('standard-land-longchang-2022', inputs)
    expect(none.verdict).toBe('unknown')
    expect(none.missing).toContain('industryCode')
  })
})

describe('40/30/20/10', () => {
  const good = {
    landMu: 50,
    fixedAssetInvestmentWan: 15_000, // 300: 20 points
    annualTaxWan: 1250, // 25: 15 points
    chainFit: 80, // 8 of 10
    vetoes: { dishonest: false, penaltyOpen: false, illegalLand: false, qualificationMissing: false },
    ratings: {
      funds: 'good', // 5
      revenueTrend: 'good', // 10
      customers: 'fair', // 4 of 8
      qualifications: 'good', // 7
      finances: 'fair', // 2.5 of 5
      supplyMatch: 'fair', // 3 of 6
      spillover: 'poor', // 0 of 4
      premises: 'good', // 5
      approvals: 'good', // 4
      resources: 'good', // 1
    },
  }

  test('adds to 20 + 15 + 5 + 10 + 4 + 7 + 2.5 + 8 + 3 + 0 + 5 + 4 + 1 = 84.5: pass', () => {
    expect(judge('scored-40-30-20-10', good)).toMatchObject({ verdict: 'pass', score: 84.5 })
  })

  test('a hit veto fails whatever the score', () => {
    const result = judge('scored-40-30-20-10', { ...good, vetoes: { ...good.vetoes, dishonest: true } })
    expect(result).toMatchObject({ verdict: 'fail', score: 84.5, changes: [] })
    expect(criterion(result, 'dishonest').status).toBe('fail')
  })

  test('a veto that nobody looked into leaves it open', () => {
    const { dishonest: _, ...others } = good.vetoes
    const result = judge('scored-40-30-20-10', { ...good, vetoes: others })
    expect(result.verdict).toBe('unknown')
    expect(result.missing).toEqual(['vetoes.dishonest'])
  })

  test('a missed line and 84.5 − 1.5 = 83 points are conditional by the decision table, and mended by the tax alone', () => {
    // 22.5 万元/亩: 15 × 22.5 ÷ 25 = 13.5
    const result = judge('scored-40-30-20-10', { ...good, annualTaxWan: 1125 })
    expect(result).toMatchObject({ verdict: 'conditional', score: 83 })
    expect(result.changes).toContainEqual([{ field: 'annualTaxWan', from: 1125, to: 1250 }])
  })

  test('what is unknown leaves a range: 84.5 less the 10 of the trend, up to 84.5', () => {
    const { revenueTrend: _, ...others } = good.ratings
    const result = judge('scored-40-30-20-10', { ...good, ratings: others })
    expect(result).toMatchObject({ verdict: 'unknown', score: null, scoreRange: { from: 74.5, to: 84.5 } })
  })
})

test('黄岩: each value at its base gives the whole weight, 100 in all; twice the tax gives 30 more', () => {
  // 10 亩: tax 240.97, added value 1,361.6; 1,361.6 ÷ 2.694 = 505.4195 tce; ÷ 4,929.81 = 0.2762 t; ÷ 18.14 = 75.06 people
  const inputs = {
    landMu: 10,
    annualTaxWan: 240.97,
    annualAddedValueWan: 1361.6,
    staff: 80,
    annualRevenueWan: 1000,
    annualRdWan: 30.2,
  }
  const result = judge('efficiency-huangyan-2022', { ...inputs, emissionsT: 0 })
  expect(criterion(result, 'taxPerMu').points).toBe(30)
  expect(criterion(result, 'addedValuePerMu').points).toBe(20)
  expect(criterion(result, 'rdShare').points).toBe(10)
  // 1,361.6 ÷ 80 = 17.02; ÷ 18.14 × 10 = 9.3826
  expect(criterion(result, 'labourProductivity').points).toBe(9.38)
  // without emissions the document gives the average; without a word about them it is unknown
  expect(criterion(result, 'addedValuePerEmission').points).toBe(10)
  expect(criterion(judge('efficiency-huangyan-2022', inputs), 'addedValuePerEmission').status).toBe('unknown')
  expect(criterion(judge('efficiency-huangyan-2022', { ...inputs, annualTaxWan: 481.94 }), 'taxPerMu').points).toBe(60)
})

describe('linear points: 400 万元/亩, 0.1 less for each 10 that are missing, at least 1', () => {
  const text: RuleSetText = {
    id: 'linear',
    name: '线性',
    scope: 'county',
    effectiveFrom: '2025-01-01',
    sources: [{ title: '例' }],
    criteria: [
      {
        kind: 'scored',
        id: 'investmentIntensity',
        label: '投资强度',
        weight: 5,
        measure: 'investmentIntensity',
        scoring: { type: 'linear', base: 400, points: 5, per: 10, change: 0.1, floor: 1 },
      },
    ],
    decision: [
      { from: 4, verdict: 'pass' },
      { below: 4, verdict: 'fail' },
    ],
  }
  const set = ruleSetSchema.parse(text)
  const points = (wan: number) => evaluate(set, { landMu: 10, fixedAssetInvestmentWan: wan }, { on: ON }).score

  test.each([
    [4500, 5],
    [4000, 5],
    [3900, 4.9],
    [3850, 4.85],
    [2000, 3],
    [0, 1],
  ])('%d 万元 on 10 亩 is %d points', (wan, expected) => expect(points(wan)).toBe(expected))

  test('3.5 points (250) reach 4 with 300 万元/亩', () => {
    const { changes } = evaluate(set, { landMu: 10, fixedAssetInvestmentWan: 2500 }, { on: ON })
    // 2,500 ÷ 300 = 8.3333
    expect(changes).toEqual([
      [{ field: 'fixedAssetInvestmentWan', from: 2500, to: 3000 }],
      [{ field: 'landMu', from: 10, to: 8.33 }],
    ])
  })
})

test('an exception lets a missed threshold pass, and still shows it as missed', () => {
  const result = evaluate(
    readyMade('county-intensity-100'),
    { fixedAssetInvestmentWan: 4800, landMu: 50 },
    {
      on: ON,
      exceptions: [
        { ruleSet: 'county-intensity-100', criterion: 'investmentIntensity', by: '县招委会', reason: '填补缺链' },
      ],
    },
  )
  expect(result.verdict).toBe('pass')
  expect(criterion(result, 'investmentIntensity')).toMatchObject({
    status: 'fail',
    margin: -4,
    exception: { by: '县招委会', reason: '填补缺链' },
  })
})

test('元 typed as 万元 is computed and doubted', () => {
  const result = judge('county-intensity-100', { fixedAssetInvestmentWan: 48_000_000, landMu: 50 })
  expect(result.warnings).toEqual([expect.objectContaining({ field: 'fixedAssetInvestmentWan' })])
})

test('a set that is for other industries judges where it was chosen, and says so', () => {
  const rules = { ...readyMade('county-intensity-100'), industries: ['35', '36'] }
  const doubts = (industryCode?: string) =>
    evaluate(rules, { landMu: 50, fixedAssetInvestmentWan: 5000, industryCode }, { on: ON }).warnings
  expect(doubts('C1310')).toMatchObject([
    { field: 'industryCode', message: expect.stringContaining('只用于行业 35、36') },
  ])
  expect([doubts('C3511'), doubts()]).toEqual([[], []])
})

test('of a national and a county rule both are shown, and the stricter decides', () => {
  const sets = [readyMade('national-control-2008'), readyMade('standard-land-xuancheng-2025')]
  const inputs = { landMu: 15, farFloorAreaM2: 10_000, industryCode: 'C3411' } // 1.0: enough for 0.7, not for 1.2
  const result = evaluate(sets, inputs, { on: ON })
  const ratios = result.criteria.filter(({ id }) => id === 'floorAreaRatio')
  expect(ratios.map(({ scope, threshold, status, overruled }) => [scope, threshold, status, overruled])).toEqual([
    ['nation', 0.7, 'pass', true],
    ['county', 1.2, 'fail', false],
  ])
  expect(result.verdict).toBe('fail')
})

test('a product is shown against its limit for new ones: clinker at 110 misses 107, which decides nothing here', () => {
  const limit = 'GB 16780-2021 水泥熟料 综合能耗'
  const result = judge('county-intensity-100', {
    landMu: 50,
    fixedAssetInvestmentWan: 5000,
    unitEnergy: [{ limit, actual: 110 }],
  })
  expect(result).toMatchObject({ verdict: 'pass', limits: [{ status: 'fail', level: 3, bar: 107, margin: -3 }] })
})

test('a maker of clinker who does not say whether it is 两高 is asked', () => {
  const { warnings } = judge('county-intensity-100', {
    landMu: 50,
    fixedAssetInvestmentWan: 5000,
    industryCode: 'C3011',
  })
  expect(warnings.map(({ field }) => field)).toEqual(['twoHigh'])
})

test('answers under names that no rule asked for are told, not used', () => {
  const { warnings } = judge('county-intensity-100', { vetoes: { nothing: true }, ratings: { funds: 'good' } })
  expect(warnings.map(({ field }) => field)).toEqual(['vetoes', 'ratings'])
})

test('one criterion of one rule set is let pass, not the same measure of another', () => {
  const sets = [readyMade('county-intensity-100'), readyMade('standard-land-xuancheng-2025')]
  const exceptions = [
    { ruleSet: 'county-intensity-100', criterion: 'investmentIntensity', by: '县招委会', reason: '缺链' },
  ]
  const { criteria, verdict } = evaluate(sets, { landMu: 50, fixedAssetInvestmentWan: 4800 }, { on: ON, exceptions })
  const intensity = criteria.filter(({ id }) => id === 'investmentIntensity')
  expect(intensity.map(({ exception }) => exception?.by ?? null)).toEqual(['县招委会', null])
  expect(verdict).toBe('fail')
})
