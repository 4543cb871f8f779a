import { expect, test } from 'vitest'
import { passwordFaults } from './password'

test.each([
  ['Spring2026!', []],
  ['spring-2026', []],
  ['招商引资Zhaoshang1', []],
  ['Short1!', ['tooShort']],
  ['alllowercase', ['tooSimple']],
  ['lower12345', ['tooSimple']],
  ['Officer-2026', ['containsLogin']],
  [`Aa1${'x'.repeat(126)}`, ['tooLong']],
])('the password %j has the faults %j', (password, codes) => {
  expect(passwordFaults(password, 'officer').map((fault) => fault.code)).toEqual(codes)
})
