import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { Actor, RequestContext, RoleId } from '~/auth/domain/actor'
import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { seesProject } from '~/projects/domain/visibility'
import { database, transaction } from '~/platform/database/client'
import { historyOf, stageCache, standing, type History, type StageFact } from '~/projects/domain/history'
import { fromDay, onDay, type Day } from '~/shared/day'
import { Decimal, percent } from '~/shared/money'
import { loadReference } from '~/seed/reference'
import { aPark, aUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { days, factOf, isVoided, nextSeq, stories, storeStories, type Fact, type Story } from '~test/stories'
import { COHORT_KEYS, NO_VALUE, type CohortBy } from '../domain/grouping'
import type { CohortRow } from '../domain/cohort-rows'
import { behind, NUMBERS } from '../domain/cohort-links'
import type { CountedStage, MilestoneFilter } from '../domain/milestone-filter'
import { cohortProjectsSql } from './figure-list'
import { cohorts } from './single-figures'
import { clocksAt, type Clocks } from './clocks'

/**
 * The judge: a recount in plain TypeScript, project by project, from `historyOf` and the rules of domain.md, against
 * which the SQL is held under random histories.
 */
const { asOwner } = useDatabase()
const NOW = new Date('2023-06-30T02:00:00Z')
const BANDS = [
  { from: '2000-01-01', bounds: [10_000, 5_000, 3_000, 1_000, 500, 0] },
  { from: '2021-07-01', bounds: [20_000, 2_000, 0] },
]

let units: { id: string; name: string }[]
let parks: { id: string; name: string; unitId: string | null }[]
let holders: Actor[]

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  await database().ruleSet.create({
    data: {
      kind: 'sizeBands',
      version: 2,
      effectiveOn: fromDay('2021-07-01'),
      data: { bands: [2_000, 20_000, 0].map((fromWan) => ({ fromWan, label: `从${fromWan}` })) },
    },
  })
  units = [await aUnit(), await aUnit(), await aUnit()]
  parks = [await aPark({ unitId: units[0]!.id }), await aPark()]
  const actor = (role: RoleId, unitId: string): Actor => ({
    userId: randomUUID(),
    login: role,
    name: role,
    unitId,
    teamIds: [],
    roles: [role],
  })
  holders = [
    SYSTEM_ACTOR,
    actor('leader', units[0]!.id),
    actor('officer', units[0]!.id),
    actor('officer', units[1]!.id),
  ]
})

const world = () => ({ units, parks, asOwner })

// ── the recount ──

interface Counted {
  story: Story
  history: History
  clocks: Clocks
  signedOn: Day
  fact: Fact | undefined
}

function recount(
  all: readonly Story[],
  actor: Actor,
  clocks: Clocks,
  period: { signedFrom?: Day; signedTo?: Day },
): Counted[] {
  return all.flatMap((story): Counted[] => {
    const subject = {
      unitId: units[story.unit]!.id,
      teamId: null,
      introducedById: null,
      landedAtId: story.landedAt === null ? null : units[story.landedAt]!.id,
      parkUnitId: story.park === null ? null : parks[story.park]!.unitId,
      signed: stageCache(story.events).signedFrom !== null,
      confidential: story.confidential,
      asked: [],
    }
    const history = historyOf(story.events, clocks)
    const signed = history?.reached.signed
    if (story.merged || isVoided(story, clocks.knownOn) || !history || !signed || !seesProject(actor, subject))
      return []
    if (period.signedFrom && signed.saidOn < period.signedFrom) return []
    if (period.signedTo && signed.saidOn > period.signedTo) return []
    return [{ story, history, clocks, signedOn: signed.saidOn, fact: factOf(story.facts, clocks) }]
  })
}

function keyOf(by: CohortBy, { fact, signedOn }: Counted, asOf: Day): string {
  if (by === 'none') return 'all'
  if (by === 'month') return signedOn.slice(0, 7)
  if (by === 'unit') return fact ? units[fact.unit]!.id : NO_VALUE
  if (by === 'park') return fact && fact.park !== null ? parks[fact.park]!.id : NO_VALUE
  if (by === 'industry') return fact?.industry || NO_VALUE
  if (!fact || fact.investmentWan === null) return NO_VALUE
  const { bounds } = BANDS.findLast(({ from }) => from <= asOf) ?? BANDS[0]!
  return String(bounds.find((bound) => Number(fact.investmentWan) >= bound))
}

/** Has land by its own event without a day, or by a later stage alone. */
function landDayUnknown({ history, story, clocks }: Counted): boolean {
  if (!history.reached.landSupplied) return false
  return !standing(story.events, clocks.knownOn).some(
    ({ stage, occurred }) => stage === 'landSupplied' && occurred.from !== null && occurred.from <= clocks.asOf,
  )
}

