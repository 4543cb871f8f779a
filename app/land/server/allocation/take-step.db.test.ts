import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { factsThatHold } from '~/projects/server/guard-facts'
import { projectRecord } from '~/projects/server/record'
import { registerProject } from '~/projects/server/register'
import { addDays, businessDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import type { AllocationStep, StepInput } from '../../domain/allocation/allocation-step'
import { landDuties } from '../duties'
import { holdPlot } from './hold-plot'
import { plotRecord } from '../plot-record'
import { plotsOfProject } from './project-plots'
import { proposePlot } from './propose-plot'
import { takeStep } from './take-step'

useDatabase()

let land: RequestContext
let bureau: RequestContext
const today = businessDay(new Date())

beforeAll(async () => {
  land = await aContext('land', { now: new Date() })
  bureau = await aContext('bureau', { now: new Date() })
})

let number = 0
async function aPlot(parkId?: string): Promise<string> {
  const status = 'acquiredNotSupplied' as const
  const { id } = await database().plot.create({
    data: { code: `T${(number += 1)}`, areaMu: 50, status, parkId, statuses: { create: { status } } },
  })
  return id
}

async function aProject(stage: 'approved' | 'negotiating' = 'approved'): Promise<string> {
  const { id } = await registerProject(bureau, projectOf((await aUnit()).id))
  await database().project.update({ where: { id }, data: { stage } })
  return id
}

async function held() {
  const [plotId, projectId] = [await aPlot(), await aProject()]
  const { id } = await holdPlot(bureau, { plotId, projectId })
  return { plotId, projectId, id }
}

const PAPER = { on: today, document: '皖〔2025〕1号' }
const SUPPLY = { ...PAPER, supplyMode: 'granted', priceWan: '1200', startDueOn: addDays(today, 180) } as const
const step = (id: string, taken: AllocationStep, given: Partial<StepInput> = PAPER, by = land) =>
  takeStep(by, { id, step: taken, given })
const codeOf = async (done: Promise<unknown>) => (await refusal(done)).code

test('from 锁定 by 挂牌 and 成交 to 交地: the status of the plot and the fact of the project follow', async () => {
  const { plotId, projectId, id } = await held()
  const supplied = async () => (await factsThatHold(database(), projectId)).allocationSupplied
  await step(id, 'list')
  expect(await supplied()).toBe(false)
  await step(id, 'supply', SUPPLY)
  const record = await plotRecord(land, plotId)
  expect(record).toMatchObject({ status: 'suppliedNotUsed', statusFrom: today, contractPriceWan: '1200' })
  expect(record.history.statuses[0]).toMatchObject({ document: SUPPLY.document, note: '成交' })
  expect(await supplied()).toBe(true)
  await step(id, 'deliver')
  expect(await plotsOfProject(bureau, projectId)).toMatchObject([{ state: 'delivered', mu: 50 }])
  await step(id, 'recover')
  expect((await plotRecord(land, plotId)).status).toBe('recovered')
  expect(await supplied()).toBe(false)
  const log = await database().auditEvent.findMany({ where: { subjectId: plotId }, orderBy: { seq: 'asc' } })
  expect(log.map(({ action }) => action.split('.')[1])).toEqual(['hold', 'list', 'supply', 'deliver', 'recover'])
})

test('a supply recorded by mistake is taken back with all that came of it', async () => {
  const { plotId, projectId, id } = await held()
  await step(id, 'list')
  await step(id, 'supply', SUPPLY)
  await step(id, 'takeBack', { note: '登错地块' })
  const record = await plotRecord(land, plotId)
  expect(record).toMatchObject({ status: 'acquiredNotSupplied', startDueOn: null, holder: { state: 'listed' } })
  expect(
    (await projectRecord(bureau, projectId)).guardFacts.find(({ kind }) => kind === 'allocationSupplied'),
  ).toMatchObject({
    holds: false,
  })
  await step(id, 'supply', SUPPLY)
  expect((await plotRecord(land, plotId)).status).toBe('suppliedNotUsed')
})

test('the fact stays while the project has another plot', async () => {
  const first = await held()
  const plotId = await aPlot()
  const { id } = await holdPlot(bureau, { plotId, projectId: first.projectId })
  await step(first.id, 'supply', SUPPLY)
  await step(id, 'supply', SUPPLY)
  await step(first.id, 'recover')
  expect((await factsThatHold(database(), first.projectId)).allocationSupplied).toBe(true)
})

test('a hold is renewed within the days of the rule, and never lapses once listed', async () => {
  const { plotId, id } = await held()
  const later = (days: number) => ({ ...bureau, now: new Date(bureau.now.getTime() + days * 86_400_000) })
  const renew = (until: string, by = bureau) => step(id, 'renew', { until, note: '尽调未完' }, by)
  expect(await codeOf(renew(addDays(today, 31)))).toBe('invalid')
  await renew(addDays(today, 40), later(20))
  expect((await plotRecord(land, plotId)).holder?.until).toBe(addDays(today, 40))
  expect(await codeOf(renew(addDays(today, 60), later(41)))).toBe('invalid')
  await step(id, 'list')
  expect((await plotRecord(later(100), plotId)).holder?.state).toBe('listed')
})

test('those who look at a plot stand in line by day; the first holds it with what it began', async () => {
  const plotId = await aPlot()
  const [first, second] = [await aProject('negotiating'), await aProject()]
  const { id } = await proposePlot(bureau, { plotId, projectId: first })
  await proposePlot(bureau, { plotId, projectId: second })
  expect(await codeOf(proposePlot(bureau, { plotId, projectId: first }))).toBe('conflict')
  const line = async () =>
    (await plotRecord(land, plotId)).history.allocations.map(({ state, inLine }) => [state, inLine])
  expect(await line()).toEqual([
    ['candidate', 1],
    ['candidate', 2],
  ])
  await database().project.update({ where: { id: first }, data: { stage: 'approved' } })
  expect((await holdPlot(bureau, { plotId, projectId: first })).id).toBe(id)
  expect(await line()).toEqual([
    ['held', null],
    ['candidate', 1],
  ])
})

test('whoever may hold is told of a plot that became free while others stand in line', async () => {
  const { plotId, id } = await held()
  const told = async () => {
    const duty = (await landDuties(bureau)).find(({ key }) => key === 'freedPlots')
    return duty?.panel?.kind === 'list' && duty.panel.items.some(({ key }) => key === plotId)
  }
  await proposePlot(bureau, { plotId, projectId: await aProject() })
  expect(await told()).toBe(false)
  await step(id, 'release', { note: '改选别处' }, bureau)
  expect(await told()).toBe(true)
  await holdPlot(bureau, { plotId, projectId: await aProject() })
  expect(await told()).toBe(false)
})

test('a plot that a project keeps though it is over is told to whoever may release it, until it is released', async () => {
  const { plotId, projectId, id } = await held()
  const told = async (context: RequestContext) => {
    const duty = (await landDuties(context)).find(({ key }) => key === 'strandedPlots')
    const shown = duty?.panel?.kind === 'list' && duty.panel.items.some(({ key }) => key === plotId)
    return [shown, (await plotRecord(context, plotId)).isStranded]
  }
  expect(await told(bureau)).toEqual([false, false])
  await database().project.update({ where: { id: projectId }, data: { status: 'ended' } })
  expect(await told(bureau)).toEqual([true, true])
  expect(await told(await aContext('park', { now: new Date() }))).toEqual([false, true])
  await step(id, 'release', { note: '项目终止' }, bureau)
  expect(await told(bureau)).toEqual([false, false])
})

test('procedure is the land office’s; a committee proposes for its own park alone', async () => {
  const { id } = await held()
  expect(await codeOf(step(id, 'list', PAPER, bureau))).toBe('forbidden')
  const unit = await aUnit({ kind: 'park' })
  const park = await aContext('park', { unitId: unit.id, now: new Date() })
  const { id: projectId } = await registerProject(bureau, projectOf(unit.id))
  const own = await aPlot((await aPark({ unitId: unit.id })).id)
  await proposePlot(park, { plotId: own, projectId })
  expect(await codeOf(proposePlot(park, { plotId: await aPlot(), projectId }))).toBe('forbidden')
})
