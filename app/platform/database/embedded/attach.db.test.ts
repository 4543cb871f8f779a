import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withClient } from '../prepare'
import { attachEmbedded, type Attached } from './attach'

let folder: string
const attached: Attached[] = []

beforeEach(async () => {
  folder = await mkdtemp('/tmp/crm-attach-')
})
afterEach(async () => {
  for (const it of attached.splice(0)) await it.release()
  rmSync(folder, { recursive: true, force: true })
})

async function attach(revive?: (what: string) => void) {
  const it = await attachEmbedded(folder, { revive, settings: { fsync: 'off' } })
  attached.push(it)
  return it
}

const postmasterPid = () => Number(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0])
const isStopped = () => !existsSync(path.join(folder, 'cluster', 'postmaster.pid'))

async function count(it: Attached): Promise<unknown> {
  return withClient(
    it.connection.owner,
    async (client) => (await client.query('SELECT count(*)::int AS n FROM thing')).rows[0],
  )
}

test('what was committed is there after the server was killed', async () => {
  const first = await attach()
  await withClient(first.connection.owner, (client) =>
    client.query('CREATE TABLE thing AS SELECT generate_series(1, 100)'),
  )
  process.kill(postmasterPid(), 'SIGKILL')
  expect(await count(await attach())).toEqual({ n: 100 })
})

test('the last one out stops the server', async () => {
  const [first, second] = [await attach(), await attach()]
  await first.release()
  expect(isStopped()).toBe(false)
  await second.release()
  expect(isStopped()).toBe(true)
})

test('two that start at once share one server', async () => {
  const [first, second] = await Promise.all([attach(), attach()])
  expect(first.connection.owner.host).toBe(second.connection.owner.host)
})

test('a server that dies under a long-running program is started again in the same place', async () => {
  let told: string[] = []
  const running = await attach((what) => (told = [...told, what]))
  process.kill(postmasterPid(), 'SIGKILL')
  await expect.poll(() => told.length, { timeout: 15_000 }).toBe(2)
  await withClient(running.connection.owner, (client) => client.query('SELECT 1'))
})

test('an initialisation that was cut off is begun again', async () => {
  const first = await attach()
  await first.release()
  renameSync(path.join(folder, 'cluster'), path.join(folder, 'cluster.partial'))
  await attach()
  expect(existsSync(path.join(folder, 'cluster.partial'))).toBe(false)
})

test('the server listens on no network', async () => {
  const { connection } = await attach()
  const client = new Client(connection.owner)
  await client.connect()
  const { rows } = await client.query('SHOW listen_addresses')
  await client.end()
  expect(rows).toEqual([{ listen_addresses: '' }])
})
