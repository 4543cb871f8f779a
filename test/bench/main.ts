import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Client } from 'pg'
import { closeDatabase, useConnection } from '~/platform/database/client'
import type { Connection } from '~/platform/database/connection'
import { attachEmbedded } from '~/platform/database/embedded/attach'
import { withClient } from '~/platform/database/prepare'
import { installRooms } from '~/rooms'
import { businessDay } from '~/shared/day'
import { credentials, type Head } from './users'
import { copyingCost } from './copying'
import { buildOnce } from './data-set'
import { simulateForecasts } from './forecast'
import { importLedgerByPage, importPlotsByPage, type Imported } from './import'
import { line, ms, print, quantile, table, timed, warmUps, widest } from './measure'
import { benchOptions, type BenchOptions } from './options'
import { readingCost, type ReadingCost } from './reading'
import { benchRoutes, WRITINGS, type Asker, type Route, type Writing } from './routes'
import { judgingCost, rejudgeByPage, type Judging, type Rejudged } from './rejudge'
import { residentMiB, startProgram, type Running } from './server'
import { slopes } from './slopes'
import { bare, bareWrites, rowsFound, rowsRead, spent, WATCHABLE, watch } from './watch'

const SLACK = 3

async function inFolder(options: BenchOptions, act: (folder: string) => Promise<void>): Promise<void> {
  const folder = options.data ? path.resolve(options.data) : mkdtempSync('/tmp/crm-bench-')
  mkdirSync(folder, { recursive: true })
  try {
    await act(folder)
  } finally {
    if (!options.keep) rmSync(folder, { recursive: true, force: true })
  }
}

async function run(options: BenchOptions, folder: string): Promise<void> {
  const cluster = path.join(folder, 'database')
  const now = new Date()
  await buildOnce(options.projects, folder, now)

  const starts: number[] = []
  for (let round = 0; round < 3; round++) {
    const { startedMs, stop } = await startProgram(folder)
    starts.push(startedMs)
    await stop()
  }

  const attached = await attachEmbedded(cluster, { settings: WATCHABLE })
  const results: Result[] = []
  try {
    await useConnection(attached.connection)
    const program = await startProgram(folder)
    try {
      const askers = { bureau: await credentials('bureau', now), officer: await credentials('officer', now) }
      const rejudge = () =>
        withClient(attached.connection.owner, (owner) => rejudgeByPage(program, askers.bureau.cookie, owner))
      if (!options.rejudge)
        results.push(...(await measureAll({ connection: attached.connection, program, askers, options, folder, now })))
      results.push(...rejudgeVerdicts(await rejudge(), businessDay(now)))
    } finally {
      await program.stop()
    }
  } finally {
    await closeDatabase()
    await attached.release()
  }
  const start = quantile(starts, 0.5)
  results.unshift({
    name: '在已初始化的数据库上启动',
    value: `${(start / 1000).toFixed(2)} 秒`,
    met: start <= 3000,
    target: '≤ 3 秒',
  })
  print('')
  print(
    table([
      ['其他', '实测', '目标', ''],
      ...results.map(({ name, value, target, met }) => [name, value, target, mark(met)]),
    ]),
  )
}

interface Whole extends Omit<Measured, 'owner' | 'logFile' | 'asOf'> {
  folder: string
  now: Date
}

/** Routes, writings and imports, one after another. */
async function measureAll({ folder, now, ...given }: Whole): Promise<Result[]> {
  const { connection, program, askers, options } = given
  await withClient(connection.owner, async (owner) => {
    const logFile = path.join(folder, 'database', 'postgres.log')
    const measured = { ...given, owner, logFile, asOf: businessDay(now) }
    await measureRoutes(measured)
    await measureWritings(measured)
  })
  const memory = residentMiB(program.pid)
  const imported = await importLedgerByPage(program, askers.bureau.cookie, folder, options.rows)
  const plots = await importPlotsByPage(program, askers.bureau.cookie, folder, options.plots)
  const copyMs = await withClient(connection.owner, (owner) => copyingCost(owner, imported.batchId))
  const reading = await readingCost(imported.file)
  return [
    ...verdicts(options, memory, imported),
    ...plotVerdicts(options, plots),
    ...ratios(options, reading, imported, copyMs),
  ]
}

