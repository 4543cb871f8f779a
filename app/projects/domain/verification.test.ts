import { expect, test } from 'vitest'
import { othersToVerify } from './verification'

const verifiers = [
  { id: 'a', name: '陆安' },
  { id: 'b', name: '温行' },
]

test('whoever recorded a stage leaves it to the others of the unit who may verify', () => {
  expect(othersToVerify('a', 'a', { ownRecords: 'others', verifiers })).toEqual(['温行'])
})

test('somebody else may', () => {
  expect(othersToVerify('a', 'b', { ownRecords: 'others', verifiers })).toEqual([])
})

test('where nobody else of the unit may, and where the setting lets them, they verify their own', () => {
  expect(othersToVerify('a', 'a', { ownRecords: 'others', verifiers: verifiers.slice(0, 1) })).toEqual([])
  expect(othersToVerify('a', 'a', { ownRecords: 'anyone', verifiers })).toEqual([])
})

test('the system records and verifies what it is told to', () => {
  expect(othersToVerify(null, null, { ownRecords: 'others', verifiers })).toEqual([])
})
