import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { countsFrom, historyOf, standing, type History, type StageFact } from '~/projects/domain/history'
import { isPathStage, PATH, rankOf, type PathStage, type Stage } from '~/projects/domain/stages'
import { projectFilter } from '~/projects/domain/filter'
import { listProjects } from '~/projects/server/list'
import { loadReference } from '~/seed/reference'
import {
  addDays,
  addMonths,
  daysBetween,
  inMonth,
  fromDay,
  onDay,
  UNKNOWN_DAY,
  type Day,
  type DayRange,
} from '~/shared/day'
import { Decimal, percent } from '~/shared/money'
import { aPark, aUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import {
  days,
  factOf,
  isVoided,
  nextSeq,
  stories,
  storeStories,
  type Fact,
  type Story,
  type World,
} from '~test/stories'
import { UNCLEAR, type FigureFilter } from '../domain/figure-filter'
import { HEAT_STAGES } from '../domain/figures'
import { cumulativeIncidence, daysUntil, type Wait } from '../domain/survival'
import { flow, forecast, funnel, heat, overdue, sizes, survival } from './single-figures'
import { inFigureSql } from './figure-list'
import { quarterStart } from '../domain/period'
import { clocksAt, type Clocks } from './clocks'
import { refreshMilestones } from '~/projects/server/milestones'
import { wholeFigures } from '~test/whole-figures'

/** The judge is a recount in plain TypeScript from `historyOf`, project by project. */
const { asOwner } = useDatabase()
const NOW = new Date('2023-06-30T02:00:00Z')
const context: RequestContext = { actor: SYSTEM_ACTOR, now: NOW, via: 'api' }
let world: World

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  const units = [await aUnit(), await aUnit(), await aUnit()]
  world = { units, parks: [await aPark({ unitId: units[0]!.id }), await aPark()], asOwner }
})

interface Told {
  story: Story
  live: StageFact[]
  history: History
  fact: Fact | undefined
}

function told(all: readonly Story[], clocks: Clocks): Told[] {
  return all.flatMap((story): Told[] => {
    const history = historyOf(story.events, clocks)
    if (story.merged || isVoided(story, clocks.knownOn) || !history) return []
    return [{ story, live: standing(story.events, clocks.knownOn), history, fact: factOf(story.facts, clocks) }]
  })
}

const wanOf = (each: readonly Told[]) =>
  each.reduce((total, { fact }) => total.plus(fact?.investmentWan ?? 0), new Decimal(0)).toNumber()
const from = ({ history }: Told, stage: PathStage) => history.reached[stage]?.from ?? null
const signedOn = ({ history }: Told) => history.reached.signed!.saidOn
const isSigned = (each: Told) => from(each, 'signed') !== null

/** The day of the last event beside the path, where that ended it. */
function endedOn({ live, history }: Told, asOf: Day): Day | null {
  if (history.status !== 'ended') return null
  const beside = live
    .filter(({ stage }) => !isPathStage(stage))
    .map((event) => countsFrom(event, live))
    .filter((day) => day <= asOf)
  return beside.sort().at(-1)!
}

function waitOf(each: Told, asOf: Day, lastKnown: Day): Required<Pick<Wait, 'days' | 'outcome'>> {
  const started = from(each, 'started')
  const ended = endedOn(each, asOf)
  const until = started ?? ended ?? lastKnown
  const outcome = started ? 'started' : ended ? 'ended' : 'waiting'
  return { days: Math.max(0, daysBetween(signedOn(each), until)), outcome }
}

/** The days given of a stage's own events that had happened: the first, and the last on which one of them had. */
function given(live: readonly StageFact[], stage: Stage, asOf: Day): { from: Day; to: Day } | null {
  const dated = live.filter(({ stage: of, occurred: { from: day } }) => of === stage && day !== null && day <= asOf)
  const [first, last] = [
    dated.flatMap(({ occurred }) => occurred.from ?? []).sort()[0],
    live
      .filter(({ stage: of, occurred }) => of === stage && occurred.from !== null)
      .flatMap(({ occurred }) => occurred.to ?? [])
      .sort()[0],
  ]
  return first && last ? { from: first, to: last } : null
}

