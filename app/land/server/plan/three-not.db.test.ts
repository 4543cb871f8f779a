import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { addDays, fromDay, type Day } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit } from '~test/factories'
import { refusal } from '~test/refusal'
import { movedValue } from '../../domain/filter'
import { readPlotAddress } from '../../domain/plot-address'
import { PLOT_STATUSES, THREE_NOT, type PlotStatus } from '../../domain/status/status'
import { countsFrom, standingStatuses, type StatusChange } from '../../domain/status/status-history'
import { listPlots } from '../plots'
import { editableTask, removeTask, setTask } from './set-task'
import { reductionTasks, threeNotTrend } from './three-not'

useDatabase()

const FROM = '2021-01-01'
const TO = '2021-05-31'
let land: RequestContext

beforeAll(async () => {
  land = await aContext('land')
})

const aDay = fc.integer({ min: -60, max: 220 }).map((days) => addDays(FROM, days))
const someChanges = fc.array(
  fc.record({
    status: fc.constantFrom(...PLOT_STATUSES),
    from: fc.option(aDay, { nil: null }),
    recordedOn: aDay,
    rights: fc.constantFrom('', '', '', 'correct', 'withdraw'),
  }),
  { minLength: 1, maxLength: 5 },
)

interface AskedChange {
  status: PlotStatus
  from: Day | null
  recordedOn: Day
  /** puts the last one right, or withdraws it */
  rights: string
}

/** A plot with such a history; the result judges it by the rules of the domain. */
async function aPlot(code: string, parkId: string, asked: readonly AskedChange[]) {
  const { id } = await database().plot.create({ data: { code, areaMu: 10, parkId, status: 'planned' } })
  const changes: StatusChange[] = []
  for (const { status, from, recordedOn, rights } of asked) {
    const target = rights ? standingStatuses(changes).at(-1) : undefined
    const place = target ? (target.place ?? target.seq) : null
    const withdrawn = target !== undefined && rights === 'withdraw'
    const row = await database().plotStatusChange.create({
      data: {
        plotId: id,
        status,
        validFrom: from && fromDay(from),
        recordedAt: new Date(`${recordedOn}T04:00:00Z`),
        supersedesId: target?.id ?? null,
        place,
        withdrawn,
      },
    })
    changes.push({
      id: row.id,
      seq: Number(row.seq),
      status,
      from,
      recordedOn,
      supersedesId: row.supersedesId,
      withdrawn,
      place,
    })
  }
  const on = (day: Day, knownOn?: Day): PlotStatus | null => {
    const standing = standingStatuses(changes.filter(({ recordedOn }) => !knownOn || recordedOn <= knownOn))
    const valid = standing.filter((change) => (countsFrom(change, standing) ?? '') <= day)
    const order = (change: StatusChange) => countsFrom(change, standing) ?? ''
    return (
      valid.reduce<StatusChange | null>((best, each) => (best && order(best) > order(each) ? best : each), null)
        ?.status ?? null
    )
  }
  return { id, on }
}

const isThreeNot = (status: PlotStatus | null) => THREE_NOT.some((each) => each === status)

test.each([undefined, '2021-04-01'])(
  'each number is that of the plots behind it, as the domain says (known on %s)',
  async (knownOn) => {
    const park = await aPark()
    const plots: Awaited<ReturnType<typeof aPlot>>[] = []
    for (const [at, asked] of fc.sample(someChanges, { numRuns: 40, seed: 6 }).entries())
      plots.push(await aPlot(`${park.id}-${at}`, park.id, asked))
    const row = (await threeNotTrend(land, { from: FROM, to: TO, knownOn })).find((each) => each.park?.id === park.id)
    const behind = async (asked: Record<string, string>) => {
      const { filter, ignored } = readPlotAddress(
        new URLSearchParams({ ...asked, park: park.id, ...(knownOn ? { knownOn } : {}) }),
      )
      expect(ignored).toEqual([])
      return (await listPlots(land, { filter, limit: 200 })).items.map(({ id }) => id).toSorted()
    }
    const judged = (holds: (plot: (typeof plots)[number]) => boolean) =>
      plots
        .filter(holds)
        .map(({ id }) => id)
        .toSorted()
    const was = ({ on }: (typeof plots)[number]) => isThreeNot(on(FROM, knownOn))
    const is = ({ on }: (typeof plots)[number]) => isThreeNot(on(TO, knownOn))
    for (const status of THREE_NOT) {
      const ids = judged(({ on }) => on(TO, knownOn) === status)
      expect(await behind({ status, on: TO })).toEqual(ids)
      expect(row?.after[status]).toEqual({ plots: ids.length, mu: ids.length * 10 })
    }
    expect(await behind({ threeNot: '1', on: FROM })).toEqual(judged(was))
    expect(row?.before.all?.plots).toBe(judged(was).length)
    const left = judged((plot) => was(plot) && !is(plot))
    expect(await behind({ moved: movedValue('left', FROM, TO) })).toEqual(left)
    expect(row?.left.plots).toBe(left.length)
    const joined = judged((plot) => !was(plot) && is(plot))
    expect(await behind({ moved: movedValue('joined', FROM, TO) })).toEqual(joined)
    expect(row?.joined.plots).toBe(joined.length)
    expect(left.length + joined.length).toBeGreaterThan(1)
  },
)

test('a divided plot counts until its day, its parts from it', async () => {
  const park = await aPark()
  const change = [{ status: 'planned' as const, from: null, recordedOn: FROM, rights: '' as const }]
  const [parent, child] = [await aPlot('P', park.id, change), await aPlot('P-1', park.id, change)]
  await database().plot.update({ where: { id: parent.id }, data: { retiredOn: fromDay('2021-03-01') } })
  const descent = { parentId: parent.id, childId: child.id, document: '1号', on: fromDay('2021-03-01') }
  await database().plotDescent.create({ data: descent })
  const on = async (day: Day) =>
    (await listPlots(land, { filter: { park: park.id, on: day }, limit: 9 })).items.map(({ code }) => code)
  expect([await on('2021-02-28'), await on('2021-03-01')]).toEqual([['P'], ['P-1']])
})

test('a task counts what left of its baseline; a park has one a year, and its setting is the bureau’s and the land office’s', async () => {
  const park = await aPark()
  await aPlot(`${park.id}-t1`, park.id, [
    { status: 'acquiredNotSupplied', from: '2020-12-01', recordedOn: FROM, rights: '' },
    { status: 'underConstruction', from: '2021-03-01', recordedOn: FROM, rights: '' },
  ])
  await aPlot(`${park.id}-t2`, park.id, [{ status: 'suppliedNotUsed', from: null, recordedOn: FROM, rights: '' }])
  const unit = await aUnit()
  const input = { parkId: park.id, unitId: unit.id, year: 2021, targetMu: '15', baselineOn: FROM }
  await setTask(land, input, null)
  const task = async () =>
    (await reductionTasks(land, { year: 2021, to: TO })).find((each) => each.park?.id === park.id)
  expect(await task()).toMatchObject({ unit: { name: unit.name }, targetMu: 15, baselineMu: 20, reducedMu: 10 })
  expect((await refusal(setTask(land, input, null))).code).toBe('invalid')
  const { id, version } = await editableTask(land, (await task())?.id)
  await setTask(land, { ...input, targetMu: '10' }, { id, version })
  expect((await refusal(setTask(land, input, { id, version }))).code).toBe('stale')
  expect((await refusal(setTask(await aContext('park'), input, null))).code).toBe('forbidden')
  await removeTask(land, id)
  expect(await task()).toBeUndefined()
})
