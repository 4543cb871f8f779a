import { createAdaptorServer } from '@hono/node-server'
import { realpathSync } from 'node:fs'
import type { Server } from 'node:http'
import path from 'node:path'
import { takeDataFolder } from './data-folder'
import { databaseFailure } from './database-failure'
import { openDatabase } from './database/open'
import { env } from './env'
import { createApp, type AppOptions } from './http/app'
import { clearUploads } from './http/uploads'
import { prepareJobs, startJobs, stopJobs, workQueues } from './jobs/jobs'
import { describeHolder, hold } from './lock.js'
import { logger, logToFiles } from './logger'
import { StartError } from './start-error'

/** What the rooms bring; put together where the rooms are known. */
export interface Program extends Pick<AppOptions, 'api' | 'ogc'> {
  /** fills an empty database; the lines are printed */
  seed: (options: { mode: 'demo' | 'none'; now: Date }) => Promise<{ lines: string[] }>
  /** what rooms do from the start on, before jobs are taken */
  starts: readonly (() => Promise<void>)[]
}

export interface BootOptions extends Program, Omit<AppOptions, 'mode' | 'api' | 'ogc'> {
  /** asked before our own app, as Vite's middleware in development */
  wrap?: (listener: Server) => Server
}

/** Starts the program in this process: environment, lock, database, jobs, seed, listening; leaves on SIGINT or SIGTERM. */
export async function boot(options: BootOptions): Promise<void> {
  const began = performance.now()
  const stop = new Undo()
  try {
    const { DATA_DIR, HOST, PORT, SEED, LOG_TO, NODE_ENV } = env()
    const address = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`
    stop.add(await holdData(DATA_DIR, address))
    // In development the log is what one looks at.
    const logs = LOG_TO === 'file' && NODE_ENV === 'production' ? path.join(DATA_DIR, 'logs') : null
    if (logs) logToFiles(logs)
    const { connection, close } = await openDatabase({ revive: (what) => print([what]) })
    stop.add(close)
    const [{ lines }] = await Promise.all([options.seed({ mode: SEED, now: new Date() }), prepareJobs(connection)])
    await clearUploads()
    await startJobs()
    stop.add(stopJobs)
    for (const begin of options.starts) await begin()
    await workQueues()
    const server = createAdaptorServer({ fetch: createApp(options).fetch }) as Server
    stop.add(await listen(options.wrap?.(server) ?? server, HOST, PORT))
    leaveOnSignal(stop)
    leaveOnFault(stop)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    const where = logs ? [`日志：${logs}`] : []
    // The address comes last, where it stays in sight.
    print([...lines, ...where, `已启动（${seconds} 秒），按 Ctrl-C 停止：${address}`])
  } catch (error) {
    await stop.run()
    console.error(error instanceof StartError ? error.message : error)
    process.exit(1)
  }
}

/** What has been opened, closed in the opposite order. */
class Undo {
  private readonly steps: (() => Promise<void>)[] = []
  add = (step: () => Promise<void>) => void this.steps.unshift(step)
  async run() {
    for (const step of this.steps.splice(0))
      await step().catch((err: unknown) => logger.error({ err }, 'while stopping'))
  }
}

async function holdData(folder: string, address: string): Promise<() => Promise<void>> {
  takeDataFolder(folder)
  const held = await hold(`${realpathSync(folder)} serving`, address)
  if (held.release) return held.release
  throw new StartError(
    `数据目录 ${folder} 正由另一个服务使用：${describeHolder(held.holder)}。请先停止它，或为本服务另设 DATA_DIR。`,
  )
}

function listen(server: Server, host: string, port: number): Promise<() => Promise<void>> {
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 3_000).unref()
    })
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new StartError(`端口 ${host}:${port} 已被其他程序占用，请另设 PORT。`) : error)
    })
    server.listen(port, host, () => resolve(close))
  })
}

function leaveOnSignal(stop: Undo): void {
  let leaving = false
  const leave = async () => {
    // npm passes on the signal that the terminal has sent already
    if (leaving) return
    leaving = true
    print(['正在停止…'])
    await stop.run()
    process.exit(0)
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void leave())
}

/** What nobody awaited: a lost connection is made anew by whoever needs it next, anything else ends the program, with the reason. */
function leaveOnFault(stop: Undo): void {
  const leave = async (error: Error) => {
    print([`程序出错，即将停止：${error.message}`])
    // What is broken may hang while it is closed.
    setTimeout(() => process.exit(1), 10_000).unref()
    await stop.run()
    process.exit(1)
  }
  process.on('uncaughtException', (error) => {
    logger.error({ err: error }, 'uncaught')
    if (!databaseFailure(error)) void leave(error)
  })
}

const print = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)
