import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SESSION_COOKIE } from '~/auth/server/session'

// The built program as an operator meets it: npm start's own script, in processes that are killed.

const root = fileURLToPath(new URL('../..', import.meta.url))
const data = mkdtempSync('/tmp/crm-start-')
const backups = mkdtempSync('/tmp/crm-backups-')
const script = path.join(root, 'app/platform/launch/start.mjs')
const crm = path.join(root, 'app/platform/launch/crm.mjs')
let env: NodeJS.ProcessEnv
let server: ChildProcess
let output = ''

beforeAll(async () => {
  const { DATABASE_URL: _, DATABASE_DIRECT_URL: __, ...inherited } = process.env
  env = {
    ...inherited,
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    DATA_DIR: data,
    SEED: 'none',
  }
  await start()
})
afterAll(async () => {
  server.kill('SIGTERM')
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  for (const folder of [data, backups]) rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  output = ''
  server = spawn(process.execPath, [script], { cwd: root, env })
  server.stdout!.on('data', (chunk) => (output += chunk))
  server.stderr!.on('data', (chunk) => (output += chunk))
  await vi.waitUntil(async () => (await readiness()) === 200, { timeout: 100_000, interval: 50 })
}

async function readiness(): Promise<number | string> {
  if (server.exitCode !== null) throw new Error(`it ended: ${output}`)
  return fetch(`http://127.0.0.1:${env.PORT}/readyz`).then(
    (response) => response.status,
    (error: Error) => error.message,
  )
}

async function kill(signal: NodeJS.Signals): Promise<void> {
  server.kill(signal)
  await once(server, 'exit')
}

const postmasterFile = path.join(data, 'database', 'cluster', 'postmaster.pid')
const postmaster = () => existsSync(postmasterFile) && Number(readFileSync(postmasterFile, 'utf8').split('\n')[0])
const killDatabase = () => process.kill(Number(postmaster()), 'SIGKILL')

/** Kills the database, and waits until another runs in its place and the program is ready. */
async function replaceDatabase(): Promise<void> {
  const killed = postmaster()
  killDatabase()
  await vi.waitUntil(() => postmaster() && postmaster() !== killed, { timeout: 60_000, interval: 20 })
  await expect.poll(readiness, { timeout: 60_000 }).toBe(200)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

test('SEED=none prints the first administrators with one-time passwords', () => {
  for (const login of ['sysadmin', 'secadmin', 'auditor']) expect(output).toMatch(new RegExp(`${login}\\s+\\S{14}`))
})

test('the console says where the program is last, and nothing of each request, which the log has', async () => {
  await fetch(`http://127.0.0.1:${env.PORT}/login`)
  expect(output.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^已启动（.*）.*：http://127.0.0.1:${env.PORT}$`))
  expect(output).not.toContain('"level"')
  const logs = path.join(data, 'logs')
  const lines = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'))
  expect(lines.join('')).toContain('"path":"/login"')
})

test('what lies in the data folder is for its owner alone', () => {
  const open = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(path.join(data, name)).mode & 0o077) !== 0,
  )
  expect(open).toEqual([])
})

test('a second start on the same folder is refused and told who holds it', () => {
  const second = spawnSync(process.execPath, [script], { cwd: root, env: { ...env, PORT: '0' }, encoding: 'utf8' })
  expect(second.status).toBe(1)
  expect(second.stderr).toContain(`进程 ${server.pid}`)
  expect(second.stderr).toContain(`http://127.0.0.1:${env.PORT}`)
})

test('a server whose database is killed under it is ready again by itself', async () => {
  await replaceDatabase()
  expect(await readiness()).toBe(200)
})

test('under load a database that is killed again and again is answered 503 until it is back, and the program stays', async () => {
  const answers = new Map<number, number>()
  const stop = new AbortController()
  const ask = async () => {
    while (!stop.signal.aborted) {
      // The names on the page are kept for a minute; whose session this is must be looked up.
      const { status, headers } = await fetch(`http://127.0.0.1:${env.PORT}/login`, {
        headers: { cookie: `${SESSION_COOKIE}=none` },
      })
      answers.set(status, (answers.get(status) ?? 0) + 1)
      if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    }
  }
  const readers = Array.from({ length: 16 }, ask)
  // A slow machine may ask nothing while it is away: then once more.
  for (let kills = 0; kills < 4 || (!answers.has(503) && kills < 12); kills++) await replaceDatabase()
  stop.abort()
  await Promise.all(readers)
  expect([...answers.keys()].sort()).toEqual([200, 503])
  expect(output).toContain('数据库已恢复')
})

test('a database that cannot start is tried again until it can; meanwhile the program is alive but not ready', async () => {
  const settings = path.join(data, 'database', 'cluster', 'postgresql.auto.conf')
  const right = readFileSync(settings)
  appendFileSync(settings, 'no_such_setting = 1\n')
  killDatabase()
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/数据库没有恢复，2 秒后再试/)
  expect(await readiness()).toBe(503)
  expect((await fetch(`http://127.0.0.1:${env.PORT}/healthz`)).status).toBe(200)
  writeFileSync(settings, right)
  await expect.poll(readiness, { timeout: 60_000 }).toBe(200)
})

