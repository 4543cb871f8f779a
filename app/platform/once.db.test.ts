import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { aTokenHolder, ask } from '~test/api'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { env } from '~/platform/env'
import { once } from './once'

const { asOwner } = useDatabase()

let token: string
let userId: string
beforeAll(async () => {
  Object.assign(env(), { API_RATE: 100_000 })
  await rootUnit()
  const holder = await aTokenHolder('officer')
  ;[token, userId] = [holder.token, holder.user.id]
})

const context = (): RequestContext => ({
  actor: { userId, login: 'officer', name: '', unitId: null, teamIds: [], roles: ['officer'] },
  now: new Date(),
  via: 'api',
})

const terminateAll = () =>
  asOwner(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'crm'`)

test('while connections are ended under it, each key retried registers its project, and only once', async () => {
  const stop = new AbortController()
  const acknowledged: string[] = []
  const statuses = new Set<number>()
  const register = async (writer: number) => {
    for (let n = 0; !stop.signal.aborted; n++) {
      const name = `重试项目${writer}之${n}`
      for (let status = 0; status !== 201;) {
        ;({ status } = await ask(token, 'post', '/projects', {
          body: { name, investorName: `${name}投资方`, distinct: true },
          headers: { 'idempotency-key': `${writer}-${n}` },
        }))
        statuses.add(status)
        if (status !== 201) await sleep(10)
      }
      acknowledged.push(name)
    }
  }
  const writers = Array.from({ length: 8 }, (_, writer) => register(writer))
  for (let round = 0; round < 25; round++) {
    await terminateAll()
    await sleep(150)
  }
  stop.abort()
  await Promise.all(writers)

  expect([...statuses].filter((status) => ![201, 409, 429, 503].includes(status))).toEqual([])
  const kept = await database().project.findMany({ select: { name: true } })
  expect(kept.map(({ name }) => name).sort()).toEqual(acknowledged.sort())
}, 120_000)

test('a key whose request ended without an answer is free, and nothing of that request is kept', async () => {
  const given = { key: 'torn', operation: 'test', request: '' }
  const write = (key: string) => database().systemMark.create({ data: { key, value: 1 } })
  const torn = once(context(), given, async () => {
    await write('torn')
    throw new Error('the process dies here')
  })
  await expect(torn).rejects.toThrow('dies here')
  expect(await database().systemMark.count({ where: { key: 'torn' } })).toBe(0)
  const answer = await once(context(), given, async () => {
    await write('torn')
    return { status: 201, body: { done: true } }
  })
  expect([answer.status, (await once(context(), given, () => Promise.reject(new Error('twice')))).replayed]).toEqual([
    201,
    true,
  ])
})

test('while the first request with a key runs, a second is told so', async () => {
  const given = { key: 'long', operation: 'test', request: '' }
  let end = () => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  let first: Promise<unknown> = Promise.resolve()
  await new Promise<void>((started) => {
    first = once(context(), given, async () => {
      started()
      await ended
      return { status: 200, body: {} }
    })
  })
  await expect(once(context(), given, () => Promise.reject(new Error('twice')))).rejects.toMatchObject({
    code: 'conflict',
  })
  end()
  await first
})
