import { expect, test } from 'vitest'
import { ROLES } from '~/auth/domain/actor'
import { refreshMilestones, staleMilestones } from '~/projects/server/milestones'
import { database } from '~/platform/database/client'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, aUser, NOW, rootUnit } from '~test/factories'
import { aPlot } from '~test/plots'
import { belongingsInWords } from '../domain/unit-belongings'
import { confirmUnit } from './confirm-unit'
import { createUnit } from './create-unit'
import { listUnits, unitChoices } from './list-units'
import { mergeUnits } from './merge-units'
import { readUnit } from './read-unit'
import { renameUnit } from './rename-unit'

const { asOwner } = useDatabase()

const refusedAs = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
const pathOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { errors: { path: string }[] }) => error.errors[0]?.path,
  )
const unitById = (id: string) => database().unit.findUniqueOrThrow({ where: { id } })

async function aProject(unitId: string, over: { landedAtId?: string; introducedById?: string } = {}) {
  return database().project.create({ data: { name: '项目', normalizedName: '项目', unitId, ...over } })
}

test('a unit is added under another and stands in the tree', async () => {
  const context = await aContext('bureau')
  const root = await rootUnit()
  const { unitId } = await createUnit(context, { name: '东城街道', kind: 'town', parentId: root.id })
  const { items } = await listUnits(context, { search: '东城' })
  expect(items).toMatchObject([{ id: unitId, depth: 1, confirmed: true, parentId: root.id }])
  expect(await pathOf(createUnit(context, { name: '东城街道', kind: 'town', parentId: root.id }))).toBe('name')
})

test('how many users and projects a unit has is told to who manages units alone', async () => {
  const unit = await aUnit({ name: '南城镇' })
  await aUser({ unitId: unit.id })
  await aProject(unit.id)
  const countsFor = async (role: 'bureau' | 'officer') => {
    const [found] = (await listUnits(await aContext(role), { search: '南城镇' })).items
    return [found!.users, found!.holds.find(({ key }) => key === 'projects')?.count]
  }
  expect([await countsFor('bureau'), await countsFor('officer')]).toEqual([
    [1, 1],
    [0, 0],
  ])
})

test('what goes with a merged unit is told in full, each thing once, and afterwards the other has it', async () => {
  const context = await aContext('bureau')
  const [unit, into] = [await aUnit(), await aUnit()]
  await aUser({ unitId: unit.id })
  await aPark({ unitId: unit.id })
  await database().team.create({ data: { name: '并走的专班', unitId: unit.id, validFrom: NOW } })
  for (const over of [{ unitId: unit.id, landedAtId: unit.id }, { introducedById: unit.id }, {}]) {
    const { id } = await aProject(into.id)
    await database().project.update({ where: { id }, data: over })
  }
  const chain = await database().chain.create({ data: { name: '随单位走的链', unitId: unit.id } })
  const segment = await database().chainSegment.create({
    data: { chainId: chain.id, tier: 'upstream', name: '原料', place: 1 },
  })
  const node = { chainId: chain.id, segmentId: segment.id, name: '节点', place: 1 }
  await database().chainNode.create({ data: { ...node, targets: { create: { name: '目标', unitId: unit.id } } } })
  const plotId = await aPlot(context)
  const task = { kind: 'idle', measure: '招商盘活', openedOn: NOW, dueOn: NOW } as const
  await database().revival.create({ data: { ...task, plotId, unitId: unit.id } })
  const told = async (id: string) => {
    const { users, teams, holds } = await readUnit(context, id)
    return { users, teams, ...Object.fromEntries(holds.map(({ key, count }) => [key, count])) }
  }
  expect(await told(unit.id)).toEqual({
    users: 1,
    teams: 1,
    projects: 1,
    credits: 1,
    parks: 1,
    chainTargets: 1,
    revivals: 1,
  })
  const { version } = await readUnit(context, unit.id)
  await mergeUnits(context, { unitId: unit.id, intoId: into.id, version })
  expect(await told(into.id)).toEqual({
    users: 1,
    teams: 1,
    projects: 3,
    credits: 0,
    parks: 1,
    chainTargets: 1,
    revivals: 1,
  })
  expect(await told(unit.id)).toEqual({
    users: 0,
    teams: 0,
    projects: 0,
    credits: 0,
    parks: 0,
    chainTargets: 0,
    revivals: 0,
  })
})

