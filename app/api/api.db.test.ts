import { validate } from '@readme/openapi-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { answered, aTokenHolder, ask, document } from '~test/api'
import { useDatabase } from '~test/database'
import { aUnit, rootUnit } from '~test/factories'
import { ROLES, type RoleId } from '~/auth/domain/actor'
import { rolesAllowed } from '~/auth/domain/can'
import { database } from '~/platform/database/client'
import { api } from './app'
import { operations } from './operations'

type Holder = Awaited<ReturnType<typeof aTokenHolder>>
const NOWHERE = '00000000-0000-4000-8000-000000000000'

describe('the API', () => {
  useDatabase()
  const holders = {} as Record<RoleId, Holder>
  let project: string
  let event: string

  beforeAll(async () => {
    await rootUnit()
    for (const role of ROLES) holders[role] = await aTokenHolder(role)
    const { body } = await ask(holders.officer.token, 'post', '/projects', {
      body: { name: '光伏组件项目', investorName: '合肥光伏公司', investmentWan: 100.1 },
    })
    ;[project, event] = [body.id as string, body.events[0].id as string]
  })

  test('is described by a valid OpenAPI 3.1 document, open to all', async () => {
    const answer = await api.request('/openapi.json')
    const served = (await answer.json()) as typeof document
    expect(served).toEqual(JSON.parse(JSON.stringify(document)))
    expect(served.openapi).toBe('3.1.0')
    expect(await validate(structuredClone(served) as never)).toMatchObject({ valid: true })
  })

  test('names every operation once', () => {
    const names = operations.map(({ id }) => id)
    const paths = operations.map(({ method, path }) => `${method} ${path}`)
    expect([new Set(names).size, new Set(paths).size]).toEqual([names.length, names.length])
  })

  const asked = (path: string) => path.replace('{id}', project).replace('{eventId}', event)

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s lets in the roles of its action and no other',
    async (_, { method, path, action }) => {
      for (const role of ROLES) {
        const { status } = await ask(holders[role].token, method, asked(path))
        expect([role, status < 500]).toEqual([role, true])
        if (!rolesAllowed(action).includes(role)) expect([role, status]).toEqual([role, 403])
        else if (method === 'get') expect([role, status]).not.toEqual([role, 403])
      }
    },
  )

  test.each(
    operations.filter(({ path }) => path.includes('{id}')).map((operation) => [operation.id, operation] as const),
  )('%s answers 404 for an id that is not there', async (_, { method, path }) => {
    const body: Record<string, object> = {
      recordStage: { stage: 'negotiating' },
      correctStage: { stage: 'withdrawn', reason: '误录' },
      editProject: { version: 1 },
      voidProject: { reason: '误录' },
      restoreProject: { reason: '误录' },
      holdPlot: { projectId: NOWHERE },
      startScreening: { ruleSetIds: ['county-intensity-100'] },
    }
    const gone = path.replace('{id}', NOWHERE).replace('{eventId}', event)
    const { id } = operations.find((each) => each.path === path && each.method === method)!
    const { status } = await ask(holders.bureau.token, method, gone, method === 'get' ? {} : { body: body[id] ?? {} })
    expect(status).toBe(404)
  })

  describe('a token', () => {
    test('that is missing, made up or revoked is answered 401', async () => {
      const { user, token } = await aTokenHolder('officer')
      expect((await ask(token, 'get', '/me')).body).toMatchObject({ login: user.login, roles: ['officer'] })
      await database().apiToken.updateMany({ where: { userId: user.id }, data: { revokedAt: new Date() } })
      for (const wrong of [null, 'crm_madeup', 'x', token]) {
        const { status, headers, body } = await ask(wrong, 'get', '/me')
        expect([status, body.code, headers.get('www-authenticate')]).toEqual([401, 'unauthenticated', 'Bearer'])
        expect(body.requestId).toBe(headers.get('x-request-id'))
      }
    })

    test('of a disabled user opens nothing', async () => {
      const { user, token } = await aTokenHolder('bureau')
      await database().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
      for (const { method, path } of operations) expect((await ask(token, method, asked(path))).status).toBe(401)
    })

    test('works before the one-time password is changed', async () => {
      const { user, token } = await aTokenHolder('officer')
      await database().user.update({ where: { id: user.id }, data: { mustChangePassword: true } })
      expect((await ask(token, 'get', '/projects')).status).toBe(200)
    })

    test('may ask a hundred times at once, and is told when it asks too often', async () => {
      const { token } = await aTokenHolder('officer')
      const statuses = async (times: number) =>
        (await Promise.all(Array.from({ length: times }, () => ask(token, 'get', '/me')))).map(({ status }) => status)
      expect(new Set(await statuses(100))).toEqual(new Set([200]))
      const more = await statuses(150)
      expect(more).toContain(429)
      const { headers, body } = await ask(token, 'get', '/me')
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(body.code).toBe('tooMany')
    })
  })

  describe('an Idempotency-Key', () => {
    const lead = (name: string) => ({ name, investorName: `${name}投资方` })
    const post = (key: string, body: object, token = holders.officer.token) =>
      ask(token, 'post', '/projects', { body, headers: { 'idempotency-key': key } })

    test('gets the first answer again and does nothing twice', async () => {
      const first = await post('k-1', lead('重发项目'))
      const again = await post('k-1', lead('重发项目'))
      expect([first.status, again.status]).toEqual([201, 201])
      expect(again.body).toEqual(first.body)
      expect([again.headers.get('idempotency-replayed'), again.headers.get('location')]).toEqual([
        'true',
        first.headers.get('location'),
      ])
      expect(await database().project.count({ where: { name: '重发项目' } })).toBe(1)
    })

    test('of ten at once registers one', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => post('k-2', lead('并发项目'))))
      const ids = answers.filter(({ status }) => status === 201).map(({ body }) => body.id)
      expect(new Set(ids).size).toBe(1)
      expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([])
      expect(await database().project.count({ where: { name: '并发项目' } })).toBe(1)
    })

    test('is refused with another request', async () => {
      await post('k-3', lead('甲项目'))
      expect((await post('k-3', lead('乙项目'))).status).toBe(422)
    })

    test('is free again after a refusal', async () => {
      expect((await post('k-4', { name: '' })).status).toBe(422)
      expect((await post('k-4', lead('丁项目'))).status).toBe(201)
    })

    test('is each user own', async () => {
      const [own, other] = await Promise.all([
        post('k-5', lead('戊项目')),
        post('k-5', lead('己项目'), holders.bureau.token),
      ])
      expect([own.status, other.status]).toEqual([201, 201])
    })
  })

  describe('investors', () => {
    test('are those of visible projects, with the sums of these', async () => {
      const { body } = await ask(holders.officer.token, 'get', '/investors?q=光伏')
      expect(body.items).toMatchObject([{ name: '合肥光伏公司', projects: 1, investmentWan: 100.1 }])
      const record = await ask(holders.officer.token, 'get', `/investors/${body.items[0].id}`)
      expect(record.body.projects).toMatchObject([{ id: project, stage: 'lead', investmentWan: 100.1 }])
      const stranger = await aTokenHolder('officer')
      expect((await ask(stranger.token, 'get', '/investors?q=光伏')).body.total).toBe(0)
      expect((await ask(stranger.token, 'get', `/investors/${body.items[0].id}`)).status).toBe(404)
      expect((await ask(holders.officer.token, 'get', `/projects?investor=${body.items[0].id}`)).body.total).toBe(1)
    })

    test.each(['name', '-name', 'createdAt', '-createdAt'])('sorted by %s come once each', async (sort) => {
      const seen = await everyPage(`/investors?limit=2&sort=${sort}`, holders.bureau.token)
      expect(seen.total).toBeGreaterThan(4)
      expect([seen.ids.length, new Set(seen.ids).size]).toEqual([seen.total, seen.total])
    })
  })

  test('units come once each, in the order of the tree', async () => {
    await aUnit({ name: '驻沪联络处', kind: 'outpost' })
    const seen = await everyPage('/units?limit=3', holders.leader.token)
    expect([seen.ids.length, new Set(seen.ids).size]).toEqual([seen.total, seen.total])
    const { body } = await ask(holders.leader.token, 'get', '/units?q=驻沪')
    expect(body.items).toMatchObject([{ name: '驻沪联络处', kind: 'outpost', depth: 1, confirmed: true }])
  })

  test('cohorts answer zero rows as they answer many', async () => {
    const figures = (query: string) => ask(holders.leader.token, 'get', `/pipeline/cohorts?${query}`)
    const none = await figures('signedFrom=2020-01-01&signedTo=2020-12-31')
    expect(none.body.rows).toMatchObject([{ key: 'all', signed: 0, startedPct: null }])
    for (const wrong of ['signedFrom=2021-01-01&signedTo=2020-12-31', 'by=colour', 'signed_from=2021-01-01']) {
      expect((await figures(wrong)).status).toBe(422)
    }
  })

  test('batches and events tell of the projects that are the asker’s to see, and a project tells of its batches and events', async () => {
    const [heldOn, heldTo] = [new Date('2021-08-31'), new Date('2022-02-28')]
    const batch = await database().promotionBatch.create({
      data: {
        name: '八月三个一批',
        heldOn,
        deadlineOn: heldTo,
        projects: { create: { projectId: project, part: 'signed' } },
      },
    })
    const fair = await database().promotionEvent.create({
      data: {
        name: '厦门展会',
        kind: '展会',
        heldFrom: heldOn,
        heldTo: heldOn,
        projects: { create: { projectId: project, outcome: 'met' } },
      },
    })
    const { body: batches } = await ask(holders.bureau.token, 'get', '/batches?q=八月')
    expect(batches).toMatchObject({
      total: 1,
      nextCursor: null,
      items: [{ name: '八月三个一批', deadlineOn: '2022-02-28', projects: 1, signed: 1, investmentWan: 100.1 }],
    })
    const { body: events } = await ask(holders.bureau.token, 'get', '/events?kind=展会')
    expect(events.items).toMatchObject([{ name: '厦门展会', projects: 1, signed: 0 }])
    expect((await ask(holders.bureau.token, 'get', `/batches/${batch.id}`)).body.members).toMatchObject([
      { project: { id: project }, part: 'signed' },
    ])
    expect((await ask(holders.bureau.token, 'get', `/events/${fair.id}`)).body.members).toMatchObject([
      { project: { id: project }, outcome: 'met' },
    ])
    expect((await ask(holders.land.token, 'get', `/batches/${batch.id}`)).body).toMatchObject({
      projects: 0,
      members: [],
    })
    expect((await ask(holders.land.token, 'get', `/events/${fair.id}`)).body).toMatchObject({
      projects: 0,
      members: [],
    })
    const { body: record } = await ask(holders.bureau.token, 'get', `/projects/${project}`)
    expect(record).toMatchObject({
      batches: [{ name: '八月三个一批', part: 'signed', deadlineOn: '2022-02-28' }],
      promotionEvents: [{ name: '厦门展会', outcome: 'met', phase: null }],
    })
    await database().promotionBatch.createMany({
      data: [1, 2, 3].map((at) => ({ name: `翻页批次${at}`, heldOn, deadlineOn: heldTo })),
    })
    const seen = await everyPage('/batches?limit=2', holders.leader.token)
    expect([seen.ids.length, new Set(seen.ids).size]).toEqual([seen.total, seen.total])
    for (const path of ['/batches', '/events'])
      expect((await ask(holders.leader.token, 'get', `${path}/${NOWHERE}`)).status).toBe(404)
  })

  test('chains answer with their nodes, target companies and fits, and industries by code', async () => {
    const chain = await database().chain.create({ data: { name: '光伏储能', leader: '周某', aliases: ['光伏'] } })
    const segment = await database().chainSegment.create({
      data: { chainId: chain.id, tier: 'midstream', name: '组件', place: 1 },
    })
    const node = { chainId: chain.id, segmentId: segment.id, name: '电池片', codes: ['3825'], place: 1 }
    await database().chainNode.create({ data: { ...node, targets: { create: { name: '某硅业', region: '江苏' } } } })
    const { token } = holders.leader
    const row = { name: '光伏储能', leader: '周某', nodes: 1, missing: 1, localRate: 0, targets: 1 }
    expect((await ask(token, 'get', '/chains?q=光伏')).body).toMatchObject({ items: [row], total: 1, nextCursor: null })
    expect((await ask(token, 'get', `/chains/${chain.id}`)).body).toMatchObject({
      ...row,
      aliases: ['光伏'],
      segments: [
        {
          tier: 'midstream',
          nodes: [{ name: '电池片', state: 'missing', codes: [{ code: '3825', name: '光伏设备及元器件制造' }] }],
        },
      ],
    })
    expect((await ask(token, 'get', `/chain-targets?chain=${chain.id}&gap=1`)).body.items).toMatchObject([
      { name: '某硅业', state: 'open', node: { name: '电池片' }, nodeState: 'missing' },
    ])
    expect((await ask(token, 'get', '/chain-targets?state=wrong')).status).toBe(422)
    expect((await ask(token, 'get', `/projects/${project}/chain-fit`)).body).toMatchObject({
      level: 'unknown',
      score: null,
    })
    const { body: first } = await ask(token, 'get', '/industries?q=C38&limit=5')
    expect([first.total, first.items[0].name]).toEqual([47, '电气机械和器材制造业'])
    const { body: next } = await ask(token, 'get', `/industries?q=C38&limit=5&cursor=${first.nextCursor}`)
    expect(next.items[0].code).toBe('3819')
  })

  test('every operation has answered in these tests as its schema says', async () => {
    const at = `/projects/${project}/stage-events`
    const { version } = (await ask(holders.bureau.token, 'get', `/projects/${project}`)).body
    await ask(holders.bureau.token, 'patch', `/projects/${project}`, { body: { version, remark: '备注' } })
    await ask(holders.bureau.token, 'get', at)
    await ask(holders.bureau.token, 'post', `${at}/${event}/verification`, { body: {} })
    const { body } = await ask(holders.bureau.token, 'post', at, { body: { stage: 'negotiating' } })
    await ask(holders.bureau.token, 'post', `${at}/${body.id}/corrections`, {
      body: { stage: 'withdrawn', reason: '误录' },
    })
    for (const act of ['void', 'restoration'])
      await ask(holders.bureau.token, 'post', `/projects/${project}/${act}`, { body: { reason: '误录' } })
    await database().project.update({ where: { id: project }, data: { stage: 'approved' } })
    const plot = await database().plot.create({
      data: { code: '341800GB9', areaMu: 50, status: 'acquiredNotSupplied' },
    })
    await ask(holders.bureau.token, 'get', `/plots/${plot.id}`)
    const { body: held } = await ask(holders.bureau.token, 'post', `/plots/${plot.id}/reservations`, {
      body: { projectId: project },
    })
    await ask(holders.officer.token, 'post', '/screenings/evaluate', {
      body: { ruleSetId: 'county-intensity-100', inputs: {} },
    })
    await ask(holders.officer.token, 'post', `/projects/${project}/screenings`, {
      body: { ruleSetIds: ['county-intensity-100'], inputs: { landMu: 50 } },
    })
    await ask(holders.bureau.token, 'delete', `/reservations/${held.id}`)
    expect(operations.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([])
  })
})

async function everyPage(path: string, token: string): Promise<{ ids: string[]; total: number }> {
  const ids: string[] = []
  let total = 0
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: Awaited<ReturnType<typeof ask>> = await ask(token, 'get', `${path}${cursor && `&cursor=${cursor}`}`)
    ids.push(...body.items.map((item: { id: string }) => item.id))
    total = body.total
    cursor = body.nextCursor
  }
  return { ids, total }
}
