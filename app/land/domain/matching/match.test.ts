import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES } from '~/settings/domain/rules'
import { adjoin, sharedBoundary } from '../geometry/adjoin'
import type { Shape } from '../geometry/shape'
import type { Demand } from './demand'
import { judge, rank, shortfallsOf, type Shortfall } from './match'
import { amountOf, floorOffers, offerOf, partsOf, type Offer, type OfferedFloor, type OfferedPlot } from './offer'

const weights = RULES.plotMatching.preset
const park = { id: 'p', name: '高新区', chains: ['新材料'], minIntensityWanPerMu: 200 }
let number = 0

const plot = (over: Partial<OfferedPlot> = {}): OfferedPlot => ({
  id: String((number += 1)),
  code: `GB${String(number).padStart(5, '0')}`,
  name: null,
  park,
  landUseCode: '100102',
  quotaSource: 'stock',
  status: 'acquiredNotSupplied',
  areaMu: 50,
  heldUntil: null,
  revival: null,
  ...over,
})
const demand = (over: Partial<Demand> = {}): Demand => ({
  mu: 50,
  m2: null,
  landUses: [],
  parkId: null,
  chain: '新材料',
  investmentWan: 15_000,
  ...over,
})
const codesOf = (ranked: readonly { offer: Offer }[]) =>
  ranked.map(({ offer }) =>
    partsOf(offer)
      .map(({ label }) => label)
      .join('＋'),
  )
const ids = (shortfalls: Shortfall[]) => shortfalls.map(({ id }) => id)

test('the plot that fits in everything has all points, each with its reason', () => {
  const { score, points } = judge(offerOf([plot()], 50), demand(), weights)
  expect(score).toBe(100)
  expect(points.map(({ because }) => because)).toEqual([
    '整块 50 亩，需 50 亩',
    '征而未供',
    '存量',
    '园区主导“新材料”',
    '没有指定园区',
    '300 万元/亩，最低 200',
  ])
})

test('what is unknown gets no points and is no reason against a plot', () => {
  const unknown = plot({ park: null, landUseCode: null, quotaSource: null })
  const asked = demand({ chain: null, investmentWan: null })
  expect(shortfallsOf(offerOf([unknown], 50), asked)).toEqual([])
  expect(judge(offerOf([unknown], 50), asked, weights).points.map(({ points }) => points)).toEqual([
    30, 20, 0, 0, 15, 0,
  ])
})

describe('an offer', () => {
  test.each([
    [49, 'whole', 49],
    [60, 'whole', 60],
    [60.01, 'part', 50],
    [500, 'part', 50],
  ] as const)('of %d 亩 for 50 is taken %s: %d 亩', (areaMu, kind, mu) => {
    expect(offerOf([plot({ areaMu })], 50)).toMatchObject({ kind, mu })
  })

  test('of two plots is their sum', () => {
    expect(offerOf([plot({ areaMu: 20.1 }), plot({ areaMu: 30.2 })], 50)).toMatchObject({ kind: 'combined', mu: 50.3 })
  })
})

describe('what an offer lacks', () => {
  test.each([
    ['land that is too small', { areaMu: 48 }, {}, 'area', ['用地减至 48 亩']],
    ['land of another use', { landUseCode: '0901' }, {}, 'landUse', ['调整规划用途']],
    ['land of another class', { landUseCode: '100103' }, { landUses: ['100102'] }, 'landUse', ['调整规划用途']],
    ['investment too thin', {}, { investmentWan: 9_600 }, 'intensity', ['用地减至 48 亩', '投资增加 400 万元']],
    ['a hold', { heldUntil: '2026-12-10' }, {}, 'taken', ['等到 2026-12-10 锁定到期，或由占用的单位释放']],
  ] as const)('%s', (_, over, asked, id, changes) => {
    const [only, ...more] = shortfallsOf(
      offerOf([plot(over)], 50),
      demand({ ...asked, landUses: 'landUses' in asked ? [...asked.landUses] : [] }),
    )
    expect([only?.id, only?.changes, more]).toEqual([id, changes, []])
  })

  const mu = fc.integer({ min: 1, max: 50_000 }).map((hundredths) => hundredths / 100)
  const wan = fc.integer({ min: 1, max: 50_000_000 }).map((hundredths) => hundredths / 100)

  test('is mended by the change that it names, and not by a hundredth less', () => {
    fc.assert(
      fc.property(mu, wan, fc.integer({ min: 1, max: 1000 }), (wanted, investmentWan, least) => {
        const offer = offerOf([plot({ areaMu: wanted, park: { ...park, minIntensityWanPerMu: least } })], wanted)
        const asked = demand({ mu: wanted, investmentWan })
        const lacks = shortfallsOf(offer, asked).find(({ id }) => id === 'intensity')
        fc.pre(lacks !== undefined)
        const more = Number(/增加 ([\d.]+)/.exec(lacks?.changes[1] ?? '')?.[1])
        const after = (added: number) => ids(shortfallsOf(offer, { ...asked, investmentWan: investmentWan + added }))
        expect(after(more + 1e-6)).not.toContain('intensity')
        expect(after(more - 0.02)).toContain('intensity')
      }),
    )
  })

  test('by one thing alone makes it a near match, by two it is another plot', () => {
    const fits = plot({ areaMu: 55 })
    const near = plot({ areaMu: 40 })
    const far = plot({ areaMu: 40, landUseCode: '0901' })
    const ranked = rank(
      [far, near, fits].map((each) => offerOf([each], 50)),
      demand(),
      weights,
    )
    expect(codesOf(ranked.fits)).toEqual([fits.code])
    expect(codesOf(ranked.nearly)).toEqual([near.code])
  })
})