/** Days in a stage by the events' own days; null: one is not known. */
function stayOf({ history, live }: Told, rank: number, asOf: Day): { days: number | null; reversed: boolean } | null {
  const own = (at: number) => {
    const reached = history.reached[PATH[at]!]
    return reached && live.find(({ id }) => id === reached.eventId)!.stage === PATH[at]
  }
  if (rankOf(history.stage) <= rank || !own(rank)) return null
  const next = PATH.findIndex((_, at) => at > rank && own(at))
  const [came, gone] = [given(live, PATH[rank]!, asOf), next < 0 ? null : given(live, PATH[next]!, asOf)]
  if (!came || !gone) return { days: null, reversed: false }
  return { days: Math.max(0, daysBetween(came.from, gone.from)), reversed: gone.to < came.from }
}

/** Still in a stage on the day, or ended in it: how long since it came. */
function inStage(each: Told, rank: number, asOf: Day, lastKnown: Day): Wait[] {
  const stage = PATH[rank]!
  const came = given(each.live, stage, asOf)
  if (each.history.stage !== stage || !came) return []
  const ended = endedOn(each, asOf)
  return [
    {
      days: Math.max(0, daysBetween(came.from, ended ?? lastKnown)),
      outcome: ended ? ('ended' as const) : ('waiting' as const),
    },
  ]
}

/** Land by its own day alone, as the heat map has it. */
const landOn = ({ live }: Told, asOf: Day) => given(live, 'landSupplied', asOf)?.from ?? null

const clockPairs = fc.record({
  asOf: fc.oneof(days, fc.constantFrom('2020-05-31', '2019-01-01', '2023-01-01')),
  knownOn: fc.oneof(days, fc.constant('2023-06-30')),
})

