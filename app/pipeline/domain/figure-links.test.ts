import { expect, test } from 'vitest'
import { openAt } from './figure-links'

const of2020 = openAt({ asOf: '2021-05-31', signedFrom: '2020-01-01', signedTo: '2020-12-31' })

test('a list is cut to what its period has in common with the page’s', () => {
  expect(of2020({ signedFrom: '2020-07-01', signedTo: '2021-06-30' })).toContain(
    'signedFrom=2020-07-01&signedTo=2020-12-31',
  )
})

test('where the two periods have no day in common there is no list', () => {
  expect(of2020({ signedFrom: '2021-01-01', signedTo: '2021-05-31' })).toBeUndefined()
  expect(openAt({ asOf: '2027-01-31', signedFrom: '2026-01-01' })({ signedTo: '2025-12-31' })).toBeUndefined()
})
