import { spawn, spawnSync } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { validate } from '@readme/openapi-parser'
import { addDays } from '~/shared/day'
import { database } from '~/platform/database/client'
import { aTokenHolder } from '~test/api'
import { useDatabase } from '~test/database'
import { aContext, aPark } from '~test/factories'
import { aPlot, square } from '~test/plots'
import { ogc } from './app'

// The names in front are those of the abstract tests of OGC 17-069r4, annex A.
useDatabase()

const app = new Hono().route('/ogc', ogc)
const HOST = 'http://crm.test/ogc'
const PLOTS = 14
const plots: string[] = []
let token: string
let login: string

beforeAll(async () => {
  const land = await aContext('land', { now: new Date() })
  const holder = await aTokenHolder('land')
  token = holder.token
  login = holder.user.login
  const park = await aPark({ name: '高新区' })
  await database().park.update({
    where: { id: park.id },
    data: {
      boundary: {
        type: 'Polygon',
        coordinates: [
          [
            [118, 30],
            [119, 30],
            [119, 31],
            [118, 31],
            [118, 30],
          ],
        ],
      },
    },
  })
  await aPark({ name: '未画界线的园区' })
  for (let index = 0; index < PLOTS; index++) {
    plots.push(
      await aPlot(land, {
        code: `341800GB1${String(index).padStart(4, '0')}`,
        name: `地块${index}`,
        parkId: index % 2 === 0 ? park.id : null,
        status: index < 4 ? 'planned' : 'acquiredNotSupplied',
        statusFrom: index === 13 ? null : addDays('2025-01-01', index),
        // Ten of whole 亩 before the first that is not: a program that guesses a field from its first page takes it for an integer.
        areaMu: index < 10 ? String(60 + index) : '26.5',
        drawing: index === 12 ? null : { epsg: 4549, shape: square(200, [400_000 + 1_000 * index, 3_387_000]) },
      }),
    )
  }
})

interface Answer {
  status: number
  type: string
  text: string
  // oxlint-disable-next-line no-explicit-any -- whatever a client of the standard reads
  body: any
}

async function get(path: string, authorization: string | null = `Bearer ${token}`): Promise<Answer> {
  const url = path.startsWith('http') ? path : HOST + path
  const answer = await app.request(url, { headers: authorization ? { authorization } : {} })
  const text = await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, body: JSON.parse(text) }
}

const codes = ({ body }: Answer): string[] =>
  body.features.map((each: { properties: { code: string } }) => each.properties.code.slice(-2))
const rels = ({ body }: Answer) => body.links.map(({ rel }: { rel: string }) => rel)

describe('conf/core', () => {
  test('root-op, root-success: the landing page leads to the definition, the classes and the data', async () => {
    const answer = await get('', null)
    expect([answer.status, rels(answer).toSorted()]).toEqual([200, ['conformance', 'data', 'self', 'service-desc']])
    expect(answer.body.links.every(({ type }: { type: string }) => type)).toBe(true)
  })

  test('conformance-success: it declares what it keeps, and no more', async () => {
    const { body } = await get('/conformance', null)
    expect(body.conformsTo.map((uri: string) => uri.split('/').at(-1))).toEqual(['core', 'oas30', 'geojson'])
  })

  test('api-definition-success: OpenAPI 3.0 that names each parameter by which features are asked for', async () => {
    const { body, type } = await get('/api', null)
    expect(type).toBe('application/vnd.oai.openapi+json;version=3.0')
    expect(await validate(structuredClone(body))).toMatchObject({ valid: true })
    const parameters = body.paths['/collections/plots/items'].get.parameters
    expect(parameters.flatMap(({ name }: { name?: string }) => name ?? [])).toEqual([
      'cursor',
      'code',
      'name',
      'park',
      'status',
      'landUse',
      'quotaSource',
      'free',
    ])
  })

  test('fc-md-success, sfc-md-success: each collection has its extent and the links to its features', async () => {
    const { body } = await get('/collections')
    expect(body.collections.map(({ id }: { id: string }) => id)).toEqual(['parks', 'plots'])
    for (const collection of body.collections) {
      expect((await get(`/collections/${collection.id}`)).body).toEqual(collection)
      expect(collection.links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'items'])
      const [west, south, east, north] = collection.extent.spatial.bbox[0]
      expect(west < east && south < north && west > 73 && north < 54).toBe(true)
    }
    expect(body.collections[1].extent.temporal.interval).toEqual([['2025-01-01T00:00:00+08:00', null]])
    expect((await get('/collections/roads')).status).toBe(404)
  })

  test('fc-op, fc-response: the features with their numbers, their moment and the way to the next page', async () => {
    const answer = await get('/collections/plots/items?limit=5')
    expect([answer.status, answer.type]).toEqual([200, 'application/geo+json'])
    expect(answer.body).toMatchObject({ type: 'FeatureCollection', numberMatched: PLOTS, numberReturned: 5 })
    expect(Math.abs(Date.parse(answer.body.timeStamp) - Date.now())).toBeLessThan(60_000)
    expect(rels(answer)).toEqual(['self', 'collection', 'next'])
  })

  test('next: the pages hold every feature once', async () => {
    const seen: string[] = []
    let url: string | undefined = '/collections/plots/items?limit=4'
    while (url) {
      const answer: Answer = await get(url)
      seen.push(...codes(answer))
      url = answer.body.links.find(({ rel }: { rel: string }) => rel === 'next')?.href
    }
    expect([seen.length, new Set(seen).size]).toEqual([PLOTS, PLOTS])
  })

  test.each([
    ['limit=0', 400],
    ['limit=-1', 400],
    ['limit=ten', 400],
    ['limit=1&limit=2', 400],
    ['limit=99999', 200],
    ['bbox=1,2,3', 400],
    ['bbox=1,2,3,x', 400],
    ['datetime=yesterday', 400],
    ['cursor=x', 400],
    ['status=sold', 400],
    ['colour=red', 400],
  ])('query-param-invalid, query-param-unknown: ?%s is answered %i', async (query, status) => {
    const answer = await get(`/collections/plots/items?${query}`)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body).toMatchObject({ status: 400, errors: [{ path: query.split('=')[0] }] })
  })

  test('fc-bbox-response: only features that meet the box, also one that crosses the date line', async () => {
    const { body } = await get(`/collections/plots/items/${plots[3]}`)
    const [lon, lat] = body.geometry.coordinates[0][0]
    expect(codes(await get(`/collections/plots/items?bbox=${lon},${lat},${lon + 1e-5},${lat + 1e-5}`))).toEqual(['03'])
    const around = await get('/collections/plots/items?bbox=100,-10,-170,60')
    expect(around.body.numberMatched).toBe(PLOTS - 1)
    expect((await get('/collections/parks/items?bbox=118.5,30.5,118.6,30.6')).body.numberMatched).toBe(1)
    expect((await get('/collections/parks/items?bbox=10,30,11,31')).body.numberMatched).toBe(0)
  })

  test('fc-time-response: days from and to, and a feature without a day at any time', async () => {
    expect(codes(await get('/collections/plots/items?datetime=2025-01-03/2025-01-04'))).toEqual(['02', '03', '13'])
    expect(codes(await get('/collections/plots/items?datetime=../2025-01-01T10:00:00Z'))).toEqual(['00', '13'])
    expect((await get('/collections/parks/items?datetime=2001-01-01')).body.numberMatched).toBe(2)
  })

  test('filter parameters: each property by equality', async () => {
    const matched = async (query: string) => (await get(`/collections/plots/items?${query}`)).body.numberMatched
    expect(await matched('status=planned')).toBe(4)
    expect(await matched(`park=${encodeURIComponent('高新区')}&status=planned`)).toBe(2)
    expect(await matched('code=341800GB10007')).toBe(1)
    expect(await matched('free=true')).toBe(PLOTS)
    expect(await matched('free=false')).toBe(0)
  })

  test('f-success: one feature with its links, and 404 for what is not there', async () => {
    const answer = await get(`/collections/plots/items/${plots[0]}`)
    expect([answer.type, answer.body.id, rels(answer)]).toEqual([
      'application/geo+json',
      plots[0],
      ['self', 'collection'],
    ])
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '%00'])
      expect((await get(`/collections/plots/items/${id}`)).status).toBe(404)
  })
})