test('funnel, stays, heat map, waits, overdue and flow equal a naive recount, by either clock', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories, { minLength: 30, maxLength: 60 }),
      fc.array(clockPairs, { minLength: 2, maxLength: 2 }),
      async (all, asked) => {
        await storeStories(all, world)
        for (const clocks of asked) {
          const { asOf } = clocks
          // Of days after the last that was known nobody knows how long the waits were.
          const until = asOf < clocks.knownOn ? asOf : clocks.knownOn
          const counted = told(all, clocks)
          const signed = counted.filter(isSigned)
          const page = await wholeFigures(context, { ...clocks, by: 'month', days: 180 })

          for (const row of page.funnel) {
            const come = counted.filter((each) => from(each, row.stage))
            expect({ stage: row.stage, count: row.count, wan: row.investmentWan }).toEqual({
              stage: row.stage,
              count: come.length,
              wan: wanOf(come),
            })
            const there = counted.filter(({ history }) => history.stage === row.stage && history.status !== 'ended')
            expect([row.current, row.currentSuspended]).toEqual([
              there.length,
              there.filter(({ history }) => history.status === 'suspended').length,
            ])
          }

          expect(page.cohorts.map(({ key }) => key)).toEqual(
            [...new Set(signed.map((each) => signedOn(each).slice(0, 7)))].sort(),
          )
          for (const cohort of page.cohorts) {
            const members = signed.filter((each) => signedOn(each).startsWith(cohort.key))
            expect(cohort.signed).toBe(members.length)
            for (const cell of cohort.cells) {
              const over = members.every((each) => addMonths(signedOn(each), cell.months) <= asOf)
              expect(cell.over).toBe(over)
              for (const stage of HEAT_STAGES) {
                const day = (each: Told) => (stage === 'landSupplied' ? landOn(each, asOf) : from(each, stage))
                const count = members.filter((each) => {
                  const on = day(each)
                  return on !== null && on <= addMonths(signedOn(each), cell.months)
                }).length
                const undated = members.filter((each) => from(each, 'landSupplied') && !landOn(each, asOf)).length
                const of = members.length - (stage === 'landSupplied' ? undated : 0)
                expect(cell.counts[stage]).toBe(count)
                expect(cell.pct[stage]).toBe(over ? percent(count, of) : null)
              }
            }
          }

          const curve = signed.length > 0 ? [cumulativeIncidence(signed.map((each) => waitOf(each, asOf, until)))] : []
          expect(page.survival.groups.map((group) => group.curve)).toEqual(curve)

          const waiting = signed.filter((each) => !from(each, 'started') && each.history.status !== 'ended')
          const late = waiting.filter((each) => daysBetween(signedOn(each), asOf) > 180)
          const soon = waiting.filter(
            (each) => !late.includes(each) && daysBetween(signedOn(each), addDays(asOf, 30)) > 180,
          )
          const taxOf = ({ fact }: Told) => new Decimal(fact?.annualTaxWan ?? 0)
          const sumOf = (of: readonly Told[], pick: (each: Told) => Decimal) =>
            of
              .reduce((total, each) => total.plus(pick(each)), new Decimal(0))
              .toDecimalPlaces(2)
              .toNumber()
          expect(page.overdue).toMatchObject({
            notStarted: waiting.length,
            notStartedSuspended: waiting.filter(({ history }) => history.status === 'suspended').length,
            total: late.length,
            soon: soon.length,
            investmentWan: wanOf(late),
            annualTaxWan: sumOf(late, taxOf),
          })
          const overdueDays = (each: Told) => daysBetween(signedOn(each), asOf) - 180
          expect(page.overdue.delayedTaxWan).toBeCloseTo(
            sumOf(late, (each) => taxOf(each).times(overdueDays(each)).div(365)),
            1,
          )
          const late180 = await overdue(context, { ...clocks, days: 180, limit: 200 })
          expect(late180.items.map(({ id }) => id).sort()).toEqual(late.map(({ story }) => story.id).sort())
          expect(late180.total).toBe(late.length)

          for (const [rank, stay] of page.stays.entries()) {
            const stayed = counted.flatMap((each) => stayOf(each, rank, asOf) ?? [])
            const known = stayed.flatMap((each) => (each.days === null ? [] : [each.days]))
            const stayCurve = cumulativeIncidence([
              ...known.map((days): Wait => ({ days, outcome: 'started' })),
              ...counted.flatMap((each) => inStage(each, rank, asOf, until)),
            ])
            expect({
              n: stay.n,
              unknown: stay.unknown,
              reversed: stay.notComparable,
              median: stay.medianDays,
              p90: stay.p90Days,
            }).toEqual({
              n: known.length,
              unknown: stayed.length - known.length,
              reversed: stayed.filter(({ reversed }) => reversed).length,
              median: stayCurve.medianDays,
              p90: daysUntil(stayCurve, 0.9),
            })
          }

          const state = (each: History) => (each.status === 'ended' ? each.status : each.stage)
          const before = { ...clocks, asOf: page.clocks.compareAsOf }
          for (const { from: was, to, count } of page.flow.links) {
            const moved = counted.filter(({ story, history }) => {
              const then = historyOf(story.events, before)
              return state(history) === to && (then ? state(then) : null) === was
            })
            expect(count, `${was} → ${to}`).toBe(moved.length)
          }
          expect(page.flow.links.reduce((total, { count }) => total + count, 0)).toBe(counted.length)
          expect(page.compare.funnel.map(({ count }) => count)).toEqual(
            PATH.map((stage) => told(all, before).filter((each) => from(each, stage)).length),
          )
        }
      },
    ),
    { numRuns: 6, endOnFailure: true },
  )
}, 240_000)

