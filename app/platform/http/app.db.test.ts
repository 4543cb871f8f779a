import { serve } from '@hono/node-server'
import { mkdtemp, readdir, rm, writeFile, mkdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession } from '~/auth/server/session'
import { database, transaction } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { useDatabase } from '~test/database'
import { aUser } from '~test/factories'
import { tinyBuild } from '~test/tiny-build'
import { createApp } from './app'
import { env } from '../env'
import type { uploadsOf } from './context'

useDatabase()

const seen: { fields?: Record<string, unknown>; uploads?: unknown[] } = {}
const build = tinyBuild({
  form: {
    loader: () => Response.json({ ok: true }),
    action: async ({ request, context }: { request: Request; context: Parameters<typeof uploadsOf>[0] }) => {
      seen.fields = Object.fromEntries(await request.formData())
      seen.uploads = context.uploads
      return Response.json({ ok: true })
    },
  },
  broken: {
    loader: () => {
      throw new Error('secret words')
    },
  },
  away: {
    default: () => null,
    loader: () => {
      throw new Error('Connection terminated unexpectedly')
    },
    action: () => {
      throw new Error('Connection terminated unexpectedly')
    },
  },
  refused: {
    loader: () => {
      throw new AppError('conflict', { userMessage: '已被占用' })
    },
  },
})

let folder: string
let cookie: string
let base: string
let server: ReturnType<typeof serve>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crm-http-'))
  Object.assign(env(), { DATA_DIR: folder })
  await mkdir(path.join(folder, 'client/assets'), { recursive: true })
  await writeFile(path.join(folder, 'client/assets/app-1.js'), 'x'.repeat(5000))
  await writeFile(path.join(folder, 'client/robots.txt'), 'none')
  const user = await aUser()
  const { token } = await transaction((tx) => openSession(tx, { userId: user.id, now: new Date() }))
  cookie = `crm_session=${token}`
  const app = createApp({ getBuild: () => build, clientDirectory: path.join(folder, 'client'), mode: 'production' })
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

function send(to: string, init: RequestInit & { duplex?: 'half' } = {}) {
  const headers = { origin: base, cookie, ...(init.headers as Record<string, string>) }
  return fetch(base + to, { redirect: 'manual', ...init, headers })
}

function multipart(parts: { name: string; filename?: string; body: Blob | string }[]) {
  const form = new FormData()
  for (const { name, filename, body } of parts) {
    if (typeof body === 'string') form.append(name, body)
    else form.append(name, body, filename)
  }
  return form
}

test('every answer carries a request id and headers that suit plain http', async () => {
  const answer = await send('/form')
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('referrer-policy')).toBe('same-origin')
  expect(answer.headers.get('strict-transport-security')).toBeNull()
  const policy = answer.headers.get('content-security-policy')!
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=-]{20,}';/)
  expect(policy).toContain("style-src 'self' 'unsafe-inline'")
  expect(policy).not.toContain('upgrade-insecure-requests')
})

test('the nonce is another one at every request', async () => {
  const [one, two] = await Promise.all([send('/form'), send('/form')])
  expect(one.headers.get('content-security-policy')).not.toBe(two.headers.get('content-security-policy'))
})

test('built assets are kept for ever, other public files for an hour, and large ones are compressed', async () => {
  const asset = await send('/assets/app-1.js', { headers: { 'accept-encoding': 'gzip' } })
  expect(asset.headers.get('cache-control')).toContain('immutable')
  expect(asset.headers.get('content-encoding')).toBe('gzip')
  expect((await send('/robots.txt')).headers.get('cache-control')).toBe('public, max-age=3600')
  expect((await send('/assets/none.js')).status).toBe(404)
  expect((await send('/..%2f..%2fetc/passwd')).status).toBe(404)
})

test('while the database is away a page says so, and when to come back', async () => {
  const answer = await send('/away.data')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.text()).toContain('数据库正在恢复，请稍后重试')
})

test('while the database is away a form gets back what was typed, but for passwords', async () => {
  const body = new URLSearchParams({ name: '某公司 "甲"', password: 'Secret-1' })
  const inPlace = await send('/away.data', { method: 'POST', body })
  expect([inPlace.status, inPlace.headers.get('retry-after')]).toEqual([503, '5'])
  const told = await inPlace.text()
  expect(told).toContain('数据库正在恢复')
  expect(told).toContain('某公司')
  expect(told).not.toContain('Secret-1')
})

test('without JavaScript the posted form can be sent again from a page that needs no database', async () => {
  const answer = await send('/away?tab=1', { method: 'POST', body: new URLSearchParams({ name: '某公司 "甲"' }) })
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  const page = await answer.text()
  expect(page).toContain('<form method="post" action="/away?tab=1">')
  expect(page).toContain('<input type="hidden" name="name" value="某公司 &quot;甲&quot;" />')
})

