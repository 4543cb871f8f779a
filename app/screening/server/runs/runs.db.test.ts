import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { prepareJobs, startJobs, stopJobs, work } from '~/platform/jobs/jobs'
import { registerProject } from '~/projects/server/register'
import { businessDay } from '~/shared/day'
import { present } from '~/shared/present'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { evaluate } from '../../domain/evaluation/evaluate'
import type { ScreeningInputs } from '../../domain/inputs'
import { VERDICTS, type Verdict } from '../../domain/rules/rule-set'
import { RUNS_KEPT, SHOWN } from '../../domain/runs/run'
import { readRuleSets } from '../rule-sets'
import { startScreening } from '../save-screening'
import { inOrder } from '../stored-screening'
import { useRuleSet } from '../use-rule-set'
import { cancelRun } from './cancel-run'
import { takeTurn } from './jobs'
import { readResults, readRun } from './read-runs'
import { removeRun } from './remove-run'
import { askedSql } from './results-sql'
import { resumeRun } from './resume-run'
import { startRun } from './start-run'
import { workOnRun } from './work-on-run'

const { connection } = useDatabase()

const COUNTY = 'county-intensity-100'
const POINTS = 'scored-40-30-20-10'
const ALL = { query: { show: 'all' }, page: 1, size: 100 } as const

let bureau: RequestContext
let officer: RequestContext
/** What each project says, and what its screening came to. */
const said = new Map<string, { inputs: ScreeningInputs; before: Verdict | null }>()

beforeAll(async () => {
  await prepareJobs(connection)
  await startJobs()
  bureau = await aContext('bureau')
  const { id: unitId } = await aUnit()
  officer = await aContext('officer', { unitId })
  for (const id of [COUNTY, POINTS]) await useRuleSet(bureau, { id, inUse: true })
  for (let at = 0; at < 12; at++) {
    const { id } = await registerProject(officer, projectOf(unitId, { landMu: '50', investmentWan: `${1000 * at}` }))
    const fixedAssetInvestmentWan = 1000 * at
    // Every second was screened, by the other rule set.
    const inputs = { landMu: 50, fixedAssetInvestmentWan }
    if (at % 2 === 0) await startScreening(officer, { projectId: id, depth: 'quick', ruleSetIds: [POINTS], inputs })
    const screened = await database().screening.findFirst({ where: { projectId: id }, select: { verdict: true } })
    const recorded = { landMu: 50, totalInvestmentWan: fixedAssetInvestmentWan }
    said.set(id, { inputs: screened ? inputs : recorded, before: screened?.verdict ?? null })
  }
})
afterAll(stopJobs)

async function judgedOneByOne(ruleSetIds: string[]) {
  const ruleSets = inOrder(await readRuleSets(bureau, ruleSetIds))
  return [...said].map(([id, { inputs, before }]) => {
    const { verdict, score } = evaluate(ruleSets, inputs, { on: businessDay(bureau.now) })
    return { id, before, verdict, score, fromRecord: before === null }
  })
}

const resultsOf = async (id: string) =>
  (await readRun(bureau, id, ALL)).results.map(({ id: projectId, before, verdict, score, fromRecord }) => ({
    id: projectId,
    before,
    verdict,
    score,
    fromRecord,
  }))

const stateOf = async (id: string) => {
  const { state, done, version } = await database().screeningRun.findUniqueOrThrow({ where: { id } })
  return { state, done, version }
}

async function toTheEnd(id: string): Promise<void> {
  while (await workOnRun(id, { batch: 5, turnMs: 0 }));
}

test('a job judges in the background', async () => {
  await work('screening-run', takeTurn)
  const { id } = await startRun(bureau, [COUNTY])
  await expect.poll(() => stateOf(id), { timeout: 15_000 }).toMatchObject({ state: 'done', done: 12 })
  // The others take each turn themselves.
  await work('screening-run', () => Promise.resolve())
})

test('a run comes to what judging one by one does, and lists what it counts', async () => {
  const { id } = await startRun(bureau, [COUNTY])
  await toTheEnd(id)
  expect(await resultsOf(id)).toEqual(await judgedOneByOne([COUNTY]))
  const { run, transitions } = await readRun(bureau, id, ALL)
  expect(run).toMatchObject({ state: 'done', share: 1, counted: { total: 12, done: 12 } })
  expect(transitions.length).toBeGreaterThan(2)
  for (const show of SHOWN)
    for (const verdict of [...VERDICTS, null, undefined]) {
      const query = { show, verdict }
      const { total } = await readRun(bureau, id, { query, page: 1, size: 1 })
      expect([query, (await readResults(bureau, id, { where: askedSql(query), limit: 100 })).length]).toEqual([
        query,
        total,
      ])
    }
  await removeRun(bureau, { id, version: run.version })
  expect(await database().screeningRunResult.count({ where: { runId: id } })).toBe(0)
})

