import { expect, test } from 'vitest'
import { inMonth, onDay } from '~/shared/day'
import { withCheckDigit } from '~/shared/uscc'
import { breaches, GUARD_FACTS, mistakes, ownRecord, sideDisorder, type GuardFactKind, type StageFacts } from './guards'
import { historyOf, type StageFact } from './history'
import type { Stage } from './stages'

const nothing = Object.fromEntries(GUARD_FACTS.map((kind) => [kind, false])) as Record<GuardFactKind, boolean>
const USCC = withCheckDigit('91341800MA2TABCD1')

function event(stage: Stage, day: string, seq: number): StageFact {
  return {
    id: `${seq}`,
    seq,
    stage,
    occurred: onDay(day),
    statedOn: null,
    recordedAt: new Date(),
    supersedesId: null,
  }
}

function facts(events: StageFact[], extra: Partial<StageFacts> = {}): StageFacts {
  return { history: historyOf(events), holds: nothing, skipsLand: false, projectCompanyUscc: null, ...extra }
}

const guardsOf = (...args: Parameters<typeof breaches>) => breaches(...args).map(({ guard }) => guard)

test('a project is approved only after screening and decision', () => {
  const open = facts([event('screening', '2021-01-01', 1)])
  expect(guardsOf('approved', onDay('2021-02-01'), open)).toEqual(['screeningDone', 'decisionPassed'])
  const done = { ...open, holds: { ...nothing, screeningDone: true, decisionPassed: true } }
  expect(guardsOf('approved', onDay('2021-02-01'), done)).toEqual([])
})

test('a start before signing is a breach', () => {
  const negotiating = facts([event('negotiating', '2021-01-01', 1)])
  expect(guardsOf('started', onDay('2021-02-01'), negotiating)).toContain('order')
})

test('renting skips land supply, owning nothing does not', () => {
  const signed = [event('signed', '2021-01-01', 1)]
  expect(guardsOf('started', onDay('2021-02-01'), facts(signed))).toEqual(['order'])
  expect(guardsOf('started', onDay('2021-02-01'), facts(signed, { skipsLand: true }))).toEqual([])
})

test('land is supplied to a local company with a valid uscc', () => {
  const signed = [event('signed', '2021-01-01', 1)]
  const holds = { ...nothing, allocationSupplied: true }
  expect(guardsOf('landSupplied', onDay('2021-02-01'), facts(signed, { holds }))).toEqual(['projectCompany'])
  expect(guardsOf('landSupplied', onDay('2021-02-01'), facts(signed, { holds, projectCompanyUscc: USCC }))).toEqual([])
})

test('days are compared at the coarser precision: signed 14 December, started in December is in order', () => {
  const signed = facts([event('signed', '2020-12-14', 1)], { skipsLand: true })
  expect(guardsOf('started', inMonth(2020, 12), signed)).toEqual([])
  expect(guardsOf('started', onDay('2020-12-13'), signed)).toEqual(['dayOrder'])
})

test('a day after that of a later stage is out of order as well', () => {
  const started = facts([event('signed', '2020-12-14', 1), event('started', '2021-03-01', 2)], { skipsLand: true })
  expect(guardsOf('landSupplied', onDay('2021-04-01'), started)).toContain('dayOrder')
  expect(guardsOf('landSupplied', onDay('2021-02-01'), started)).not.toContain('dayOrder')
  expect(guardsOf('landSupplied', inMonth(2021, 3), started)).not.toContain('dayOrder')
})

test('a stage has a record of its own, or a later one that implies it', () => {
  const history = historyOf([event('signed', '2020-12-14', 1), event('started', '2021-03-01', 2)])
  expect(ownRecord('started', history)?.eventId).toBe('2')
  expect([ownRecord('landSupplied', history), ownRecord('completed', history)]).toEqual([null, null])
})

test('暂缓, 恢复 and 终止 come in turn by day', () => {
  const rests = [event('signed', '2021-01-01', 1), event('suspended', '2021-05-10', 2)]
  const resumed = { ...event('resumed', '2021-05-20', 3) }
  expect(sideDisorder([...rests, resumed])).toBeNull()
  expect(sideDisorder([...rests, { ...resumed, occurred: inMonth(2021, 5) }])).toContain('请写到日')
  expect(sideDisorder([...rests, { ...resumed, occurred: inMonth(2021, 6) }])).toBeNull()
  expect(sideDisorder([...rests, event('ended', '2021-06-01', 3)])).toBeNull()
  expect(sideDisorder([...rests, event('suspended', '2021-06-01', 3)])).not.toBeNull()
  expect(sideDisorder([...rests, resumed, event('suspended', '2021-05-20', 4)])).toBeNull()
})

test('a day to come is a mistake that no waiver covers', () => {
  expect(mistakes('signed', onDay('2021-06-02'), null, '2021-06-01')).toHaveLength(1)
})

test('only what rests can be resumed, and what has ended must be resumed first', () => {
  const active = historyOf([event('signed', '2021-01-01', 1)])
  expect(mistakes('resumed', onDay('2021-02-01'), active, '2021-06-01')[0]?.code).toBe('notSuspended')
  const ended = historyOf([event('signed', '2021-01-01', 1), event('ended', '2021-02-01', 2)])
  expect(mistakes('started', onDay('2021-03-01'), ended, '2021-06-01')[0]?.code).toBe('ended')
})
