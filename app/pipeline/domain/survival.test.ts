import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cumulativeIncidence, daysUntil, sharesWithin, type Outcome, type Wait } from './survival'

const waitsOf = (days: readonly number[], outcome: Outcome): Wait[] => days.map((each) => ({ days: each, outcome }))

/** Weeks of remission under 6-MP; + is censored. Source: Freireich et al., Blood 21 (1963) 699–716. */
const FREIREICH: Wait[] = [
  ...waitsOf([6, 6, 6, 7, 10, 13, 16, 22, 23], 'started'),
  ...waitsOf([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], 'waiting'),
]

test('without ends the curve is one less the published Kaplan–Meier example', () => {
  const { points, medianDays } = cumulativeIncidence(FREIREICH)
  expect(points.map(({ day, incidence, atRisk }) => [day, Number((1 - incidence).toFixed(4)), atRisk])).toEqual([
    [6, 0.8571, 21],
    [7, 0.8067, 17],
    [10, 0.7529, 15],
    [13, 0.6902, 12],
    [16, 0.6275, 11],
    [22, 0.5378, 7],
    [23, 0.4482, 6],
  ])
  expect(medianDays).toBeNull()
})

test('the band equals the published log-log limits at week 6', () => {
  const { points } = cumulativeIncidence(FREIREICH)
  expect(1 - points[0]!.high).toBeCloseTo(0.6197, 3)
  expect(1 - points[0]!.low).toBeCloseTo(0.9516, 3)
})

/** Of 60 patients with a gammopathy: day, and 1 myeloma, 2 death without one, 0 alive. Source: `mgus` of R's survival 3.5, its first 60. */
const MGUS: Wait[] = (
  [
    [748, 2],
    [1310, 1],
    [277, 2],
    [1815, 2],
    [2587, 2],
    [563, 2],
    [1135, 2],
    [2016, 2],
    [2422, 2],
    [6155, 2],
    [1767, 2],
    [61, 2],
    [60, 2],
    [8918, 2],
    [8309, 2],
    [6126, 1],
    [3585, 1],
    [5392, 2],
    [5925, 1],
    [6778, 1],
    [3561, 1],
    [3991, 1],
    [5550, 2],
    [5216, 2],
    [5757, 2],
    [2339, 2],
    [6931, 2],
    [6760, 2],
    [5796, 2],
    [4791, 1],
    [5945, 1],
    [700, 1],
    [5127, 2],
    [954, 1],
    [1711, 2],
    [11865, 0],
    [1857, 2],
    [9510, 1],
    [31, 2],
    [8552, 2],
    [2006, 2],
    [2618, 1],
    [13152, 2],
    [3924, 2],
    [4198, 1],
    [283, 2],
    [2223, 2],
    [4249, 2],
    [5308, 2],
    [8327, 2],
    [499, 2],
    [5779, 2],
    [11719, 0],
    [2618, 1],
    [10359, 1],
    [362, 2],
    [12931, 2],
    [1795, 1],
    [4139, 1],
    [4961, 2],
  ] as const
).map(([days, state]) => ({ days, outcome: (['waiting', 'started', 'ended'] as const)[state] }))

test('with ends that compete the shares equal those of survfit (R, survival 3.5)', () => {
  const curve = { ...cumulativeIncidence(MGUS), toldUntil: Infinity }
  for (const [day, waiting, started, ended] of [
    [2000, 0.7, 0.0666666666667, 0.233333333333],
    [5000, 0.416666666667, 0.2, 0.383333333333],
    [8000, 0.166666666667, 0.266666666667, 0.566666666667],
    [11000, 0.0666666666667, 0.3, 0.633333333333],
  ] as const) {
    const shares = sharesWithin(curve, day)
    expect(shares?.waiting).toBeCloseTo(waiting, 11)
    expect(shares?.started).toBeCloseTo(started, 11)
    expect(shares?.ended).toBeCloseTo(ended, 11)
    expect(curve.points.findLast((point) => point.day <= day)?.incidence).toBeCloseTo(started, 11)
  }
})