test('healthz answers at once, readyz only when the seed is in', async () => {
  expect((await send('/healthz')).status).toBe(200)
  expect((await send('/readyz')).status).toBe(503)
  await database().systemMark.create({ data: { key: 'seeded', value: true } })
  expect((await send('/readyz')).status).toBe(200)
})

test.each([
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: '' }, 403],
  [{ origin: '', referer: 'http://evil.example/x' }, 403],
  [{ origin: '', 'sec-fetch-site': 'cross-site' }, 403],
  [{ origin: '', 'sec-fetch-site': 'same-origin' }, 200],
  [{}, 200],
])('a form sent with %j gets %i', async (headers, status) => {
  const given = Object.fromEntries(Object.entries({ origin: base, ...headers }).filter(([, value]) => value))
  const answer = await fetch(`${base}/form`, {
    method: 'POST',
    headers: { cookie, ...given },
    body: new URLSearchParams({ a: '1' }),
  })
  expect(answer.status).toBe(status)
})

test('a bearer token needs no origin, and an unknown interface is told as a problem', async () => {
  const answer = await fetch(`${base}/api/none`, { method: 'POST', headers: { authorization: 'Bearer crm_x' } })
  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toMatchObject({ status: 404, code: 'notFound', requestId: expect.any(String) as string })
})

test('what a loader refuses keeps its status and words; what it breaks on keeps its words to itself', async () => {
  const refused = await send('/refused')
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ code: 'conflict', message: '已被占用' })
  const broken = await send('/broken')
  expect(broken.status).toBe(500)
  expect(await broken.text()).not.toContain('secret words')
})

test('files of a form are on disk before the action runs, and gone when the answer is out', async () => {
  const body = multipart([
    { name: 'kind', body: '合同' },
    { name: 'file', filename: '../../../etc/合同.pdf', body: new Blob(['%PDF-1.4']) },
    { name: 'file', filename: '..\\..\\evil.sh', body: new Blob(['x']) },
    { name: 'empty', filename: '', body: new Blob([]) },
  ])
  expect((await send('/form', { method: 'POST', body })).status).toBe(200)
  expect(seen.fields).toEqual({ kind: '合同' })
  expect(seen.uploads).toMatchObject([
    { field: 'file', name: '合同.pdf', sizeBytes: 8 },
    { field: 'file', name: 'evil.sh', sizeBytes: 1 },
  ])
  const paths = (seen.uploads as { path: string }[]).map((file) => path.relative(folder, file.path))
  expect(paths.every((each) => /^uploads\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/.test(each))).toBe(true)
  expect(await readdir(path.join(folder, 'uploads'))).toEqual([])
})

test('an address with a zero byte is refused in Chinese, not broken on', async () => {
  const answer = await send('/form?q=%00')
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('无法识别的字符')])
})

test('a file over 64 MiB is refused in Chinese, and nothing of it stays', async () => {
  seen.fields = undefined
  const body = multipart([{ name: 'file', filename: '大.xlsx', body: new Blob([new Uint8Array(65 * 1024 * 1024)]) }])
  const answer = await send('/form', { method: 'POST', body })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('单个文件不超过 64 MB')
  expect(seen.fields).toBeUndefined()
  expect(await readdir(path.join(folder, 'uploads'))).toEqual([])
})

test.each(['with its length', 'in chunks'])(
  'a 200 MB form sent %s is refused without being kept in memory or on disk',
  async (how) => {
    const before = process.memoryUsage().rss
    const chunk = Buffer.alloc(1024 * 1024)
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    const status = await new Promise<number>((resolve, reject) => {
      const length = how === 'with its length' ? { 'content-length': head.length + 200 * chunk.length } : {}
      const headers = { cookie, origin: base, 'content-type': 'multipart/form-data; boundary=b', ...length }
      const sending = httpRequest(`${base}/form`, { method: 'POST', headers }, (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode!))
      })
      sending.on('error', reject)
      sending.write(head)
      let left = 200
      const more = () => {
        while (left-- > 0) if (!sending.write(chunk)) return void sending.once('drain', more)
        sending.end()
      }
      more()
    })
    expect(status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024)
    expect(await readdir(path.join(folder, 'uploads'))).toEqual([])
  },
)

test('an ordinary form over 1 MiB is refused', async () => {
  const body = new URLSearchParams({ a: 'x'.repeat(1024 * 1024) })
  const answer = await send('/form', { method: 'POST', body })
  expect(answer.status).toBe(413)
  expect(await answer.text()).toContain('1 MB')
})

test("a stranger's files are not written at all", async () => {
  seen.uploads = undefined
  const body = multipart([{ name: 'file', filename: 'a.pdf', body: new Blob(['x']) }])
  await send('/form', { method: 'POST', body, headers: { cookie: '' } })
  expect(seen.uploads).toBeUndefined()
})

test('a form cut off in the middle is told so', async () => {
  const answer = await send('/form', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
  })
  expect(answer.status).toBe(422)
})
