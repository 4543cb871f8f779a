import { expect, test } from 'vitest'
import { installRooms } from '~/rooms'
import type { Actor, RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { seesProject, type ProjectSubject } from './visibility'

installRooms()

function actor(role: RoleId, unitId = 'u1', teamIds: string[] = []): Actor {
  return { userId: 'x', login: role, name: role, unitId, teamIds, roles: [role] }
}

const lead: ProjectSubject = {
  unitId: 'u1',
  teamId: null,
  introducedById: null,
  landedAtId: 'u9',
  parkUnitId: 'u8',
  signed: false,
  confidential: false,
  asked: [],
}

test('an unsigned lead is seen by its own unit and team, the bureau, leaders and the auditor alone', () => {
  expect(seesProject(actor('officer', 'u1'), lead)).toBe(true)
  expect(seesProject(actor('officer', 'u2'), lead)).toBe(false)
  expect(seesProject(actor('officer', 'u2', ['t1']), { ...lead, teamId: 't1' })).toBe(true)
  expect(seesProject(actor('officer', 'u9'), lead)).toBe(false)
  for (const role of ['bureau', 'leader', 'auditor'] as const) expect(seesProject(actor(role, 'u2'), lead)).toBe(true)
  for (const role of ['park', 'land', 'reviewer', 'inspector', 'sysadmin', 'secadmin'] as const) {
    expect(seesProject(actor(role, 'u2'), lead)).toBe(false)
  }
})

test('a signed project is seen by all business roles, unless 保密', () => {
  const signed = { ...lead, signed: true }
  expect(seesProject(actor('land', 'u2'), signed)).toBe(true)
  expect(seesProject(actor('land', 'u2'), { ...signed, confidential: true })).toBe(false)
  expect(seesProject(actor('leader', 'u2'), { ...signed, confidential: true })).toBe(true)
  expect(seesProject(actor('sysadmin', 'u1'), signed)).toBe(false)
})

test('whoever was asked about a lead sees it, 保密 or not, and changes nothing for that', () => {
  const asked = { ...lead, confidential: true, asked: [{ unitId: 'u5' }, { role: 'land' as const }] }
  expect(
    [actor('park', 'u5'), actor('reviewer', 'u5'), actor('land', 'u2')].map((one) => seesProject(one, asked)),
  ).toEqual([true, true, true])
  expect([actor('park', 'u6'), actor('sysadmin', 'u5')].map((one) => seesProject(one, asked))).toEqual([false, false])
  expect(can(actor('park', 'u5'), 'project.edit', asked)).toBe(false)
  expect(can(actor('park', 'u5'), 'stage.record', asked)).toBe(false)
})

test('responsibility passes to the landing unit and the park at signing', () => {
  const signed = { ...lead, signed: true }
  expect(can(actor('park', 'u8'), 'stage.record', signed)).toBe(true)
  expect(can(actor('officer', 'u9'), 'project.edit', signed)).toBe(true)
  expect(can(actor('officer', 'u9'), 'project.edit', lead)).toBe(false)
  expect(can(actor('officer', 'u2'), 'project.edit', signed)).toBe(false)
})

test('another holder is named by the bureau alone; 保密 and who answers by the bureau and the holding unit', () => {
  const project = { ...lead, teamId: 't1', signed: true }
  const holder = actor('officer', 'u1')
  const others = [actor('officer', 'u9'), actor('park', 'u8'), actor('officer', 'u2', ['t1']), actor('officer', 'u2')]
  for (const action of ['project.handOver', 'project.assign', 'project.conceal'] as const) {
    expect(can(actor('bureau', 'u2'), action, project)).toBe(true)
    expect(can(holder, action, project)).toBe(action !== 'project.handOver')
    for (const other of others) expect(can(other, action, project)).toBe(false)
    for (const role of ['land', 'reviewer', 'inspector', 'leader', 'sysadmin', 'secadmin', 'auditor'] as const) {
      expect(can(actor(role, 'u1'), action, project)).toBe(false)
    }
  }
})

test('leaders read and the three administrators never touch business data', () => {
  for (const role of ['leader', 'sysadmin', 'secadmin', 'auditor'] as const) {
    expect(can(actor(role), 'project.register')).toBe(false)
    expect(can(actor(role), 'stage.record', { ...lead, signed: true })).toBe(false)
    expect(can(actor(role), 'import.run')).toBe(false)
  }
})
