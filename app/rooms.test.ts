import { expect, test } from 'vitest'
import { brought, rooms } from './rooms'

const twice = (names: string[]) => names.filter((name, at) => names.indexOf(name) !== at)

test('each room has a name of its own, and no two declare the same action or word', () => {
  expect(twice(rooms.map(({ name }) => name))).toEqual([])
  expect(twice(brought('actions').flatMap((rules) => Object.keys(rules)))).toEqual([])
  expect(twice(brought('audit').flatMap(({ actions }) => Object.keys(actions)))).toEqual([])
  expect(twice(brought('audit').flatMap(({ subjects }) => Object.keys(subjects)))).toEqual([])
})