test('the band of the incidence has the standard errors of survfit', () => {
  const { points } = cumulativeIncidence(MGUS)
  for (const [day, error] of [
    [2000, 0.032203059],
    [5000, 0.051639778],
    [8000, 0.057089923],
    [11000, 0.059160798],
  ] as const) {
    const { incidence, low } = points.findLast((point) => point.day <= day)!
    // The band is 1 − waiting^exp(∓spread), and spread = 1.96 · error / (waiting · |log waiting|).
    const spread = -Math.log(Math.log(1 - low) / Math.log(1 - incidence))
    const waiting = 1 - incidence
    expect((spread * waiting * Math.abs(Math.log(waiting))) / 1.959963984540054).toBeCloseTo(error, 6)
  }
})

test('without censoring the curve is the plain share', () => {
  const { points } = cumulativeIncidence(waitsOf([1, 2, 3, 4], 'started'))
  expect(points.map(({ incidence }) => incidence)).toEqual([0.25, 0.5, 0.75, 1])
})

test('nobody started: no point and no median', () => {
  expect(cumulativeIncidence([{ days: 10, outcome: 'waiting' }])).toMatchObject({
    points: [],
    medianDays: null,
    toldUntil: null,
    started: 0,
  })
})

test('no share is told where fewer than ten are at risk, and none beyond the longest wait', () => {
  const curve = cumulativeIncidence([
    ...waitsOf([10, 20, 30], 'started'),
    ...waitsOf([100, 100, 100, 100, 100, 100, 100, 200, 400], 'waiting'),
    { days: 300, outcome: 'started' },
  ])
  expect(curve.toldUntil).toBe(100)
  expect([sharesWithin(curve, 100), sharesWithin(curve, 101), sharesWithin(curve, 730)]).toEqual([
    expect.objectContaining({ started: expect.closeTo(3 / 13) }),
    null,
    null,
  ])
  expect([daysUntil(curve, 0.2), daysUntil(curve, 0.5)]).toEqual([30, null])
})

const waits = fc.array(
  fc.record({
    days: fc.integer({ min: 0, max: 900 }),
    outcome: fc.constantFrom<Outcome>('started', 'ended', 'waiting'),
  }),
  { maxLength: 80 },
)

test('the curve never falls, stays between 0 and 1, and lies within its band', () => {
  fc.assert(
    fc.property(waits, (sample) => {
      let before = 0
      for (const { incidence, low, high } of cumulativeIncidence(sample).points) {
        expect(incidence).toBeGreaterThanOrEqual(before)
        expect(incidence).toBeLessThanOrEqual(1 + 1e-9)
        expect(low).toBeLessThanOrEqual(incidence + 1e-9)
        expect(high).toBeGreaterThanOrEqual(incidence - 1e-9)
        before = incidence
      }
    }),
  )
})

test('started, ended and still waiting make the whole, on every day', () => {
  fc.assert(
    fc.property(waits, fc.integer({ min: 0, max: 1000 }), (sample, day) => {
      const curve = cumulativeIncidence(sample)
      const shares = sharesWithin({ ...curve, toldUntil: Infinity }, day)!
      expect(shares.started + shares.ended + shares.waiting).toBeCloseTo(1, 12)
      expect(shares.started).toBeCloseTo(curve.points.findLast((point) => point.day <= day)?.incidence ?? 0, 12)
    }),
  )
})

test('projects that waited alike may stand in one row', () => {
  fc.assert(
    fc.property(waits, (sample) => {
      const counted = new Map<string, Wait>()
      for (const wait of sample) {
        const key = `${wait.days} ${wait.outcome}`
        counted.set(key, { ...wait, projects: (counted.get(key)?.projects ?? 0) + 1 })
      }
      expect(cumulativeIncidence([...counted.values()])).toEqual(cumulativeIncidence(sample))
    }),
  )
})