const listed = async (filter: FigureFilter & Clocks) => {
  const within = inFigureSql(SYSTEM_ACTOR, { ...filter, ...clocksAt(NOW, filter) })
  return (await listProjects(context, { filter: projectFilter.parse({}), sort: 'name', limit: 1, within })).total
}

test('behind every number of the page stand exactly as many projects', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stories, { minLength: 40, maxLength: 60 }), clockPairs, async (all, clocks) => {
      await storeStories(all, world)
      const page = await wholeFigures(context, { ...clocks, by: 'year', days: 180 })
      const { compareAsOf } = page.clocks
      for (const { stage, count: n, current, verified } of page.funnel) {
        expect(await listed({ ...clocks, come: stage })).toBe(n)
        expect(await listed({ ...clocks, verified: stage })).toBe(verified)
        expect(await listed({ ...clocks, at: stage })).toBe(current)
      }
      for (const { from: was, to, count: n } of page.flow.links) {
        expect(await listed({ ...clocks, compareAsOf, was: was ?? 'new', at: to }), `${was} → ${to}`).toBe(n)
      }
      expect(await listed({ ...clocks, overdue: 180 })).toBe(page.overdue.total)
      expect(await listed({ ...clocks, soon: 180 })).toBe(page.overdue.soon)
      for (const unclear of UNCLEAR) expect(await listed({ ...clocks, unclear }), unclear).toBe(page.quality[unclear])
      for (const { from: signedFrom, to: signedTo, cells } of page.cohorts) {
        for (const { months, counts } of cells) {
          expect(await listed({ ...clocks, signedFrom, signedTo, come: 'started', within: months })).toBe(
            counts.started,
          )
        }
      }
      for (const { key, signed } of page.sizes)
        expect(await listed({ ...clocks, size: key, come: 'signed' })).toBe(signed)
      for (const { key, signed } of page.units)
        expect(await listed({ ...clocks, unit: key, come: 'signed' })).toBe(signed)
    }),
    { numRuns: 1, endOnFailure: true },
  )
}, 200_000)

// ── edges ──

interface Tale {
  events: [stage: Stage, occurred: DayRange, statedOn?: Day][]
  wan?: string | null
  unit?: number
}

/** Stores projects told in a line each; recorded long ago. */
async function tell(...tales: Tale[]): Promise<Story[]> {
  const recordedAt = new Date('2019-01-01T00:00:00Z')
  const all = tales.map(({ events, wan = '100', unit = 0 }): Story => ({
    id: randomUUID(),
    unit,
    landedAt: null,
    park: null,
    confidential: false,
    merged: false,
    voids: [],
    ofPhase: [],
    events: events.map(([stage, occurred, statedOn]) => ({
      id: randomUUID(),
      seq: nextSeq(),
      stage,
      occurred,
      statedOn: statedOn ?? null,
      recordedAt,
      supersedesId: null,
    })),
    facts: [
      {
        seq: nextSeq(),
        validFrom: null,
        recordedAt,
        unit,
        park: null,
        industry: null,
        investmentWan: wan,
        landMu: null,
      },
    ],
  }))
  await storeStories(all, world)
  return all
}

const count = async (asOf: Day, stage: PathStage) =>
  (await funnel(context, { asOf })).rows.find((row) => row.stage === stage)!.count

test('several events on one day all count on it', async () => {
  await tell({
    events: [
      ['signed', onDay('2021-03-05')],
      ['landSupplied', onDay('2021-03-05')],
      ['started', onDay('2021-03-05')],
    ],
  })
  expect([
    await count('2021-03-04', 'signed'),
    await count('2021-03-05', 'signed'),
    await count('2021-03-05', 'started'),
  ]).toEqual([0, 1, 1])
  expect((await survival(context, { asOf: '2021-03-05' })).groups[0]!.curve).toMatchObject({
    points: [{ day: 0, started: 1, incidence: 1 }],
    started: 1,
    total: 1,
  })
})

