import { expect, test } from 'vitest'
import { boundedForm, boundedJson, checkAddress } from './bounds'

const FORM = 'application/x-www-form-urlencoded;charset=UTF-8'
const form = (text: string) => Object.fromEntries(new URLSearchParams(boundedForm(Buffer.from(text), FORM)))

test('a form within its bounds is read as it was sent', () => {
  expect(form('name=%E7%94%B2+%E4%B9%99&plus=1%2B1&a.b=2')).toEqual({ name: '甲 乙', plus: '1+1', 'a.b': '2' })
  expect(boundedForm(Buffer.alloc(0), '')).toBe('')
})

test.each([
  ['too many fields', '&'.repeat(1000), 'tooLarge'],
  ['a long name', 'a'.repeat(2001), 'invalid'],
  ['a deep name', 'a.b.c.d.e.f.g.h.i=1', 'invalid'],
  ['a high index', 'days.1000=1', 'invalid'],
  ['a zero byte', 'a=%00', 'invalid'],
])('a form with %s is refused', (_, text, code) => {
  expect(() => form(text)).toThrow(expect.objectContaining({ code }) as Error)
})

test('JSON within its bounds is left as it is, whatever its strings hold', () => {
  const texts = ['{"a":[1,2,{"b":"[[[{{{,,,\\"[["}]}', '"\\\\"', '', 'no JSON']
  expect(texts.map((text) => boundedJson(Buffer.from(text)))).toEqual(texts)
  expect(boundedJson(Buffer.from(`{"content":"${'字'.repeat(5000)}"}`))).toHaveLength(5014)
})

test.each([
  ['too many members', `[${'0,'.repeat(1000)}0]`, 'tooLarge'],
  ['deep nesting', '['.repeat(21), 'invalid'],
  ['a long name', `{"${'a'.repeat(2001)}" : 1}`, 'invalid'],
])('JSON with %s is refused', (_, text, code) => {
  expect(() => boundedJson(Buffer.from(text))).toThrow(expect.objectContaining({ code }) as Error)
})

test('an address of many conditions is taken, of too many refused', () => {
  expect(() => checkAddress(`http://a/projects?${'stage=signed&'.repeat(299)}`)).not.toThrow()
  expect(() => checkAddress(`http://a/projects?${'a=1&'.repeat(300)}`)).toThrow('网址太长或条件太多')
  expect(() => checkAddress(`http://a/${'x'.repeat(8000)}`)).toThrow('网址太长或条件太多')
})
