import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '~/api/app'
import type { RequestContext, RoleId } from '~/auth/domain/actor'
import { actorForUser } from '~/auth/server/actor-for-user'
import { openSession } from '~/auth/server/session'
import { commitBatch } from '~/importing/tables/server/commit-batch'
import { readBatch } from '~/importing/tables/server/read-batch'
import { keepTable } from '~/importing/tables/server/upload-table'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { createApp } from '~/platform/http/app'
import { prepareJobs, stopJobs } from '~/platform/jobs/jobs'
import { loadReference } from '~/seed/reference'
import { present } from '~/shared/present'
import { pagesBuild } from '~test/access/pages'
import { useDatabase } from '~test/database'
import { aPark, aUnit, aUser } from '~test/factories'

/** A form whose answer got lost is sent again, the same to the letter, under its key. */
const { connection } = useDatabase()
const HOST = 'http://crm.test'
const build = await pagesBuild()
const app = createApp({ getBuild: () => build, api, mode: 'production' })
const LEDGER = '项目名称,投资方,总投资（万元）,签约时间\n待更正项目,某某有限公司,待定,2021年3月5日\n'

let folder: string
let unitId: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crm-once-'))
  Object.assign(env(), { DATA_DIR: folder })
  await prepareJobs(connection)
  await transaction((tx) => loadReference(tx, new Date()))
  unitId = (await aUnit()).id
})

afterAll(async () => {
  await stopJobs()
  await rm(folder, { recursive: true, force: true })
})

interface Answered {
  status: number
  to: string | null
  /** what is said on the next page */
  says: string
  body: string
}

/** Sends a form twice under one key, as a new user with that role. */
async function twice(role: RoleId, url: string, fields: () => FormData | URLSearchParams) {
  const user = await aUser({ role, unitId })
  const key = crypto.randomUUID()
  const send = async (): Promise<Answered> => {
    const { token } = await transaction((tx) => openSession(tx, { userId: user.id, now: new Date() }))
    const cookie = `crm_session=${token}`
    const headers = { host: 'crm.test', origin: HOST, 'user-agent': 'test', cookie, 'idempotency-key': key }
    const answer = await app.request(HOST + url, { method: 'POST', headers, body: fields() })
    const says = decodeURIComponent(answer.headers.get('set-cookie') ?? '')
    return { status: answer.status, to: answer.headers.get('location'), says, body: await answer.text() }
  }
  return { user, first: await send(), second: await send() }
}

const form = (fields: Record<string, string>) => () => new URLSearchParams(fields)

test('a user is made once; sent again the form leads there, without the password', async () => {
  const fields = form({ login: 'once.upon', name: '新同事', unitId })
  const { first, second } = await twice('sysadmin', '/settings/users/new', fields)
  const made = await database().user.findUniqueOrThrow({ where: { login: 'once.upon' } })
  expect([first.status, first.body.includes('一次性密码')]).toEqual([200, true])
  expect(second).toMatchObject({ status: 302, to: `/settings/users/${made.id}` })
  expect(second.says).toContain('请重置密码')
  const kept = await database().idempotencyKey.findFirstOrThrow({ where: { operation: '/settings/users/new' } })
  const password = [...first.body.matchAll(/<code[^>]*>([^<]+)</g)].at(-1)?.[1] ?? ''
  expect(password.length).toBeGreaterThan(10)
  expect(JSON.stringify(kept.body)).not.toContain(password)
})

test('a user is changed once, and sent again it is no conflict', async () => {
  const { id, version } = await aUser({ unitId })
  const fields = form({ intent: 'edit', name: '改了名', unitId, version: String(version) })
  const { first, second } = await twice('sysadmin', `/settings/users/${id}`, fields)
  expect([first.status, second.status, second.to]).toEqual([302, 302, `/settings/users/${id}`])
  expect((await database().user.findUniqueOrThrow({ where: { id } })).version).toBe(version + 1)
})

test('roles are set once', async () => {
  const { id, version } = await aUser({ unitId })
  const fields = form({ intent: 'roles', 'roles[]': 'bureau', version: String(version) })
  const { first, second } = await twice('secadmin', `/settings/users/${id}`, fields)
  expect([first.status, second.status]).toEqual([302, 302])
  expect(await database().auditEvent.count({ where: { subjectId: id, action: 'role.grant' } })).toBe(1)
})

test('a token is made once; sent again the form says so, without the token', async () => {
  const { user, first, second } = await twice('officer', '/settings/tokens', form({ name: '统计对接', days: '30' }))
  expect(first.body).toContain('只显示这一次')
  expect([second.status, second.to]).toEqual([302, '/settings/tokens'])
  expect(second.says).toContain('“统计对接”已经建立')
  expect(await database().apiToken.count({ where: { userId: user.id } })).toBe(1)
})

