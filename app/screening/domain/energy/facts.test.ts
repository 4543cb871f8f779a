import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkLimit, ENERGY_LIMITS } from './limits'
import { suspectTwoHigh } from './two-high'

const limit = (product: string, indicator: string) => {
  const found = ENERGY_LIMITS.find((each) => each.product === product && each.indicator === indicator)
  if (!found) throw new Error(`no limit for ${product}`)
  return found
}

describe('unit energy by product', () => {
  test('49 limits, each once, no level below a better one', () => {
    expect(new Set(ENERGY_LIMITS.map(({ id }) => id)).size).toBe(49)
    for (const { advanced, access, existing } of ENERGY_LIMITS) {
      expect(advanced).toBeLessThanOrEqual(access ?? existing)
      expect(access ?? advanced).toBeLessThanOrEqual(existing)
    }
  })

  test.each([
    // 107 − 107 = 0, 107 − 107.01 = −0.01; what exists: 117 − 107.01 = 9.99
    [107, 'new', 'pass', 2, 0],
    [107.01, 'new', 'fail', 3, -0.01],
    [107.01, 'existing', 'pass', 3, 9.99],
    [117.5, 'existing', 'fail', null, -0.5],
    [100, 'new', 'pass', 1, 7],
  ] as const)('clinker at %d kgce/t for %s ones: %s, level %s', (used, purpose, status, level, margin) => {
    expect(checkLimit(limit('水泥熟料', '综合能耗'), used, purpose)).toMatchObject({ status, level, margin })
  })

  test('a converter gives energy back: −29 kgce/t keeps to −28, −27 does not', () => {
    const converter = limit('转炉工序', '工序单位产品能耗')
    expect(checkLimit(converter, -29, 'new').status).toBe('pass')
    expect(checkLimit(converter, -27, 'new').status).toBe('fail')
  })

  test('no bar for new ones, no verdict', () => {
    expect(checkLimit(limit('电弧炉（小于 50 t）', '工序单位产品能耗'), 60, 'new').status).toBe('unknown')
  })

  test('the level never gets better when more is used', () => {
    const any = fc.constantFrom(...ENERGY_LIMITS)
    fc.assert(
      fc.property(any, fc.integer({ min: -100, max: 20_000 }), fc.nat(5000), (each, used, more) => {
        const level = (value: number) => checkLimit(each, value, 'new').level ?? 4
        expect(level(used + more)).toBeGreaterThanOrEqual(level(used))
      }),
    )
  })
})

describe('两高 by industry', () => {
  test.each([
    ['C3011', 'listed'],
    ['3021', 'possible'],
    ['2669', 'possible'],
    ['3130', 'possible'],
    ['3252', 'no'],
    ['C3511', 'no'],
    ['4411', 'listed'],
    // 44 holds power from coal and much else
    ['44', undefined],
    ['32', undefined],
    ['C', undefined],
    [undefined, undefined],
  ])('%s: %s', (code, standing) => expect(suspectTwoHigh(code)?.standing).toBe(standing))
})
