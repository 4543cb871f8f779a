import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ROLES, SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { passwordFaults } from '~/auth/domain/password'
import { passwordFits } from '~/auth/server/password-hash'
import { database } from '~/platform/database/client'
import { staleMilestones } from '~/projects/server/milestones'
import { listBatches } from '~/promotion/server/batches'
import { listEvents } from '~/promotion/server/events'
import { localPath } from '~/platform/files'
import { breaches, mistakes, type GuardFactKind } from '~/projects/domain/guards'
import { historyOf, stageCache } from '~/projects/domain/history'
import { isPathStage, PATH } from '~/projects/domain/stages'
import { cacheColumns, EVENT_SELECT, stageFact } from '~/projects/server/events'
import { factColumns } from '~/projects/server/facts'
import { businessDay, toDay } from '~/shared/day'
import { isUscc } from '~/shared/uscc'
import { useDatabase } from '~test/database'
import { DEMO_PASSWORD } from './demo/county'
import { seededRandom } from './demo/random'
import { drawStory } from './demo/story'
import { seedIfEmpty } from './index'

const folder = mkdtempSync('/tmp/crm-seed-')
vi.stubEnv('DATA_DIR', folder)
useDatabase()

const NOW = new Date('2026-05-21T03:00:00Z')
const BUREAU: RequestContext = { actor: { ...SYSTEM_ACTOR, roles: ['bureau'] }, now: NOW, via: 'cli' }

beforeAll(async () => {
  // A seed that is broken off leaves nothing in the way of the next one.
  await seedIfEmpty({ mode: 'demo', now: new Date(Number.NaN) }).then(
    () => {
      throw new Error('a seed without a date must fail')
    },
    () => {},
  )
  await seedIfEmpty({ mode: 'demo', now: NOW })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const projects = () =>
  database().project.findMany({
    include: {
      events: { select: { ...EVENT_SELECT, waiverReason: true }, orderBy: { seq: 'asc' } },
      facts: { orderBy: { seq: 'asc' } },
      guardFacts: { orderBy: { seq: 'asc' } },
    },
  })

test('after a start that failed in the middle the demo loads, once, and says what it is', async () => {
  expect(await seedIfEmpty({ mode: 'none', now: NOW })).toEqual({ lines: [] })
  const mark = await database().systemMark.findUnique({ where: { key: 'seeded' } })
  expect(mark?.value).toEqual({ mode: 'demo', at: NOW.toISOString() })
})

test('the cached stage of every project is what its events say', async () => {
  for (const { events, ...project } of await projects()) {
    expect(project).toMatchObject(cacheColumns(stageCache(events.map(stageFact))))
  }
})

test('the latest fact of every project is what figures group by', async () => {
  for (const project of await projects()) {
    expect(project.facts[0]?.validFrom).toBeNull()
    const { unitId, parkId, industry, sponsor, investmentWan, landMu, annualTaxWan } = project.facts.at(-1)!
    expect(factColumns({ ...project })).toEqual({
      unitId,
      parkId,
      industry,
      sponsor,
      investmentWan: investmentWan?.toString() ?? null,
      landMu: landMu?.toString() ?? null,
      annualTaxWan: annualTaxWan?.toString() ?? null,
    })
  }
})

test('every step was allowed on the day it was recorded, or passed over with reason and name', async () => {
  let waived = 0
  for (const project of await projects()) {
    const all = project.events.map(stageFact)
    for (const [at, event] of project.events.entries()) {
      const history = historyOf(all.slice(0, at))
      const { occurred } = all[at]!
      if (event.supersedesId || !isPathStage(event.stage)) continue
      expect(mistakes(event.stage, occurred, history, businessDay(event.recordedAt))).toEqual([])
      const holds = Object.fromEntries(
        project.guardFacts
          .filter((tick) => tick.recordedAt <= event.recordedAt)
          .map(({ kind, holds }) => [kind, holds]),
      ) as Record<GuardFactKind, boolean>
      const skipsLand = project.rents || project.ownLand
      const unmet = breaches(event.stage, occurred, {
        history,
        holds,
        skipsLand,
        projectCompanyUscc: project.projectCompanyUscc,
      })
      expect(unmet.length > 0, `${project.name} ${event.stage} ${JSON.stringify(unmet)}`).toBe(
        event.waiverReason !== null,
      )
      if (event.waiverReason) waived++
    }
  }
  expect(waived).toBeGreaterThanOrEqual(2)
})

test('projects stand at every stage, at least five of them approved', async () => {
  const all = await projects()
  const counts = new Map(
    PATH.map((stage) => [
      stage,
      all.filter((project) => project.stage === stage && project.status === 'active').length,
    ]),
  )
  for (const stage of PATH) expect(counts.get(stage), stage).toBeGreaterThan(0)
  expect(counts.get('approved')).toBeGreaterThanOrEqual(5)
  expect(counts.get('negotiating')).toBeGreaterThan(2 * counts.get('approved')!)
  expect(all.some(({ confidential }) => confidential)).toBe(true)
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['active', 'suspended', 'ended']))
  expect(await database().stageVerification.count()).toBeGreaterThan(20)
})