test('a start in the month of its signing is in order: it waited 0 days, and is not marked', async () => {
  await tell({
    events: [
      ['signed', onDay('2020-12-14')],
      ['started', inMonth(2020, 12)],
    ],
  })
  const { groups } = await survival(context, { asOf: '2021-01-31' })
  expect(groups[0]).toMatchObject({ notComparable: 0, curve: { points: [{ day: 0 }], started: 1 } })
  const page = await wholeFigures(context, { asOf: '2021-01-31' })
  expect(page.stays.find(({ stage }) => stage === 'signed')).toMatchObject({ n: 1, notComparable: 0 })
})

test('an unknown land day is counted and said to be unknown, not invented', async () => {
  await tell(
    {
      events: [
        ['signed', onDay('2020-06-01')],
        ['landSupplied', UNKNOWN_DAY, '2021-05-31'],
      ],
    },
    {
      events: [
        ['signed', onDay('2020-06-01')],
        ['started', onDay('2020-07-01')],
      ],
    },
  )
  const { rows, quality } = await funnel(context, { asOf: '2021-06-01' })
  expect(rows.find(({ stage }) => stage === 'landSupplied')!.count).toBe(2)
  expect(quality).toMatchObject({ signed: 2, landDayUnknown: 2, startDayUnknown: 0, unverified: 2 })
})

test('suspended stays overdue and is named so; resumed is as before; ended is overdue no more', async () => {
  await tell({
    events: [
      ['signed', onDay('2020-01-01')],
      ['suspended', onDay('2020-03-01')],
      ['resumed', onDay('2020-09-01')],
      ['ended', onDay('2020-11-01')],
    ],
  })
  const at = async (asOf: Day) => {
    const { total, items } = await overdue(context, { asOf, days: 180 })
    return [total, items[0]?.status]
  }
  expect([await at('2020-08-01'), await at('2020-10-01'), await at('2020-12-01')]).toEqual([
    [1, 'suspended'],
    [1, 'active'],
    [0, undefined],
  ])
  const { links, rows } = await flow(context, { asOf: '2020-08-01', compareAsOf: '2020-02-01' })
  expect(links).toEqual([{ from: 'signed', to: 'signed', count: 1, investmentWan: 100 }])
  expect(rows.find(({ state }) => state === 'signed')).toMatchObject({ start: 1, end: 1, suspended: 1 })
})

test('overdue begins the day after N days', async () => {
  await tell({ events: [['signed', onDay('2021-01-01')]] })
  const total = async (asOf: Day) => (await overdue(context, { asOf, days: 180 })).total
  expect([await total(addDays('2021-01-01', 180)), await total(addDays('2021-01-01', 181))]).toEqual([0, 1])
})

test('of a batch the deadline is its own, of others N days after signing', async () => {
  const [member, other] = await tell(
    { events: [['signed', onDay('2020-08-31')]] },
    { events: [['signed', onDay('2020-08-31')]] },
  )
  const batch = await database().promotionBatch.create({
    data: { name: '第一批', heldOn: fromDay('2020-08-31'), deadlineOn: fromDay('2021-02-28') },
  })
  await database().batchProject.create({ data: { batchId: batch.id, projectId: member!.id, part: 'signed' } })
  const late = async (asOf: Day) =>
    (await overdue(context, { asOf, days: 180 })).items.map(({ id, batch: of }) => [id, of?.name])
  expect(await late('2021-02-28')).toEqual([[other!.id, undefined]])
  expect((await late('2021-03-01')).sort()).toEqual(
    [
      [member!.id, '第一批'],
      [other!.id, undefined],
    ].sort(),
  )
  expect((await overdue(context, { asOf: '2021-03-01', days: 180, batch: batch.id })).total).toBe(1)
  expect(await listed({ asOf: '2021-03-01', knownOn: '2023-06-30', batch: batch.id, overdue: 180 })).toBe(1)
  expect((await funnel(context, { asOf: '2021-03-01', batch: 'none' })).rows[0]!.count).toBe(1)
})

