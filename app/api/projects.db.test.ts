import { beforeAll, describe, expect, test } from 'vitest'
import { aTokenHolder, ask } from '~test/api'
import { useDatabase } from '~test/database'
import { withCheckDigit } from '~/shared/uscc'
import { aPark, rootUnit } from '~test/factories'

type Holder = Awaited<ReturnType<typeof aTokenHolder>>

describe('projects over the API', () => {
  const { asOwner } = useDatabase()
  let officer: Holder
  let stranger: Holder
  let bureau: Holder
  let auditor: Holder

  beforeAll(async () => {
    await rootUnit()
    ;[officer, stranger, bureau, auditor] = await Promise.all([
      aTokenHolder('officer'),
      aTokenHolder('officer'),
      aTokenHolder('bureau'),
      aTokenHolder('auditor'),
    ])
  })

  let counter = 0
  const lead = (over: object = {}) => ({
    name: `智能终端${(counter += 1)}号项目`,
    investorName: `深圳第${counter}科技有限公司`,
    ...over,
  })

  async function registered(holder = officer, over: object = {}) {
    const answer = await ask(holder.token, 'post', '/projects', { body: lead(over) })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body
  }

  test('a registered lead is answered whole, with where to read it again and its version', async () => {
    const park = await aPark()
    const answer = await ask(officer.token, 'post', '/projects', {
      body: lead({ investmentWan: 4800.05, landMu: '48.5', annualTaxWan: 320.5, chain: '新能源装备', parkId: park.id }),
    })
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ annualTaxWan: 320.5, chain: '新能源装备' })
    expect(answer.body).toMatchObject({
      investmentWan: 4800.05,
      landMu: 48.5,
      stage: 'lead',
      park: { name: park.name },
      version: 1,
    })
    expect(answer.body.unit.id).toBe(officer.unitId)
    expect(answer.headers.get('location')).toBe(`/api/v1/projects/${answer.body.id}`)
    expect(answer.headers.get('etag')).toBe('"1"')
    const again = await ask(officer.token, 'get', `/projects/${answer.body.id}`)
    expect(again.body).toEqual(answer.body)
  })

  test('用水量 goes in and comes out, filters and sorts the list, and changes', async () => {
    const { id, version } = await registered(officer, { name: '用水大户项目', waterM3PerDay: '1,200.5' })
    await registered(officer, { name: '用水小户项目', waterM3PerDay: 3, distinct: true })
    const list = (query: string) => ask(officer.token, 'get', `/projects?q=用水&${query}`)
    const found = (await list('minWater=1000&maxWater=2000')).body.items
    expect(found).toEqual([expect.objectContaining({ id, waterM3PerDay: 1200.5 })])
    const sorted = (await list('sort=waterM3PerDay')).body.items as { waterM3PerDay: number }[]
    expect(sorted.map(({ waterM3PerDay }) => waterM3PerDay)).toEqual([3, 1200.5])
    const edit = (waterM3PerDay: unknown) =>
      ask(officer.token, 'patch', `/projects/${id}`, { body: { version, waterM3PerDay } })
    expect((await edit(-1)).body.errors).toMatchObject([{ path: 'waterM3PerDay', message: '用水量不能为负数' }])
    expect((await edit(null)).body.waterM3PerDay).toBeNull()
  })

  test('every wrong field is named with its path', async () => {
    const { status, body } = await ask(officer.token, 'post', '/projects', {
      body: { name: '', investmentWan: '很多', nmae: 'x' },
    })
    expect(status).toBe(422)
    expect(body.code).toBe('invalid')
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['name', 'investmentWan', 'nmae']),
    )
  })

  test('what is no JSON object is refused as input', async () => {
    for (const body of ['{', '[]', '"x"']) {
      expect((await ask(officer.token, 'post', '/projects', { body })).status).toBe(422)
    }
  })

  test('an officer registers for the own unit only', async () => {
    const { status, body } = await ask(officer.token, 'post', '/projects', { body: lead({ unitId: stranger.unitId }) })
    expect([status, body.errors[0].path]).toEqual([422, 'unitId'])
  })

  test("a company that another unit holds is answered with 已登记 and nothing of the other's record", async () => {
    const { name, investor, id } = await registered()
    const { status, body } = await ask(stranger.token, 'post', '/projects', {
      body: { name, investorName: investor.name },
    })
    expect([status, body.code]).toEqual([409, 'taken'])
    expect(body.detail).toContain('已登记，请联系招商局')
    expect(JSON.stringify(body)).not.toContain(id)
  })

  test('a likely duplicate is registered once the caller says it is another one', async () => {
    const { name, investor } = await registered()
    const body = { name, investorName: investor.name }
    const refused = await ask(officer.token, 'post', '/projects', { body })
    expect([refused.status, refused.body.errors[0].code]).toEqual([409, 'alike'])
    expect((await ask(officer.token, 'post', '/projects', { body: { ...body, distinct: true } })).status).toBe(201)
  })

  test("another unit's lead is not there: not to read, not to edit, not to move on", async () => {
    const { id, events } = await registered()
    const event = events[0].id
    const answers = await Promise.all([
      ask(stranger.token, 'get', `/projects/${id}`),
      ask(stranger.token, 'patch', `/projects/${id}`, { body: { version: 1, name: '改名项目' } }),
      ask(stranger.token, 'get', `/projects/${id}/stage-events`),
      ask(stranger.token, 'post', `/projects/${id}/stage-events`, { body: { stage: 'negotiating' } }),
      ask(stranger.token, 'post', `/projects/${id}/stage-events/${event}/corrections`, {
        body: { stage: 'withdrawn', reason: '误录' },
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    const list = await ask(stranger.token, 'get', '/projects?limit=200')
    expect(list.body.items.map((item: { id: string }) => item.id)).not.toContain(id)
  })

  test('what is no id is not there', async () => {
    expect((await ask(officer.token, 'get', '/projects/1')).status).toBe(404)
    expect((await ask(officer.token, 'get', "/projects/x'--")).status).toBe(404)
  })

  test('an edit names only what it changes', async () => {
    const before = await registered(officer, { content: '建设两条产线', investmentWan: 5000, industry: '电子信息' })
    const { status, body } = await ask(officer.token, 'patch', `/projects/${before.id}`, {
      body: { version: before.version, investmentWan: 5200.5, industry: null },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      investmentWan: 5200.5,
      industry: null,
      content: '建设两条产线',
      version: before.version + 1,
    })
    expect(body.investor).toEqual(before.investor)
  })

  test('an edit that names another company leaves the code and origin of the former behind', async () => {
    const { id, version } = await registered(officer, {
      investorName: '前任有码有限公司',
      investorUscc: withCheckDigit('91341800MA2TABCD9'),
      origin: '苏州',
    })
    const { status, body } = await ask(officer.token, 'patch', `/projects/${id}`, {
      body: { version, investorName: '后任无码有限公司' },
    })
    expect([status, body.investor]).toEqual([
      200,
      { id: expect.any(String) as string, name: '后任无码有限公司', uscc: null, origin: null },
    ])
  })

  test('a zero byte or half a character is refused at its field, and the key can be used again', async () => {
    const headers = { 'idempotency-key': 'unstorable' }
    const nul = String.fromCodePoint(0)
    const { status, body } = await ask(officer.token, 'post', '/projects', {
      headers,
      body: { name: `年产${nul}万吨项目`, remark: '\ud800' },
    })
    expect([status, body.errors.map(({ path }: { path: string }) => path)]).toEqual([422, ['name', 'remark']])
    expect((await ask(officer.token, 'post', '/projects', { headers, body: { name: '年产万吨项目' } })).status).toBe(
      201,
    )
    expect((await ask(officer.token, 'get', '/projects?q=%00')).status).toBe(422)
  })

  test.each([
    ['/projects', 'stage', ['-', '0']],
    ['/projects', '-investmentWan', ['x', '1e5', null]],
    ['/projects', 'signedFrom', ['2021-02-30']],
    ['/projects', '-updatedAt', ['gestern']],
    ['/investors', 'createdAt', ['1']],
    ['/units', 'tree', ['-1', '1e9', 'x']],
    ['/batches', '-heldOn', ['-1']],
  ])('a cursor made up for %s by %s is refused with a message', async (path, sort, values) => {
    for (const value of values) {
      const cursor = Buffer.from(
        JSON.stringify([sort, value, value === null ? '-'.repeat(36) : '0'.repeat(8) + '-0000-7000-8000-000000000000']),
      ).toString('base64url')
      const { status, body } = await ask(officer.token, 'get', `${path}?sort=${sort}&cursor=${cursor}`)
      expect([path, value, status, body.errors?.[0]?.path]).toEqual([path, value, 422, 'cursor'])
    }
  })

  test('the version may come as If-Match, also as a proxy weakens it', async () => {
    const { id } = await registered()
    const edit = (ifMatch: string) =>
      ask(officer.token, 'patch', `/projects/${id}`, { body: { remark: ifMatch }, headers: { 'if-match': ifMatch } })
    expect((await edit('"1"')).status).toBe(200)
    expect((await edit('W/"2"')).status).toBe(200)
    expect((await edit('"1"')).status).toBe(409)
  })

  test('an edit without a version is refused', async () => {
    const { id } = await registered()
    const { status, body } = await ask(officer.token, 'patch', `/projects/${id}`, { body: { remark: '备注' } })
    expect([status, body.errors[0].path]).toEqual([422, 'version'])
  })

  test('a stale edit shows both versions and writes nothing', async () => {
    const { id } = await registered()
    await ask(officer.token, 'patch', `/projects/${id}`, { body: { version: 1, remark: '先到' } })
    const { status, body } = await ask(bureau.token, 'patch', `/projects/${id}`, {
      body: { version: 1, remark: '后到' },
    })
    expect([status, body.code]).toEqual([409, 'stale'])
    expect(body.conflict).toMatchObject({
      version: 2,
      current: { remark: '先到' },
      yours: { remark: '后到' },
      changedBy: officer.user.name,
    })
    expect((await ask(officer.token, 'get', `/projects/${id}`)).body.remark).toBe('先到')
  })

  test('of two edits at once one is told', async () => {
    const { id } = await registered()
    const edits = [1, 2, 3, 4].map((each) =>
      ask(officer.token, 'patch', `/projects/${id}`, { body: { version: 1, remark: `第${each}份` } }),
    )
    const statuses = (await Promise.all(edits)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409, 409, 409])
  })

  test('who sees a project and may not act on it is told so', async () => {
    const { id } = await registered()
    expect((await ask(auditor.token, 'get', `/projects/${id}`)).status).toBe(200)
    expect((await ask(auditor.token, 'patch', `/projects/${id}`, { body: { version: 1 } })).status).toBe(403)
  })

  test('a landing unit takes over neither the project nor its 保密, and sends what it read back unharmed', async () => {
    const { id, unit } = await registered(officer, { landedAtId: stranger.user.unitId })
    const signed = await ask(bureau.token, 'post', `/projects/${id}/stage-events`, {
      body: { stage: 'signed', occurred: '2021-03-15', waiverReason: '历史遗留', waiverBy: '分管领导' },
    })
    expect(signed.status, JSON.stringify(signed.body)).toBe(201)
    const { version } = (await ask(stranger.token, 'get', `/projects/${id}`)).body
    const edit = (body: object) => ask(stranger.token, 'patch', `/projects/${id}`, { body: { version, ...body } })
    for (const change of [{ unitId: stranger.user.unitId }, { confidential: true }, { landedAtId: null }]) {
      const { status, body } = await edit(change)
      expect([status, body.errors[0].path]).toEqual([422, Object.keys(change)[0]])
    }
    const same = { unitId: unit.id, landedAtId: stranger.user.unitId, confidential: false, remark: '已进场' }
    expect((await edit(same)).status).toBe(200)
  })

  test('script in a text field comes back as the text it is', async () => {
    const script = '<script>alert(1)</script>'
    const { id } = await registered(officer, { remark: script, content: script })
    expect((await ask(officer.token, 'get', `/projects/${id}`)).body).toMatchObject({ remark: script, content: script })
  })

  describe('the list', () => {
    test('takes filters named as the fields, and refuses the unknown ones', async () => {
      const { id, name } = await registered(officer, { industry: '生物医药', investmentWan: 100 })
      const found = async (query: string) => (await ask(officer.token, 'get', `/projects?${query}`)).body
      expect((await found('industry=生物医药&stage=lead')).items).toMatchObject([{ id, investmentWan: 100 }])
      expect((await found('industry=生物医药&stage=signed,started')).total).toBe(0)
      expect((await found('industry=生物医药&stage=signed&stage=lead')).total).toBe(1)
      expect((await found(`q=${encodeURIComponent(name)}&unit=${officer.unitId}`)).total).toBe(1)
      const refused = await ask(officer.token, 'get', '/projects?stagee=lead&limit=201')
      expect(refused.status).toBe(422)
      expect(refused.body.errors.map(({ path }: { path: string }) => path)).toEqual(
        expect.arrayContaining(['limit', 'stagee']),
      )
      expect((await ask(officer.token, 'get', '/projects?cursor=abc')).status).toBe(422)
    })

    test('paged by any sort it gives every row exactly once', async () => {
      await asOwner(`
        INSERT INTO project (id, name, normalized_name, unit_id, stage, signed_from, signed_to, started_from, started_to,
          investment_wan, land_mu, updated_at)
        SELECT gen_random_uuid(), '分页' || n % 7, '分页' || n % 7, '${officer.unitId}',
          (ARRAY['lead', 'signed', 'started'])[1 + n % 3]::stage, CASE WHEN n % 3 > 0 THEN date '2020-01-01' + n % 5 END,
          CASE WHEN n % 3 > 0 THEN date '2020-01-01' + n % 5 END, CASE WHEN n % 3 = 2 THEN date '2020-06-01' + n % 4 END,
          CASE WHEN n % 3 = 2 THEN date '2020-06-01' + n % 4 END, nullif(n % 6, 0) * 100.25, nullif(n % 4, 0),
          timestamptz '2021-01-01' + (n % 9) * interval '1 minute'
        FROM generate_series(1, 60) n`)
      const fields = ['updatedAt', 'name', 'stage', 'signedFrom', 'startedFrom', 'investmentWan', 'landMu']
      for (const sort of fields.flatMap((field) => [field, `-${field}`])) {
        const seen: string[] = []
        let cursor: string | null = ''
        let total = 0
        while (cursor !== null) {
          const { body }: Awaited<ReturnType<typeof ask>> = await ask(
            officer.token,
            'get',
            `/projects?q=分页&limit=7&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          )
          seen.push(...body.items.map((item: { id: string }) => item.id))
          cursor = body.nextCursor
          total = body.total
        }
        expect([sort, total, seen.length, new Set(seen).size]).toEqual([sort, 60, 60, 60])
      }
    })
  })
})
