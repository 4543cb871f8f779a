import { beforeEach, expect, test } from 'vitest'
import { ROLES, SYSTEM_ACTOR, type Actor, type RoleId } from './actor'
import { actionRules, allActions, can, rolesAllowed, type Action, type ActionRules } from './can'

const actor = (role: RoleId): Actor => ({
  userId: 'x',
  login: role,
  name: role,
  unitId: 'u1',
  teamIds: [],
  roles: [role],
})

const here: ActionRules = { 'plot.read': { roles: ['land', 'leader'] } }
const there: ActionRules = {
  'plot.hold': { roles: ['land'], decide: (_, subject: { free: boolean }) => subject.free },
}

/** Actions of rooms that exist in this test alone. */
const ask = (role: RoleId, action: string, subject?: { free: boolean }) =>
  can(actor(role), action as Action, subject as never)

beforeEach(() => actionRules.install([here, there]))

test('whoever has a role of the action may do it, and nobody else', () => {
  expect(ROLES.filter((role) => ask(role, 'plot.read'))).toEqual(['land', 'leader'])
  expect(rolesAllowed('plot.hold' as Action)).toEqual(['land'])
  expect(allActions()).toEqual(['plot.read', 'plot.hold'])
})

test('the rule of its room decides for one subject, once the role allows it', () => {
  expect(ask('land', 'plot.hold')).toBe(true)
  expect(ask('land', 'plot.hold', { free: true })).toBe(true)
  expect(ask('land', 'plot.hold', { free: false })).toBe(false)
  expect(ask('leader', 'plot.hold', { free: true })).toBe(false)
  expect(can(SYSTEM_ACTOR, 'plot.hold' as Action, { free: false } as never)).toBe(true)
})

test('an action that no room knows, and a subject that no rule takes, are mistakes of the program', () => {
  expect(() => ask('land', 'plot.sell')).toThrow('plot.sell')
  expect(() => ask('land', 'toString')).toThrow('toString')
  expect(() => ask('land', 'plot.read', { free: true })).toThrow('plot.read')
})