function rejudgeVerdicts({ projects, tookMs, aboveIdleMiB, answersMs }: Rejudged, on: string): Result[] {
  const { judging, changes } = judgingCost(on)
  const cost = (name: string, { medianMs, slowestMs }: Judging, most: number): Result => ({
    name,
    value: `中位 ${medianMs.toFixed(2)} ms，最慢的一组 ${slowestMs.toFixed(2)} ms`,
    met: slowestMs <= most,
    target: `≤ ${most} ms`,
  })
  return [
    {
      name: `全部重判 ${projects} 个项目`,
      value: `${(tookMs / 1000).toFixed(1)} 秒，每秒 ${Math.round(projects / (tookMs / 1000))} 个`,
      met: null,
      target: '',
    },
    {
      name: '全部重判占用内存，高于空闲',
      value: aboveIdleMiB === null ? '—' : `${Math.round(aboveIdleMiB)} MiB`,
      met: null,
      target: '',
    },
    {
      name: '全部重判期间别的请求多等',
      value: `p99 ${ms(quantile(answersMs, 0.99))} ms，最慢 ${ms(Math.max(...answersMs))} ms`,
      met: quantile(answersMs, 0.99) <= 100,
      target: 'p99 ≤ 100 ms',
    },
    cost('判定一个项目', judging, 1),
    cost('算出整体符合的改动', changes, 20),
  ]
}

function verdicts({ rows }: BenchOptions, memory: ReturnType<typeof residentMiB>, imported: Imported): Result[] {
  const { readMs, commitMs, aboveIdleMiB, what } = imported
  const seconds = (readMs + commitMs) / 1000
  const spent = `${seconds.toFixed(1)} 秒（读取查重 ${(readMs / 1000).toFixed(1)}，写入 ${(commitMs / 1000).toFixed(1)}；${what}）`
  return [
    {
      name: '服务内存，测量之后',
      value: memory ? `${Math.round(memory.now)} MiB，峰值 ${Math.round(memory.peak)} MiB` : '—',
      met: null,
      target: '',
    },
    { name: `导入 ${rows} 行台账，查重并提交`, value: spent, met: seconds <= 10, target: '≤ 10 秒' },
    {
      name: '导入占用内存，高于空闲',
      value: aboveIdleMiB === null ? '—' : `${Math.round(aboveIdleMiB)} MiB`,
      met: aboveIdleMiB === null ? null : aboveIdleMiB <= 150,
      target: '≤ 150 MiB',
    },
  ]
}

function plotVerdicts({ plots }: BenchOptions, { readMs, commitMs, aboveIdleMiB, what }: Imported): Result[] {
  const seconds = (readMs + commitMs) / 1000
  return [
    {
      name: `导入 ${plots} 宗地块，查重叠并提交`,
      value: `${seconds.toFixed(1)} 秒（读取查重叠 ${(readMs / 1000).toFixed(1)}，写入 ${(commitMs / 1000).toFixed(1)}；${what}）`,
      met: seconds <= 60,
      target: '≤ 60 秒',
    },
    {
      name: '导入地块占用内存，高于空闲',
      value: aboveIdleMiB === null ? '—' : `${Math.round(aboveIdleMiB)} MiB`,
      met: null,
      target: '',
    },
  ]
}

/** What is spent beside the least that could be. */
function ratios(
  { rows }: BenchOptions,
  { bareMs, readMs }: ReadingCost,
  { commitMs }: Imported,
  copyMs: number,
): Result[] {
  const beside = (spentMs: number, leastMs: number, least: string) =>
    `${(spentMs / leastMs).toFixed(1)} 倍（${(spentMs / 1000).toFixed(2)} 秒；${least} ${(leastMs / 1000).toFixed(2)} 秒）`
  return [
    {
      name: `读 ${rows} 行台账，比只走一遍单元格`,
      value: beside(readMs, bareMs, '走一遍'),
      met: readMs <= 3 * bareMs,
      target: '≤ 3 倍',
    },
    {
      name: `写入 ${rows} 行，比同样的行 COPY 进同样的表`,
      value: beside(commitMs, copyMs, 'COPY'),
      met: commitMs <= 3 * copyMs,
      target: '≤ 3 倍',
    },
  ]
}

interface Result {
  name: string
  value: string
  target: string
  /** null: nothing was promised */
  met: boolean | null
}

const mark = (met: boolean | null) => (met === null ? '' : met ? '达到' : '未达到')
interface Measured {
  owner: Client
  connection: Connection
  program: Running
  askers: Record<Asker, Head>
  logFile: string
  options: BenchOptions
  asOf: string
}

