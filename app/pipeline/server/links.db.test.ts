import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { listProjects } from '~/projects/server/list'
import { loadReference } from '~/seed/reference'
import { daysBetween } from '~/shared/day'
import { aPark, aUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { stories, storeStories, type World } from '~test/stories'
import { behind, NUMBERS } from '../domain/cohort-links'
import { figureFilter } from '../domain/figure-filter'
import { openAt, type Basis, type Cut } from '../domain/figure-links'
import { HEAT_STAGES, type SizeRow } from '../domain/figures'
import { groupCut } from '../domain/group-cut'
import type { GroupBy } from '../domain/grouping'
import { clocksAt } from './clocks'
import { cohorts, forecast, funnel, heat, overdue, sizes, survival, waiting as everyoneWaiting } from './single-figures'
import { inFigureSql } from './figure-list'
import { pace } from './pace'
import { sentencesOf } from './sentences'

/** The numbers of the pages against the lists that their links open. */
const { asOwner } = useDatabase()
const NOW = new Date('2023-06-30T02:00:00Z')
const context: RequestContext = { actor: SYSTEM_ACTOR, now: NOW, via: 'page' }
const COMPARE = '2021-09-30'
let world: World
let bases: Basis[]

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  const units = [await aUnit(), await aUnit(), await aUnit()]
  world = { units, parks: [await aPark({ unitId: units[0]!.id }), await aPark()], asOwner }
  const [all] = fc.sample(fc.array(stories, { minLength: 70, maxLength: 70 }), { numRuns: 1, seed: 20261128 })
  await storeStories(all!, world)
  bases = [
    { asOf: '2022-03-31' },
    // What is 作废 since is counted, and listed.
    { asOf: '2022-03-31', knownOn: '2021-11-30' },
    { asOf: '2022-03-31', unit: units[0]!.id, signedFrom: '2020-03-01', signedTo: '2021-12-31' },
  ]
})

/** As many projects as the list at that address says; without one there can be none. */
async function behindLink(href: string | undefined): Promise<number> {
  if (href === undefined) return 0
  const asked = figureFilter.parse(Object.fromEntries(new URL(href, 'http://here').searchParams))
  const within = inFigureSql(SYSTEM_ACTOR, { ...asked, ...clocksAt(NOW, asked) })
  return (await listProjects(context, { filter: projectFilter.parse({}), sort: 'name', limit: 1, within })).total
}

/** Each number with the cut of its link. */
async function expectLists(basis: Basis, numbers: readonly (readonly [number: number, cut: Cut])[]) {
  const open = openAt(basis)
  for (const [number, cut] of numbers)
    expect(await behindLink(open(cut)), JSON.stringify({ ...basis, ...cut })).toBe(number)
}

test('funnel and heat map: each number opens as many projects as it says', async () => {
  for (const basis of bases) {
    const { rows } = await funnel(context, basis)
    expect(rows[4]!.count).toBeGreaterThan(3)
    await expectLists(
      basis,
      rows.flatMap(
        (row) =>
          [
            [row.count, { come: row.stage }],
            [row.verified, { verified: row.stage }],
            [row.current, { at: row.stage }],
            [row.current, { staying: row.stage }],
            [row.currentSuspended, { at: row.stage, status: 'suspended' }],
          ] as const,
      ),
    )
    for (const cohort of (await heat(context, { ...basis, by: 'year' })).rows) {
      const { from: signedFrom, to: signedTo } = cohort
      await expectLists(
        basis,
        cohort.cells.flatMap(({ months, counts }) =>
          HEAT_STAGES.map((stage) => [counts[stage], { signedFrom, signedTo, come: stage, within: months }] as const),
        ),
      )
    }
  }
}, 120_000)

test('stays and flow: those who passed, wait, entered and left', async () => {
  for (const basis of bases) {
    const { stays, flow } = await pace(context, { ...basis, compareAsOf: COMPARE })
    await expectLists(
      basis,
      stays.flatMap(
        ({ stage, n, unknown, notComparable, waiting, suspended }) =>
          [
            [n, { passed: stage, stay: 'known' }],
            [unknown, { passed: stage, stay: 'unknown' }],
            [notComparable, { passed: stage, stay: 'reversed' }],
            [waiting, { at: stage }],
            [suspended, { at: stage, status: 'suspended' }],
          ] as const,
      ),
    )
    const compareAsOf = COMPARE
    await expectLists(
      basis,
      flow.rows.flatMap(
        ({ state, start, entered, left, end, suspended }) =>
          [
            [suspended, { compareAsOf, at: state, status: 'suspended' }],
            [start, { compareAsOf, was: state }],
            [entered, { compareAsOf, at: state, notWas: state }],
            [left, { compareAsOf, was: state, notAt: state }],
            [end, { compareAsOf, at: state }],
          ] as const,
      ),
    )
  }
}, 120_000)

