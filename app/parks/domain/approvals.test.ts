import { expect, test } from 'vitest'
import { approvalInput, approvalState } from './approvals'

test.each([
  [null, 'valid'],
  ['2021-05-31', 'ended'],
  ['2021-06-01', 'ending'],
  ['2021-11-28', 'ending'],
  ['2021-11-29', 'valid'],
])('an approval until %s is %s on 1 June 2021', (validTo, state) => {
  expect(approvalState(validTo, '2021-06-01')).toBe(state)
})

test('an approval does not end before it was given', () => {
  const given = { kind: 'planning', document: '皖政〔2020〕1号', approvedOn: '2020-05-01' }
  expect(approvalInput.safeParse({ ...given, validTo: '2020-04-30' }).error?.issues[0]?.path).toEqual(['validTo'])
  expect(approvalInput.parse(given).validTo).toBeNull()
})
