import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { operations } from '~/api/operations'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { run } from '~/cli/run'
import { figureFilter } from '~/pipeline/domain/figure-filter'
import { openAt, type Cut } from '~/pipeline/domain/figure-links'
import { askedProjects, asTheyWere } from '~/pipeline/server/asked-projects'
import { briefing } from '~/pipeline/server/briefing'
import { pace } from '~/pipeline/server/pace'
import { pipelineFigures } from '~/pipeline/server/pipeline-figures'
import { sentencesOf } from '~/pipeline/server/sentences'
import {
  cohorts,
  forecast,
  overdue,
  sizes,
  waiting,
  type funnel,
  type heat,
  type survival,
} from '~/pipeline/server/single-figures'
import { wall } from '~/pipeline/server/wall'
import { transaction } from '~/platform/database/client'
import { historyOf } from '~/projects/domain/history'
import { readListAddress } from '~/projects/domain/list-address'
import { PATH, STAGE_NAMES, STATUS_NAMES } from '~/projects/domain/stages'
import { exportProjects } from '~/projects/server/export'
import { listProjects } from '~/projects/server/list'
import { projectsWaiting } from '~/projects/server/waiting'
import { loadReference } from '~/seed/reference'
import { addMonths, businessDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { aPark, aUnit } from '~test/factories'
import { factOf, stories, storeStories, type Story } from '~test/stories'

/** One random history, and every page, list, answer and command that says a number of it: a name has one value. */
const { asOwner } = useDatabase()
const NOW = new Date()
const TODAY = businessDay(NOW)
const context: RequestContext = { actor: SYSTEM_ACTOR, now: NOW, via: 'page' }
const DAYS = 180
let all: Story[]

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  const units = [await aUnit(), await aUnit(), await aUnit()]
  const sample = fc.sample(fc.array(stories, { minLength: 90, maxLength: 90 }), { numRuns: 1, seed: 20261129 })
  all = sample.flat()
  await storeStories(all, { units, parks: [await aPark(), await aPark()], asOwner })
})

/** What was said under a name, and where. */
class Said {
  readonly values = new Map<string, Map<number, string[]>>()

  add(where: string, numbers: Record<string, number | undefined>) {
    for (const [name, value] of Object.entries(numbers)) {
      if (value === undefined) continue
      const of = this.values.get(name) ?? new Map<number, string[]>()
      of.set(value, [...(of.get(value) ?? []), where])
      this.values.set(name, of)
    }
  }

  /** Names that were said with more than one value. */
  differing() {
    return Object.fromEntries(
      [...this.values].filter(([, of]) => of.size > 1).map(([name, of]) => [name, Object.fromEntries(of)]),
    )
  }

  /** How many places said it. */
  places(name: string): number {
    return [...(this.values.get(name)?.values() ?? [])].flat().length
  }
}

const sum = <Row>(rows: readonly Row[], pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0)

async function listed(address: string): Promise<number> {
  const search = new URLSearchParams(address.split('?')[1])
  const asked = askedProjects(context, search)
  return (await listProjects(context, { ...asked, limit: 1 })).total
}

const command = async (line: string[]): Promise<unknown> =>
  JSON.parse(await typed(['report', ...line, '--json', '--as-of', TODAY]))

/** What the command line prints. */
async function typed(line: string[]): Promise<string> {
  let out = ''
  const code = await run(line, {
    out: (text) => (out += text),
    err: (text) => {
      throw new Error(text)
    },
    open: async () => async () => {},
  })
  expect(code).toBe(0)
  return out
}

async function answer(id: string): Promise<unknown> {
  const operation = operations.find((each) => each.id === id)!
  const query = operation.query!.parse({ asOf: TODAY })
  const told = await operation.handle(context, { params: undefined, query, body: undefined, given: {} })
  return operation.response.parse(JSON.parse(JSON.stringify(told)))
}

type Of<Figure extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Figure>>

function ofFunnel(rows: Of<typeof funnel>['rows']) {
  const at = (stage: string) => rows.find((row) => row.stage === stage)
  return {
    签约: at('signed')?.count,
    已开工: at('started')?.count,
    签约金额: at('signed')?.investmentWan,
    认定签约: at('signed')?.verified,
    ...Object.fromEntries(
      rows.flatMap(({ stage, count, current, currentSuspended }) => [
        [`到达 ${stage}`, count],
        [`停在 ${stage}`, current],
        [`停在 ${stage}，其中暂缓`, currentSuspended],
      ]),
    ),
  }
}

