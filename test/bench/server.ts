import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '~/platform/root'

/** an older data set is brought to this version first */
const START_LIMIT_MS = 600_000

export interface Running {
  address: string
  pid: number
  /** from the start of the process until `/readyz` says 200 */
  startedMs: number
  stop(): Promise<void>
}

/** Starts the built program as `npm start` does, and waits until it is ready. */
export async function startProgram(dataDir: string): Promise<Running> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(projectRoot(), 'build', 'server', 'serve.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      SEED: 'none',
      LOG_LEVEL: 'error',
      API_RATE: '10000000',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const address = `http://127.0.0.1:${port}`
  while (!(await isReady(address))) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode} while starting`)
    if (performance.now() - began > START_LIMIT_MS) {
      await stop(child)
      throw new Error('the program was not ready in ten minutes')
    }
    await sleep(10)
  }
  return { address, pid: child.pid!, startedMs: performance.now() - began, stop: () => stop(child) }
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

const MIB = 1024

/** Resident memory of a process in MiB, now and at its peak; null where there is no /proc. */
export function residentMiB(pid: number): { now: number; peak: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)![1]) / MIB
    return { now: of('VmRSS'), peak: of('VmHWM') }
  } catch {
    return null
  }
}

/** Lets the peak begin again from what is resident now. */
export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    // then the peak of the whole run is told, which is never too low
  }
}
