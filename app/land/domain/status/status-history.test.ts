import { expect, test } from 'vitest'
import type { PlotStatus } from './status'
import { countsFrom, standingStatuses, statusFaults, type StatusChange } from './status-history'

const TODAY = '2025-06-01'

const change = (
  seq: number,
  status: PlotStatus,
  from: string | null,
  over: Partial<StatusChange> = {},
): StatusChange => ({
  id: `c${seq}`,
  seq,
  status,
  from,
  recordedOn: '2025-05-01',
  supersedesId: null,
  withdrawn: false,
  place: null,
  ...over,
})

const planned = change(1, 'planned', null)
const approved = change(2, 'approvedNotAcquired', '2024-03-01')
const acquired = change(3, 'acquiredNotSupplied', '2025-01-15')
const history = [planned, approved, acquired]

test('a change put right stands where the mistaken one stood, a withdrawn one nowhere', () => {
  const better = change(4, 'approvedNotAcquired', '2024-04-01', { supersedesId: 'c2', place: 2 })
  expect(standingStatuses([...history, better]).map(({ id }) => id)).toEqual(['c1', 'c4', 'c3'])
  const again = change(5, 'approvedNotAcquired', '2024-05-01', { supersedesId: 'c4', place: 2, withdrawn: true })
  expect(standingStatuses([...history, better, again]).map(({ id }) => id)).toEqual(['c1', 'c3'])
})

test('a first status without a day counts from ever, a later one from its recording', () => {
  const later = change(4, 'suppliedNotUsed', null)
  const standing = [...history, later]
  expect([countsFrom(planned, standing), countsFrom(later, standing)]).toEqual([null, '2025-05-01'])
})

test.each<[string, PlotStatus, string, StatusChange | null, string[]]>([
  ['follows the last', 'suppliedNotUsed', '2025-02-01', null, []],
  ['on the same day', 'suppliedNotUsed', '2025-01-15', null, []],
  ['before the last', 'suppliedNotUsed', '2025-01-14', null, ['order']],
  ['on a day to come', 'suppliedNotUsed', '2025-06-02', null, ['future']],
  ['that changes nothing', 'acquiredNotSupplied', '2025-02-01', null, ['same']],
  ['put right between its neighbours', 'approvedNotAcquired', '2025-01-15', approved, []],
  ['put right after the next', 'approvedNotAcquired', '2025-01-16', approved, ['order']],
  ['put right to what the next says', 'acquiredNotSupplied', '2024-03-01', approved, ['same']],
  ['the first, put right', 'planned', '2020-01-01', planned, []],
])('a status %s', (_, status, on, of, codes) => {
  expect(statusFaults(history, { status, on, change: of }, TODAY).map(({ code }) => code)).toEqual(codes)
})