test('a batch changes no figure of a day before it was held, nor one as known before the project joined it', async () => {
  const [member] = await tell({ events: [['signed', onDay('2020-01-01')]] })
  const overdueAt = async (asOf: Day, knownOn: Day) => (await overdue(context, { asOf, knownOn, days: 180 })).total
  expect(await overdueAt('2020-12-31', '2020-12-31')).toBe(1)
  const batch = await database().promotionBatch.create({
    data: { name: '第二批', heldOn: fromDay('2021-05-20'), deadlineOn: fromDay('2021-11-20') },
  })
  await database().batchProject.create({
    data: { batchId: batch.id, projectId: member!.id, part: 'signed', addedAt: new Date('2021-05-25T02:00:00Z') },
  })
  expect([await overdueAt('2020-12-31', '2020-12-31'), await overdueAt('2020-12-31', '2021-06-01')]).toEqual([1, 1])
  expect([await overdueAt('2021-05-24', '2021-05-24'), await overdueAt('2021-05-24', '2021-05-25')]).toEqual([1, 0])
})

test('figures of a chain and of an event count their projects once, a second phase not again', async () => {
  const [one] = await tell({ events: [['signed', onDay('2021-01-01')]] }, { events: [['signed', onDay('2021-01-01')]] })
  const phase = await database().phase.create({ data: { projectId: one!.id, number: 2, name: '二期' } })
  const fair = await database().promotionEvent.create({
    data: { name: '春季签约大会', kind: '签约大会', heldFrom: fromDay('2021-01-01'), heldTo: fromDay('2021-01-01') },
  })
  await database().eventProject.createMany({
    data: [null, phase.id].map((phaseId) => ({ eventId: fair.id, projectId: one!.id, phaseId })),
  })
  await database().project.update({ where: { id: one!.id }, data: { chain: '新型储能' } })
  await refreshMilestones(database(), [one!.id])
  const signed = async (scope: object) =>
    (await funnel(context, { asOf: '2021-02-01', ...scope })).rows.find(({ stage }) => stage === 'signed')!.count
  expect([
    await signed({}),
    await signed({ event: fair.id }),
    await signed({ chain: '新型储能' }),
    await signed({ chain: 'none' }),
  ]).toEqual([2, 1, 1, 1])
})

test('a project without an amount counts, and its missing amount is counted too', async () => {
  await tell(
    { events: [['signed', onDay('2021-01-01')]], wan: null },
    { events: [['signed', onDay('2021-01-01')]], wan: '20000' },
  )
  const { rows } = await sizes(context, { asOf: '2021-02-01' })
  expect(rows.at(-1)).toMatchObject({ key: 'none', label: '未填', signed: 1 })
  expect(rows[0]).toMatchObject({ signed: 1, atLeast: { count: 1, wanPct: 100 } })
  expect((await funnel(context, { asOf: '2021-02-01' })).rows[0]).toMatchObject({
    count: 2,
    investmentWan: 20000,
    noAmount: 1,
  })
})

test('what a unit answered for before it was merged stays with it as of then', async () => {
  const recordedAt = new Date('2019-01-01T00:00:00Z')
  const [story] = await tell({ events: [['signed', onDay('2020-01-01')]] })
  const moved: Fact = { ...story!.facts[0]!, seq: nextSeq(), validFrom: '2020-06-01', unit: 1, recordedAt }
  await storeStories([{ ...story!, facts: [...story!.facts, moved] }], world)
  const unitOf = async (asOf: Day) => (await sizes(context, { asOf, by: 'unit' })).rows.map(({ key }) => key)
  expect([await unitOf('2020-05-31'), await unitOf('2020-06-01')]).toEqual([[world.units[0]!.id], [world.units[1]!.id]])
})