test('a file is imported once', async () => {
  const fields = () => {
    const sent = new FormData()
    sent.append('file', new Blob([LEDGER]), '台账.csv')
    return sent
  }
  const { user, first, second } = await twice('bureau', '/imports', fields)
  expect([first.status, second.status, second.to]).toEqual([302, 302, first.to])
  expect(await database().importBatch.count({ where: { createdById: user.id } })).toBe(1)
})

test('a row is corrected once', async () => {
  const clerk = await aUser({ role: 'bureau', unitId })
  const now = new Date()
  const actor = present(await actorForUser(clerk.id, now), 'the clerk')
  const context: RequestContext = { actor, now, via: 'page' }
  const file = path.join(folder, 'ledger.csv')
  await writeFile(file, LEDGER)
  const { id } = await keepTable(context, { path: file, name: '台账.csv' })
  await readBatch(context, id)
  await commitBatch(context, id)
  const row = await database().importRow.findFirstOrThrow({ where: { batchId: id, state: 'held' } })
  const fields = form({ intent: 'correct', version: String(row.version), name: '待更正项目', investmentWan: '1.2亿' })
  const { first, second } = await twice('bureau', `/imports/${id}/rows/${row.id}`, fields)
  expect([first.status, second.status, second.to]).toEqual([302, 302, first.to])
  expect(await database().project.count({ where: { name: '待更正项目' } })).toBe(1)
  expect(await database().auditEvent.count({ where: { subjectId: row.id, action: 'import.correct' } })).toBe(1)
})

/** What a dialog asks, of something made for it: where it posts and what. */
type Dialog = (by: { unitId: string }) => Promise<{ url: string; fields: Record<string, string> }>

const LATER = new Date('2021-03-28')
const version = '1'

/** Each dialog with a question (ConfirmDialog, MergeForm) that posts a form, and what the log calls what it does. */
const DIALOGS: [action: string, role: RoleId, dialog: Dialog][] = [
  [
    'contact.remove',
    'officer',
    async (by) => {
      const { id } = await database().project.create({
        data: { name: '有联系人', normalizedName: '有联系人', unitId: by.unitId },
      })
      const contact = await database().contact.create({ data: { name: '老张', projectId: id } })
      return { url: `/projects/${id}/contacts/${contact.id}/edit`, fields: { intent: 'remove', version } }
    },
  ],
  [
    'promotionBatch.delete',
    'bureau',
    async () => {
      const data = { name: '误建的批次', heldOn: LATER, deadlineOn: new Date('2021-09-28') }
      const { id } = await database().promotionBatch.create({ data })
      return { url: `/batches/${id}/edit`, fields: { intent: 'delete', version, projects: '0' } }
    },
  ],
  [
    'promotionEvent.delete',
    'bureau',
    async () => {
      const data = { name: '误建的活动', kind: '展会', heldFrom: LATER, heldTo: LATER }
      const { id } = await database().promotionEvent.create({ data })
      return { url: `/events/${id}/edit`, fields: { intent: 'delete', version, projects: '0' } }
    },
  ],
  [
    'unit.merge',
    'bureau',
    async () => {
      const [from, into] = [await aUnit(), await aUnit()]
      return { url: `/settings/units/${from.id}`, fields: { intent: 'merge', version, intoId: into.id } }
    },
  ],
  [
    'park.merge',
    'bureau',
    async () => {
      const [from, into] = [await aPark(), await aPark()]
      return { url: `/settings/parks/${from.id}`, fields: { intent: 'merge', version, intoId: into.id } }
    },
  ],
  [
    'team.update',
    'bureau',
    async (by) => {
      const team = await database().team.create({ data: { name: '撤销的专班', unitId: by.unitId, validFrom: LATER } })
      return { url: `/settings/teams/${team.id}`, fields: { intent: 'end', version } }
    },
  ],
  [
    'user.disable',
    'sysadmin',
    async (by) => {
      const user = await aUser(by)
      return { url: `/settings/users/${user.id}`, fields: { intent: 'disable', version } }
    },
  ],
]

test.each(DIALOGS)('what a dialog does is done once: %s', async (action, role, dialog) => {
  const { url, fields } = await dialog({ unitId })
  const { user, first, second } = await twice(role, url, form(fields))
  expect([first.status, second.status, second.to]).toEqual([302, 302, first.to])
  expect(second.says).toBe(first.says)
  expect(await database().auditEvent.count({ where: { action, actorId: user.id } })).toBe(1)
})
