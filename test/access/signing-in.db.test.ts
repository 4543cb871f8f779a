import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '~/api/app'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { safeNext } from '~/auth/server/request-context'
import { createToken } from '~/auth/server/create-token'
import { createUser } from '~/auth/server/create-user'
import { disableUser } from '~/auth/server/disable-user'
import { openSession } from '~/auth/server/session'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { storeFile } from '~/platform/files'
import { createApp } from '~/platform/http/app'
import { registerProject } from '~/projects/server/register'
import * as files from '../../app/routes/files.$id'
import * as login from '../../app/routes/login'
import * as logout from '../../app/routes/logout'
import * as password from '../../app/routes/password'
import { useDatabase } from '../database'
import { aUnit, aUser, projectOf } from '../factories'
import { tinyBuild } from '../tiny-build'

useDatabase()

const HOST = 'http://crm.test'
/** What they answer matters here, not how it looks. */
const build = tinyBuild({
  login: { action: login.action, default: () => null },
  logout: { action: logout.action, loader: logout.loader },
  password: { loader: password.loader, action: password.action },
  'files/:id': { loader: files.loader },
})
const app = createApp({ getBuild: () => build, api, mode: 'production' })
const system: RequestContext = { actor: SYSTEM_ACTOR, now: new Date(), via: 'cli' }
let folder: string
let unitId: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crm-signing-'))
  Object.assign(env(), { DATA_DIR: folder })
  unitId = (await aUnit()).id
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function post(to: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { host, origin } = new URL(to, HOST)
  return app.request(to.startsWith('http') ? to : HOST + to, {
    method: 'POST',
    headers: { host, origin, ...headers },
    body: new URLSearchParams(fields),
  })
}

const get = (to: string, headers: Record<string, string> = {}) =>
  app.request(HOST + to, { headers: { host: 'crm.test', ...headers } })
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!

async function account(name: string) {
  return createUser(system, { login: name, name: '张三', unitId, roles: ['officer'] })
}

async function sessionOf(userId: string) {
  const { token } = await transaction((tx) => openSession(tx, { userId, now: new Date() }))
  return { cookie: `crm_session=${token}` }
}

test('logging in sets a cookie that scripts cannot read and that works over plain http', async () => {
  const { oneTimePassword } = await account('anna')
  const answer = await post('/login', { login: 'anna', password: oneTimePassword })
  expect(answer.status).toBe(302)
  expect(answer.headers.get('set-cookie')).toMatch(/^crm_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('over https the cookie is sent over https alone', async () => {
  const { oneTimePassword } = await account('bella')
  const answer = await post('https://crm.test/login', { login: 'bella', password: oneTimePassword })
  expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/)
})

test('a one-time password opens only the page to change it, and the log-out', async () => {
  const { oneTimePassword } = await account('carl')
  const answer = await post('/login', { login: 'carl', password: oneTimePassword, next: '/files/x' })
  expect(answer.headers.get('location')).toBe('/password')
  const cookie = cookieOf(answer)
  expect((await get('/files/x', { cookie })).headers.get('location')).toBe('/password')
  expect((await get('/password', { cookie })).status).toBe(200)
  const fields = { current: oneTimePassword, password: 'Spring-2026', repeat: 'Spring-2026' }
  expect((await post('/password', fields, { cookie })).headers.get('location')).toBe('/')
  expect((await get('/files/x', { cookie })).status).toBe(404)
})

test('a wrong password is told without the password, and the account locks after five', async () => {
  await account('dora')
  const answers = []
  for (let i = 0; i < 6; i += 1) answers.push(await post('/login', { login: 'dora', password: 'wrong-password' }))
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 429, 429])
  const told = await (await post('/login.data', { login: 'dora', password: 'wrong-password' })).text()
  expect(told).toContain('已锁定')
  expect(told).not.toContain('wrong-password')
})

test('what is no log-in at all gets messages at its fields', async () => {
  const answer = await post('/login.data', { login: '', password: '' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('请填写登录名')
})

test('after log-out the cookie opens nothing, and a link cannot log anybody out', async () => {
  const { cookie } = await sessionOf((await aUser()).id)
  expect((await get('/logout', { cookie })).headers.get('location')).toBe('/')
  expect((await get('/password', { cookie })).status).toBe(200)
  const answer = await post('/logout', {}, { cookie })
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
  expect((await get('/password', { cookie })).headers.get('location')).toBe('/login?next=%2Fpassword')
})

test.each([
  ['/projects?stage=signed', '/projects?stage=signed'],
  ['https://evil.example', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [undefined, '/'],
])('after logging in, next=%j leads to %j', (next, to) => {
  expect(safeNext(next)).toBe(to)
})

test("a disabled user's token is 401, and so is a session of theirs", async () => {
  const user = await aUser()
  const { token } = await createToken(system, { name: 't', userId: user.id })
  const bearer = { authorization: `Bearer ${token}` }
  expect((await get('/api/v1/me', bearer)).status).toBe(200)
  const session = await sessionOf(user.id)
  await disableUser(system, { userId: user.id })
  expect((await get('/api/v1/me', bearer)).status).toBe(401)
  expect((await get('/password', session)).headers.get('location')).toMatch(/^\/login/)
})

test('a token may burst a hundred requests; past its rate it is told when to come again', async () => {
  const { token } = await createToken(system, { name: 't', userId: (await aUser()).id })
  const bearer = { authorization: `Bearer ${token}` }
  const burst = await Promise.all(Array.from({ length: 100 }, () => get('/api/v1/me', bearer)))
  expect(burst.every(({ status }) => status === 200)).toBe(true)
  const flood = await Promise.all(Array.from({ length: env().API_RATE }, () => get('/api/v1/me', bearer)))
  const refused = flood.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(100)
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
})

test.each([
  ['合同 (1).pdf', '%PDF-1.4', 'application/pdf', 'inline', 'application/pdf'],
  ['页面.html', '<script>alert(1)</script>', 'text/html', 'attachment', 'application/octet-stream'],
  ['图.svg', '<svg onload="alert(1)"/>', 'image/svg+xml', 'attachment', 'application/octet-stream'],
])('%s is sent as what it safely is, under its Chinese name', async (name, bytes, claimed, kind, sentAs) => {
  const { id: projectId } = await registerProject(system, projectOf(unitId))
  const kept = await storeFile(Readable.from([bytes]), { name, mediaType: claimed })
  const { id } = await database().storedFile.create({ data: { ...kept, name } })
  await database().evidence.create({ data: { projectId, fileId: id, kind: '合同' } })

  const answer = await get(`/files/${id}`, await sessionOf((await aUser({ unitId })).id))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe(sentAs)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-disposition')).toMatch(
    new RegExp(`^${kind}; filename="[^"]*"; filename\\*=UTF-8''%E`),
  )
  expect(await answer.text()).toBe(bytes)
  expect((await get(`/files/${id}`, await sessionOf((await aUser()).id))).status).toBe(404)
})

test('a file that is evidence of nothing is not sent to anybody', async () => {
  const kept = await storeFile(Readable.from(['x']), { name: 'x' })
  const { id } = await database().storedFile.create({ data: { ...kept, name: 'x' } })
  expect((await get(`/files/${id}`, await sessionOf((await aUser({ role: 'bureau' })).id))).status).toBe(404)
})
