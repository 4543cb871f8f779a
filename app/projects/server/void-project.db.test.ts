import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { aContext, aUnit, NOW, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { refusal } from '~test/refusal'
import { projectFilter } from '../domain/filter'
import { stageEventInput, type ProjectFormValues } from '../domain/input'
import { editProject } from './edit'
import { getInvestor } from './get-investor'
import { listProjects } from './list'
import { staleMilestones } from './milestones'
import { readProject } from './read'
import { projectChanges, projectRecord } from './record'
import { recordStage } from './record-stage'
import { registerProject } from './register'
import { unitProjects } from './unit-projects'
import { restoreProject, voidProject } from './void-project'

useDatabase()
let town: { id: string }
let officer: RequestContext
let colleague: RequestContext
let stranger: RequestContext
let bureau: RequestContext

beforeAll(async () => {
  town = await aUnit()
  officer = await aContext('officer', { unitId: town.id })
  stranger = await aContext('officer')
  bureau = await aContext('bureau')
  colleague = await aContext('leader')
})

const lead = async (over: Partial<ProjectFormValues> = {}) =>
  (await registerProject(officer, projectOf(town.id, over), { distinct: true })).id

async function signed(): Promise<string> {
  const projectId = await lead()
  const event = { stage: 'signed', occurred: '2021-03-15', waiverReason: '历史遗留', waiverBy: '分管领导' }
  await recordStage(bureau, { projectId, event: stageEventInput.parse(event) })
  return projectId
}

const reason = '与另一个项目重复登记'
const listed = async (context: RequestContext, asked: object = {}) =>
  (await listProjects(context, { filter: projectFilter.parse(asked), sort: '-updatedAt', limit: 200 })).items.map(
    ({ id }) => id,
  )

test('a 作废 project is in no list but that of 作废, and its record says who, when and why', async () => {
  const id = await lead()
  await voidProject(officer, { projectId: id, reason })
  expect(await listed(officer)).not.toContain(id)
  expect(await listed(officer, { q: (await database().project.findUniqueOrThrow({ where: { id } })).name })).toEqual([])
  expect(await listed(officer, { voided: '1' })).toContain(id)
  expect(await listed(bureau, { voided: '1' })).toContain(id)
  const record = await projectRecord(colleague, id)
  expect(record.voided).toEqual({ at: NOW, byName: officer.actor.name, reason })
  expect((await readProject(officer, id)).voided).toMatchObject({ byName: officer.actor.name, reason })
  expect((await projectChanges(officer, id))[0]).toMatchObject({ title: '作废项目', after: { reason } })
})

test('nothing changes it until it is restored', async () => {
  const id = await lead()
  await voidProject(officer, { projectId: id, reason })
  const record = await projectRecord(officer, id)
  const { restore, ...others } = record.may
  expect(Object.values(others).every((may) => !may)).toBe(true)
  expect(restore).toBe(true)
  const edit = editProject(officer, { id, version: record.version, input: projectOf(town.id) })
  expect(await refusal(edit)).toMatchObject({ code: 'conflict', userMessage: '这个项目已作废，恢复后才能办理' })
  expect((await refusal(voidProject(officer, { projectId: id, reason }))).code).toBe('conflict')
})

test('restored it is where it was, and both acts stay to be read', async () => {
  const id = await signed()
  await voidProject(bureau, { projectId: id, reason })
  await restoreProject(bureau, { projectId: id, reason: '确是真实项目' })
  expect(await listed(bureau, { stage: 'signed' })).toContain(id)
  expect((await projectRecord(bureau, id)).voided).toBeNull()
  expect((await readProject(bureau, id)).voided).toBeNull()
  expect(await database().projectVoid.count({ where: { projectId: id } })).toBe(2)
  expect((await refusal(restoreProject(bureau, { projectId: id, reason }))).code).toBe('conflict')
  expect(await staleMilestones(database())).toEqual([])
})

test('its holder may before the signing, then only the bureau; others never', async () => {
  const [early, late] = [await lead(), await signed()]
  expect((await refusal(voidProject(stranger, { projectId: early, reason }))).status).toBe(404)
  expect((await refusal(voidProject(colleague, { projectId: early, reason }))).status).toBe(403)
  expect((await refusal(voidProject(officer, { projectId: late, reason }))).status).toBe(403)
  await voidProject(officer, { projectId: early, reason })
  await voidProject(bureau, { projectId: late, reason })
  expect((await refusal(restoreProject(officer, { projectId: late, reason }))).status).toBe(403)
  await restoreProject(officer, { projectId: early, reason })
})

test('both need a reason', async () => {
  const id = await lead()
  expect((await refusal(voidProject(officer, { projectId: id, reason: '  ' }))).errors[0]?.path).toBe('reason')
  await voidProject(officer, { projectId: id, reason })
  expect((await refusal(restoreProject(officer, { projectId: id, reason: '' }))).errors[0]?.path).toBe('reason')
})

test('two who do it at once: one does, the other is told', async () => {
  const id = await lead()
  const done = await Promise.allSettled([
    voidProject(officer, { projectId: id, reason }),
    voidProject(bureau, { projectId: id, reason }),
  ])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await database().projectVoid.count({ where: { projectId: id } })).toBe(1)
})

test('units and companies count it no more', async () => {
  const unit = await aUnit()
  const own = await aContext('officer', { unitId: unit.id })
  const { id } = await registerProject(own, projectOf(unit.id))
  const { investorId } = await database().project.findUniqueOrThrow({ where: { id } })
  const count = async () => (await unitProjects.count(database(), [unit.id])).get(unit.id) ?? 0
  expect(await count()).toBe(1)
  await voidProject(own, { projectId: id, reason })
  expect(await count()).toBe(0)
  expect((await refusal(getInvestor(own, investorId!))).status).toBe(404)
})

test('who registers the like of it is told that it is 作废, and another unit nothing at all', async () => {
  const twin = { name: '年产八万套阀门项目', investorName: '湖州作废阀门有限公司' }
  const id = await lead(twin)
  await voidProject(officer, { projectId: id, reason })
  const told = await refusal(registerProject(officer, projectOf(town.id, twin)))
  expect(told).toMatchObject({ code: 'taken', detail: { alike: [{ id, voided: true }] } })
  expect(told.errors[0]?.message).toBe('与已作废的“年产八万套阀门项目”投资方与项目名称相同')
  await expect(registerProject(stranger, projectOf(stranger.actor.unitId!, twin))).resolves.toHaveProperty('id')
})

test('its code is free for another project, and then it cannot be restored under it', async () => {
  const id = await lead({ code: 'ZF-2021-001' })
  await voidProject(officer, { projectId: id, reason })
  await lead({ code: 'ZF-2021-001' })
  expect((await refusal(restoreProject(officer, { projectId: id, reason }))).errors[0]).toMatchObject({
    path: 'code',
    message: '这个项目编号已被另一个项目使用',
  })
})
