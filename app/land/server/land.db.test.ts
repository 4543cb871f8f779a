import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { addDays, businessDay } from '~/shared/day'
import { ask, aTokenHolder } from '~test/api'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { aPlot, square } from '~test/plots'
import { refusal } from '~test/refusal'
import { boxOf, type Position } from '../domain/geometry/shape'
import type { PlotDraft } from '../domain/draft'
import { holdPlot } from './allocation/hold-plot'
import { landSummary } from './status/land-summary'
import { listPlots, readPlot } from './plots'
import { releaseAllocation } from './allocation/release-allocation'

useDatabase()

let land: RequestContext
let bureau: RequestContext
const today = businessDay(new Date())

beforeAll(async () => {
  land = await aContext('land', { now: new Date() })
  bureau = await aContext('bureau', { now: new Date() })
})

const plotOf = (over: Partial<PlotDraft> = {}) => aPlot(land, over)

/** A project of a unit that has passed the committee. */
async function approved(unitId?: string): Promise<string> {
  const { id } = await registerProject(bureau, projectOf(unitId ?? (await aUnit()).id))
  await database().project.update({ where: { id }, data: { stage: 'approved' } })
  return id
}

const refused = async (done: Promise<unknown>) => (await refusal(done)).code

describe('a plot', () => {
  test('measures what its drawing does on the plane of its zone', async () => {
    const plot = await readPlot(land, await plotOf())
    expect(plot).toMatchObject({ areaMu: 60, computedMu: 60, areaKind: 'computed', holder: null })
  })

  test('keeps its source coordinates to the digit', async () => {
    const shape = square(123.457)
    const { sourceGeometry } = await database().plot.findUniqueOrThrow({
      where: { id: await plotOf({ drawing: { epsg: 4549, shape } }) },
    })
    expect(boxOf((sourceGeometry as unknown as Position[][][]).map((polygon) => polygon))).toEqual(boxOf(shape))
  })

  test('is not drawn over another, and the database itself refuses the same ground twice', async () => {
    const shape = square(200)
    const [x, y] = shape[0]?.[0]?.[0] ?? [0, 0]
    await plotOf({ drawing: { epsg: 4549, shape } })
    expect(await refused(plotOf({ drawing: { epsg: 4549, shape: square(200, [x + 100, y]) } }))).toBe('conflict')
    const copy = database().$executeRaw`INSERT INTO plot (id, code, area_mu, status, core)
        SELECT gen_random_uuid(), code || '-2', area_mu, status, core FROM plot WHERE core IS NOT NULL LIMIT 1`
    await expect(copy).rejects.toThrow('plot_ground_once')
    await plotOf({ drawing: { epsg: 4549, shape: square(200, [x + 199.99, y]) } })
  })

  test('is found by status, area, park, words, and the part of the map that it lies in', async () => {
    const park = await aPark()
    const id = await plotOf({ parkId: park.id, name: '河沥东侧', areaMu: '66.6', status: 'approvedNotAcquired' })
    const { minLon, minLat, maxLon, maxLat } = await database().plot.findUniqueOrThrow({ where: { id } })
    const found = async (filter: Parameters<typeof listPlots>[1]['filter']) =>
      (await listPlots(land, { filter: { park: park.id, ...filter }, limit: 10 })).items.map((plot) => plot.id)
    expect(await found({ status: ['approvedNotAcquired'], minMu: 60, maxMu: 70, q: '河沥' })).toEqual([id])
    expect(await found({ threeNot: '1', free: '1', landUse: ['100102'], quota: 'new' })).toEqual([id])
    expect(await found({ minMu: 67 })).toEqual([])
    expect(await found({ bbox: [minLon ?? 0, minLat ?? 0, maxLon ?? 0, maxLat ?? 0] })).toEqual([id])
    expect(await found({ bbox: [100, 20, 101, 21] })).toEqual([])
  })

  test('counts under the status that it had on the day', async () => {
    const before = await landSummary(land, '2025-01-14')
    await plotOf({ statusFrom: '2025-01-15', areaMu: '100' })
    expect((await landSummary(land, '2025-01-14')).all).toEqual(before.all)
    const after = await landSummary(land)
    expect(after.threeNot.mu).toBeGreaterThanOrEqual(100)
    expect(after.free?.plots).toBeGreaterThan(0)
  })
})

