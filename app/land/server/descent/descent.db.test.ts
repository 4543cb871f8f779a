import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { addDays, businessDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { beginAllocation } from '../allocation/allocation-steps'
import { dividePlot } from './divide-plot'
import { drawPlot, redrawPlot } from './draw-plot'
import { holdPlot } from '../allocation/hold-plot'
import { landSummary } from '../status/land-summary'
import { mergePlots } from './merge-plots'
import { plotRecord } from '../plot-record'
import { listRevivals } from '../revival/revivals'
import { undoDescent } from './undo-descent'

useDatabase()

let land: RequestContext
let bureau: RequestContext
const today = businessDay(new Date())
let places = 0

beforeAll(async () => {
  land = await aContext('land', { now: new Date() })
  bureau = await aContext('bureau', { now: new Date() })
})

/** As if a little later: acts are told apart by when they were recorded. */
const later = (context: RequestContext): RequestContext => ({ ...context, now: new Date() })

const corners = (x: number, y: number, width: number, height: number) =>
  [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
    .map(([east, north]) => `${north} ${east}`)
    .join('\n')

const place = () => 40_400_000 + 1_000 * (places += 1)

/** A square of 60 亩 that is drawn by hand, at a place of its own. */
async function aPlot({ x = place(), code = '', status = 'acquiredNotSupplied' } = {}) {
  const name = code || `G${x}`
  const { id } = await drawPlot(later(land), {
    code: name,
    points: corners(x, 3_387_000, 200, 200),
    document: '宣自然资〔2025〕1 号',
    on: '2025-01-10',
    status,
    statusFrom: '2025-01-10',
    landUseCode: '100102',
    name: '河沥东侧',
  })
  return { id, code: name, x }
}

async function approved(): Promise<string> {
  const { id } = await registerProject(bureau, projectOf((await aUnit()).id))
  await database().project.update({ where: { id }, data: { stage: 'approved' } })
  return id
}

const PAPER = { document: '宣自然资〔2026〕8 号', on: today }

const halves = (plot: { id: string; code: string }, over: object = {}) => ({
  id: plot.id,
  asked: { way: 'cut', side: '0', mu: '23.5' },
  input: { ...PAPER, version: 1, codes: [`${plot.code}-1`, `${plot.code}-2`], ...over },
})

const allocations = (plotId: string) =>
  database().allocation.findMany({ where: { plotId }, orderBy: { recordedAt: 'asc' } })

describe('a plot that is divided', () => {
  test('is two with its facts, exact to the hundredth, and stays as their parent', async () => {
    const plot = await aPlot()
    const [first, second] = await dividePlot(later(land), halves(plot))
    const made = await plotRecord(land, first?.id)
    expect(made).toMatchObject({ areaMu: 23.5, areaKind: 'computed', landUseCode: '100102', name: '河沥东侧' })
    expect(made).toMatchObject({ status: 'acquiredNotSupplied', statusFrom: '2025-01-10' })
    expect(made.history.parents).toMatchObject([{ code: plot.code, ...PAPER }])
    expect(made.history.areas).toMatchObject([{ kind: 'computed', mu: 23.5, source: PAPER.document, on: today }])
    expect((await plotRecord(land, second?.id)).areaMu).toBe(36.5)
    const parent = await plotRecord(land, plot.id)
    expect(parent).toMatchObject({ retiredOn: today, ground: { mayUndo: true, whyNot: null } })
    expect(parent.history.children.map(({ code }) => code).toSorted()).toEqual([`${plot.code}-1`, `${plot.code}-2`])
    const log = await database().auditEvent.findMany({ where: { subjectId: plot.id }, orderBy: { seq: 'asc' } })
    expect(log.map(({ action }) => action)).toEqual(['plot.draw', 'plot.divide'])
  })

  test('goes on with what belongs to the ground: checklist, delays, price by area, and the ledger of 盘活', async () => {
    const plot = await aPlot({ status: 'suppliedNotUsed' })
    const unit = await aUnit()
    const day = (text: string) => new Date(text)
    await database().plot.update({ where: { id: plot.id }, data: { contractPriceWan: '1000' } })
    await database().plotReadiness.createMany({
      data: [
        { plotId: plot.id, item: '通路', done: true, on: day('2025-02-01') },
        { plotId: plot.id, item: '通水', done: true, on: day('2025-02-01') },
        { plotId: plot.id, item: '通水', done: false, on: day('2025-03-01') },
      ],
    })
    const delay = { fromOn: day('2025-04-01'), toOn: day('2025-06-30'), reason: '管线未迁', document: '1号' }
    await database().plotDelay.create({ data: { plotId: plot.id, ...delay } })
    const stock = { kind: 'idle' as const, measure: '收回', unitId: unit.id, openedOn: day('2025-05-01') }
    await database().revival.create({ data: { plotId: plot.id, ...stock, dueOn: day('2026-05-01') } })
    const parts = await dividePlot(later(land), halves(plot))
    const carried = await database().plot.findMany({
      where: { id: { in: parts.map(({ id }) => id) } },
      include: { readiness: true, delays: true, revivals: true },
      orderBy: { code: 'asc' },
    })
    expect(carried.map(({ contractPriceWan }) => String(contractPriceWan))).toEqual(['391.67', '608.33'])
    for (const { readiness, delays, revivals } of carried) {
      expect(readiness.map(({ item, done }) => [item, done])).toEqual([['通路', true]])
      expect([delays, revivals]).toMatchObject([[delay], [stock]])
    }
    await undoDescent(later(land), { id: plot.id, input: { version: 2 } })
    expect(
      (await listRevivals(land, { filter: { unit: unit.id }, limit: 9 })).items.map(({ subject }) => subject.id),
    ).toEqual([plot.id])
  })

  test('counts as one before its day, as its parts from it on, and never twice', async () => {
    const before = await landSummary(land, addDays(today, -1))
    const now = await landSummary(land)
    const plot = await aPlot()
    await dividePlot(later(land), halves(plot))
    const plus = (one: { plots: number; mu: number }, plots: number) => ({
      plots: one.plots + plots,
      mu: Math.round((one.mu + 60) * 100) / 100,
    })
    expect((await landSummary(land, addDays(today, -1))).all).toEqual(plus(before.all, 1))
    expect((await landSummary(land)).all).toEqual(plus(now.all, 2))
  })

  test.each([
    ['a number that was ever used', { codes: ['G1', 'G1'] }, 'codes.1'],
    ['a day to come', { on: addDays(today, 1) }, 'on'],
    ['a day before its status', { on: '2025-01-09' }, 'on'],
    ['no document', { document: '' }, 'document'],
  ])('is not by %s', async (_, over, path) => {
    const plot = await aPlot()
    const refused = await refusal(dividePlot(later(land), halves(plot, over)))
    expect(refused.errors.map((error) => error.path)).toEqual([path])
  })

  test('is once: whoever looked at it before is told, and numbers are never used again', async () => {
    const plot = await aPlot()
    await database().plot.update({ where: { id: plot.id }, data: { version: 2 } })
    expect((await refusal(dividePlot(later(land), halves(plot)))).code).toBe('stale')
    const both = await Promise.allSettled([
      dividePlot(later(land), halves(plot, { version: 2 })),
      dividePlot(later(bureau), halves(plot, { version: 2 })),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const other = await aPlot()
    const again = await refusal(dividePlot(later(land), halves(other, { codes: [plot.code, `${plot.code}-1`] })))
    expect(again.errors.map(({ path }) => path)).toEqual(['codes.0', 'codes.1'])
  })

  test('takes the project that holds it to the chosen part, and those that look at it to all parts', async () => {
    const plot = await aPlot()
    const holder = await approved()
    const until = addDays(today, 9)
    await holdPlot(later(bureau), { plotId: plot.id, projectId: holder, until })
    const looking = await approved()
    const step = { state: 'candidate', on: today } as const
    const asked = { plotId: plot.id, projectId: looking }
    await database().$transaction((tx) => beginAllocation(tx, later(bureau), 'allocation.hold', asked, step))
    expect((await refusal(dividePlot(later(land), halves(plot)))).errors.map(({ path }) => path)).toEqual(['keeper'])
    const [first, second] = await dividePlot(later(land), halves(plot, { keeper: '1' }))
    expect(await allocations(first?.id ?? '')).toMatchObject([{ projectId: looking, state: 'candidate' }])
    expect((await plotRecord(bureau, second?.id)).holder).toMatchObject({
      state: 'held',
      until,
      project: { id: holder },
    })
    expect((await allocations(plot.id)).map(({ state }) => state)).toEqual(['released', 'released'])

    await undoDescent(later(land), { id: plot.id, input: { version: 2 } })
    expect((await plotRecord(bureau, plot.id)).holder).toMatchObject({ state: 'held', until, project: { id: holder } })
    expect((await allocations(plot.id)).map(({ state }) => state).toSorted()).toEqual(['candidate', 'held'])
    expect(await plotRecord(land, second?.id)).toMatchObject({ isTakenBack: true, holder: null })
  })

  test('is left whole while its supply goes on', async () => {
    const plot = await aPlot()
    const { id } = await holdPlot(later(bureau), { plotId: plot.id, projectId: await approved() })
    await database().allocation.update({ where: { id }, data: { state: 'listed' } })
    const refused = await refusal(dividePlot(later(land), halves(plot, { keeper: '0' })))
    expect(refused).toMatchObject({ code: 'conflict', userMessage: expect.stringContaining('已挂牌') })
  })

  test('is whole again when that is taken back, unless a part was held, changed or divided since', async () => {
    const plot = await aPlot()
    const [first] = await dividePlot(later(land), halves(plot))
    const held = await holdPlot(later(bureau), { plotId: first?.id ?? '', projectId: await approved() })
    expect((await refusal(undoDescent(later(land), { id: plot.id, input: { version: 2 } }))).code).toBe('conflict')
    await database().allocation.update({ where: { id: held.id }, data: { state: 'released' } })
    expect((await refusal(undoDescent(later(land), { id: plot.id, input: { version: 2 } }))).userMessage).toContain(
      '释放',
    )

    const other = await aPlot()
    await dividePlot(later(land), halves(other))
    await undoDescent(later(bureau), { id: other.id, input: { version: 2 } })
    expect(await plotRecord(land, other.id)).toMatchObject({ retiredOn: null, ground: { mayChange: true } })
    await dividePlot(later(land), halves(other, { version: 3 }))
  })
})

describe('plots that adjoin', () => {
  test('are merged into one that keeps what they agree in, and a hold of one of them', async () => {
    const one = await aPlot()
    const other = await aPlot({ x: one.x + 200, code: `${one.code}B` })
    const holder = await approved()
    await holdPlot(later(bureau), { plotId: other.id, projectId: holder })
    const parents = [one, other].map(({ id }) => ({ id, version: '1' }))
    const made = await mergePlots(later(land), { ...PAPER, code: `${one.code}H`, parents })
    expect(await plotRecord(bureau, made.id)).toMatchObject({
      areaMu: 120,
      landUseCode: '100102',
      holder: { project: { id: holder } },
      history: { parents: [{ code: one.code }, { code: other.code }] },
    })
    await undoDescent(later(land), { id: one.id, input: { version: 2 } })
    expect((await plotRecord(bureau, other.id)).holder).toMatchObject({ project: { id: holder } })
  })

  test('are not, where they differ in status, lie apart, or two projects hold them', async () => {
    const one = await aPlot()
    const built = await aPlot({ x: one.x + 200, code: `${one.code}B`, status: 'inUse' })
    const far = await aPlot()
    const beside = await aPlot({ x: far.x + 200, code: `${far.code}B` })
    const merge = async (...plots: { id: string }[]) => {
      const parents = plots.map(({ id }) => ({ id, version: '1' }))
      return (await refusal(mergePlots(later(land), { ...PAPER, code: 'N', parents }))).userMessage
    }
    expect(await merge(one, built)).toContain('状态相同')
    expect(await merge(one, far)).toContain('没有公共边')
    await holdPlot(later(bureau), { plotId: far.id, projectId: await approved() })
    await holdPlot(later(bureau), { plotId: beside.id, projectId: await approved() })
    expect(await merge(far, beside)).toContain('不同的项目')
  })
})

describe('a plot that is drawn', () => {
  test('covers nobody, crosses itself nowhere, and keeps the metres that were written', async () => {
    const plot = await aPlot()
    const drawn = (points: string) =>
      refusal(drawPlot(later(land), { ...PAPER, code: `N${place()}`, points, status: 'planned' }))
    expect((await drawn(corners(plot.x + 100, 3_387_000, 200, 200))).userMessage).toContain(plot.code)
    const bow = `3387000 ${plot.x + 300}\n3387100 ${plot.x + 400}\n3387000 ${plot.x + 400}\n3387100 ${plot.x + 300}`
    expect((await drawn(bow)).errors[0]?.message).toContain('自相交')
    const stored = await database().plot.findUniqueOrThrow({ where: { id: plot.id } })
    expect(stored).toMatchObject({
      sourceEpsg: 4528,
      sourceGeometry: [
        [
          [
            [plot.x, 3_387_000],
            [plot.x + 200, 3_387_000],
            [plot.x + 200, 3_387_200],
            [plot.x, 3_387_200],
            [plot.x, 3_387_000],
          ],
        ],
      ],
    })
  })

  test('is redrawn under another number; who drew over what it gave up keeps that', async () => {
    const plot = await aPlot()
    const input = { ...PAPER, version: 1, code: `${plot.code}-1`, points: corners(plot.x, 3_387_000, 150, 200) }
    const made = await redrawPlot(later(land), plot.id, input)
    expect(await plotRecord(land, made.id)).toMatchObject({ areaMu: 45, history: { parents: [{ code: plot.code }] } })
    await drawPlot(later(land), {
      ...PAPER,
      code: `${plot.code}N`,
      points: corners(plot.x + 150, 3_387_000, 50, 200),
      status: 'planned',
    })
    const refused = await refusal(undoDescent(later(land), { id: plot.id, input: { version: 2 } }))
    expect(refused.userMessage).toContain(`${plot.code}N`)
  })

  test('is the land office’s and the bureau’s to change, and no committee’s', async () => {
    const plot = await aPlot()
    for (const role of ['park', 'officer', 'leader', 'auditor'] as const) {
      const context = await aContext(role, { now: new Date() })
      expect((await refusal(dividePlot(context, halves(plot)))).code, role).toBe('forbidden')
      expect((await refusal(undoDescent(context, { id: plot.id, input: {} }))).code, role).toBe('forbidden')
    }
  })
})