test('a renamed unit is still found by its former name', async () => {
  const context = await aContext('bureau')
  const unit = await aUnit({ name: '外经贸局' })
  await renameUnit(context, { unitId: unit.id, name: '商务局', version: 1 })
  expect((await listUnits(context, { search: '外经贸' })).items).toMatchObject([
    { name: '商务局', synonyms: ['外经贸局'] },
  ])
  expect(await refusedAs(renameUnit(context, { unitId: unit.id, name: '商务和粮食局', version: 1 }))).toBe('stale')
})

test('a unit that an import met is confirmed with its kind and place, but not below itself', async () => {
  const context = await aContext('bureau')
  const root = await rootUnit()
  const unit = await aUnit({ name: '西城镇', confirmed: false })
  expect((await listUnits(context, { unconfirmed: true })).items.map(({ id }) => id)).toContain(unit.id)
  expect(await pathOf(confirmUnit(context, { unitId: unit.id, kind: 'town', parentId: unit.id }))).toBe('parentId')
  await confirmUnit(context, { unitId: unit.id, kind: 'park', parentId: root.id })
  expect(await unitById(unit.id)).toMatchObject({ confirmed: true, kind: 'park', version: 2 })
})

test('people, parks, projects and lower units of a merged unit go over, and its name stays a synonym', async () => {
  const context = await aContext('bureau')
  const [from, into] = [await aUnit({ name: '镇甲' }), await aUnit({ name: '镇乙' })]
  const user = await aUser({ unitId: from.id })
  const park = await aPark({ unitId: from.id })
  const child = await database().unit.create({ data: { name: '甲之下', kind: 'department', parentId: from.id } })
  const held = await aProject(from.id)
  const landed = await aProject(into.id, { landedAtId: from.id })
  await mergeUnits(context, { unitId: from.id, intoId: into.id, version: 1 })

  expect((await database().user.findUniqueOrThrow({ where: { id: user.id } })).unitId).toBe(into.id)
  expect((await database().park.findUniqueOrThrow({ where: { id: park.id } })).unitId).toBe(into.id)
  expect((await unitById(child.id)).parentId).toBe(into.id)
  expect(await database().project.findUnique({ where: { id: held.id } })).toMatchObject({ unitId: into.id, version: 2 })
  expect(await database().project.findUnique({ where: { id: landed.id } })).toMatchObject({ landedAtId: into.id })
  expect(await unitById(from.id)).toMatchObject({ mergedIntoId: into.id })
  expect((await listUnits(context, { search: '镇甲' })).items.map(({ name }) => name)).toContain('镇乙')
  expect((await unitChoices(context)).map(({ id }) => id)).not.toContain(from.id)
})

test('what is told before a merger is what goes over, to the last', async () => {
  const context = await aContext('bureau')
  const [from, into, other] = [await aUnit(), await aUnit(), await aUnit()]
  await aUser({ unitId: from.id, roles: ['officer', 'park'] })
  const left = await aUser({ unitId: from.id })
  await database().user.update({ where: { id: left.id }, data: { disabledAt: NOW } })
  for (const kept of [1, 2]) await aPark({ name: `两园之${kept}`, unitId: from.id })
  await database().unit.create({ data: { name: '随之而去', kind: 'department', parentId: from.id } })
  await database().team.create({ data: { name: '随之而去专班', unitId: from.id, validFrom: NOW } })
  await aProject(from.id)
  await aProject(other.id, { introducedById: from.id })
  await aProject(other.id, { landedAtId: from.id })
  const told = await readUnit(context, from.id)
  await mergeUnits(context, { unitId: from.id, intoId: into.id })
  const [gone, come] = [await readUnit(context, from.id), await readUnit(context, into.id)]
  const counted = ({ users, roles, teams, children, holds }: typeof told) => ({ users, roles, teams, children, holds })
  expect(counted(come)).toEqual(counted(told))
  expect(belongingsInWords(told)).toBe(
    '2 名用户（招商专员 2、园区管委会 1）、2 个园区、1 个项目、2 个引荐或落地的项目、1 个专班、1 个下级单位',
  )
  expect(belongingsInWords(gone)).toBe('它的历史')
})

