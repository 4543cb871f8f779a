import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '~/shared/day'
import { dueDay, idleClock, type Delay, type IdleFacts } from './idle'

const facts = (over: Partial<IdleFacts> = {}): IdleFacts => ({
  status: 'suppliedNotUsed',
  areaMu: 60,
  startDueOn: '2023-03-01',
  deliveredOn: null,
  progress: null,
  delays: [],
  ...over,
})

const stopped = (over: object) =>
  facts({
    status: 'underConstruction',
    progress: { startedMu: 19.9, investedPercent: 40, stoppedOn: '2023-03-01', ...over },
  })

test.each<[string, IdleFacts, string, string | undefined]>([
  ['within its term', facts(), '2023-11-30', 'running'],
  ['before its day', facts(), '2022-01-01', 'running'],
  ['ninety days before a year', facts(), '2023-12-02', 'soon'],
  ['the day before a year', facts(), '2024-02-29', 'soon'],
  ['a year after', facts(), '2024-03-01', 'idle'],
  ['two years after', facts(), '2025-03-01', 'recoverable'],
  [
    'without a day by contract, two years after it was handed over',
    facts({ startDueOn: null, deliveredOn: '2022-03-01' }),
    '2024-03-01',
    'idle',
  ],
  ['that nobody knows the day of', facts({ startDueOn: null }), '2025-03-01', undefined],
  ['that is not supplied', facts({ status: 'acquiredNotSupplied' }), '2025-03-01', undefined],
  ['in use', facts({ status: 'inUse' }), '2025-03-01', undefined],
  ['being built on', facts({ status: 'underConstruction' }), '2025-03-01', undefined],
  ['stopped under a third of its area', stopped({}), '2024-03-01', 'idle'],
  ['stopped at a third and forty percent', stopped({ startedMu: 20 }), '2024-03-01', undefined],
  [
    'stopped under a quarter of the investment',
    stopped({ startedMu: 30, investedPercent: 24.9 }),
    '2024-03-01',
    'idle',
  ],
  ['stopped for two years', stopped({}), '2025-03-01', 'idle'],
])('land %s', (_, of, today, state) => {
  expect(idleClock(of, today)?.state).toBe(state)
})

test('delay by the government is not counted, told twice no more than once, and stops the clock while it goes on', () => {
  const delays: Delay[] = [
    { from: '2023-06-01', to: '2023-06-30' },
    { from: '2023-06-11', to: '2023-07-10' },
  ]
  const clock = idleClock(facts({ delays }), '2024-03-01')
  expect(clock).toMatchObject({ excluded: 40, counted: 366 - 40, state: 'soon', paused: false })
  expect(clock?.steps.map(({ due }) => due)).toEqual(['2024-04-10', '2025-04-10'])
  const still = idleClock(facts({ delays: [{ from: '2023-06-01', to: null }] }), '2026-01-01')
  expect(still).toMatchObject({ counted: 92, paused: true, state: 'running', steps: [{ due: null }, { due: null }] })
})

const START = '2023-03-01'
const day = fc.integer({ min: -400, max: 1200 }).map((days) => addDays(START, days))
const delay = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }))
  .map(([from, days]): Delay => ({ from, to: days === null ? null : addDays(from, days) }))
const late = (due: string | null) => due ?? '9999-12-31'

test('more excluded days never bring a step nearer', () => {
  fc.assert(
    fc.property(fc.array(delay, { maxLength: 5 }), delay, fc.constantFrom(1, 2), (delays, more, years) => {
      expect(late(dueDay(START, years, [...delays, more])) >= late(dueDay(START, years, delays))).toBe(true)
    }),
  )
})

test('a step is due on the first day by which its days have counted', () => {
  fc.assert(
    fc.property(fc.array(delay, { maxLength: 5 }), day, (delays, today) => {
      const clock = idleClock(facts({ delays }), today)
      expect(clock?.steps[0]?.passed).toBe((clock?.counted ?? 0) >= 366)
    }),
  )
})
