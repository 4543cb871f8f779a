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
  ['P@ssw0rd2026', ['common']],
  ['@Dmin123456', ['common']],
  ['Abc-19871203', ['common']],
  ['1qaz@WSX3edc', ['common']],
  ['Woaini1314!', ['common']],
  ['Aa1!Aa1!Aa1!', ['common']],
  ['Passwort-Haus7', []],
  ['Qingzhou!83fen', []],
  [`Aa1${'x'.repeat(126)}`, ['tooLong']],
])('the password %j has the faults %j', (password, codes) => {
  expect(passwordFaults(password, 'officer').map((fault) => fault.code)).toEqual(codes)
})