async function measureRoutes({ owner, connection, program, askers, logFile, options, asOf }: Measured): Promise<void> {
  const routes = (await benchRoutes(owner, asOf)).filter(({ name }) => name.includes(options.only))
  const heads = [
    '路由',
    'HTTP p50',
    'p95',
    '裸 SQL',
    '倍数',
    '查询',
    '计划 ms',
    '执行 ms',
    '读行',
    '命中',
    '返回',
    '目标 ms',
    '',
  ]
  const widths = [widest(routes.map(({ name }) => name)), 8, 6, 7, 5, 5, 7, 7, 8, 8, 5, 7, 6]
  // a line at a time: the whole takes minutes
  const tell = (...cells: string[]) =>
    print(line([...cells, ...Array<string>(heads.length).fill('')].slice(0, heads.length), widths))
  tell(...heads)
  for (const route of routes) {
    const headers = askers[route.asker]
    const ask = async (at: number) => {
      const response = await fetch(program.address + route.url(at), { headers, redirect: 'manual' })
      const body = await response.text()
      if (response.status !== 200) throw new Error(`${route.url(at)}: ${response.status} ${body.slice(0, 200)}`)
      return body
    }
    const first = await ask(0).catch((error: Error) => error)
    if (first instanceof Error) {
      tell(route.name, first.message.slice(0, 60))
      continue
    }
    const [taken, { planMs, runMs }] = await spent(owner, () => timed(options.requests, ask))
    const asked = taken.length + warmUps(options.requests)
    const ran = await watch(owner, logFile, () => ask(7))
    const without = await bare(connection.app, ran, Math.min(options.requests, 20))
    const [p50, p95, plain] = [quantile(taken, 0.5), quantile(taken, 0.95), quantile(without, 0.5)]
    const read = Math.round(ran.reduce((sum, { plan }) => sum + rowsRead(plan), 0))
    const found = route.table ? Math.max(0, ...ran.map(({ plan }) => Math.round(rowsFound(plan, route.table!)))) : null
    const returned = returnedRows(first)
    const met = verdict(route, p50, read, found, returned)
    tell(
      route.name,
      ...[p50, p95, plain].map(ms),
      (p50 / plain).toFixed(1),
      String(ran.length),
      ms(planMs / asked),
      ms(runMs / asked),
      String(read),
      found === null ? '' : String(found),
      returned === null ? '' : String(returned),
      route.target ? String(route.target) : '',
      mark(met),
    )
  }
}

/** Times what writes, against one bare transaction with the same INSERTs and UPDATEs. */
async function measureWritings({ owner, connection, program, askers, logFile, options }: Measured): Promise<void> {
  const writings = WRITINGS.filter(({ name }) => name.includes(options.only))
  if (writings.length === 0) return
  const rows = [['写入', 'HTTP p50', 'p95', '裸事务', '倍数', '查询', '计划 ms', '执行 ms', '目标', '']]
  for (const writing of writings) {
    let made = 0
    const send = async (each: Writing): Promise<string> => {
      const at = made++
      const url = program.address + each.url(each.subject ? (subjects.pop() ?? '') : '')
      const headers = { ...askers.officer, 'content-type': 'application/json' }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(each.body(at)) })
      const text = await response.text()
      if (response.status !== 201) throw new Error(`${url}: ${response.status} ${text.slice(0, 300)}`)
      return String((JSON.parse(text) as { id: unknown }).id)
    }
    const subjects: string[] = []
    const needed = options.requests + warmUps(options.requests) + 1
    if (writing.subject) for (let at = 0; at < needed; at++) subjects.push(await send(writing.subject))
    const [taken, { planMs, runMs }] = await spent(owner, () => timed(options.requests, () => send(writing)))
    const asked = taken.length + warmUps(options.requests)
    const since = Date.now()
    const ran = await watch(owner, logFile, () => send(writing))
    const without = await bareWrites(connection.app, ran, { since, rounds: options.requests })
    const [p50, p95, plain] = [quantile(taken, 0.5), quantile(taken, 0.95), quantile(without, 0.5)]
    const met = p50 <= 1.5 * plain && ran.length <= 12
    rows.push([
      writing.name,
      ...[p50, p95, plain].map(ms),
      (p50 / plain).toFixed(1),
      String(ran.length),
      ms(planMs / asked),
      ms(runMs / asked),
      '≤ 1.5 倍，≤ 12 查询',
      mark(met),
    ])
  }
  print('')
  print(table(rows))
}

/** Counting all that satisfy the filters means to look at them: what was found counts beside what was returned. */
function verdict(
  route: Route,
  p50: number,
  read: number,
  found: number | null,
  returned: number | null,
): boolean | null {
  if (!route.target) return null
  if (p50 > route.target) return false
  return !route.lean || read <= SLACK * ((found ?? 0) + (returned ?? 0))
}

function returnedRows(body: string): number | null {
  if (!body.startsWith('{')) return null
  const { items, rows } = JSON.parse(body) as { items?: unknown[]; rows?: unknown[] }
  return (items ?? rows)?.length ?? 1
}

installRooms()
const options = benchOptions(process.argv.slice(2))
if (options.forecast) process.exitCode = simulateForecasts() ? 0 : 1
else
  await inFolder(options, (folder) => (options.slopes ? slopes(options, options.slopes, folder) : run(options, folder)))
