import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { Actor, Call, RoleId } from '~/auth/domain/actor'
import { SYSTEM_ACTOR } from '~/auth/domain/actor'
import { seesProject } from '~/auth/domain/can'
import { database, transaction } from '~/platform/database/client'
import { historyOf, stageCache, type History, type StageFact } from '~/projects/domain/history'
import { STAGES, type Stage } from '~/projects/domain/stages'
import { occurredColumns, cacheColumns } from '~/projects/server/events'
import { businessDay, fromDay, inMonth, onDay, UNKNOWN_DAY, type Day, type DayRange } from '~/shared/day'
import { Decimal, percent } from '~/shared/money'
import { loadReference } from '~/seed/reference'
import { aPark, aUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { COHORT_KEYS, NO_VALUE, type CohortBy } from '../domain/cohort-input'
import type { CohortRow } from '../domain/cohort-rows'
import { behind, NUMBERS } from '../domain/cohort-links'
import { COUNTED, type MilestoneFilter } from '../domain/milestone-filter'
import { cohortProjectIdsSql } from './cohort-sql'
import { cohorts } from './cohorts'
import { clocksAt, type Clocks } from './milestones'

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
  holders = [SYSTEM_ACTOR, actor('leader', units[0]!.id), actor('officer', units[0]!.id), actor('officer', units[1]!.id)]
})

// ── what happens to a project ──

interface Fact {
  seq: number
  validFrom: Day | null
  recordedAt: Date
  unit: number
  park: number | null
  industry: string | null
  investmentWan: string | null
  landMu: string | null
}

interface Story {
  id: string
  unit: number
  landedAt: number | null
  park: number | null
  confidential: boolean
  merged: boolean
  events: StageFact[]
  ofPhase: StageFact[]
  facts: Fact[]
}

let seq = 0
const nextSeq = () => (seq += 1)
const dayFrom = (n: number): Day => new Date(Date.UTC(2019, 10, 1 + n)).toISOString().slice(0, 10)

// Few days, so that events, recordings and questions meet on one; recordings around Shanghai's midnight.
const offsets = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 3, arbitrary: fc.integer({ min: 595, max: 603 }) },
)
const days = offsets.map(dayFrom)
const ranges: fc.Arbitrary<DayRange> = fc.oneof(
  { weight: 5, arbitrary: days.map(onDay) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 2020, max: 2021 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => inMonth(y, m)) },
  { weight: 2, arbitrary: fc.constant(UNKNOWN_DAY) },
)
const moments = fc
  .tuple(offsets, fc.constantFrom(0, 15, 16, 17))
  .map(([n, hour]) => new Date(Date.UTC(2019, 10, 1 + n, hour, 30)))
