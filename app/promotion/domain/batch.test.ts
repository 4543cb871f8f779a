import { describe, expect, test } from 'vitest'
import { addDays } from '~/shared/day'
import { batchDeadline, batchInput, deadlineWords, joinBatchInput, leaveBatchInput, memberState } from './batch'
import { eventInput, joinEventInput } from './event'

describe('the deadline of a batch', () => {
  test.each([
    ['2021-03-28', '2021-09-28', 'half a year is six calendar months, not 180 days'],
    ['2021-08-31', '2022-02-28', 'from 31 August it is cut to the end of February'],
    ['2023-08-31', '2024-02-29', 'which in a leap year is the 29th'],
    ['2024-02-29', '2024-08-29', 'a leap day keeps its date'],
    ['2021-10-31', '2022-04-30', 'a month of thirty days ends on its thirtieth'],
    ['2021-12-31', '2022-06-30', 'the turn of the year is no edge'],
    ['2021-06-30', '2021-12-30', 'a month’s last day does not become another month’s last day'],
  ])('%s gives %s: %s', (heldOn, deadline) => {
    expect(batchDeadline(heldOn)).toBe(deadline)
  })

  test('a place may give more or fewer months', () => {
    expect(batchDeadline('2021-11-30', 3)).toBe('2022-02-28')
  })

  test('on the day itself nothing is overdue, on the next day everything that has not started is', () => {
    const deadline = batchDeadline('2021-08-31')
    const member = { part: 'signed', stage: 'landSupplied', status: 'active' } as const
    expect(memberState(member, deadline, deadline)).toBe('waiting')
    expect(memberState(member, deadline, addDays(deadline, 1))).toBe('overdue')
    expect(memberState({ ...member, status: 'suspended' }, deadline, addDays(deadline, 1))).toBe('overdue')
    expect(memberState({ ...member, stage: 'started' }, deadline, addDays(deadline, 1))).toBe('done')
    expect(memberState({ ...member, stage: 'producing', status: 'ended' }, deadline, addDays(deadline, 1))).toBe('done')
    expect(memberState({ ...member, status: 'ended' }, deadline, addDays(deadline, 1))).toBe('ended')
  })

  test('projects shown as started or producing have no deadline, only what they were shown as', () => {
    const late = { stage: 'signed', status: 'active' } as const
    expect(memberState({ ...late, part: 'started' }, '2021-06-30', '2022-01-01')).toBe('waiting')
    expect(memberState({ part: 'started', stage: 'completed', status: 'active' }, '2021-06-30', '2022-01-01')).toBe(
      'done',
    )
    expect(memberState({ part: 'producing', stage: 'completed', status: 'active' }, '2021-06-30', '2022-01-01')).toBe(
      'waiting',
    )
    expect(memberState({ part: 'producing', stage: 'onTarget', status: 'active' }, '2021-06-30', '2022-01-01')).toBe(
      'done',
    )
  })

  test('it is said in days', () => {
    expect(deadlineWords('2021-09-28', '2021-09-28')).toBe('今天到期')
    expect(deadlineWords('2021-09-28', '2021-09-01')).toBe('还有 27 天')
    expect(deadlineWords('2021-09-28', '2021-10-01')).toBe('已过 3 天')
  })
})

const messages = (result: { success: boolean; error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  result.error?.issues.map(({ path, message }) => [path.join('.'), message])

describe('what forms may say', () => {
  test('a batch has a name and a real day; its deadline may be left to the rule, but not lie before the day', () => {
    expect(batchInput.parse({ name: ' 2021年 三个一批 ', heldOn: '2021-03-28', deadlineOn: '', note: null })).toEqual({
      name: '2021年 三个一批',
      heldOn: '2021-03-28',
      deadlineOn: null,
      note: null,
    })
    expect(messages(batchInput.safeParse({ name: '', heldOn: '2021-02-30' }))!.map(([path]) => path)).toEqual([
      'name',
      'heldOn',
    ])
    expect(messages(batchInput.safeParse({ name: '春季', heldOn: '2021-03-28', deadlineOn: '2021-03-27' }))).toEqual([
      ['deadlineOn', '期限不能早于举行日期'],
    ])
  })

  test('an event without a last day took one day', () => {
    const event = eventInput.parse({ name: '秋季签约大会', kind: '签约大会', heldFrom: '2021-09-08' })
    expect([event.heldFrom, event.heldTo, event.place]).toEqual(['2021-09-08', '2021-09-08', null])
    expect(
      messages(
        eventInput.safeParse({ name: '秋季签约大会', kind: '展会', heldFrom: '2021-09-08', heldTo: '2021-09-07' }),
      ),
    ).toEqual([['heldTo', '结束日期不能早于开始日期']])
  })

  test('one box ticked or several, each project once', () => {
    const id = '00000000-0000-7000-8000-000000000001'
    expect(joinBatchInput.parse({ part: 'signed', projectIds: id }).projectIds).toEqual([id])
    expect(joinBatchInput.parse({ part: 'signed', projectIds: [id, id] }).projectIds).toEqual([id])
    expect(messages(joinBatchInput.safeParse({ part: 'signed' }))).toEqual([['projectIds', '请勾选项目']])
    expect(leaveBatchInput.parse({ members: `signed:${id}` }).members).toEqual([{ part: 'signed', projectId: id }])
    expect(joinEventInput.parse({ outcome: 'met', members: [`${id}:${id}`, id] }).members).toEqual([
      { projectId: id, phaseId: id },
      { projectId: id, phaseId: null },
    ])
  })
})