test('conf/geojson/content: 亩 keep two digits, as programs guess a field from the first features', async () => {
  const { text, body } = await get('/collections/plots/items?limit=1')
  expect(text).toContain('"areaMu" : 60.00')
  expect(body.features[0].geometry.type).toBe('Polygon')
})

describe('whoever asks', () => {
  const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`

  test('is known by a bearer token, or by login and token', async () => {
    expect((await get('/collections', basic(login, token))).status).toBe(200)
    for (const wrong of [null, 'Basic !', basic('nobody', token), basic(login, 'crm_wrong'), 'Bearer crm_wrong']) {
      const { status, body } = await get('/collections/plots/items', wrong)
      expect([status, body.code]).toEqual([401, 'unauthenticated'])
    }
    const answer = await app.request(`${HOST}/collections`)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
  })

  test('reads what their role may', async () => {
    const holder = await aTokenHolder('secadmin')
    const answer = await get('/collections', `Bearer ${holder.token}`)
    expect(answer.body.collections).toEqual([])
    expect((await get('/collections/plots/items', `Bearer ${holder.token}`)).status).toBe(403)
  })
})

const hasGdal = spawnSync('ogrinfo', ['--version']).status === 0

describe.skipIf(!hasGdal)('GDAL', () => {
  const server = createAdaptorServer({ fetch: app.fetch })
  let source: string

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    source = `OAPIF:http://127.0.0.1:${(server.address() as AddressInfo).port}/ogc`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  async function ogrinfo(...more: string[]): Promise<string> {
    const environment = { ...process.env, GDAL_HTTP_AUTH: 'BASIC', GDAL_HTTP_USERPWD: `${login}:${token}` }
    const told = spawn('ogrinfo', ['-ro', source, 'plots', ...more], { env: environment })
    let text = ''
    for (const stream of [told.stdout, told.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
    await new Promise((resolve) => told.on('close', resolve))
    return text
  }

  const countOf = (text: string) => Number(/Feature Count: (\d+)/.exec(text)?.[1])

  test('counts the features, also those of a box or a condition', async () => {
    expect(countOf(await ogrinfo('-so'))).toBe(PLOTS)
    expect(countOf(await ogrinfo('-so', '-where', "status='planned'"))).toBe(4)
    expect(countOf(await ogrinfo('-so', '-where', "name='地块7'"))).toBe(1)
    const { body } = await get(`/collections/plots/items/${plots[3]}`)
    const [lon, lat] = body.geometry.coordinates[0][0]
    expect(
      countOf(await ogrinfo('-so', '-spat', ...[lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4].map(String))),
    ).toBe(1)
  })

  test('reads a fraction of a 亩 that comes after ten whole ones', async () => {
    expect(await ogrinfo('-al', '-where', "code='341800GB10011'")).toMatch(/areaMu \(Real\) = 26\.5/)
  })
})
