import { expect, test } from 'vitest'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { fromDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { aPlot } from '~test/plots'
import { refusal } from '~test/refusal'
import { gapOf, planRows } from '../../domain/plan/plan'
import { editablePlan, setPlan, yearsOfLand } from './land-plan'
import { listPlots } from '../plots'

useDatabase()

const nothing = {
  newReserveMu: '0',
  stockReserveMu: '0',
  stockSupplyMu: '0',
  linkedReserveMu: '0',
  linkedSupplyMu: '0',
  rewardReserveMu: '0',
  rewardSupplyMu: '0',
}
const planOf = (year: number, version: number, newSupplyMu: string) => ({
  ...nothing,
  year,
  version,
  document: null,
  newSupplyMu,
})

test('a year shows plan, supply so far and what its signed projects ask for, and the number opens its plots', async () => {
  const bureau = await aContext('bureau', { now: new Date('2026-06-01T02:00:00Z') })
  await setPlan(bureau, planOf(2025, 0, '100'))
  await aPlot(bureau, { status: 'suppliedNotUsed', statusFrom: '2025-12-31' })
  await aPlot(bureau, { status: 'suppliedNotUsed', statusFrom: '2024-12-31', quotaSource: null })
  await aPlot(bureau, { status: 'suppliedNotUsed', statusFrom: null })
  const { id } = await registerProject(bureau, projectOf((await aUnit()).id, { landMu: '160.5' }))
  await database().project.update({ where: { id }, data: { signedFrom: fromDay('2025-01-01') } })
  const [before, land, after] = await yearsOfLand(bureau, 2024)
  expect(before?.plan).toBeNull()
  expect(after).toMatchObject({ year: 2026, supplied: [], asked: { mu: 0, projects: 0 } })
  expect(land && planRows(land).total).toMatchObject({ supplyMu: 100, suppliedMu: 60, percent: 60, leftMu: 40 })
  expect(land && gapOf(land)).toBe(60.5)
  const listed = await listPlots(bureau, { filter: { suppliedIn: 2025 }, limit: 10 })
  expect([listed.total, listed.totalMu]).toEqual([1, 60])
})

test('two who set the plan of a year at once do not undo each other', async () => {
  const land = await aContext('land', { now: new Date() })
  const done = await Promise.allSettled([setPlan(land, planOf(2030, 0, '1')), setPlan(land, planOf(2030, 0, '2'))])
  expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await editablePlan(land, 2030)).version).toBe(1)
  expect((await refusal(setPlan(land, planOf(2030, 0, '3')))).code).toBe('stale')
})

test('a park committee reads the plan and does not set it', async () => {
  const park = await aContext('park', { now: new Date() })
  expect(await yearsOfLand(park, 2025)).toHaveLength(3)
  expect((await refusal(setPlan(park, planOf(2031, 0, '1')))).code).toBe('forbidden')
})