test('before the first event there is nothing, and nothing breaks', async () => {
  await tell({ events: [['signed', onDay('2021-01-01')]] })
  const page = await wholeFigures(context, { asOf: '2019-01-01' })
  expect(page.funnel.every(({ count: n, conversionPct }) => n === 0 && conversionPct === null)).toBe(true)
  expect([page.cohorts, page.survival.groups, page.worst, page.overdue.total]).toEqual([[], [], [], 0])
})

test('a year that is not over is marked, not counted as nought; one project has a curve, and no median', async () => {
  await tell({
    events: [
      ['signed', onDay('2021-01-31')],
      ['started', onDay('2021-04-30')],
    ],
  })
  const { rows } = await heat(context, { asOf: '2021-12-31', by: 'year' })
  expect(rows[0]!.cells.map(({ over, pct }) => [over, pct.started])).toEqual([
    [true, 100],
    [true, 100],
    [false, null],
    [false, null],
  ])
  expect((await survival(context, { asOf: '2021-12-31', groupBy: 'unit' })).groups).toMatchObject([
    { curve: { total: 1, medianDays: null, points: [{ day: 89 }] } },
  ])
})

test('half a year from 31 August ends with February, in a leap year on the 29th', async () => {
  await tell({
    events: [
      ['signed', onDay('2019-08-31')],
      ['started', onDay('2020-02-29')],
    ],
  })
  expect((await heat(context, { asOf: '2020-02-29', by: 'month' })).rows[0]!.cells[1]).toMatchObject({
    months: 6,
    over: true,
    counts: { started: 1 },
  })
  await tell({
    events: [
      ['signed', onDay('2020-08-31')],
      ['started', onDay('2021-03-01')],
    ],
  })
  expect((await heat(context, { asOf: '2021-02-28', by: 'month' })).rows[0]!.cells[1]).toMatchObject({
    over: true,
    counts: { started: 0 },
  })
  expect((await heat(context, { asOf: '2021-02-27', by: 'month' })).rows[0]!.cells[1]!.over).toBe(false)
})

test('a superseded event counts until its correction was known', async () => {
  const [story] = await tell({ events: [['signed', onDay('2021-01-01')]] })
  const wrong = story!.events[0]!
  const correction: StageFact = {
    ...wrong,
    id: randomUUID(),
    seq: nextSeq(),
    occurred: onDay('2021-03-01'),
    recordedAt: new Date('2021-04-01T00:00:00Z'),
    supersedesId: wrong.id,
  }
  await storeStories([{ ...story!, events: [wrong, correction] }], world)
  const signed = async (knownOn: Day) => (await funnel(context, { asOf: '2021-02-01', knownOn })).rows[4]!.count
  expect([await signed('2021-03-31'), await signed('2021-04-01')]).toEqual([1, 0])
})

test('126 signed are 12, 12, 16, 41 and 45; from 1,000万 up 81 are 64.3%', async () => {
  const band = (wan: string, n: number): Tale[] =>
    Array.from({ length: n }, () => ({ events: [['signed', onDay('2021-01-01')]], wan }))
  await tell(...band('10000', 12), ...band('5000', 12), ...band('3000', 16), ...band('1000', 41), ...band('500', 45))
  const { rows } = await sizes(context, { asOf: '2021-05-31' })
  expect(rows.map(({ signed }) => signed)).toEqual([12, 12, 16, 41, 45, 0])
  expect(rows[3]).toMatchObject({ atLeast: { count: 81, countPct: 64.3 } })
  expect(rows[0]!.countPct).toBe(9.5)
})