const stages = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Stage>('signed', 'landSupplied', 'started') },
  { weight: 2, arbitrary: fc.constantFrom<Stage>('suspended', 'resumed', 'ended') },
  { weight: 2, arbitrary: fc.constantFrom(...STAGES.filter((stage) => stage !== 'withdrawn')) },
)
const events = fc
  .array(
    fc.record({
      stage: stages,
      occurred: ranges,
      statedOn: fc.option(days, { freq: 2 }),
      recordedAt: moments,
      corrects: fc.option(fc.nat({ max: 6 }), { freq: 3 }),
      withdraws: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  .map((list) => {
    const made: StageFact[] = []
    for (const { corrects, withdraws, ...rest } of list) {
      const target = corrects === null ? undefined : made[corrects]
      const free = target && !made.some(({ supersedesId }) => supersedesId === target.id) ? target : undefined
      made.push({
        ...rest,
        id: randomUUID() as string,
        seq: nextSeq(),
        stage: free && withdraws ? 'withdrawn' : rest.stage,
        occurred: free && withdraws ? UNKNOWN_DAY : rest.occurred,
        supersedesId: free?.id ?? null,
      })
    }
    return made
  })
const index = (length: number) => fc.nat({ max: length - 1 })
const amounts = fc.oneof(
  fc.constantFrom('0', '500', '1000', '3000', '5000', '10000', '9999.99', '20000'),
  fc.integer({ min: 0, max: 3_000_000 }).map((cents) => (cents / 100).toFixed(2)),
)
const facts: fc.Arbitrary<Fact> = fc
  .record({
    validFrom: fc.option(days, { freq: 3 }),
    recordedAt: moments,
    unit: index(3),
    park: fc.option(index(2), { freq: 3 }),
    industry: fc.option(fc.constantFrom('新材料', '食品', ''), { freq: 3 }),
    investmentWan: fc.option(amounts, { freq: 4 }),
    landMu: fc.option(amounts, { freq: 4 }),
  })
  .map((fact) => ({ ...fact, seq: nextSeq() }))
const stories: fc.Arbitrary<Story> = fc
  .record({
    unit: index(3),
    landedAt: fc.option(index(3), { freq: 1 }),
    park: fc.option(index(2), { freq: 1 }),
    confidential: fc.boolean(),
    merged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    events,
    ofPhase: fc.oneof({ weight: 5, arbitrary: fc.constant<StageFact[]>([]) }, { weight: 1, arbitrary: events }),
    facts: fc.array(facts, { maxLength: 3 }),
  })
  .map((story) => ({ ...story, id: randomUUID() as string }))

async function store(all: readonly Story[]): Promise<void> {
  await asOwner('TRUNCATE stage_event, project_fact, phase, project CASCADE')
  const db = database()
  await db.project.createMany({
    data: all.map((story) => ({
      id: story.id,
      name: story.id,
      normalizedName: story.id,
      unitId: units[story.unit]!.id,
      landedAtId: story.landedAt === null ? null : units[story.landedAt]!.id,
      parkId: story.park === null ? null : parks[story.park]!.id,
      confidential: story.confidential,
      mergedIntoId: story.merged ? all[0]!.id : null,
      ...cacheColumns(stageCache(story.events)),
    })),
  })
  const phased = all.filter(({ ofPhase }) => ofPhase.length > 0)
  await db.phase.createMany({ data: phased.map(({ id }) => ({ id, projectId: id, number: 1, name: '一期' })) })
  const row = (projectId: string, phaseId: string | null) => ({ occurred, statedOn, ...event }: StageFact) => ({
    ...event,
    ...occurredColumns(occurred),
    statedOn: statedOn && fromDay(statedOn),
    projectId,
    phaseId,
  })
  await db.stageEvent.createMany({
    data: all.flatMap(({ id, events, ofPhase }) => [...events.map(row(id, null)), ...ofPhase.map(row(id, id))]),
  })
  await db.projectFact.createMany({
    data: all.flatMap(({ id, facts }) =>
      facts.map(({ unit, park, validFrom, ...fact }) => ({
        ...fact,
        projectId: id,
        unitId: units[unit]!.id,
        parkId: park === null ? null : parks[park]!.id,
        validFrom: validFrom && fromDay(validFrom),
      })),
    ),
  })
}

// ── the recount ──

interface Counted {
  story: Story
  history: History
  signedOn: Day
  fact: Fact | undefined
}

function factOf(facts: readonly Fact[], { asOf, knownOn }: Clocks): Fact | undefined {
  const known = facts.filter(({ recordedAt }) => businessDay(recordedAt) <= knownOn)
  const from = ({ validFrom }: Fact) => validFrom ?? ''
  const valid = known.filter((fact) => from(fact) <= asOf)
  const bySeq = (a: Fact, b: Fact) => b.seq - a.seq
  if (valid.length > 0) return valid.sort((a, b) => from(b).localeCompare(from(a)) || bySeq(a, b))[0]
  return known.sort((a, b) => from(a).localeCompare(from(b)) || bySeq(a, b))[0]
}

function recount(all: readonly Story[], actor: Actor, clocks: Clocks, period: { signedFrom?: Day; signedTo?: Day }): Counted[] {
  return all.flatMap((story): Counted[] => {
    const subject = {
      unitId: units[story.unit]!.id,
      teamId: null,
      introducedById: null,
      landedAtId: story.landedAt === null ? null : units[story.landedAt]!.id,
      parkUnitId: story.park === null ? null : parks[story.park]!.unitId,
      signed: stageCache(story.events).signedFrom !== null,
      confidential: story.confidential,
    }
    const history = historyOf(story.events, clocks)
    const signed = history?.reached.signed
    if (story.merged || !history || !signed || !seesProject(actor, subject)) return []
    if (period.signedFrom && signed.saidOn < period.signedFrom) return []
    if (period.signedTo && signed.saidOn > period.signedTo) return []
    return [{ story, history, signedOn: signed.saidOn, fact: factOf(story.facts, clocks) }]
  })
}

function keyOf(by: CohortBy, { fact, signedOn }: Counted, asOf: Day): string {
  if (by === 'none') return 'all'
  if (by === 'month') return signedOn.slice(0, 7)
  if (by === 'unit') return fact ? units[fact.unit]!.id : NO_VALUE
  if (by === 'park') return fact && fact.park !== null ? parks[fact.park]!.id : NO_VALUE
  if (by === 'industry') return fact?.industry || NO_VALUE
  if (!fact || fact.investmentWan === null) return NO_VALUE
  const { bounds } = BANDS.filter(({ from }) => from <= asOf).at(-1) ?? BANDS[0]!
  return String(bounds.find((bound) => Number(fact.investmentWan) >= bound))
}

function tally(key: string, counted: readonly Counted[]): Omit<CohortRow, 'label'> {
  const reached = (stage: (typeof COUNTED)[number]) => counted.filter(({ history }) => history.reached[stage]).length
  const sum = (pick: (fact: Fact) => string | null) =>
    counted.reduce((total, { fact }) => total.plus((fact && pick(fact)) ?? 0), new Decimal(0)).toNumber()
  return {
    key,
    signed: counted.length,
    landSupplied: reached('landSupplied'),
    started: reached('started'),
    completed: reached('completed'),
    producing: reached('producing'),
    notStarted: counted.length - reached('started'),
    suspended: counted.filter(({ history }) => history.status === 'suspended').length,
    ended: counted.filter(({ history }) => history.status === 'ended').length,
    startedPct: percent(reached('started'), counted.length),
    investmentWan: sum((fact) => fact.investmentWan),
    landMu: sum((fact) => fact.landMu),
  }
}

function recountedRows(counted: readonly Counted[], by: CohortBy, asOf: Day) {
  const keys = by === 'none' ? ['all'] : [...new Set(counted.map((each) => keyOf(by, each, asOf)))]
  return keys.map((key) => tally(key, counted.filter((each) => keyOf(by, each, asOf) === key)))
}

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
const callOf = (actor: Actor): Call => ({ actor, now: NOW, via: 'api' })

const questions = fc.record({
  asOf: fc.option(fc.oneof(days, fc.constantFrom('2020-05-31', '2019-01-01', '2023-01-01')), { nil: undefined }),
  knownOn: fc.option(days, { nil: undefined, freq: 1 }),
  signedFrom: fc.option(days, { nil: undefined, freq: 0.5 }),
  signedTo: fc.option(days, { nil: undefined, freq: 0.5 }),
})

test('every cohort equals a naive recount, by either clock, for whoever asks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(stories, { minLength: 20, maxLength: 60 }),
      fc.array(questions, { minLength: 4, maxLength: 4 }),
      async (all, asked) => {
        await store(all)
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
  const rows = await database().$queryRaw<{ project_id: string }[]>(cohortProjectIdsSql(actor, filter))
  return rows.map(({ project_id }) => project_id).sort()
}

test('before the first value of what figures group by, the first counts; later the latest, and of one day the last recorded', async () => {
  const fact = (validFrom: Day | null, investmentWan: string): Fact => ({
    seq: nextSeq(), validFrom, recordedAt: NOW, unit: 0, park: null, industry: null, investmentWan, landMu: null,
  })
  const signing: StageFact = {
    id: randomUUID(), seq: nextSeq(), stage: 'signed', occurred: onDay('2020-01-01'), statedOn: null, recordedAt: NOW, supersedesId: null,
  }
  const facts = [fact('2020-09-01', '3'), fact('2020-06-01', '1'), fact('2020-06-01', '2'), fact('2021-01-01', '4')]
  const story = { id: randomUUID(), unit: 0, landedAt: null, park: null, confidential: false, merged: false }
  await store([{ ...story, events: [signing], ofPhase: [], facts }])
  const wan = async (asOf: Day) => (await cohorts(callOf(SYSTEM_ACTOR), { asOf })).rows[0]!.investmentWan
  expect([await wan('2020-02-01'), await wan('2020-06-01'), await wan('2020-08-31'), await wan('2020-09-01'), await wan('2022-01-01')])
    .toEqual([2, 2, 2, 3, 4])
})

test('behind every number stand exactly as many projects', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stories, { minLength: 20, maxLength: 40 }), questions, async (all, period) => {
      if (period.signedFrom && period.signedTo && period.signedFrom > period.signedTo) return
      await store(all)
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