test('figures follow a merger as known now, and can still be drawn as they were known', async () => {
  const context = await aContext('bureau')
  const [from, into, other] = [await aUnit(), await aUnit(), await aUnit()]
  const [here, moved] = [await aProject(from.id), await aProject(other.id)]
  const fact = (projectId: string, unitId: string) => database().projectFact.create({ data: { projectId, unitId } })
  await fact(here.id, from.id)
  await fact(moved.id, from.id)
  await fact(moved.id, other.id)
  await refreshMilestones(database())
  await mergeUnits(context, { unitId: from.id, intoId: into.id })
  const units = async (projectId: string) =>
    (await database().projectFact.findMany({ where: { projectId }, orderBy: { seq: 'asc' } })).map(
      ({ unitId }) => unitId,
    )
  expect(await units(here.id)).toEqual([from.id, into.id])
  expect(await units(moved.id)).toEqual([from.id, other.id])
  expect(await staleMilestones(database())).toEqual([])
})

test('a unit is not merged into itself, one below it, or one already merged; the root stays', async () => {
  const context = await aContext('bureau')
  const [a, b, c] = [await aUnit(), await aUnit(), await aUnit()]
  const below = await database().unit.create({ data: { name: '其下', kind: 'department', parentId: a.id } })
  expect(await pathOf(mergeUnits(context, { unitId: a.id, intoId: a.id }))).toBe('intoId')
  expect(await pathOf(mergeUnits(context, { unitId: a.id, intoId: below.id }))).toBe('intoId')
  await mergeUnits(context, { unitId: b.id, intoId: c.id })
  expect(await refusedAs(mergeUnits(context, { unitId: a.id, intoId: b.id }))).toBe('conflict')
  expect(await refusedAs(mergeUnits(context, { unitId: b.id, intoId: a.id }))).toBe('conflict')
  expect(await refusedAs(mergeUnits(context, { unitId: (await rootUnit()).id, intoId: a.id }))).toBe('conflict')
})

test('two mergers towards each other at the same second do not make a circle', async () => {
  const context = await aContext('bureau')
  const [a, b] = [await aUnit(), await aUnit()]
  const answers = await Promise.all([
    refusedAs(mergeUnits(context, { unitId: a.id, intoId: b.id })),
    refusedAs(mergeUnits(context, { unitId: b.id, intoId: a.id })),
  ])
  expect(answers.toSorted()).toEqual(['conflict', 'done'])
})

test('only the bureau and the system administrator change units', async () => {
  const unit = await aUnit()
  const root = await rootUnit()
  for (const role of ROLES.filter((each) => each !== 'bureau' && each !== 'sysadmin')) {
    const context = await aContext(role)
    const tries = [
      createUnit(context, { name: '新单位', kind: 'town', parentId: root.id }),
      renameUnit(context, { unitId: unit.id, name: '新名' }),
      confirmUnit(context, { unitId: unit.id, kind: 'town', parentId: root.id }),
      mergeUnits(context, { unitId: unit.id, intoId: root.id }),
    ]
    expect(await Promise.all(tries.map(refusedAs)), role).toEqual(Array(4).fill('forbidden'))
  }
})

test('each change of a unit stands in the audit log', async () => {
  const rows = await asOwner(`SELECT DISTINCT action FROM audit_event WHERE subject_type = 'unit' ORDER BY 1`)
  expect(rows.map(({ action }) => action)).toEqual(['unit.confirm', 'unit.create', 'unit.merge', 'unit.update'])
})