const ofCohorts = (rows: Of<typeof cohorts>['rows']) => ({
  签约: sum(rows, (row) => row.signed),
  已开工: sum(rows, (row) => row.started),
  未开工: sum(rows, (row) => row.notStarted),
  '未开工，其中暂缓': sum(rows, (row) => row.notStartedSuspended),
  未开工即终止: sum(rows, (row) => row.neverStarted),
  供地时间不详: sum(rows, (row) => row.landDayUnknown),
  '到达 landSupplied': sum(rows, (row) => row.landSupplied),
  '到达 completed': sum(rows, (row) => row.completed),
  '到达 producing': sum(rows, (row) => row.producing),
})

const ofOverdue = (summary: Of<typeof overdue>['summary']) => ({
  未开工: summary.notStarted,
  '未开工，其中暂缓': summary.notStartedSuspended,
  逾期: summary.overdue,
  '30 天内将逾期': summary.soon,
})

const ofSizes = (rows: Of<typeof sizes>['rows']) => ({
  签约: sum(rows, (row) => row.signed),
  已开工: sum(rows, (row) => row.started),
  未开工: sum(rows, (row) => row.notStarted),
  逾期: sum(rows, (row) => row.overdue),
  供地时间不详: sum(rows, (row) => row.landDayUnknown),
  '到达 landSupplied': sum(rows, (row) => row.landSupplied),
})

const ofCurve = (groups: Of<typeof survival>['groups']) => ({
  签约: sum(groups, ({ curve }) => curve.total),
  已开工: sum(groups, ({ curve }) => curve.started),
  未开工即终止: sum(groups, ({ curve }) => curve.ended),
})

const ofQuality = (quality: Of<typeof funnel>['quality']) => ({
  签约: quality.signed,
  供地时间不详: quality.landDayUnknown,
  开工时间不详: quality.startDayUnknown,
  待核: quality.unverified,
})

const ofHeat = (rows: Of<typeof heat>['rows']) => ({
  签约: sum(rows, (row) => row.signed),
  供地时间不详: sum(rows, (row) => row.landDayUnknown),
  开工时间不详: sum(rows, (row) => row.startDayUnknown),
})

async function pages(said: Said) {
  const question = { asOf: TODAY, days: DAYS }
  const overview = await pipelineFigures(context, question)
  const { total, ...rest } = overview.overdue
  said.add('总览', {
    ...ofFunnel(overview.funnel),
    ...ofQuality(overview.quality),
    ...ofOverdue({ ...rest, overdue: total }),
  })
  said.add('总览 同期群', ofHeat(overview.cohorts))
  said.add('总览 曲线', ofCurve(overview.survival.groups))
  said.add('总览 预测', { 未开工: overview.forecast.waiting })
  said.add('总览 责任单位', { 逾期: sum(overview.overdue.units, (unit) => unit.total) })

  const told = await pace(context, { ...question, groupBy: 'unit' })
  said.add('用时', {
    ...ofCurve(told.groups),
    供地时间不详: told.landDayUnknown,
    开工时间不详: told.startDayUnknown,
    ...Object.fromEntries(
      told.stays.flatMap(({ stage, waiting: there, suspended }) => [
        [`停在 ${stage}`, there],
        [`停在 ${stage}，其中暂缓`, suspended],
      ]),
    ),
  })
  said.add(
    '流向',
    Object.fromEntries(
      told.flow.rows.flatMap(({ state, end, suspended }) =>
        state === 'ended'
          ? [['终止', end]]
          : [
              [`停在 ${state}`, end],
              [`停在 ${state}，其中暂缓`, suspended],
            ],
      ),
    ),
  )

  said.add('开工预测', { 未开工: (await forecast(context, { ...question, groupBy: 'year' })).waiting })
  said.add('开工预测 名单', { 未开工: (await waiting(context, { ...question, limit: 200 })).items.length })
  said.add('未开工', ofOverdue((await overdue(context, question)).summary))
  for (const by of ['month', 'unit'] as const)
    said.add(`同期群 ${by}`, ofCohorts((await cohorts(context, { asOf: TODAY, by })).rows))
  for (const by of ['size', 'unit', 'region'] as const)
    said.add(`规模与来源 ${by}`, ofSizes((await sizes(context, { ...question, by })).rows))

  const brief = await briefing(context, question)
  said.add('领导简报', {
    签约: brief.now.signed,
    已开工: brief.now.started,
    签约金额: brief.now.signedWan,
    认定签约: brief.now.signedVerified,
    逾期: brief.now.overdue,
    未开工: brief.ahead.waiting,
    '30 天内将逾期': brief.ahead.soon,
  })
  said.add('领导简报 三句话', {
    未开工: brief.inPeriod.notStarted,
    '未开工，其中暂缓': brief.inPeriod.notStartedSuspended,
    未开工即终止: brief.inPeriod.neverStarted,
  })
  const onWall = await wall(context, question)
  const number = (key: string) => onWall.numbers.find((each) => each.key === key)?.value
  said.add('大屏', {
    签约: number('signed'),
    已开工: number('started'),
    逾期: number('overdue'),
    ...Object.fromEntries(onWall.funnel.map(({ key, count }) => [`到达 ${key}`, count])),
  })
}

