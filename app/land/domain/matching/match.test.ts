import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES } from '~/settings/domain/rules'
import { adjoin, sharedBoundary } from '../geometry/adjoin'
import type { Shape } from '../geometry/shape'
import type { Demand } from './demand'
import { judge, rank, shortfallsOf, type Shortfall } from './match'
import { offerOf, type OfferedPlot } from './offer'

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
  ...over,
})
const demand = (over: Partial<Demand> = {}): Demand => ({
  mu: 50,
  landUses: [],
  parkId: null,
  chain: '新材料',
  investmentWan: 15_000,
  ...over,
})
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
    expect(ranked.fits.map(({ offer }) => offer.plots[0].code)).toEqual([fits.code])
    expect(ranked.nearly.map(({ offer }) => offer.plots[0].code)).toEqual([near.code])
  })
})

test('the order in which plots are listed does not change their rank', () => {
  const offers = [50, 52, 55, 58, 45, 120, 300].map((areaMu) => offerOf([plot({ areaMu })], 50))
  const codes = (order: typeof offers) => rank(order, demand(), weights).fits.map(({ offer }) => offer.plots[0].code)
  fc.assert(
    fc.property(fc.shuffledSubarray(offers, { minLength: offers.length }), (order) => {
      expect(codes(order)).toEqual(codes(offers))
    }),
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