function tally(key: string, counted: readonly Counted[]): Omit<CohortRow, 'label'> {
  const reached = (stage: CountedStage) => counted.filter(({ history }) => history.reached[stage]).length
  const sum = (pick: (fact: Fact) => string | null) =>
    counted.reduce((total, { fact }) => total.plus((fact && pick(fact)) ?? 0), new Decimal(0)).toNumber()
  const waiting = counted.filter(({ history }) => !history.reached.started)
  return {
    key,
    signed: counted.length,
    landSupplied: reached('landSupplied'),
    started: reached('started'),
    completed: reached('completed'),
    producing: reached('producing'),
    landDayUnknown: counted.filter(landDayUnknown).length,
    notStarted: waiting.filter(({ history }) => history.status !== 'ended').length,
    notStartedSuspended: waiting.filter(({ history }) => history.status === 'suspended').length,
    neverStarted: waiting.filter(({ history }) => history.status === 'ended').length,
    suspended: counted.filter(({ history }) => history.status === 'suspended').length,
    ended: counted.filter(({ history }) => history.status === 'ended').length,
    startedPct: percent(reached('started'), counted.length),
    investmentWan: sum((fact) => fact.investmentWan),
    landMu: sum((fact) => fact.landMu),
  }
}

function recountedRows(counted: readonly Counted[], by: CohortBy, asOf: Day) {
  const keys = by === 'none' ? ['all'] : [...new Set(counted.map((each) => keyOf(by, each, asOf)))]
  return keys.map((key) =>
    tally(
      key,
      counted.filter((each) => keyOf(by, each, asOf) === key),
    ),
  )
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
const callOf = (actor: Actor): RequestContext => ({ actor, now: NOW, via: 'api' })

const bounds = fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: days })
const questions = fc.record({
  asOf: fc.option(fc.oneof(days, fc.constantFrom('2020-05-31', '2019-01-01', '2023-01-01')), { nil: undefined }),
  knownOn: fc.option(days, { nil: undefined, freq: 1 }),
  signedFrom: bounds,
  signedTo: bounds,
})

test('every cohort equals a naive recount, by either clock, for whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories, { minLength: 20, maxLength: 60 }),
      fc.array(questions, { minLength: 4, maxLength: 4 }),
      async (all, asked) => {
        await storeStories(all, world())
        for (const [at, period] of asked.entries()) {
          if (period.signedFrom && period.signedTo && period.signedFrom > period.signedTo) continue
          const actor = holders[at % holders.length]!
          const clocks = clocksAt(NOW, period)
          const counted = recount(all, actor, clocks, period)
          for (const by of COHORT_KEYS) {
            const { rows } = await cohorts(callOf(actor), { ...period, by })
            const unlabelled = rows.map(({ label: _, ...row }) => row)
            expect(unlabelled.sort(byKey)).toEqual(recountedRows(counted, by, clocks.asOf).sort(byKey))
          }
        }
      },
    ),
    { numRuns: 12 },
  )
}, 180_000)

async function idsBehind(actor: Actor, filter: MilestoneFilter & Clocks): Promise<string[]> {
  const rows = await database().$queryRaw<{ project_id: string }[]>(cohortProjectsSql(actor, filter))
  return rows.map(({ project_id }) => project_id).sort()
}

test('before the first value of what figures group by, the first counts; later the latest, and of one day the last recorded', async () => {
  const fact = (validFrom: Day | null, investmentWan: string): Fact => ({
    seq: nextSeq(),
    validFrom,
    recordedAt: NOW,
    unit: 0,
    park: null,
    industry: null,
    investmentWan,
    landMu: null,
  })
  const signing: StageFact = {
    id: randomUUID(),
    seq: nextSeq(),
    stage: 'signed',
    occurred: onDay('2020-01-01'),
    statedOn: null,
    recordedAt: NOW,
    supersedesId: null,
  }
  const facts = [fact('2020-09-01', '3'), fact('2020-06-01', '1'), fact('2020-06-01', '2'), fact('2021-01-01', '4')]
  const story = { id: randomUUID(), unit: 0, landedAt: null, park: null, confidential: false, merged: false, voids: [] }
  await storeStories([{ ...story, events: [signing], ofPhase: [], facts }], world())
  const wan = async (asOf: Day) => (await cohorts(callOf(SYSTEM_ACTOR), { asOf })).rows[0]!.investmentWan
  expect([
    await wan('2020-02-01'),
    await wan('2020-06-01'),
    await wan('2020-08-31'),
    await wan('2020-09-01'),
    await wan('2022-01-01'),
  ]).toEqual([2, 2, 2, 3, 4])
})

test('behind every number stand exactly as many projects', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stories, { minLength: 20, maxLength: 40 }), questions, async (all, period) => {
      if (period.signedFrom && period.signedTo && period.signedFrom > period.signedTo) return
      await storeStories(all, world())
      const officer = holders[2]!
      for (const by of COHORT_KEYS) {
        const { rows } = await cohorts(callOf(officer), { ...period, by })
        for (const row of rows.slice(0, 4)) {
          for (const number of NUMBERS) {
            const filter = behind(number, by, row.key, period)
            const ids = await idsBehind(officer, { ...filter, ...clocksAt(NOW, filter) })
            expect(ids, `${number} of ${by} ${row.key}`).toHaveLength(row[number])
            expect(new Set(ids).size).toBe(ids.length)
          }
        }
      }
    }),
    { numRuns: 4 },
  )
}, 180_000)
