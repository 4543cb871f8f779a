import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceToStart, factorOf, PACE_FROM, paceOf, type Watched } from './start-pace'
import { grouped } from './sums'
import type { Outcome } from './survival'

const watched: fc.Arbitrary<Watched[]> = fc.array(
  fc
    .record({
      days: fc.integer({ min: 0, max: 1200 }),
      passed: fc.integer({ min: 0, max: 1200 }),
      outcome: fc.constantFrom<Outcome>('started', 'ended', 'waiting'),
      projects: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ passed, days, outcome, projects }) => ({
      from: Math.min(passed, days) * projects,
      days: days * projects,
      outcome,
      projects,
    })),
  { minLength: 1, maxLength: 60 },
)
const waited = fc.integer({ min: 0, max: 1500 })

test('of ten that start on the 20th day each day waited counts, that of the start too', () => {
  const pace = paceOf([{ from: 0, days: 190, outcome: 'started', projects: 10 }])
  const mean = 10.5 / 201
  expect(pace.starts).toBe(10)
  expect(pace.bands[0]!.start).toBeCloseTo(11 / (200 + 1 / mean), 12)
  expect(pace.bands[1]!.start).toBeCloseTo(1 / (1 / ((mean + pace.bands[0]!.start) / 2)), 12)
  expect(pace.bands[0]!.end).toBeCloseTo(2 / (200 + 2 / (0.2 / 201)), 12)
})

test('waits told day by day, one by one, or those of the same bands together, make the same pace', () => {
  const dayByDay = (of: readonly Watched[]): Watched[] =>
    of.flatMap(({ from, days, outcome, projects }) => {
      const [first, last] = [from / projects, days / projects]
      return Array.from({ length: last - first + 1 }, (_, at): Watched => {
        const day = (first + at) * projects
        return { from: day, days: day, outcome: day === days ? outcome : 'waiting', projects }
      })
    })
  const bandOf = (days: number) => PACE_FROM.findLastIndex((from) => from <= days)
  const together = (of: readonly Watched[]): Watched[] => {
    const bands = ({ from, days, outcome, projects }: Watched) =>
      [bandOf(from / projects), bandOf(days / projects), outcome].join()
    return [...grouped(of, bands).values()].map((alike) =>
      alike.reduce((sum, { from, days, outcome, projects }) => ({
        from: sum.from + from,
        days: sum.days + days,
        outcome,
        projects: sum.projects + projects,
      })),
    )
  }
  fc.assert(
    fc.property(watched, (of) => {
      const pace = paceOf(of)
      expect(paceOf(together(of))).toEqual(pace)
      expect(paceOf(dayByDay(of))).toEqual(pace)
      expect(factorOf(pace, together(of))).toBe(factorOf(pace, of))
    }),
  )
})

test('a chance lies between 0 and 1, and grows with the days', () => {
  fc.assert(
    fc.property(
      watched,
      waited,
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
      (of, since, a, b) => {
        const pace = paceOf(of)
        const [near, far] = [chanceToStart(pace, since, since + a), chanceToStart(pace, since, since + a + b)]
        expect(near).toBeGreaterThanOrEqual(0)
        expect(far).toBeGreaterThanOrEqual(near - 1e-12)
        expect(far).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('the pace has no end: who has waited longer than anybody who started may start too', () => {
  const pace = paceOf([
    { from: 0, days: 2000, outcome: 'started', projects: 20 },
    { from: 0, days: 4500, outcome: 'waiting', projects: 5 },
  ])
  expect(chanceToStart(pace, 900, 1083)).toBeGreaterThan(0)
  expect(chanceToStart(pace, 900, 1083)).toBeLessThan(chanceToStart(pace, 90, 273))
})

test('a group of which nothing was seen starts as the whole does, a fast one faster', () => {
  fc.assert(
    fc.property(watched, (of) => {
      const pace = paceOf(of)
      expect(factorOf(pace, [])).toBe(1)
      expect(chanceToStart(pace, 0, 90, 1.5)).toBeGreaterThanOrEqual(chanceToStart(pace, 0, 90))
    }),
  )
})