describe('a plot that is held', () => {
  test('goes to one of fifty who ask at once; the others are told until when, and by whom as far as they may know', async () => {
    const plot = await plotOf()
    const unit = await aUnit({ kind: 'bureau' })
    const holder = await aTokenHolder('bureau', { unitId: unit.id })
    const projects = await Promise.all(Array.from({ length: 50 }, () => approved()))
    const answers = await Promise.all(
      projects.map((projectId) =>
        ask(holder.token, 'post', `/plots/${plot}/reservations`, { body: { projectId, until: addDays(today, 10) } }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const losers = answers.filter(({ status }) => status === 409)
    expect(losers).toHaveLength(49)
    const winner = answers.find(({ status }) => status === 201)?.body.projectId
    for (const { body } of losers) {
      expect(body).toMatchObject({ code: 'taken', conflict: { until: addDays(today, 10), holder: { id: winner } } })
      expect(body.detail).toContain(addDays(today, 10))
    }
    const stranger = await aContext('park', { unitId: (await aUnit({ kind: 'park' })).id, now: new Date() })
    expect((await readPlot(stranger, plot)).holder).toMatchObject({ state: 'held', project: null })
  })

  test('is free again once its last day is past, and the one who takes it next finds the trail', async () => {
    const plot = await plotOf()
    const first = await holdPlot(bureau, { plotId: plot, projectId: await approved(), until: today })
    const later = { ...bureau, now: new Date(Date.now() + 86_400_000) }
    expect((await readPlot(later, plot)).holder).toBeNull()
    const next = await approved()
    await holdPlot(later, { plotId: plot, projectId: next })
    expect(await database().allocation.findUniqueOrThrow({ where: { id: first.id } })).toMatchObject({
      state: 'released',
    })
    const log = await database().auditEvent.findMany({ where: { subjectId: plot }, orderBy: { seq: 'asc' } })
    expect(log.map(({ action }) => action)).toEqual([
      'plot.import',
      'allocation.hold',
      'allocation.lapse',
      'allocation.hold',
    ])
  })

  test('is given back by whoever may hold it, and is then free', async () => {
    const plot = await plotOf()
    const { id } = await holdPlot(bureau, { plotId: plot, projectId: await approved() })
    await releaseAllocation(bureau, { id })
    expect((await readPlot(bureau, plot)).holder).toBeNull()
    expect(await refused(releaseAllocation(bureau, { id }))).toBe('conflict')
  })

  test('is taken before any other reason: a project that has not passed is told so only while the plot is free', async () => {
    const plot = await plotOf()
    const { id: lead } = await registerProject(bureau, projectOf((await aUnit()).id))
    expect(await refused(holdPlot(bureau, { plotId: plot, projectId: lead }))).toBe('conflict')
    await holdPlot(bureau, { plotId: plot, projectId: await approved() })
    expect(await refused(holdPlot(bureau, { plotId: plot, projectId: lead }))).toBe('taken')
  })

  test('is held for thirty days at most', async () => {
    const plot = await plotOf()
    const projectId = await approved()
    expect(await refused(holdPlot(bureau, { plotId: plot, projectId, until: addDays(today, 31) }))).toBe('invalid')
    expect(await refused(holdPlot(bureau, { plotId: plot, projectId, until: addDays(today, -1) }))).toBe('invalid')
    expect((await holdPlot(bureau, { plotId: plot, projectId })).until).toBe(addDays(today, 30))
  })

  test('is held by the bureau, the land office and the committee of its own park alone', async () => {
    const unit = await aUnit({ kind: 'park' })
    const park = await aPark({ unitId: unit.id })
    const may = async (role: RoleId, unitId?: string) => {
      const context = await aContext(role, { unitId, now: new Date() })
      const projectId = await approved(unitId)
      return refused(holdPlot(context, { plotId: await plotOf({ parkId: park.id }), projectId })).catch(() => 'held')
    }
    expect(await may('park', unit.id)).toBe('held')
    expect(await may('park', (await aUnit({ kind: 'park' })).id)).toBe('forbidden')
    for (const role of ['officer', 'leader', 'reviewer', 'inspector', 'auditor'] as const)
      expect(await may(role), role).toBe('forbidden')
  })
})