/** The chips and links that carry a word. */
async function lists(said: Said) {
  const open = openAt({ asOf: TODAY })
  const link = (cut: Cut) => listed(open(cut) ?? '')
  said.add('名单', {
    签约: await link({ come: 'signed' }),
    已开工: await link({ come: 'started' }),
    未开工: await link({ waiting: '1' }),
    '未开工，其中暂缓': await link({ waiting: '1', status: 'suspended' }),
    逾期: await link({ overdue: DAYS }),
    '30 天内将逾期': await link({ soon: DAYS }),
    待核: await link({ unclear: 'unverified' }),
    供地时间不详: await link({ unclear: 'landDayUnknown' }),
    开工时间不详: await link({ unclear: 'startDayUnknown' }),
    终止: await link({ at: 'ended' }),
  })
  said.add('名单 未到开工', { 未开工: await link({ reached: 'signed', notReached: 'started' }) })
  said.add('项目 签约未开工', { 未开工: await listed('/projects?notStarted=1') })
  said.add('工作台', { 未开工: (await projectsWaiting(context)).notStarted.total })
  for (const stage of PATH) {
    said.add('名单', {
      [`停在 ${stage}`]: await link({ at: stage }),
      [`停在 ${stage}，其中暂缓`]: await link({ at: stage, status: 'suspended' }),
    })
    said.add('旧链接', { [`停在 ${stage}`]: await link({ staying: stage }) })
  }
}

async function machines(said: Said) {
  const ways: [string, (id: string, line: string) => Promise<unknown>][] = [
    ['接口', (id) => answer(id)],
    ['命令行', (_, line) => command([line])],
  ]
  for (const [where, ask] of ways) {
    const told = (await ask('funnel', 'funnel')) as Of<typeof funnel>
    said.add(`${where} 漏斗`, { ...ofFunnel(told.rows), ...ofQuality(told.quality) })
    said.add(`${where} 同期群`, ofCohorts(((await ask('cohorts', 'cohorts')) as Of<typeof cohorts>).rows))
    said.add(`${where} 热力图`, ofHeat(((await ask('cohortHeat', 'heat')) as Of<typeof heat>).rows))
    said.add(`${where} 曲线`, ofCurve(((await ask('survival', 'survival')) as Of<typeof survival>).groups))
    said.add(`${where} 未开工`, ofOverdue(((await ask('overdue', 'overdue')) as Of<typeof overdue>).summary))
    said.add(`${where} 规模`, ofSizes(((await ask('sizes', 'sizes')) as Of<typeof sizes>).rows))
    said.add(`${where} 预测`, { 未开工: ((await ask('forecast', 'forecast')) as Of<typeof forecast>).waiting })
    const moved = (await ask('flow', 'flow')) as Of<typeof pace>['flow']
    said.add(
      `${where} 流向`,
      Object.fromEntries(moved.rows.map(({ state, end }) => [state === 'ended' ? '终止' : `停在 ${state}`, end])),
    )
  }
}

