import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { addDays, businessDay } from '~/shared/day'
import { ask, aTokenHolder } from '~test/api'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import type { FactoryFacts } from '../../domain/factory/factory-input'
import { amountOf, partsOf } from '../../domain/matching/offer'
import { brochureRows } from '../../domain/matching/brochure'
import { brochure } from '../matching/brochure'
import { plotMatches } from '../matching/plot-matches'
import { exportFactories } from './export-factories'
import { factoriesOfProject, factoryRecord, factoryTotals, listFactories } from './factories'
import { letFactory, releaseFactory } from './let-factory'
import { addFactory, editableFactory, editFactory, removeFactory } from './write-factory'

useDatabase()

let bureau: RequestContext
let park: RequestContext
let officer: RequestContext
let parkId: string
const today = businessDay(new Date())

beforeAll(async () => {
  const unit = await aUnit({ kind: 'park' })
  const now = new Date()
  bureau = await aContext('bureau', { now })
  park = await aContext('park', { unitId: unit.id, now })
  officer = await aContext('officer', { now })
  parkId = (await aPark({ unitId: unit.id, name: '高新区' })).id
})

const facts = (over: Partial<FactoryFacts> = {}): FactoryFacts => ({
  parkId,
  building: 'A1栋',
  floor: 1,
  areaM2: '1000',
  heightM: '6',
  loadKn: null,
  rentYuan: null,
  plotId: null,
  underConstruction: false,
  doneOn: null,
  note: null,
  ...over,
})

let number = 0
const aFloor = async (over: Partial<FactoryFacts> = {}) =>
  (await addFactory(park, facts({ building: `自建${(number += 1)}栋`, ...over }))).id

const aRenter = async () =>
  (await registerProject(officer, projectOf(officer.actor.unitId!, { rents: true, floorM2: '2000' }))).id

const lease = (over: object = {}) => ({
  projectId: null,
  tenant: '甲公司',
  from: today,
  until: null,
  document: null,
  ...over,
})
const codeOf = async (done: Promise<unknown>) => (await refusal(done)).code

