import { beforeAll, expect, test } from 'vitest'
import type { Actor, RoleId } from '~/auth/domain/actor'
import { can } from '~/auth/domain/can'
import { ALLOCATION_STATES, type AllocationState } from '~/land/domain/allocation/allocation'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { projectSubject, SUBJECT_SELECT, visibleProjects, visibleProjectsSql } from '~/projects/server/visibility'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'

useDatabase()

const BUSINESS: RoleId[] = ['officer', 'park', 'land', 'reviewer', 'inspector', 'leader', 'bureau', 'sysadmin']
const actors: Actor[] = []
const committee = (role: RoleId) =>
  actors.find(({ roles, unitId }) => roles.includes(role) && unitId === committeeUnit)!
let committeeUnit: string
let lead: string
/** one that gave its floor in the committee's park back, and one that rents it */
const renters: string[] = []
const asked = new Map<AllocationState, string>()

/** Leads of one unit, secret or not: one that asks nobody, and one for each state of a plot in the committee's park. */
beforeAll(async () => {
  const [own, park, other] = [await aUnit(), await aUnit({ kind: 'park' }), await aUnit()]
  committeeUnit = park.id
  for (const { id: unitId } of [own, park, other])
    for (const role of BUSINESS) actors.push((await aContext(role, { unitId })).actor)
  const bureau = await aContext('bureau')
  const register = async (confidential: boolean) =>
    (await registerProject(bureau, projectOf(own.id, { confidential }))).id
  lead = await register(false)
  const { id: parkId } = await aPark({ unitId: park.id })
  for (const [at, state] of ALLOCATION_STATES.entries()) {
    const projectId = await register(at % 2 === 0)
    const plot = await database().plot.create({
      data: { code: `看${at}`, areaMu: 50, status: 'acquiredNotSupplied', parkId },
    })
    const since = new Date('2021-05-01')
    const until = state === 'held' ? new Date('2021-05-31') : null
    await database().allocation.create({ data: { plotId: plot.id, projectId, state, since, until } })
    asked.set(state, projectId)
  }
  const floor = await database().factoryUnit.create({ data: { parkId, building: '看栋', floor: 1, areaM2: 900 } })
  for (const endedOn of [new Date('2021-05-20'), null]) {
    const projectId = await register(true)
    await database().factoryLease.create({
      data: { unitId: floor.id, projectId, from: new Date('2021-05-01'), endedOn },
    })
    renters.push(projectId)
  }
})

/** The projects that this actor sees, as Prisma, the database and the pure rule say. */
async function seen(actor: Actor) {
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()
  const byPrisma = await database().project.findMany({ where: visibleProjects(actor), select: { id: true } })
  const bySql = await database().$queryRaw<
    { id: string }[]
  >`SELECT p.id FROM project p WHERE ${visibleProjectsSql(actor)}`
  const all = await database().project.findMany({ select: SUBJECT_SELECT })
  const subjects = await Promise.all(
    all.map(async (project) => ({ id: project.id, subject: await projectSubject(database(), project) })),
  )
  const byRule = subjects.filter(({ subject }) => can(actor, 'project.read', subject))
  return { byPrisma: ids(byPrisma), bySql: ids(bySql), byRule: ids(byRule) }
}

test('a list, a single page and the rule agree on who sees a project', async () => {
  for (const actor of actors) {
    const { byPrisma, bySql, byRule } = await seen(actor)
    expect([bySql, byRule]).toEqual([byPrisma, byPrisma])
  }
})

test('the park and the land office see a lead while a plot is proposed or held for it, and nobody else does', async () => {
  const statesFor = async (actor: Actor) => {
    const { bySql } = await seen(actor)
    expect(bySql).not.toContain(lead)
    return ALLOCATION_STATES.filter((state) => bySql.includes(asked.get(state)!))
  }
  const standing = ['candidate', 'held', 'listed', 'supplied', 'delivered']
  expect(await statesFor(committee('park'))).toEqual(standing)
  expect(await statesFor(actors.findLast(({ roles }) => roles.includes('land'))!)).toEqual(standing)
  expect(await statesFor(actors.findLast(({ roles }) => roles.includes('park'))!)).toEqual([])
  expect(await statesFor(actors.findLast(({ roles }) => roles.includes('reviewer'))!)).toEqual([])
  expect(await statesFor(committee('sysadmin'))).toEqual([])
})

test('the park whose floor a lead rents sees it while it rents, and the land office does not', async () => {
  const rentersOf = async (actor: Actor) => {
    const { bySql } = await seen(actor)
    return renters.filter((id) => bySql.includes(id))
  }
  expect(await rentersOf(committee('park'))).toEqual(renters.slice(1))
  expect(await rentersOf(actors.findLast(({ roles }) => roles.includes('land'))!)).toEqual([])
})
