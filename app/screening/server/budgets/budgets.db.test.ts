import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { ask, aTokenHolder } from '~test/api'
import { useDatabase } from '~test/database'
import { aContext, aPark, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import type { BudgetKind } from '../../domain/budgets/budget'
import { askBudget } from './ask-budget'
import { claimWithBudgets } from './claim-with-budgets'
import { claimsOfProject, claimsOnBudget, readBudget, readBudgets } from './budgets'
import { followBudgets } from './follow-park-merge'
import { promiseBudget } from './promise-budget'
import { releaseBudget } from './release-budget'
import { editableBudget, removeBudget, setBudget } from './set-budget'

useDatabase()

let bureau: RequestContext
let officer: RequestContext
let other: RequestContext
let east: string
let west: string
let year = 2030

beforeAll(async () => {
  bureau = await aContext('bureau')
  officer = await aContext('officer')
  other = await aContext('officer')
  east = (await aPark({ name: '东区' })).id
  west = (await aPark({ name: '西区' })).id
})

const set = (amount: string, over: { parkId?: string | null; kind?: BudgetKind; version?: number } = {}) =>
  setBudget(bureau, { version: 0, kind: 'energy', parkId: null, year, amount, document: null, ...over })

const aProject = (parkId?: string) =>
  registerProject(bureau, projectOf(officer.actor.unitId ?? '', { parkId })).then(({ id }) => id)

async function asked(amount: string, parkId?: string, producesOn: string | null = null) {
  const projectId = await aProject(parkId)
  const { id: claimId } = await askBudget(officer, { projectId, kind: 'energy', year, amount, producesOn, note: null })
  return { projectId, claimId }
}

const promised = (claim: { projectId: string; claimId: string }, amount: string, over: object = {}) =>
  promiseBudget(bureau, { ...claim, version: 1, amount, document: null, allowedBy: null, reason: null, ...over })

const county = () => readBudget(bureau, { kind: 'energy', year, parkId: null })

test('what is asked for is not taken off, what is promised is: of the county and of its park', async () => {
  year += 1
  await set('1000')
  await set('600', { parkId: east })
  await promised(await asked('300', east, '2032-03-01'), '250')
  await asked('100', west)
  const rows = await readBudgets(officer, { year })
  expect(
    rows.map(({ park, amount, promised: given, asked: wanted, left }) => [park?.name, amount, given, wanted, left]),
  ).toEqual([
    [undefined, 1000, 250, 100, 750],
    ['东区', 600, 250, 0, 350],
    ['西区', null, 0, 100, null],
  ])
  expect(rows[0]?.forecast).toEqual([
    { month: '2032-03', promised: 250, asked: 0 },
    { month: null, promised: 250, asked: 100 },
  ])
})

test('beyond a budget a promise wants who agreed and why, and keeps them with the amount', async () => {
  year += 1
  await set('1000')
  await set('100', { parkId: east })
  const claim = await asked('120.5', east)
  const refused = await refusal(promised(claim, '120.5'))
  expect(refused.errors.map(({ path }) => path)).toEqual(['reason', 'allowedBy'])
  expect(refused.errors[0]?.message).toContain(
    `东区 ${year} 年能耗指标 100 吨标准煤，已承诺 0，再承诺 120.5 将超出 20.5`,
  )
  await promised(claim, '120.5', { allowedBy: '县长', reason: '省重大项目' })
  const [listed] = await claimsOfProject(bureau, claim.projectId)
  expect(listed).toMatchObject({ state: 'promised', excess: '20.5', allowedBy: '县长', reason: '省重大项目' })
  expect((await readBudget(bureau, { kind: 'energy', year, parkId: east })).overdrawn).toBe(true)
})

test('a reason that was not needed is not kept', async () => {
  year += 1
  await set('1000')
  const claim = await asked('10')
  await promised(claim, '10', { allowedBy: '县长', reason: '以防万一' })
  expect((await claimsOfProject(bureau, claim.projectId))[0]).toMatchObject({
    excess: null,
    allowedBy: null,
    reason: null,
  })
})

test('of two who promise the rest at once one is warned', async () => {
  year += 1
  await set('100')
  const claims = await Promise.all(Array.from({ length: 4 }, () => asked('60')))
  const done = await Promise.allSettled(claims.map((claim) => promised(claim, '60')))
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await county()).toMatchObject({ promised: 60, left: 40, asked: 180 })
})

test('what is released counts no more, nor does a project that is 作废', async () => {
  year += 1
  await set('100')
  const [first, second] = [await asked('30'), await asked('20')]
  await promised(first, '30')
  await promised(second, '20')
  await releaseBudget(bureau, { ...first, version: 2, releaseReason: '项目终止' })
  expect(await county()).toMatchObject({ promised: 20, left: 80 })
  await database().project.update({ where: { id: second.projectId }, data: { voidedAt: bureau.now } })
  expect(await county()).toMatchObject({ promised: 0, left: 100 })
})

