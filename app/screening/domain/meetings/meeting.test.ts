import { expect, test } from 'vitest'
import { parseInput } from '~/shared/input'
import { refusal } from '~test/refusal'
import { decisionInput, levelFault, meetingInput, quorumFault, quorumNeeded } from './meeting'

const paths = async (parse: () => unknown) =>
  (await refusal(Promise.resolve().then(parse))).errors.map(({ path }) => path)

test.each([
  [1, 1, 1],
  [2, 2, 2],
  [3, 2, 2],
  [9, 6, 5],
  [10, 7, 6],
])('of %i members two thirds are %i, more than half %i', (members, twoThirds, majority) => {
  expect(quorumNeeded(members, 'twoThirds')).toBe(twoThirds)
  expect(quorumNeeded(members, 'majority')).toBe(majority)
})

test('who has no vote does not count for the quorum, and without members nothing is decided', () => {
  const members = ['甲', '乙', '丙']
  expect(quorumFault({ members, attended: ['甲', '丁', '戊'] }, 'twoThirds')).toBe(
    '应到 3 人，实到 1 人，不足法定人数 2 人',
  )
  expect(quorumFault({ members, attended: ['甲', '丙'] }, 'twoThirds')).toBeNull()
  expect(quorumFault({ members: [], attended: ['甲'] }, 'twoThirds')).not.toBeNull()
})

test('the park decides below the amount, the county from it on and where it is unknown', () => {
  expect(levelFault('park', '9999.99', 10_000)).toBeNull()
  expect(levelFault('park', 10_000, 10_000)).not.toBeNull()
  expect(levelFault('park', null, 10_000)).not.toBeNull()
  expect(levelFault('county', 500, 10_000)).toBeNull()
})

test.each([
  ['passed', null, null, []],
  ['passed', null, '两个月内签约', ['conditions']],
  ['passedWithConditions', null, null, ['conditions']],
  ['passedWithConditions', null, '两个月内签约', []],
  ['deferred', null, null, ['note']],
  ['rejected', '能耗超标', null, []],
])('decision %s with note %s and conditions %s lacks %j', async (decision, note, conditions, lacks) => {
  const given = { decision, note, conditions }
  if (lacks.length === 0) expect(decisionInput.parse(given).decision).toBe(decision)
  else expect(await paths(() => parseInput(decisionInput, given))).toEqual(lacks)
})

test('a meeting of a park names the park, and people are read as they are written', async () => {
  const meeting = { name: '第 3 次招委会', level: 'county', heldOn: '2026-03-05', members: '甲、乙，丙 甲' }
  expect(parseInput(meetingInput, meeting)).toMatchObject({ members: ['甲', '乙', '丙'], attended: [] })
  expect(await paths(() => parseInput(meetingInput, { ...meeting, level: 'park' }))).toEqual(['parkId'])
})