test('curves, side by side: signed and started of each group', async () => {
  for (const by of ['year', 'unit', 'size', 'industry'] as GroupBy[]) {
    const { groups } = await survival(context, { ...bases[0]!, groupBy: by })
    await expectLists(
      bases[0]!,
      groups.flatMap(
        ({ key, curve, notComparable }) =>
          [
            [curve.total, { ...groupCut(by, key), come: 'signed' }],
            [curve.started, { ...groupCut(by, key), come: 'started' }],
            [notComparable, { ...groupCut(by, key), unclear: 'notComparable' }],
          ] as const,
      ),
    )
  }
}, 120_000)

test('bands: from the largest down, overdue, and signed and started in the year', async () => {
  for (const basis of bases) {
    const { rows, days } = await sizes(context, basis)
    const thisYear = { signedFrom: '2022-01-01', signedTo: basis.asOf }
    for (const row of rows) {
      const at = (cut: Cut): Cut => ({ ...groupCut('size', row.key), ...cut })
      await expectLists(basis, [
        [row.signed, at({ come: 'signed' })],
        [row.verifiedStarted, at({ verified: 'started' })],
        [row.overdue, at({ overdue: days })],
        [row.notStarted, at({ reached: 'signed', notReached: 'started' })],
        [row.signedThisYear, at({ come: 'signed', ...thisYear })],
        [row.startedThisYear, at({ come: 'started', ...thisYear })],
        ...('atLeast' in row && row.key !== 'none'
          ? [[(row as SizeRow).atLeast.count, { come: 'signed', sizeFrom: row.key }] as const]
          : []),
      ])
    }
  }
}, 120_000)

test('overdue and forecast: suspended, without a tax, waiting, and what came of earlier forecasts', async () => {
  for (const basis of bases) {
    const { summary } = await overdue(context, basis)
    const { waiting, backTests } = await forecast(context, basis)
    const { items } = await everyoneWaiting(context, { ...basis, limit: 200 })
    expect(items).toHaveLength(waiting)
    for (const { signedOn, days } of items) expect(days).toBe(daysBetween(signedOn, basis.asOf))
    await expectLists(basis, [
      [summary.notStarted, { reached: 'signed', notReached: 'started' }],
      [summary.overdue, { overdue: summary.days }],
      [summary.suspended, { overdue: summary.days, status: 'suspended' }],
      [summary.noTax, { overdue: summary.days, noTax: '1' }],
      [waiting, { waiting: '1' }],
      [summary.notStarted, { waiting: '1' }],
      [summary.notStartedSuspended, { waiting: '1', status: 'suspended' }],
      ...backTests.flatMap(
        ({ asOf, until, waiting: then, actual }) =>
          [
            [then, { compareAsOf: asOf, wasWaiting: '1' }],
            [actual, { compareAsOf: asOf, wasWaiting: '1', come: 'started', until }],
          ] as const,
      ),
    ])
  }
}, 120_000)

test('cohorts within a scope open their lists', async () => {
  for (const by of ['month', 'unit', 'size'] as const) {
    for (const basis of bases) {
      for (const row of (await cohorts(context, { ...basis, by })).rows)
        await expectLists(
          basis,
          NUMBERS.map((number) => [row[number], behind(number, by, row.key, basis)] as const),
        )
    }
  }
}, 120_000)

test('the sentences say what the funnels of their periods count', async () => {
  for (const basis of bases) {
    for (const { period, row } of await sentencesOf(context, basis)) {
      const { rows } = await funnel(context, { ...basis, ...period })
      const [signed, started] = [
        rows.find(({ stage }) => stage === 'signed')!,
        rows.find(({ stage }) => stage === 'started')!,
      ]
      expect(row).toMatchObject({
        signed: signed.count,
        started: started.count,
        investmentWan: signed.investmentWan,
        landMu: signed.landMu,
      })
    }
  }
})
