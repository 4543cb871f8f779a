import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kaplanMeier, waitingAfter, type Wait } from './survival'

/** Weeks of remission under 6-MP; + is censored. Source: Freireich et al., Blood 21 (1963) 699–716. */
const FREIREICH: Wait[] = [
  ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((days) => ({ days, started: true })),
  ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((days) => ({ days, started: false })),
]

test('the curve equals the published worked example', () => {
  const { points, medianDays } = kaplanMeier(FREIREICH)
  expect(points.map(({ day, waiting, atRisk }) => [day, Number(waiting.toFixed(4)), atRisk])).toEqual([
    [6, 0.8571, 21],
    [7, 0.8067, 17],
    [10, 0.7529, 15],
    [13, 0.6902, 12],
    [16, 0.6275, 11],
    [22, 0.5378, 7],
    [23, 0.4482, 6],
  ])
  expect(medianDays).toBe(23)
})

test('the band equals the published log-log limits at week 6', () => {
  const { points } = kaplanMeier(FREIREICH)
  expect(points[0]!.low).toBeCloseTo(0.6197, 3)
  expect(points[0]!.high).toBeCloseTo(0.9516, 3)
})

test('without censoring the curve is the plain share', () => {
  const { points } = kaplanMeier([1, 2, 3, 4].map((days) => ({ days, started: true })))
  expect(points.map(({ waiting }) => waiting)).toEqual([0.75, 0.5, 0.25, 0])
})

test('nobody started: no point and no median', () => {
  expect(kaplanMeier([{ days: 10, started: false }])).toMatchObject({ points: [], medianDays: null, started: 0 })
})

const waits = fc.array(fc.record({ days: fc.integer({ min: 0, max: 900 }), started: fc.boolean() }), { maxLength: 80 })

test('the curve never rises, stays between 0 and 1, and lies within its band', () => {
  fc.assert(
    fc.property(waits, (sample) => {
      let before = 1
      for (const { waiting, low, high, day } of kaplanMeier(sample).points) {
        expect(waiting).toBeLessThanOrEqual(before)
        expect(low).toBeLessThanOrEqual(waiting + 1e-9)
        expect(high).toBeGreaterThanOrEqual(waiting - 1e-9)
        expect(waitingAfter(kaplanMeier(sample).points, day)).toBe(waiting)
        before = waiting
      }
    }),
  )
})

test('projects that waited alike may stand in one row', () => {
  fc.assert(
    fc.property(waits, (sample) => {
      const counted = new Map<string, Wait>()
      for (const wait of sample) {
        const key = `${wait.days} ${wait.started}`
        counted.set(key, { ...wait, projects: (counted.get(key)?.projects ?? 0) + 1 })
      }
      expect(kaplanMeier([...counted.values()])).toEqual(kaplanMeier(sample))
    }),
  )
})
