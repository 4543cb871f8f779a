import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { editUser } from '~/auth/server/edit-user'
import { database } from '~/platform/database/client'
import { readProject } from '~/projects/server/read'
import { registerProject } from '~/projects/server/register'
import { staleMilestones } from '~/projects/server/milestones'
import { AppError } from '~/shared/errors'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { addSynonym, confirmEntry, removeSynonym, renameEntry } from './change-entry'
import { addTeamMember, createTeam, endTeam, mergeTeams, removeTeamMember } from './change-team'
import { createEntry } from './create-entry'
import { editPark } from './edit-park'
import { listEntries, readEntry } from './entries'
import { industryWords } from './industry-words'
import { mergeEntries } from './merge-entries'
import { parkIdsByName } from './park-ids'
import { readTeam } from './teams'

useDatabase()

let bureau: RequestContext
let officer: RequestContext
let town: { id: string }

beforeAll(async () => {
  town = await aUnit()
  bureau = await aContext('bureau')
  officer = await aContext('officer', { unitId: town.id })
})

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => expect.fail('was not refused'),
    (error: unknown) => (error instanceof AppError ? error : expect.fail(String(error))),
  )

const register = (over: object) => registerProject(bureau, projectOf(town.id, over))
const version = async (kind: 'park' | 'industry', id: string) => (await readEntry(bureau, kind, id)).version

describe('parks', () => {
  test('a park role gets its rights by giving the park its committee', async () => {
    const committee = await aUnit({ kind: 'park' })
    const park = await aContext('park', { unitId: committee.id })
    const { id } = await createEntry(bureau, 'park', { name: '云岭产业园' })
    const { id: projectId } = await register({ parkId: id, confidential: 'true' })
    await database().project.update({ where: { id: projectId }, data: { signedFrom: new Date('2021-03-01') } })
    expect((await refusal(readProject(park, projectId))).status).toBe(404)
    await editPark(bureau, id, { unitId: committee.id, chains: '装备、新材料', version: 1 })
    expect((await readProject(park, projectId)).id).toBe(projectId)
    expect(await readEntry(officer, 'park', id)).toMatchObject({ chains: ['装备', '新材料'], version: 2 })
  })

  test('renaming keeps the former name, and no two parks share a name or a synonym', async () => {
    const { id } = await createEntry(bureau, 'park', { name: '北区' })
    await renameEntry(bureau, 'park', id, { name: '北部工业园', version: 1 })
    expect((await readEntry(bureau, 'park', id)).synonyms).toEqual(['北区'])
    const error = await refusal(createEntry(bureau, 'park', { name: '北区' }))
    expect(error.errors).toMatchObject([{ path: 'name', message: '“北区”已是“北部工业园”的别名' }])
    await renameEntry(bureau, 'park', id, { name: '北区', version: 2 })
    expect((await readEntry(bureau, 'park', id)).synonyms).toEqual(['北部工业园'])
  })

  test('a merged park’s projects, history and names go over', async () => {
    const [from, into] = await Promise.all([aPark({ name: '老园' }), aPark({ name: '新园' })])
    const { id: projectId } = await register({ parkId: from.id })
    await addSynonym(bureau, 'park', from.id, { synonym: '老园区', version: 1 })
    await mergeEntries(bureau, 'park', from.id, { intoId: into.id, version: 2 })
    expect((await readProject(bureau, projectId)).park?.name).toBe('新园')
    expect((await readEntry(bureau, 'park', into.id)).synonyms).toEqual(['老园', '老园区'])
    const facts = await database().projectFact.findMany({ where: { projectId }, orderBy: { seq: 'asc' } })
    expect(facts.map(({ parkId }) => parkId)).toEqual([from.id, into.id])
    expect(await staleMilestones(database())).toEqual([])
    const found = await parkIdsByName(database(), ['老园', '老园区', '新园', '没有'])
    expect(Object.fromEntries(found)).toEqual({ 老园: into.id, 老园区: into.id, 新园: into.id })
    expect((await listEntries(bureau, 'park', { search: '老园' })).items.map(({ name }) => name)).toContain('老园')
  })

  test('what somebody changed meanwhile is told, with who did', async () => {
    const { id } = await createEntry(bureau, 'park', { name: '南区' })
    await confirmEntry(bureau, 'park', id, { version: 1 })
    await addSynonym(bureau, 'park', id, { synonym: '南部新区', version: 1 })
    const stale = await refusal(removeSynonym(bureau, 'park', id, { synonym: '南部新区', version: 1 }))
    expect(stale.code).toBe('stale')
    expect(stale.userMessage).toContain(bureau.actor.name)
  })

  test('whoever does not manage parks changes nothing', async () => {
    const { id } = await aPark()
    for (const act of [
      createEntry(officer, 'park', { name: '不行' }),
      renameEntry(officer, 'park', id, { name: '不行', version: 1 }),
      editPark(officer, id, { version: 1 }),
      mergeEntries(officer, 'park', id, { intoId: id, version: 1 }),
      createTeam(officer, { name: '不行', unitId: town.id }),
    ]) {
      expect((await refusal(act)).status).toBe(403)
    }
  })
})

