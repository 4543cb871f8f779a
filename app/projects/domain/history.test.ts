import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inMonth, onDay, UNKNOWN_DAY, type DayRange } from '~/shared/day'
import { historyOf, stageCache, standing, type StageFact } from './history'
import { PATH, rankOf, STAGES, type Stage } from './stages'

let seq = 0
const RECORDED = new Date('2021-06-01T02:00:00Z')

function event(stage: Stage, occurred: DayRange = UNKNOWN_DAY, extra: Partial<StageFact> = {}): StageFact {
  seq += 1
  return {
    id: `e${seq}`,
    seq,
    stage,
    occurred,
    statedOn: null,
    recordedAt: RECORDED,
    supersedesId: null,
    ...extra,
  }
}

test('a later stage counts for the stages before it', () => {
  const history = historyOf([event('started', onDay('2020-07-01'))])
  expect(history?.stage).toBe('started')
  expect(history?.reached.signed?.from).toBe('2020-07-01')
})

test('the cache gives a day that nobody knows no last day, though the project counts from one', () => {
  const signed = event('signed', onDay('2020-03-01'))
  expect(stageCache([signed, event('started')])).toMatchObject({
    signedTo: '2020-03-01',
    startedFrom: '2021-06-01',
    startedTo: null,
  })
  expect(stageCache([signed, event('started'), event('completed', onDay('2020-09-01'))])).toMatchObject({
    startedFrom: '2020-09-01',
    startedTo: null,
  })
  expect(stageCache([event('completed', onDay('2020-09-01'))])).toMatchObject({
    startedFrom: '2020-09-01',
    startedTo: '2020-09-01',
  })
})

test('a month counts from its first possible day', () => {
  const events = [event('signed', inMonth(2020, 5))]
  expect(historyOf(events, { asOf: '2020-04-30' })).toBeNull()
  expect(historyOf(events, { asOf: '2020-05-01' })?.stage).toBe('signed')
})

test('an unknown day counts from the earliest later event, else 填表日期, else the recording', () => {
  const supplied = event('landSupplied', UNKNOWN_DAY, { statedOn: '2021-05-20' })
  const signed = event('signed', onDay('2020-03-01'))
  expect(historyOf([signed, supplied], { asOf: '2021-05-19' })?.stage).toBe('signed')
  expect(historyOf([signed, supplied], { asOf: '2021-05-20' })?.stage).toBe('landSupplied')
  const started = event('started', onDay('2020-08-01'))
  expect(historyOf([signed, supplied, started])?.reached.landSupplied?.saidOn).toBe('2020-08-01')
  const bare = event('landSupplied')
  expect(historyOf([signed, bare], { asOf: '2021-05-31' })?.stage).toBe('signed')
  expect(historyOf([signed, bare], { asOf: '2021-06-01' })?.stage).toBe('landSupplied')
})

test('a superseded event no longer counts, unless the correction was not known yet', () => {
  const wrong = event('started', onDay('2020-07-01'))
  const right = event('withdrawn', UNKNOWN_DAY, {
    supersedesId: wrong.id,
    recordedAt: new Date('2021-07-01T02:00:00Z'),
  })
  const signed = event('signed', onDay('2020-03-01'))
  expect(historyOf([signed, wrong, right])?.stage).toBe('signed')
  expect(historyOf([signed, wrong, right], { knownOn: '2021-06-30' })?.stage).toBe('started')
})

test('a recording after Shanghai midnight is known from the next business day', () => {
  const signed = event('signed', onDay('2020-03-01'), { recordedAt: new Date('2021-06-01T16:30:00Z') })
  expect(historyOf([signed], { knownOn: '2021-06-01' })).toBeNull()
  expect(historyOf([signed], { knownOn: '2021-06-02' })?.stage).toBe('signed')
})

test('a suspended project rests until it is resumed', () => {
  const signed = event('signed', onDay('2020-03-01'))
  const rest = event('suspended', onDay('2020-05-01'))
  const goOn = event('resumed', onDay('2020-09-01'))
  expect(historyOf([signed, rest, goOn], { asOf: '2020-08-31' })?.status).toBe('suspended')
  expect(historyOf([signed, rest, goOn])?.status).toBe('active')
})

test("the cached signing day is the signing event's own, even when a start is dated before it", () => {
  const cache = stageCache([event('signed', onDay('2020-05-10')), event('started', onDay('2020-04-01'))])
  expect(cache.signedFrom).toBe('2020-05-10')
  expect(cache.startedFrom).toBe('2020-04-01')
})

test('of two signings that may be of one day the more exactly dated is kept, in whatever order they are read', () => {
  const events = [event('signed', inMonth(2020, 11)), event('signed', onDay('2020-11-01'))]
  expect(stageCache(events).signedTo).toBe('2020-11-01')
  expect(stageCache(events.toReversed()).signedTo).toBe('2020-11-01')
})

const dayRange = fc.oneof(
  fc.integer({ min: 0, max: 1500 }).map((n) => onDay(new Date(Date.UTC(2019, 0, 1 + n)).toISOString().slice(0, 10))),
  fc.tuple(fc.integer({ min: 2019, max: 2022 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => inMonth(y, m)),
  fc.constant(UNKNOWN_DAY),
)
const histories = fc
  .array(fc.tuple(fc.constantFrom(...STAGES.filter((s) => s !== 'withdrawn')), dayRange), { maxLength: 12 })
  .map((list) => list.map(([stage, occurred]) => event(stage, occurred)))

test('the stages reached are the path up to the current one, and time never takes one back', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const early = historyOf(events, { asOf: '2020-06-30' })
      const late = historyOf(events, { asOf: '2021-06-30' })
      if (!late) return early === null
      expect(Object.keys(late.reached)).toEqual(PATH.slice(0, rankOf(late.stage) + 1))
      return !early || rankOf(early.stage) <= rankOf(late.stage)
    }),
  )
})

test('the order in which events are read does not matter', () => {
  fc.assert(
    fc.property(histories, (events) => {
      expect(stageCache(events.toReversed())).toEqual(stageCache(events))
    }),
  )
})

test('withdrawing every event leaves nothing standing', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const withdrawals = events.map((each) => event('withdrawn', UNKNOWN_DAY, { supersedesId: each.id }))
      return standing([...events, ...withdrawals]).length === 0
    }),
  )
})
