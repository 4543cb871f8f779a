import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '~/platform/database/client'
import { useDatabase } from '~test/database'
import { enqueue, prepareJobs, startJobs, stopJobs, work } from './jobs'

const { connection, asOwner } = useDatabase()

beforeAll(async () => {
  await prepareJobs(connection)
  await prepareJobs(connection)
  await startJobs()
})
afterAll(stopJobs)

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited too long')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('a job put in by a transaction is done once it is committed, and never when it is rolled back', async () => {
  const done: string[] = []
  await work('import-read', async ({ batchId }) => {
    done.push(batchId)
  })
  await transaction(async (tx) => {
    await enqueue('import-read', { batchId: 'rolled back', userId: null }, { tx })
    throw new Error('no')
  }).catch(() => {})
  await transaction((tx) => enqueue('import-read', { batchId: 'committed', userId: null }, { tx }))
  await enqueue('import-read', { batchId: 'plain', userId: null })
  await until(() => done.length === 2)
  expect(done.toSorted()).toEqual(['committed', 'plain'])
})

test('of two waiting jobs with one key the second is not made', async () => {
  const startAfter = new Date(Date.now() + 3_600_000)
  const first = await enqueue('import-commit', { batchId: 'b', userId: null }, { key: 'b', startAfter })
  const second = await enqueue('import-commit', { batchId: 'b', userId: null }, { key: 'b', startAfter })
  expect([typeof first, second]).toEqual(['string', null])
})

test('a job that fails is tried again, and its error leaves no words in the database', async () => {
  let tries = 0
  await work('import-commit', async () => {
    tries += 1
    if (tries === 1) throw new Error('张三 13812345678')
  })
  await enqueue('import-commit', { batchId: 'c', userId: null })
  await until(() => tries === 2)
  const rows = await asOwner('SELECT output::text FROM pgboss.job')
  expect(JSON.stringify(rows)).not.toContain('张三')
})

test('the program may use the queues but not make tables there', async () => {
  const { database } = await import('~/platform/database/client')
  await expect(database().$executeRawUnsafe('CREATE TABLE pgboss.mine (id int)')).rejects.toThrow(/permission denied/)
})
