import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { database, transaction, useConnection } from './client'
import { externalConnection } from './connection'
import { databaseFailure } from '../database-failure'

const { asOwner, connection } = useDatabase()

const WRITERS = 16
const ROUNDS = 40
const terminateAll = () =>
  asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'crm'`)

test('connections that the server ends under 16 writers are made anew, and no acknowledged write is lost', async () => {
  const acknowledged: string[] = []
  const unexplained: unknown[] = []
  let refused = 0
  const stop = new AbortController()
  const write = async (writer: number) => {
    for (let n = 0; !stop.signal.aborted; n++) {
      const key = `${writer}-${n}`
      const work =
        writer % 2 === 0
          ? database().systemMark.create({ data: { key, value: 1 } })
          : transaction(async (tx) => {
              await tx.systemMark.create({ data: { key, value: 1 } })
              await tx.systemMark.count()
            })
      await work.then(
        () => acknowledged.push(key),
        (error: unknown) => (databaseFailure(error) ? refused++ : unexplained.push(error)),
      )
    }
  }
  const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer))
  for (let round = 0; round < ROUNDS; round++) {
    await terminateAll()
    await sleep(50)
  }
  stop.abort()
  await Promise.all(writers)

  expect(unexplained).toEqual([])
  expect(refused).toBeGreaterThan(0)
  const kept = new Set((await database().systemMark.findMany({ select: { key: true } })).map(({ key }) => key))
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([])
})

test('after that the pool holds no dead connection', async () => {
  await expect(
    Promise.all(Array.from({ length: 30 }, () => transaction((tx) => tx.systemMark.count()))),
  ).resolves.toHaveLength(30)
})

test.each([
  ['no socket', 'postgresql://a:b@localhost/crm?host=/tmp/crm-nowhere'],
  ['nobody listening', 'postgresql://a:b@127.0.0.1:9/crm'],
])('%s is answered as a database that is away, by a read and by a transaction', async (_, url) => {
  await useConnection(externalConnection(url))
  const read = await database()
    .systemMark.count()
    .catch((error: unknown) => error)
  const written = await transaction((tx) => tx.systemMark.count()).catch((error: unknown) => error)
  await useConnection(connection)
  for (const error of [read, written]) expect(databaseFailure(error)).toMatchObject({ status: 503 })
})

test('what is no failure of the database is none of its answers', async () => {
  const key = 'twice'
  await database().systemMark.create({ data: { key, value: 1 } })
  const taken = await database()
    .systemMark.create({ data: { key, value: 1 } })
    .catch((error: unknown) => error)
  expect([taken, new Error('x'), undefined].map(databaseFailure)).toEqual([undefined, undefined, undefined])
})
