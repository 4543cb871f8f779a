import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { mergeUnits } from '~/auth/server/merge-units'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { addDays, businessDay, dayOf, yearOf } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { partsOf } from '../../domain/matching/offer'
import { landDuties } from '../duties'
import { plotMatches } from '../matching/plot-matches'
import { listPlots } from '../plots'
import { listRevivals, openRevivalOf, revivalRecord, revivalTotals } from './revivals'
import { closeRevival, editableRevival, editRevival, openRevival, reopenRevival } from './write-revival'

useDatabase()

let land: RequestContext
let park: RequestContext
let parkId: string
let unitId: string
const today = businessDay(new Date())

beforeAll(async () => {
  const now = new Date()
  unitId = (await aUnit({ kind: 'park' })).id
  land = await aContext('land', { now })
  park = await aContext('park', { unitId, now })
  parkId = (await aPark({ unitId })).id
})

let number = 0
async function aPlot(over: { parkId?: string; areaMu?: number } = {}): Promise<string> {
  const status = 'suppliedNotUsed' as const
  const data = { code: `盘${(number += 1)}`, areaMu: 50, parkId, ...over, status, statuses: { create: { status } } }
  return (await database().plot.create({ data })).id
}

const input = (over: object = {}) => ({
  kind: 'idle' as const,
  reason: null,
  measure: '协议收回',
  unitId,
  openedOn: addDays(today, -10),
  dueOn: addDays(today, 20),
  ...over,
})
const codeOf = async (done: Promise<unknown>) => (await refusal(done)).code
const reused = { outcome: 'reused' as const, closedOn: today, result: '新上项目' }

test('a plot stands once in the ledger; two who enter it at once make one case', async () => {
  const plotId = await aPlot()
  const both = await Promise.allSettled([
    openRevival(land, { plotId }, input()),
    openRevival(park, { plotId }, input()),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await openRevivalOf(park, { plotId })).toMatchObject({ mu: 50, measure: '协议收回' })
  expect((await listPlots(land, { filter: { revival: 'open', q: `盘${number}` }, limit: 1 })).total).toBe(1)
})

test('a case is changed as it was seen, closed with what came of it, and taken up again where that was a mistake', async () => {
  const plotId = await aPlot()
  const { id } = await openRevival(park, { plotId }, input())
  const { version } = await editableRevival(park, id)
  await editRevival(park, { id, version, input: input({ measure: '收购收储' }) })
  expect(await codeOf(editRevival(park, { id, version, input: input() }))).toBe('stale')
  expect(await codeOf(closeRevival(park, id, { ...reused, closedOn: addDays(today, -11) }))).toBe('invalid')
  await closeRevival(park, id, reused)
  expect(await codeOf(closeRevival(park, id, reused))).toBe('conflict')
  await reopenRevival(park, id)
  await closeRevival(park, id, reused)
  await openRevival(land, { plotId }, input())
  expect(await codeOf(reopenRevival(park, id))).toBe('conflict')
  expect(await revivalRecord(park, id)).toMatchObject({ measure: '收购收储', outcome: 'reused', closedOn: today })
})

test('a committee enters what lies in its own park alone, a floor too', async () => {
  const other = await aPark()
  expect(await codeOf(openRevival(park, { plotId: await aPlot({ parkId: other.id }) }, input()))).toBe('forbidden')
  const floor = await database().factoryUnit.create({ data: { parkId, building: 'A栋', floor: 1, areaM2: 900 } })
  const { id } = await openRevival(park, { factoryId: floor.id }, input())
  expect(await revivalRecord(land, id)).toMatchObject({ of: 'factory', m2: 900, subject: { name: 'A栋 1 层' } })
  expect(await codeOf(openRevival(await aContext('officer'), { factoryId: floor.id }, input()))).toBe('forbidden')
})

test('totals, list and workbench say the same of what is open, overdue and revived', async () => {
  const before = await revivalTotals(land)
  const late = await openRevival(
    land,
    { plotId: await aPlot() },
    input({ openedOn: addDays(today, -90), dueOn: addDays(today, -1) }),
  )
  const done = await openRevival(land, { plotId: await aPlot() }, input({ kind: 'lowUse' }))
  const wrong = await openRevival(land, { plotId: await aPlot() }, input())
  await closeRevival(land, done.id, reused)
  await closeRevival(land, wrong.id, { ...reused, outcome: 'withdrawn' })
  const after = await revivalTotals(land)
  expect(after.overdue.count - before.overdue.count).toBe(1)
  expect([after.revived.count - before.revived.count, after.revived.mu - before.revived.mu]).toEqual([1, 50])
  const listed = await listRevivals(land, { filter: { state: 'overdue' }, limit: 50 })
  expect([listed.total, listed.items[0]?.id]).toEqual([after.overdue.count, late.id])
  const closed = { state: 'closed' as const, closedFrom: dayOf(yearOf(today), 1, 1) }
  expect((await listRevivals(land, { filter: closed, limit: 50 })).total).toBe(after.revived.count)
  const duty = (await landDuties(park)).find(({ key }) => key === 'revivals')
  expect(duty?.panel?.kind === 'list' && duty.panel.items[0]).toMatchObject({ key: late.id, urgent: true })
})

test('a project is offered what is to be revived first, though somebody has the right of use', async () => {
  const plotId = await aPlot({ areaMu: 71 })
  const status = 'acquiredNotSupplied' as const
  await database().plot.create({ data: { code: '新供71', areaMu: 71, parkId, status, landUseCode: '100101' } })
  const officer = await aContext('officer', { now: new Date() })
  const { id } = await registerProject(officer, projectOf(officer.actor.unitId!, { landMu: '71' }))
  const codes = async () =>
    (await plotMatches(officer, id, {})).fits.flatMap(({ offer }) => partsOf(offer).map(({ id: part }) => part))
  expect(await codes()).not.toContain(plotId)
  await openRevival(park, { plotId }, input())
  expect((await codes())[0]).toBe(plotId)
})

test('what a unit has to revive goes over to the one it is merged into', async () => {
  const [one, into] = [await aUnit(), await aUnit()]
  const { id } = await openRevival(land, { plotId: await aPlot() }, input({ unitId: one.id }))
  const bureau = await aContext('bureau', { now: new Date() })
  await mergeUnits(bureau, { unitId: one.id, version: 1, intoId: into.id })
  expect((await revivalRecord(land, id)).unit.id).toBe(into.id)
})