test('of two who let a floor at once one gets it, and the other is told who has it', async () => {
  const id = await aFloor()
  const projectId = await aRenter()
  const both = await Promise.allSettled([
    letFactory(bureau, id, lease({ projectId, tenant: null })),
    letFactory(park, id, lease({ tenant: '乙公司' })),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refusal(letFactory(park, id, lease()))).toMatchObject({ code: 'taken' })
  await expect(
    database().factoryLease.create({ data: { unitId: id, tenant: '丙公司', from: new Date(today) } }),
  ).rejects.toThrow(/Unique constraint/)
})

test('a floor that was given back can be let again, not in the time of the tenant before', async () => {
  const id = await aFloor()
  await letFactory(park, id, lease({ from: addDays(today, -100) }))
  await releaseFactory(park, id, { endedOn: addDays(today, -10), endNote: '搬走' })
  expect(await factoryRecord(officer, id)).toMatchObject({
    state: 'vacant',
    lease: null,
    leases: [{ endNote: '搬走' }],
  })
  expect(await codeOf(letFactory(park, id, lease({ from: addDays(today, -11) })))).toBe('invalid')
  await letFactory(park, id, lease({ from: addDays(today, 20) }))
  await releaseFactory(park, id, { endedOn: today, endNote: '没有来' })
  expect(await codeOf(releaseFactory(park, id, { endedOn: today, endNote: null }))).toBe('conflict')
})

test('what is being built is not let, and what is let is not being built', async () => {
  const id = await aFloor({ underConstruction: true, doneOn: addDays(today, 90) })
  expect(await codeOf(letFactory(park, id, lease()))).toBe('conflict')
  const { values, version } = await editableFactory(park, id)
  const building = String(values.building)
  await editFactory(park, { id, version, facts: facts({ building }) })
  await letFactory(park, id, lease())
  const again = await editableFactory(park, id)
  const edit = { id, version: again.version, facts: facts({ building, underConstruction: true }) }
  expect((await refusal(editFactory(park, edit))).errors).toMatchObject([{ path: 'underConstruction' }])
  expect(await codeOf(editFactory(park, { ...edit, version }))).toBe('stale')
})

test('a committee keeps the floors of its own park alone; one that was let is not removed', async () => {
  const other = (await aPark()).id
  expect(await codeOf(addFactory(park, facts({ parkId: other })))).toBe('forbidden')
  const { id } = await addFactory(bureau, facts({ parkId: other }))
  expect(await codeOf(letFactory(park, id, lease()))).toBe('forbidden')
  await letFactory(bureau, id, lease())
  expect(await codeOf(removeFactory(bureau, id))).toBe('conflict')
  const wrong = await aFloor()
  expect((await refusal(addFactory(park, facts({ building: `自建${number}栋` })))).errors).toMatchObject([
    { path: 'floor' },
  ])
  await removeFactory(park, wrong)
  expect(await database().factoryUnit.count({ where: { id: wrong } })).toBe(0)
})

test('who rents a floor is told to whoever may see the project alone', async () => {
  const id = await aFloor()
  const projectId = await aRenter()
  await letFactory(bureau, id, lease({ projectId, tenant: null }))
  const seenBy = async (context: RequestContext) => (await factoryRecord(context, id)).lease?.project?.id
  expect(await seenBy(officer)).toBe(projectId)
  expect(await seenBy(park)).toBe(projectId)
  expect(await seenBy(await aContext('officer'))).toBeUndefined()
  expect(await factoriesOfProject(officer, projectId)).toMatchObject([{ id, endedOn: null }])
})

test('pages, totals and API say the same of floors, under the same filters', async () => {
  const apart = (await aPark()).id
  for (const [floor, areaM2] of [
    [1, '1000'],
    [2, '1200'],
    [3, '1500.5'],
  ] as const)
    await addFactory(bureau, facts({ parkId: apart, floor, areaM2 }))
  const { items } = await listFactories(bureau, { filter: { park: apart }, limit: 10 })
  await letFactory(bureau, items[0]?.id, lease())
  const filter = { park: apart, state: ['vacant' as const], minM2: 1200 }
  expect(await listFactories(bureau, { filter, limit: 1 })).toMatchObject({ total: 2, totalM2: 2700.5 })
  expect((await factoryTotals(bureau, { park: apart })).map(({ state, floors, m2 }) => [state, floors, m2])).toEqual([
    ['let', 1, 1000],
    ['vacant', 2, 2700.5],
  ])
  const { token } = await aTokenHolder('leader')
  const first = await ask(token, 'get', `/factory-units?park=${apart}&state=vacant&limit=1`)
  expect([first.status, first.body.total, first.body.totalM2]).toEqual([200, 2, 2700.5])
  const next = await ask(
    token,
    'get',
    `/factory-units?park=${apart}&state=vacant&limit=1&cursor=${first.body.nextCursor}`,
  )
  expect([...first.body.items, ...next.body.items].map(({ floor }: { floor: number }) => floor)).toEqual([2, 3])
})

test('a project that rents finds vacant floors, which stand in the brochure', async () => {
  const building = '匹配栋'
  for (const floor of [1, 2]) await addFactory(park, facts({ building, floor }))
  const projectId = await aRenter()
  const { demand, fits } = await plotMatches(officer, projectId, {})
  expect(demand).toMatchObject({ mu: null, m2: 2000 })
  const pair = fits.find(({ offer }) => partsOf(offer)[0]?.label.startsWith(building))
  expect(pair && [partsOf(pair.offer).length, amountOf(pair.offer)]).toEqual([2, 2000])
  const floorIds = pair ? partsOf(pair.offer).map(({ id }) => id) : []
  const { items } = await brochure(officer, { plotIds: [], floorIds, projectId })
  const rows = new Map(brochureRows(items).map(({ label, cells }) => [label, cells]))
  expect(rows.get('层高')).toEqual(['6 m', '6 m'])
  expect(rows.get('与项目的匹配')).toEqual(['面积：1000 ㎡，需 2000 ㎡', '面积：1000 ㎡，需 2000 ㎡'])
})

test('the workbook has a row for each floor of the list', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'factories-'))
  const { total } = await listFactories(park, { filter: {}, limit: 1 })
  expect(total).toBeGreaterThan(0)
  expect(await exportFactories(park, {}, path.join(folder, 'factories.xlsx'))).toBe(total)
  rmSync(folder, { recursive: true })
})