describe('industries', () => {
  test('a word that the dictionary does not know joins it, seen by its keepers alone until it is confirmed', async () => {
    await register({ industry: '低空经济' })
    const [found] = (await listEntries(bureau, 'industry', { unconfirmed: true, search: '低空' })).items
    expect(found).toMatchObject({ name: '低空经济', confirmed: false })
    expect((await listEntries(officer, 'industry', { search: '低空' })).total).toBe(0)
    expect((await refusal(readEntry(officer, 'industry', found?.id))).status).toBe(404)
  })

  test('a synonym typed or merged away becomes the dictionary’s word', async () => {
    const { id } = await createEntry(bureau, 'industry', { name: '装备制造' })
    await addSynonym(bureau, 'industry', id, { synonym: '高端装备', version: 1 })
    const { id: projectId } = await register({ industry: '高端装备' })
    expect((await readProject(bureau, projectId)).industry).toBe('装备制造')
    const { id: other } = await createEntry(bureau, 'industry', { name: '机械' })
    await mergeEntries(bureau, 'industry', id, { intoId: other, version: await version('industry', id) })
    expect((await readProject(bureau, projectId)).industry).toBe('机械')
    const words = await industryWords(database(), ['高端装备', '装备制造', '机械', '没有'])
    expect(Object.fromEntries(words)).toEqual({ 高端装备: '机械', 装备制造: '机械', 机械: '机械' })
  })

  test('projects follow a renamed industry, and what was known before stays drawn by the old word', async () => {
    const { id: projectId } = await register({ industry: '光伏' })
    const [entry] = (await listEntries(bureau, 'industry', { search: '光伏' })).items
    await renameEntry(bureau, 'industry', entry?.id ?? '', { name: '新能源', version: 1 })
    expect((await readProject(bureau, projectId)).industry).toBe('新能源')
    const facts = await database().projectFact.findMany({ where: { projectId }, orderBy: { seq: 'asc' } })
    expect(facts.map(({ industry }) => industry)).toEqual(['光伏', '新能源'])
    expect(await staleMilestones(database())).toEqual([])
  })
})

describe('teams', () => {
  test('people put on a team are on it until they are taken off, and it ends by being merged', async () => {
    const { id } = await createTeam(bureau, { name: '光电专班', unitId: town.id })
    const { id: into } = await createTeam(bureau, { name: '电子专班', unitId: town.id })
    const { id: projectId } = await register({ teamId: id })
    const userId = officer.actor.userId ?? ''
    await addTeamMember(bureau, id, { userId, version: 1 })
    expect((await readTeam(bureau, id)).members).toMatchObject([{ userId }])
    await removeTeamMember(bureau, id, { userId, version: 2 })
    expect((await readTeam(bureau, id)).members).toEqual([])
    await addTeamMember(bureau, id, { userId, version: 3 })
    await mergeTeams(bureau, id, { intoId: into, version: 4 })
    expect((await readTeam(bureau, into)).members).toMatchObject([{ userId }])
    expect((await readProject(bureau, projectId)).team?.name).toBe('电子专班')
    expect((await refusal(endTeam(bureau, id, { version: 5 }))).code).toBe('conflict')
  })
})

test('a user’s other unit holds from their next request, and the log says so', async () => {
  const sysadmin = await aContext('sysadmin')
  const other = await aUnit()
  const userId = officer.actor.userId ?? ''
  await editUser(sysadmin, { userId, name: '王新名', unitId: other.id, version: 1 })
  expect(await database().user.findUnique({ where: { id: userId } })).toMatchObject({ unitId: other.id, version: 2 })
  const logged = await database().auditEvent.findFirst({ where: { action: 'user.update', subjectId: userId } })
  expect(logged?.after).toEqual({ name: '王新名', unitId: other.id })
  expect((await refusal(editUser(bureau, { userId, name: '不行', unitId: other.id, version: 2 }))).status).toBe(403)
})