test('the forecast is told for four quarters and tried on the last four that are over', async () => {
  const tales = Array.from({ length: 60 }, (_, at): Tale => {
    const signed = addDays('2019-01-01', at * 14)
    return {
      events: [
        ['signed', onDay(signed)],
        ...(at % 3 ? [['started', onDay(addDays(signed, 60 + at))] as [Stage, DayRange]] : []),
      ],
    }
  })
  await tell(...tales)
  const { quarters, backTests, backTestSum } = await forecast(context, { asOf: '2021-05-31' })
  expect(quarters.map(({ key }) => key)).toEqual(['2021-Q2', '2021-Q3', '2021-Q4', '2022-Q1'])
  expect(backTests.map(({ asOf, until }) => [asOf, until])).toEqual([
    ['2020-12-31', '2021-03-31'],
    ['2020-09-30', '2020-12-31'],
    ['2020-06-30', '2020-09-30'],
    ['2020-03-31', '2020-06-30'],
  ])
  const startedIn = tales.filter(
    ({ events: [, started] }) => started && started[1].from! > '2020-12-31' && started[1].from! <= '2021-03-31',
  )
  expect(backTests[0]!.actual).toBe(startedIn.length)
  expect(backTests[0]!.lastFour).toBe(
    tales.filter(
      ({ events: [signed, started] }) =>
        started &&
        started[1].from! > '2019-12-31' &&
        started[1].from! <= '2020-12-31' &&
        signed![1].from! < quarterStart(started[1].from!),
    ).length / 4,
  )
  expect(backTestSum).toMatchObject({ tests: 4, actual: backTests.reduce((sum, { actual }) => sum + actual, 0) })
})

test('of a day to come, or after what was known, no wait runs on and no quarter is judged', async () => {
  await tell(
    ...Array.from({ length: 12 }, (_, at): Tale => ({
      events: [
        ['signed', onDay('2022-01-01')],
        ...(at < 6 ? [['started', onDay(addDays('2022-06-01', at))] as [Stage, DayRange]] : []),
      ],
    })),
  )
  const today = await survival(context, { asOf: '2023-06-30' })
  expect((await survival(context, { asOf: '2030-01-01' })).groups).toEqual(today.groups)
  const known = await forecast(context, { asOf: '2023-06-30', knownOn: '2022-12-31' })
  expect(known.on).toBe('2022-12-31')
  expect(known.quarters[0]!.key).toBe('2023-Q1')
  const ahead = await forecast(context, { asOf: '2030-01-01' })
  expect([ahead.on, ahead.quarters[0]!.key, ahead.backTests[0]!.until]).toEqual(['2023-06-30', '2023-Q3', '2023-06-30'])
})

test('who had ended before a quarter began, and went on later, was not waiting then', async () => {
  await tell({
    events: [
      ['signed', onDay('2021-01-01')],
      ['ended', onDay('2022-03-15')],
      ['resumed', onDay('2022-10-15')],
    ],
  })
  const { backTests, waiting } = await forecast(context, { asOf: '2023-06-30' })
  expect([waiting, ...backTests.map((test) => test.waiting)]).toEqual([1, 1, 1, 0, 0])
})

test('a start dated by month before the month of signing is out of order, within it is not', async () => {
  await tell(
    {
      events: [
        ['signed', onDay('2020-09-07')],
        ['started', inMonth(2020, 9)],
      ],
    },
    {
      events: [
        ['signed', onDay('2020-09-07')],
        ['started', inMonth(2020, 8)],
      ],
    },
  )
  expect((await funnel(context, { asOf: '2021-06-01' })).quality.notComparable).toBe(1)
})

test('of several values of the promised tax that of the day counts, times the days of delay', async () => {
  const [story] = await tell({ events: [['signed', onDay('2020-01-01')]] })
  const first = { ...story!.facts[0]!, annualTaxWan: '365' }
  const later = { ...first, seq: nextSeq(), validFrom: '2021-01-01', annualTaxWan: '730' }
  await storeStories([{ ...story!, facts: [first, later] }], world)
  const tax = async (asOf: Day) => {
    const { summary } = await overdue(context, { asOf, days: 180 })
    return [summary.annualTaxWan, summary.delayedTaxWan]
  }
  const end = addDays('2020-01-01', 180)
  expect(await tax(addDays(end, 6))).toEqual([365, 6])
  expect(await tax('2021-01-01')).toEqual([730, 2 * daysBetween(end, '2021-01-01')])
})
