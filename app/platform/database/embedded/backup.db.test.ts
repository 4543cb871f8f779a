import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withClient } from '../prepare'
import { attachEmbedded, type Attached } from './attach'
import { copyCluster } from './backup'

let folder: string
const attached: Attached[] = []

beforeEach(() => {
  folder = mkdtempSync('/tmp/crm-backup-')
})
afterEach(async () => {
  for (const it of attached.splice(0)) await it.release()
  rmSync(folder, { recursive: true, force: true })
})

async function attach(name: string): Promise<Attached> {
  const it = await attachEmbedded(path.join(folder, name), { settings: { fsync: 'off' } })
  attached.push(it)
  return it
}

const ask = async (it: Attached, sql: string) =>
  withClient(it.connection.owner, async (client) => (await client.query<{ n: number }>(sql)).rows[0]?.n)

test('a copy taken while people write starts, with all that was committed before and nothing half-done', async () => {
  const running = await attach('running')
  await ask(
    running,
    'CREATE TABLE thing AS SELECT n, repeat(md5(n::text), 20) AS text FROM generate_series(1, 20000) n',
  )
  await ask(running, 'CREATE TABLE pair (a int, b int)')
  const stop = new AbortController()
  const busy = withClient(running.connection.owner, async (client) => {
    for (let n = 0; !stop.signal.aborted; n++)
      await client.query(
        `BEGIN; INSERT INTO pair VALUES (${n}, NULL); UPDATE pair SET b = a; UPDATE thing SET text = md5('${n}') WHERE n = ${n}; COMMIT`,
      )
  })
  const copy = path.join(folder, 'copy', 'database')
  mkdirSync(copy, { recursive: true })
  await copyCluster(running.connection.owner, path.join(folder, 'running', 'cluster'), path.join(copy, 'cluster'))
  for (const name of ['owner.password', 'app.password'])
    cpSync(path.join(folder, 'running', name), path.join(copy, name))
  stop.abort()
  await busy
  await ask(running, 'DROP TABLE thing')

  const restored = await attach('copy/database')
  expect(await ask(restored, 'SELECT count(*)::int AS n FROM thing')).toBe(20_000)
  expect(await ask(restored, 'SELECT count(*)::int AS n FROM pair')).toBeGreaterThan(0)
  expect(await ask(restored, 'SELECT count(*)::int AS n FROM pair WHERE b IS DISTINCT FROM a')).toBe(0)
  expect(await ask(running, `SELECT count(*)::int AS n FROM pg_replication_slots`)).toBe(0)
  expect(existsSync(path.join(folder, 'running', 'cluster', 'backup_label'))).toBe(false)
})