test('the order in which plots are listed does not change their rank', () => {
  const offers = [50, 52, 55, 58, 45, 120, 300].map((areaMu) => offerOf([plot({ areaMu })], 50))
  const codes = (order: typeof offers) => codesOf(rank(order, demand(), weights).fits)
  fc.assert(
    fc.property(fc.shuffledSubarray(offers, { minLength: offers.length }), (order) => {
      expect(codes(order)).toEqual(codes(offers))
    }),
  )
})

describe('floors', () => {
  const floor = (building: string, number: number, over: Partial<OfferedFloor> = {}): OfferedFloor => ({
    id: `${building}${number}`,
    building,
    floor: number,
    park,
    areaM2: 1000,
    heightM: 6,
    rentYuan: 12,
    underConstruction: false,
    doneOn: null,
    revival: null,
    ...over,
  })
  const found = (floors: OfferedFloor[], wanted: number) => {
    const { fits, nearly } = rank(floorOffers(floors, wanted), demand({ mu: null, m2: wanted }), weights)
    return [fits, nearly].map((each) => codesOf(each).map((code, at) => `${code} ${amountOf(each[at]!.offer)}`))
  }

  test('are rented whole, in part, or several that lie one above the other', () => {
    const house = [floor('A', 1), floor('A', 2), floor('A', 4), floor('B', 3)]
    expect(found(house, 1000)[0]).toEqual(['A 1 层 1000', 'A 2 层 1000', 'A 4 层 1000', 'B 3 层 1000'])
    expect(found(house, 500)[0]).toContain('A 1 层 500')
    expect(found(house, 2000)).toEqual([
      ['A 1 层＋A 2 层 2000'],
      house.map(({ building, floor: at }) => `${building} ${at} 层 1000`),
    ])
    expect(found([floor('A', -1), floor('A', 1)], 2000)[0]).toEqual(['A 地下 1 层＋A 1 层 2000'])
    expect(found([floor('A', 1), floor('A', 2, { park: { ...park, id: 'q' } })], 2000)[0]).toEqual([])
  })

  test('that are being built are a near match', () => {
    const [fits, nearly] = found([floor('A', 1, { underConstruction: true, doneOn: '2027-03-01' })], 1000)
    expect([fits, nearly]).toEqual([[], ['A 1 层 1000']])
  })

  test('that stand vacant go before plots, whatever their score', () => {
    const far = floorOffers([floor('A', 1, { park: { ...park, chains: [] }, areaM2: 1190 })], 1000)
    const { fits } = rank([offerOf([plot()], 50), ...far], demand({ m2: 1000 }), weights)
    expect(fits.map(({ score }) => score)).toEqual([70.8, 100])
    expect(fits[0]?.points.map(({ because }) => because)).toContain('租用厂房，不新增用地')
  })
})

test('stock that is to be revived is marked and goes before new land, though its user has to agree', () => {
  const stock = plot({ status: 'suppliedNotUsed', quotaSource: null, revival: { kind: 'idle', measure: '协议收回' } })
  const { fits } = rank(
    [plot(), stock].map((each) => offerOf([each], 50)),
    demand(),
    weights,
  )
  expect(fits.map(({ score }) => score)).toEqual([88, 100])
  expect(fits[0]?.points.map(({ because }) => because)).toEqual(
    expect.arrayContaining(['盘活：闲置', '供而未用，须与使用权人商定']),
  )
})

describe('plots that adjoin', () => {
  const rectangle = (x: number, y: number, width: number, height: number): Shape => [
    [
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ],
    ],
  ]

  test.each([
    ['share a side', rectangle(100, 0, 100, 100), 100],
    ['share half a side, off by three centimetres', rectangle(100.03, 50, 100, 100), 50],
    ['touch at a corner', rectangle(100, 100, 100, 100), 0],
    ['lie across a road of 12 metres', rectangle(112, 0, 100, 100), 0],
  ])('%s', (_, other, metres) => {
    const one = rectangle(0, 0, 100, 100)
    expect(sharedBoundary(one, other)).toBeCloseTo(metres, 0)
    expect(adjoin(one, other)).toBe(metres >= 5)
  })
})
