import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '~/shared/money'
import { keysOf } from '~/shared/records'
import { ENERGY_CARRIERS } from './carriers'
import { energyFaults, energyUse } from './consumption'
import { energyReview, REVIEW_LEVELS } from './review'
import { termsOf } from './terms'

const ON = '2026-03-02'
const use = (...entries: [carrier: string, amount: number, unit: string][]) =>
  energyUse(
    entries.map(([carrier, amount, unit]) => ({ carrier, amount, unit })),
    ON,
  )

describe('energy in standard coal', () => {
  test('8,000,000 kWh × 0.1229 kgce = 983.2 tce 当量, × 0.31 = 2,480 等价, × 0.5366 kg = 4,292.8 t CO₂', () => {
    const { tceCalorific, tcePrimary, co2T, electricityKwh } = use(['electricity', 8_000_000, 'kWh'])
    expect([tceCalorific, tcePrimary, co2T, electricityKwh].map(Number)).toEqual([983.2, 2480, 4292.8, 8_000_000])
  })

  test('units of one carrier agree: 800 万kWh are 8,000 MWh', () => {
    expect(use(['electricity', 800, '万kWh'])).toEqual(use(['electricity', 8000, 'MWh']))
    expect(Number(use(['steam', 1, 't']).tceCalorific.toFixed(6))).toBe(0.1286)
  })

  test('1,000 t of raw coal and 100 t of diesel are 714.3 + 145.71 = 860.01 tce, the same 等价', () => {
    const { tceCalorific, tcePrimary, co2T } = use(['rawCoal', 1000, 't'], ['diesel', 100, 't'])
    expect([tceCalorific, tcePrimary].map(Number)).toEqual([860.01, 860.01])
    // 1,000 × 1.9003 + 100 × 3.0959
    expect(Number(co2T)).toBe(2209.89)
  })

  test('CO₂ is unknown where one carrier has no factor', () => {
    expect(use(['rawCoal', 1000, 't'], ['washedCoal', 1, 't']).co2T).toBeNull()
  })

  test('an unknown carrier or unit is refused at its place', () => {
    const wrong = [
      { carrier: 'electricity', amount: 1, unit: 't' },
      { carrier: 'peat', amount: 1, unit: 't' },
    ]
    expect(energyFaults(wrong).map(({ path }) => path)).toEqual(['energy.0.unit', 'energy.1.carrier'])
    expect(() => energyUse(wrong, ON)).toThrow('请检查标出的内容')
  })

  test('sums add over carriers and grow with amounts', () => {
    const entry = fc.constantFrom(...keysOf(ENERGY_CARRIERS)).chain((carrier) =>
      fc.record({
        carrier: fc.constant(carrier),
        amount: fc.integer({ min: 0, max: 1_000_000 }),
        unit: fc.constantFrom(...Object.keys(ENERGY_CARRIERS[carrier].units)),
      }),
    )
    fc.assert(
      fc.property(fc.array(entry), fc.array(entry), (some, others) => {
        for (const sum of ['tceCalorific', 'tcePrimary', 'electricityKwh'] as const) {
          const [one, other] = [energyUse(some, ON)[sum], energyUse(others, ON)[sum]]
          const both = energyUse([...some, ...others], ON)[sum]
          expect(both.toFixed(6)).toBe(one.plus(other).toFixed(6))
          expect(both.gte(one)).toBe(true)
        }
      }),
    )
  })
})

describe('who reviews', () => {
  const review = (tce: number, kwh = 0, more: { on?: string; twoHigh?: boolean } = {}) =>
    energyReview({ tce: new Decimal(tce), kwh: new Decimal(kwh), twoHigh: more.twoHigh }, more.on ?? ON)

  test.each([
    [999.99, 4_999_999, 'none'],
    [1000, 0, 'county'],
    [100, 5_000_000, 'county'],
    [9999.99, 0, 'county'],
    [10_000, 0, 'province'],
    [499_999.99, 0, 'province'],
    [500_000, 0, 'national'],
  ])('%d tce and %d kWh: %s', (tce, kwh, level) => expect(review(tce, kwh)?.level).toBe(level))

  test('1,400 t of raw coal are 1,000.02 tce and reviewed; 1,399 t are 999.31 and are not', () => {
    const of = (tons: number) => Number(use(['rawCoal', tons, 't']).tceCalorific)
    expect([of(1400), of(1399)]).toEqual([1000.02, 999.3057])
    expect([review(of(1400))?.level, review(of(1399))?.level]).toEqual(['county', 'none'])
  })

  test('carbon is judged from 2025-09-01, and the national level begins then', () => {
    expect(review(600_000, 0, { on: '2025-08-31' })).toMatchObject({ level: 'province', carbonEvaluation: false })
    expect(review(600_000, 0, { on: '2025-09-01' })).toMatchObject({ level: 'national', carbonEvaluation: true })
    expect(review(500, 0, { on: '2025-09-01' })).toMatchObject({ level: 'none', carbonEvaluation: false })
  })

  test('the day before order 2/2023 the province reviewed from 5,000 tce; before 2017 nothing is known', () => {
    expect(review(6000, 0, { on: '2023-05-31' })?.level).toBe('province')
    expect(review(6000, 0, { on: '2023-06-01' })?.level).toBe('county')
    expect(review(6000, 0, { on: '2016-12-31' })).toBeNull()
  })

  test('两高 is not below the floor of the province, and says so', () => {
    expect(review(10, 0, { twoHigh: true })).toMatchObject({ level: 'city', toBeVerified: true })
    expect(review(20_000, 0, { twoHigh: true })?.level).toBe('province')
  })

  test('the level never falls when energy grows', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, fc.boolean(), (tce, more, kwh, twoHigh) => {
        const rank = (value: number) => REVIEW_LEVELS.indexOf(review(value, kwh, { twoHigh })?.level ?? 'none')
        expect(rank(tce + more)).toBeGreaterThanOrEqual(rank(tce))
      }),
    )
  })
})

describe('what province and county set', () => {
  const terms = termsOf({ electricityPrimary: 0.2962, cityFromTce: 5000, twoHighLevel: 'province' })
  const level = (tce: number, twoHigh = false) =>
    energyReview({ tce: new Decimal(tce), kwh: new Decimal(0), twoHigh }, ON, terms)?.level

  test('the city reviews from its amount on, the county below, nobody what is small, the province from 10,000', () => {
    expect([999, 1000, 4999.99, 5000, 9999, 10_000].map((tce) => level(tce))).toEqual([
      'none',
      'county',
      'county',
      'city',
      'city',
      'province',
    ])
  })

  test('两高 is reviewed at the level set at least, however small', () => {
    expect([level(500, true), level(7000, true)]).toEqual(['province', 'province'])
  })

  test('only electricity counts otherwise, and only by 等价', () => {
    const entries = [
      { carrier: 'electricity', amount: 1_000_000, unit: 'kWh' },
      { carrier: 'rawCoal', amount: 10, unit: 't' },
    ]
    const { tcePrimary, tceCalorific, co2T } = energyUse(entries, ON, terms)
    expect(tcePrimary.toNumber()).toBe(303.343)
    expect([tceCalorific, co2T]).toEqual([energyUse(entries, ON).tceCalorific, energyUse(entries, ON).co2T])
  })
})