test('a name has one value on every page, list, answer and command', async () => {
  const said = new Said()
  await pages(said)
  await lists(said)
  await machines(said)
  expect(said.differing()).toEqual({})
  // The history has something to differ about.
  for (const name of [
    '未开工',
    '未开工，其中暂缓',
    '未开工即终止',
    '停在 signed',
    '停在 signed，其中暂缓',
    '供地时间不详',
  ])
    expect([name, [...(said.values.get(name)?.keys() ?? [])][0]], name).not.toEqual([name, 0])
  expect(said.places('未开工')).toBeGreaterThan(15)
}, 240_000)

test('the sentences of a year say the cohort of its days, and of a year before as it stood then', async () => {
  const asOf = '2021-06-30'
  for (const { period, row, yearBefore } of await sentencesOf(context, { asOf })) {
    const [cohort] = (await cohorts(context, { asOf, ...period })).rows
    expect(row).toMatchObject({ signed: cohort?.signed, notStarted: cohort?.notStarted })
    if (!yearBefore) continue
    expect(yearBefore.asOf).toBe('2020-06-30')
    const [before] = (await cohorts(context, { asOf: yearBefore.asOf, ...yearBefore.period })).rows
    expect([yearBefore.signed, yearBefore.started]).toEqual([before?.signed, before?.started])
  }
})

test('the workbook of a list as of a day says what its page says', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'crm-day-'))
  const asOf = '2021-06-22'
  const asked = askedProjects(context, new URLSearchParams({ asOf, come: 'lead' }))
  const { items } = await listProjects(context, { ...asked, limit: 200 })
  const shown = (await asTheyWere(items, asked)).map(({ name, onDay }) => ({
    项目名称: name,
    [`阶段（截至 ${asOf}）`]: onDay && STAGE_NAMES[onDay.stage],
    [`状态（截至 ${asOf}）`]: onDay && STATUS_NAMES[onDay.status],
    [`总投资（万元）（截至 ${asOf}）`]: onDay?.investmentWan ? Number(onDay.investmentWan) : null,
  }))
  const written = async (write: (file: string) => Promise<unknown>) => {
    const file = path.join(folder, 'list.xlsx')
    await write(file)
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(file)
    const [head, ...rows] = book.worksheets[0]!.getSheetValues().slice(1) as unknown[][]
    const keys = Object.keys(shown[0]!)
    return rows.map((row) => Object.fromEntries(keys.map((key) => [key, row[head!.indexOf(key)] ?? null])))
  }
  expect(shown.length).toBeGreaterThan(5)
  expect(await written((file) => exportProjects(context, asked, file))).toEqual(shown)
  const where = `asOf=${asOf}&come=lead`
  expect(await written((file) => typed(['project', 'list', '--where', where, '--xlsx', file]))).toEqual(shown)
  await rm(folder, { recursive: true })
})

test('a list behind a figure shows stage, status and amount of its day', async () => {
  const askedOf: { asOf: string; knownOn?: string }[] = [
    { asOf: '2021-06-22' },
    { asOf: '2021-06-22', knownOn: '2021-06-23' },
    { asOf: addMonths(TODAY, -1) },
  ]
  for (const clocks of askedOf) {
    const asked = askedProjects(context, new URLSearchParams({ ...clocks, come: 'lead' }))
    const { items } = await listProjects(context, { ...asked, limit: 200 })
    expect(items.length).toBeGreaterThan(5)
    for (const row of await asTheyWere(items, asked)) {
      const story = all.find(({ id }) => id === row.id)!
      const [history, fact] = [
        historyOf(story.events, clocks),
        factOf(story.facts, { ...clocks, knownOn: clocks.knownOn ?? TODAY }),
      ]
      expect([row.onDay?.stage, row.onDay?.status]).toEqual([history?.stage, history?.status])
      expect(Number(row.onDay?.investmentWan ?? -1)).toBe(Number(fact?.investmentWan ?? -1))
    }
  }
  const plain = readListAddress(new URLSearchParams())
  const { items } = await listProjects(context, { ...plain, limit: 5 })
  expect((await asTheyWere(items, {})).every(({ onDay }) => onDay === undefined)).toBe(true)
  expect(figureFilter.safeParse({ asOf: TODAY, wasWaiting: '1' }).success).toBe(false)
})
