import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { database } from '~/platform/database/client'
import { stageCache, type StageFact } from '~/projects/domain/history'
import { STAGES, type Stage } from '~/projects/domain/stages'
import { cacheColumns, occurredColumns } from '~/projects/server/events'
import { refreshMilestones } from '~/projects/server/milestones'
import { businessDay, fromDay, inMonth, onDay, UNKNOWN_DAY, type Day, type DayRange } from '~/shared/day'
import type { Clocks } from '~/pipeline/server/clocks'

/** Random histories of projects, for holding figures to a naive recount. */

/** What stories are told about, and how to clear the table before the next. */
export interface World {
  units: { id: string }[]
  parks: { id: string; unitId: string | null }[]
  asOwner: (text: string) => Promise<unknown>
}

export interface Fact {
  seq: number
  validFrom: Day | null
  recordedAt: Date
  unit: number
  park: number | null
  industry: string | null
  investmentWan: string | null
  landMu: string | null
  annualTaxWan?: string | null
}

export interface Story {
  id: string
  unit: number
  landedAt: number | null
  park: number | null
  confidential: boolean
  merged: boolean
  /** 作废 and restored, in the order of recording */
  voids: { voided: boolean; recordedAt: Date }[]
  events: StageFact[]
  ofPhase: StageFact[]
  facts: Fact[]
}

let seq = 0
export const nextSeq = () => (seq += 1)
const dayFrom = (n: number): Day => new Date(Date.UTC(2019, 10, 1 + n)).toISOString().slice(0, 10)

// Few days, so that events, recordings and questions meet on one; recordings around Shanghai's midnight.
const offsets = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 3, arbitrary: fc.integer({ min: 595, max: 603 }) },
)
export const days = offsets.map(dayFrom)
const ranges: fc.Arbitrary<DayRange> = fc.oneof(
  { weight: 5, arbitrary: days.map(onDay) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 2020, max: 2021 }), fc.integer({ min: 1, max: 12 }))
      .map(([y, m]) => inMonth(y, m)),
  },
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
    annualTaxWan: fc.option(amounts, { freq: 3 }),
  })
  .map((fact) => ({ ...fact, seq: nextSeq() }))
export const stories: fc.Arbitrary<Story> = fc
  .record({
    unit: index(3),
    landedAt: fc.option(index(3), { freq: 1 }),
    park: fc.option(index(2), { freq: 1 }),
    confidential: fc.boolean(),
    merged: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    voids: fc
      .oneof(
        { weight: 4, arbitrary: fc.constant<Date[]>([]) },
        { weight: 1, arbitrary: fc.array(moments, { maxLength: 3 }) },
      )
      .map((list) =>
        list.sort((a, b) => a.getTime() - b.getTime()).map((recordedAt, at) => ({ recordedAt, voided: at % 2 === 0 })),
      ),
    events,
    ofPhase: fc.oneof({ weight: 5, arbitrary: fc.constant<StageFact[]>([]) }, { weight: 1, arbitrary: events }),
    facts: fc.array(facts, { maxLength: 3 }),
  })
  .map((story) => ({ ...story, id: randomUUID() as string }))

/** Replaces what the database holds by these projects. */
export async function storeStories(all: readonly Story[], { units, parks, asOwner }: World): Promise<void> {
  await asOwner('TRUNCATE stage_event, project_fact, project_void, project_milestone, phase, project CASCADE')
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
      voidedAt: isVoided(story) ? story.voids.at(-1)!.recordedAt : null,
      ...cacheColumns(stageCache(story.events)),
    })),
  })
  const phased = all.filter(({ ofPhase }) => ofPhase.length > 0)
  await db.phase.createMany({ data: phased.map(({ id }) => ({ id, projectId: id, number: 1, name: '一期' })) })
  const row =
    (projectId: string, phaseId: string | null) =>
    ({ occurred, statedOn, ...event }: StageFact) => ({
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
  await db.projectVoid.createMany({
    data: all.flatMap(({ id, voids }) => voids.map((each) => ({ ...each, projectId: id, reason: '登错了' }))),
  })
  await refreshMilestones(db)
}

/** 作废, as far as was known by the end of a day. */
export function isVoided({ voids }: Story, knownOn?: Day): boolean {
  const known = voids.filter(({ recordedAt }) => !knownOn || businessDay(recordedAt) <= knownOn)
  return known.at(-1)?.voided ?? false
}

/** The fact that holds by the clocks. */
export function factOf(facts: readonly Fact[], { asOf, knownOn }: Clocks): Fact | undefined {
  const known = facts.filter(({ recordedAt }) => businessDay(recordedAt) <= knownOn)
  const from = ({ validFrom }: Fact) => validFrom ?? ''
  const valid = known.filter((fact) => from(fact) <= asOf)
  const bySeq = (a: Fact, b: Fact) => b.seq - a.seq
  if (valid.length > 0) return valid.sort((a, b) => from(b).localeCompare(from(a)) || bySeq(a, b))[0]
  return known.sort((a, b) => from(a).localeCompare(from(b)) || bySeq(a, b))[0]
}