test('cancelled in the middle it keeps what is judged, resumed it comes to the same, and of two the second is told', async () => {
  const { id } = await startRun(bureau, [COUNTY])
  await workOnRun(id, { batch: 5, turnMs: 0 })
  const { version } = await stateOf(id)
  await cancelRun(bureau, { id, version })
  const late = await refusal(cancelRun(await aContext('bureau'), { id, version }))
  expect([late.code, late.userMessage]).toEqual(['stale', `${bureau.actor.name}刚刚取消了这次重判，请刷新页面`])
  expect(await workOnRun(id)).toBe(false)
  expect([await stateOf(id), (await resultsOf(id)).length]).toMatchObject([{ state: 'cancelled', done: 5 }, 5])
  await resumeRun(bureau, { id, version: version + 1 })
  expect((await refusal(removeRun(bureau, { id, version: version + 2 }))).code).toBe('conflict')
  await toTheEnd(id)
  expect(await resultsOf(id)).toEqual(await judgedOneByOne([COUNTY]))
})

test('two who work on one run judge nothing twice, and a second run beside it does not disturb it', async () => {
  const [one, other] = [await startRun(bureau, [COUNTY]), await startRun(bureau, [POINTS, COUNTY])]
  expect((await refusal(startRun(bureau, [COUNTY]))).code).toBe('conflict')
  await Promise.all([toTheEnd(one.id), toTheEnd(other.id), toTheEnd(one.id)])
  expect(await resultsOf(one.id)).toEqual(await judgedOneByOne([COUNTY]))
  expect(await resultsOf(other.id)).toEqual(await judgedOneByOne([COUNTY, POINTS]))
})

test('what breaks a run is told, and it goes on once it is mended', async () => {
  const { id } = await startRun(bureau, [COUNTY])
  const { rules } = await database().screeningRun.findUniqueOrThrow({ where: { id } })
  await database().screeningRun.update({ where: { id }, data: { rules: [{ id: COUNTY, name: '没有规则' }] } })
  await expect(workOnRun(id)).rejects.toThrow('criteria')
  expect((await readRun(bureau, id, ALL)).run).toMatchObject({ state: 'failed', failure: '程序出错，系统日志里有详情' })
  await database().screeningRun.update({ where: { id }, data: { rules: present(rules, 'rules') } })
  await resumeRun(bureau, { id, version: (await stateOf(id)).version })
  await toTheEnd(id)
  expect(await stateOf(id)).toMatchObject({ state: 'done', done: 12 })
})

test('only the bureau starts, stops and removes, and a stranger sees no lead among the results', async () => {
  const { id } = await startRun(bureau, [COUNTY])
  await toTheEnd(id)
  const seen = { id, version: (await stateOf(id)).version }
  const acts = [
    () => startRun(officer, [POINTS]),
    ...[cancelRun, resumeRun, removeRun].map((act) => () => act(officer, seen)),
  ]
  for (const act of acts) expect((await refusal(act())).code).toBe('forbidden')
  const stranger = await aContext('officer')
  const { results, transitions, run } = await readRun(stranger, id, ALL)
  expect([results, transitions, run.counted]).toEqual([[], [], null])
  expect((await readRun(officer, id, ALL)).results).toHaveLength(12)
})

test('so many runs are kept, and the oldest goes when another is started', async () => {
  const rules = inOrder(await readRuleSets(bureau, [COUNTY]))
  const old = { rules: structuredClone(rules), evaluatedOn: bureau.now, total: 0, movedAt: bureau.now }
  await database().screeningRun.createMany({
    data: Array.from({ length: RUNS_KEPT }, (_, at) => ({
      ...old,
      state: 'done' as const,
      startedAt: new Date(bureau.now.getTime() - at * 1000),
    })),
  })
  const { id } = await startRun(bureau, [POINTS])
  expect(await database().screeningRun.count()).toBe(RUNS_KEPT)
  expect((await refusal(startRun(bureau, ['scored-none']))).code).toBe('invalid')
  expect(await stateOf(id)).toMatchObject({ state: 'running', done: 0 })
})