test('after kill -9 of the server the next start recovers, and prints no password again', async () => {
  await kill('SIGKILL')
  await start()
  expect(output).not.toContain('一次性密码')
})

test('what is being registered at kill -9 is stored once when its key is sent again', async () => {
  const command = (...line: string[]) =>
    JSON.parse(spawnSync(process.execPath, [crm, ...line, '--json'], { cwd: root, env, encoding: 'utf8' }).stdout) as {
      token: string
    }
  command('user', 'create', '--login', 'writer', '--name', '登记人', '--role', 'officer')
  const { token } = command('token', 'create', '--user', 'writer')
  const projects = `http://127.0.0.1:${env.PORT}/api/v1/projects`
  const authorization = `Bearer ${token}`
  const register = (key: string) =>
    fetch(projects, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ name: `登记项目${key}`, investorName: `${key}投资方`, distinct: true }),
    }).then(
      ({ status }) => status,
      () => 0,
    )
  const keys = Array.from({ length: 60 }, (_, at) => `key-${at}`)
  const first = keys.map(register)
  await Promise.any(first.map(async (answer) => expect(await answer).toBe(201)))
  await kill('SIGKILL')
  const torn = (await Promise.all(first)).filter((status) => status === 0)
  await start()
  for (const key of keys) await expect.poll(() => register(key), { timeout: 20_000 }).toBe(201)
  const listed = await fetch(`${projects}?limit=200`, { headers: { authorization } })
  const { items } = (await listed.json()) as { items: { name: string }[] }
  expect(torn.length).toBeGreaterThan(0)
  expect(items.map(({ name }) => name).sort()).toEqual(keys.map((key) => `登记项目${key}`).sort())
})

test('after kill -9 of server and database the next start recovers', async () => {
  killDatabase()
  await kill('SIGKILL')
  await start()
})

test('a backup made while the program runs starts as a program of its own', async () => {
  const made = spawnSync(process.execPath, [crm, 'backup', backups, '--json'], { cwd: root, env, encoding: 'utf8' })
  expect(made.stderr).toBe('')
  const { folder } = JSON.parse(made.stdout) as { folder: string }
  const restored = spawnSync(process.execPath, [crm, 'user', 'list', '--json'], {
    cwd: root,
    env: { ...env, DATA_DIR: folder },
    encoding: 'utf8',
  })
  expect((JSON.parse(restored.stdout) as { total: number }).total).toBe(4)
  const within = spawnSync(process.execPath, [crm, 'backup', path.join(data, 'files')], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  expect([within.status, within.stderr]).toEqual([2, expect.stringContaining('不能放在数据目录里')])
})

test('Ctrl-C stops the database too', async () => {
  await kill('SIGINT')
  expect(server.exitCode).toBe(0)
  expect(existsSync(postmasterFile)).toBe(false)
})