test('batches and events tell what became of their projects: some late, some with time left, some started', async () => {
  const { items: batches } = await listBatches(BUREAU, { offset: 0, limit: 10 })
  expect(batches.map(({ deadlineOn }) => deadlineOn < businessDay(NOW))).toEqual([false, true, true])
  for (const { signed, started, projects: all } of batches) {
    expect(signed).toBeGreaterThanOrEqual(3)
    expect([started > 0, all >= 5]).toEqual([true, true])
  }
  expect(batches[0]!.overdue).toBe(0)
  expect(batches.slice(1).every(({ overdue, signedStarted }) => overdue > 0 && signedStarted > 0)).toBe(true)
  const { items: events } = await listEvents(BUREAU, { offset: 0, limit: 10 })
  expect(events.map(({ kind }) => kind)).toEqual(['展会', '签约大会'])
  expect(events.every(({ projects: all, signed }) => all > signed && signed > 0)).toBe(true)
  expect(await database().batchProject.count({ where: { project: { confidential: true } } })).toBe(0)
})

test('projects belong to chains that cross industries, and what is signed has promised its tax', async () => {
  const all = await projects()
  const car = all.filter(({ chain }) => chain === '新能源汽车')
  expect(new Set(car.map(({ industry }) => industry)).size).toBeGreaterThan(1)
  for (const { signedFrom, annualTaxWan, investmentWan } of all) {
    expect(annualTaxWan !== null).toBe(signedFrom !== null)
    if (annualTaxWan) expect(annualTaxWan.toNumber()).toBeLessThan(investmentWan!.toNumber() * 0.2)
  }
})

test('none was signed in the months of the sample ledger, whenever the demo is loaded', () => {
  for (const today of ['2021-06-01', '2022-02-14', '2023-08-31', '2024-11-05', '2026-05-21']) {
    for (const { timeline } of drawStory(today, new Date(`${today}T08:00:00Z`), seededRandom(1))) {
      const signed = timeline.events.filter(({ stage }) => stage === 'signed')
      for (const { occurred } of signed) {
        expect(occurred.from! < '2020-01-01' || occurred.from! > '2021-04-30').toBe(true)
      }
      for (const { occurred, recordedAt } of timeline.events)
        expect(occurred.from ?? '' <= toDay(recordedAt)).toBeTruthy()
    }
  }
})

test('every role has its log-in, which opens at once with the documented password', async () => {
  const users = await database().user.findMany({ where: { login: { in: [...ROLES] } }, include: { roles: true } })
  expect(users.map(({ login }) => login).toSorted()).toEqual([...ROLES].toSorted())
  for (const { login, roles, mustChangePassword, passwordHash } of users) {
    expect(roles.map(({ role }) => role)).toEqual([login])
    expect(mustChangePassword).toBe(false)
    expect(passwordFaults(DEMO_PASSWORD, login)).toEqual([])
    if (login === 'officer') expect(await passwordFits(passwordHash, DEMO_PASSWORD)).toBe(true)
  }
})

test('papers are real files, and codes of companies carry their check digit', async () => {
  const files = await database().storedFile.findMany()
  expect(new Set(files.map(({ mediaType }) => mediaType))).toEqual(new Set(['application/pdf', 'image/png']))
  expect((await readFile(localPath(files[0]!.key))).length).toBe(Number(files[0]!.sizeBytes))
  const investors = await database().investor.findMany({ where: { uscc: { not: null } } })
  expect(investors.every(({ uscc }) => isUscc(uscc!))).toBe(true)
})

test('the calendar knows the working days made up for holidays', async () => {
  const days = await database().calendarDay.findMany({
    where: { kind: 'workday', day: { gte: new Date('2026-01-01') } },
  })
  expect(days.map(({ day }) => toDay(day))).toEqual([
    '2026-01-04',
    '2026-02-14',
    '2026-02-28',
    '2026-05-09',
    '2026-09-20',
    '2026-10-10',
  ])
})

test('the milestones of every project are what its history says', async () => {
  expect(await database().projectMilestone.count()).toBe(await database().project.count())
  expect(await staleMilestones(database())).toEqual([])
})
