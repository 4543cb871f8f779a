import { expect, test } from 'vitest'
import { differences, withPicks } from './versions'

const base = { name: '连接器项目', investmentWan: '1200', sponsor: '王一', rents: false }

test('a field that only the other side changed is taken from there', () => {
  const found = differences(base, base, { ...base, sponsor: '李二' })
  expect(found).toEqual([
    { field: 'sponsor', base: '王一', mine: '王一', theirs: '李二', take: 'theirs', conflict: false },
  ])
})

test('a field that only I changed stays mine', () => {
  const [found] = differences(base, { ...base, name: '连接器二期' }, base)
  expect(found).toMatchObject({ field: 'name', take: 'mine', conflict: false })
})

test('a field that both changed is a conflict and stays mine until somebody picks', () => {
  const [found] = differences(base, { ...base, sponsor: '张三' }, { ...base, sponsor: '李二' })
  expect(found).toMatchObject({ take: 'mine', conflict: true })
})

test('another way of writing the same value is no difference', () => {
  const typed = { name: ' 连接器项目 ', investmentWan: '1,200.00', sponsor: '王一', rents: '' }
  expect(differences(base, typed, base)).toEqual([])
  expect(differences({ rents: true }, { rents: 'on' }, { rents: true })).toEqual([])
})

test('picks of a form without JavaScript take the named fields from the other side and keep the rest', () => {
  const stored = { version: 3, values: { name: '乙', sponsor: '李二' } }
  const typed = { name: '甲', sponsor: '张三', version: '3', picks: 'true', take: { sponsor: 'theirs', name: 'mine' } }
  expect(withPicks(typed, stored)).toEqual({ name: '甲', sponsor: '李二', version: '3' })
  expect(withPicks({ ...typed, version: '2' }, stored)).toMatchObject({ sponsor: '张三' })
})

test('fields within fields are compared and picked by their paths', () => {
  const was = { energy: { electricity: '5', rawCoal: '' }, vetoes: {}, sets: ['a', 'b'] }
  const mine = { energy: { electricity: '6', rawCoal: null }, vetoes: { dishonest: 'no' }, sets: ['a', 'b'] }
  const theirs = { energy: { electricity: '5', rawCoal: '70' }, vetoes: {}, sets: ['a'] }
  expect(differences(was, mine, theirs).map(({ field, take }) => [field, take])).toEqual([
    ['energy.electricity', 'mine'],
    ['energy.rawCoal', 'theirs'],
    ['sets', 'theirs'],
    ['vetoes.dishonest', 'mine'],
  ])
  const picked = { ...mine, version: '4', picks: 'true', take: { energy: { rawCoal: 'theirs' }, sets: 'theirs' } }
  expect(withPicks(picked, { version: 4, values: theirs })).toEqual({
    ...mine,
    version: '4',
    energy: { electricity: '6', rawCoal: '70' },
    sets: ['a'],
  })
})
