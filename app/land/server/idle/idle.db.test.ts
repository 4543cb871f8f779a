import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { addDays, fromDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aUnit, NOW, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import type { Delay, IdleState } from '../../domain/idle/idle'
import { landDuties } from '../duties'
import { idleClocks } from './idle-clocks'
import { listPlots } from '../plots'
import { endDelay, recordDelay, recordProgress, removeDelay } from './watch-idle'

useDatabase()

const TODAY = '2021-06-01'
let land: RequestContext

beforeAll(async () => {
  land = await aContext('land')
})

const day = (past: number) => addDays(TODAY, -past)
const somePast = fc.integer({ min: -200, max: 1200 }).map(day)
const aDelay = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }))
  .map(([past, days]): Delay => ({ from: day(past), to: days === null ? null : addDays(day(past), days) }))
const aPlot = fc.record({
  status: fc.constantFrom('suppliedNotUsed', 'suppliedNotUsed', 'underConstruction', 'inUse'),
  startDueOn: fc.option(somePast, { nil: null }),
  deliveredOn: fc.option(somePast, { nil: null }),
  delays: fc.array(aDelay, { maxLength: 3 }),
  progress: fc.option(
    fc.record({
      startedMu: fc.option(fc.constantFrom(10, 16.66, 16.67, 40), { nil: null }),
      investedPercent: fc.option(fc.constantFrom(10, 24.99, 25), { nil: null }),
      stoppedOn: fc.option(somePast, { nil: null }),
    }),
    { nil: null },
  ),
} as const)

test('the filter finds the plots that the clock says, over random land', async () => {
  const { id: projectId } = await registerProject(await aContext('bureau'), projectOf((await aUnit()).id))
  const ids: string[] = []
  for (const [at, plot] of fc.sample(aPlot, { numRuns: 120, seed: 53 }).entries()) {
    const { id } = await database().plot.create({
      data: {
        code: `I${at}`,
        areaMu: 50,
        status: plot.status,
        startDueOn: plot.startDueOn && fromDay(plot.startDueOn),
        delays: {
          create: plot.delays.map(({ from, to }) => ({
            fromOn: fromDay(from),
            toOn: to && fromDay(to),
            reason: '管线未迁',
            document: '1号',
          })),
        },
        progress: plot.progress
          ? {
              create: {
                ...plot.progress,
                on: fromDay(TODAY),
                stoppedOn: plot.progress.stoppedOn && fromDay(plot.progress.stoppedOn),
              },
            }
          : undefined,
        allocations: plot.deliveredOn
          ? { create: { projectId, state: 'delivered', since: fromDay(plot.deliveredOn) } }
          : undefined,
      },
    })
    ids.push(id)
  }
  const clocks = await idleClocks(land, ids)
  const inState = (states: readonly IdleState[]) =>
    ids.filter((id) => states.some((state) => state === clocks.get(id)?.clock?.state)).toSorted()
  const found = async (idle: 'idle' | 'soon') =>
    (await listPlots(land, { filter: { idle }, limit: 200 })).items.map(({ id }) => id).toSorted()
  expect(await found('idle')).toEqual(inState(['idle', 'recoverable']))
  expect(await found('soon')).toEqual(inState(['soon']))
  expect([inState(['idle']).length > 5, inState(['recoverable']).length > 3, inState(['soon']).length > 0]).toEqual([
    true,
    true,
    true,
  ])
})

test('the land office is told of idle land with what the law asks for; a delay takes its days off', async () => {
  const { id } = await database().plot.create({
    data: { code: 'A0', areaMu: 50, status: 'suppliedNotUsed', startDueOn: fromDay(day(400)) },
  })
  const told = async () => {
    const duty = (await landDuties(land)).find(({ key }) => key === 'idleLand')
    const items = duty?.panel?.kind === 'list' ? duty.panel.items : []
    return items.find(({ key }) => key === id)?.text
  }
  expect(await told()).toContain('20%')
  await recordDelay(land, id, { from: day(200), to: null, reason: '规划调整', document: '2号' })
  expect(await told()).toBeUndefined()
  const [delay] = (await idleClocks(land, [id])).get(id)?.delays ?? []
  await endDelay(land, id, { delayId: delay?.id, to: day(190) })
  expect(await told()).toContain('20%')
  await removeDelay(land, id, delay?.id)
  const log = await database().auditEvent.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } })
  expect(log.map(({ action }) => action)).toEqual(['plot.delay', 'plot.delay', 'plot.removeDelay'])
})

test('a day to come is no delay and no progress, and the bureau only reads', async () => {
  const { id } = await database().plot.create({ data: { code: 'A1', areaMu: 50, status: 'suppliedNotUsed' } })
  const delay = { from: addDays(TODAY, 1), to: null, reason: '规划调整', document: '2号' }
  const progress = { on: TODAY, startedMu: '10', investedPercent: null, stoppedOn: null, note: null }
  expect((await refusal(recordDelay(land, id, delay))).code).toBe('invalid')
  expect((await refusal(recordProgress(await aContext('bureau', { now: NOW }), id, progress))).code).toBe('forbidden')
})