test('an officer asks and withdraws for the own project; promises and what was promised are the bureau’s', async () => {
  year += 1
  const claim = await asked('30')
  const release = (context: RequestContext, version: number) =>
    releaseBudget(context, { ...claim, version, releaseReason: '改方案' })
  expect(
    (
      await refusal(
        promiseBudget(officer, { ...claim, version: 1, amount: '30', document: null, allowedBy: null, reason: null }),
      )
    ).code,
  ).toBe('forbidden')
  expect((await refusal(release(other, 1))).code).toBe('notFound')
  await promised(claim, '30')
  expect((await refusal(release(officer, 2))).code).toBe('forbidden')
  expect((await refusal(release(bureau, 1))).code).toBe('stale')
  expect((await refusal(promised(claim, '30', { version: 2 }))).code).toBe('conflict')
  const own = await asked('5')
  await releaseBudget(officer, { ...own, version: 1, releaseReason: '改方案' })
  expect((await claimsOfProject(officer, own.projectId))[0]).toMatchObject({
    state: 'released',
    releaseReason: '改方案',
  })
})

test('a page offers what its reader may do, and shows the park that a promise would draw on now', async () => {
  year += 1
  await set('100', { parkId: west })
  const claim = await asked('30', east)
  const read = (context: RequestContext) => claimWithBudgets(context, claim.projectId, claim.claimId)
  expect((await read(bureau)).may).toEqual({ promise: true, release: true })
  expect((await read(officer)).may).toEqual({ promise: false, release: true })
  expect((await read(await aContext('leader'))).may).toEqual({ promise: false, release: false })
  await database().project.update({ where: { id: claim.projectId }, data: { parkId: west } })
  expect((await read(bureau)).budgets.map(({ park, left }) => [park?.name, left])).toEqual([
    [undefined, null],
    ['西区', 100],
  ])
  await promised(claim, '30')
  expect((await read(officer)).may).toEqual({ promise: false, release: false })
  await releaseBudget(bureau, { ...claim, version: 2, releaseReason: '项目终止' })
  expect((await read(bureau)).may).toEqual({ promise: false, release: false })
})

test('who may not see a lead learns how much it takes, not whose it is', async () => {
  year += 1
  await asked('30')
  const scope = { kind: 'energy' as const, year, parkId: null }
  expect(await claimsOnBudget(other, scope, { limit: 10, offset: 0 })).toEqual({ items: [], total: 0, hidden: 1 })
  expect(await claimsOnBudget(officer, scope, { limit: 10, offset: 0 })).toMatchObject({ total: 1, hidden: 0 })
  expect((await readBudget(other, scope)).asked).toBe(30)
})

test('two who set a budget do not overwrite each other, and it can be taken off', async () => {
  year += 1
  const scope = { kind: 'cod' as const, year, parkId: null }
  await set('10', scope)
  expect((await refusal(set('20', scope))).code).toBe('stale')
  await set('20', { ...scope, version: 1 })
  expect(await editableBudget(bureau, scope)).toMatchObject({ version: 2, values: { amount: '20' } })
  await removeBudget(bureau, scope)
  expect((await refusal(removeBudget(bureau, scope))).code).toBe('notFound')
  expect((await refusal(setBudget(officer, { ...scope, version: 0, amount: '1', document: null }))).code).toBe(
    'forbidden',
  )
})

test('the budgets of a merged park add to those of the other', async () => {
  year += 1
  const gone = await aPark({ name: '并入区' })
  await set('40', { parkId: gone.id })
  await set('60', { parkId: east })
  await set('7', { parkId: gone.id, kind: 'voc' })
  await promised(await asked('10', gone.id), '10')
  await transaction(async (tx) => {
    await followBudgets.merged?.park?.(tx, bureau, { id: gone.id, name: '并入区', intoId: east, into: '东区' })
  })
  const rows = await readBudgets(bureau, { year })
  expect(
    rows.filter(({ park }) => park).map(({ kind, park, amount, promised: given }) => [kind, park?.id, amount, given]),
  ).toEqual([
    ['energy', east, 100, 10],
    ['voc', east, 7, 0],
  ])
})

test('the API gives the same numbers, for the county or one park', async () => {
  year += 1
  await set('1000')
  await set('600', { parkId: east })
  const { token } = await aTokenHolder('leader')
  const all = await ask(token, 'get', `/budgets?year=${year}`)
  expect(all.body).toEqual({ items: await readBudgets(bureau, { year }), total: 2 })
  expect((await ask(token, 'get', `/budgets?year=${year}&scope=${east}`)).body).toMatchObject({ total: 1 })
  expect((await ask(token, 'get', `/budgets?year=${year}&scope=county`)).body.items[0]).toMatchObject({ amount: 1000 })
  expect((await ask(token, 'get', '/budgets?year=20')).status).toBe(422)
})
