import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { addDays, businessDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext } from '~test/factories'
import { refusal } from '~test/refusal'
import { changeStatus, correctStatus, withdrawStatus } from './change-status'
import { editablePlot, editPlot } from '../edit-plot'
import { landSummary } from './land-summary'
import { plotRecord } from '../plot-record'
import { plotFactsInput } from '../../domain/facts-input'

useDatabase()

let land: RequestContext
const today = businessDay(new Date())
const DAY = addDays(today, -400)

beforeAll(async () => {
  land = await aContext('land', { now: new Date() })
})

let number = 0
async function aPlot(): Promise<string> {
  const { id } = await database().plot.create({
    data: {
      code: `S${(number += 1)}`,
      areaMu: 50,
      status: 'approvedNotAcquired',
      statuses: { create: { status: 'approvedNotAcquired' } },
    },
  })
  return id
}

const given = { status: 'acquiredNotSupplied', on: DAY, document: '皖政地〔2025〕12号', note: null } as const
const acquiredOn = async (day: string) => (await landSummary(land, day)).byStatus.acquiredNotSupplied?.plots ?? 0

test('a status has its day and paper; put right it counts anew, withdrawn no more, and all of it stays to be read', async () => {
  const plotId = await aPlot()
  await changeStatus(land, { plotId, ...given })
  expect(await plotRecord(land, plotId)).toMatchObject({ status: 'acquiredNotSupplied', statusFrom: DAY })
  const before = await acquiredOn(DAY)
  const changeId = (await plotRecord(land, plotId)).history.statuses[0]?.id
  const right = { ...given, on: addDays(DAY, 30), plotId, changeId, reason: '日期看错' }
  await correctStatus(land, right)
  expect(await acquiredOn(DAY)).toBe(before - 1)
  expect((await refusal(correctStatus(land, right))).code).toBe('conflict')
  const again = (await plotRecord(land, plotId)).history.statuses.find(({ standing }) => standing)
  await withdrawStatus(land, { plotId, changeId: again?.id, reason: '没有征收' })
  const { status, statusFrom, history } = await plotRecord(land, plotId)
  expect([status, statusFrom]).toEqual(['approvedNotAcquired', null])
  expect(history.statuses.map(({ standing }) => standing)).toEqual([false, false, false, true])
  const log = await database().auditEvent.findMany({ where: { subjectId: plotId }, orderBy: { seq: 'asc' } })
  expect(log.map(({ action }) => action)).toEqual(['plot.changeStatus', 'plot.correctStatus', 'plot.correctStatus'])
  const only = history.statuses.at(-1)?.id
  expect((await refusal(withdrawStatus(land, { plotId, changeId: only, reason: '不对' }))).code).toBe('conflict')
})

test('facts are edited on the version that was seen; an older one is told what is stored', async () => {
  const plotId = await aPlot()
  const { version, values } = await editablePlot(land, plotId)
  const { version: _, ...facts } = plotFactsInput.parse({ ...values, version, contractOn: '2025-01-15', minFar: '1.2' })
  await editPlot(land, { id: plotId, version, facts })
  expect((await editablePlot(land, plotId)).values).toMatchObject({ contractOn: '2025-01-15', minFar: '1.2' })
  const late = await refusal(editPlot(land, { id: plotId, version, facts: { ...facts, minFar: null } }))
  expect([late.code, late.detail]).toMatchObject(['stale', { current: { minFar: '1.2' } }])
})

test('the status and the facts of a plot are the land office’s own', async () => {
  const plotId = await aPlot()
  const bureau = await aContext('bureau')
  expect((await refusal(changeStatus(bureau, { plotId, ...given }))).code).toBe('forbidden')
  const { version } = await database().plot.findUniqueOrThrow({ where: { id: plotId } })
  const { version: _, ...facts } = plotFactsInput.parse({ version })
  expect((await refusal(editPlot(bureau, { id: plotId, version, facts }))).code).toBe('forbidden')
})
