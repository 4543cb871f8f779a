import { beforeAll, describe, expect, test } from 'vitest'
import { aTokenHolder, ask } from '~test/api'
import { useDatabase } from '~test/database'
import { rootUnit } from '~test/factories'
import { addEvidence } from '~/projects/server/evidence'

type Holder = Awaited<ReturnType<typeof aTokenHolder>>

describe('stage events over the API', () => {
  useDatabase()
  let officer: Holder
  let bureau: Holder
  let leader: Holder
  const waiver = { waiverReason: '县委专题会议定', waiverBy: '王副县长' }

  beforeAll(async () => {
    await rootUnit()
    officer = await aTokenHolder('officer')
    bureau = await aTokenHolder('bureau')
    leader = await aTokenHolder('leader')
  })

  let counter = 0
  async function aLead(): Promise<string> {
    counter += 1
    const { body } = await ask(officer.token, 'post', '/projects', {
      body: { name: `储能电池${counter}号项目`, investorName: `宁波第${counter}能源公司` },
    })
    return body.id as string
  }

  const record = (id: string, body: object, holder = bureau) =>
    ask(holder.token, 'post', `/projects/${id}/stage-events`, { body })

  async function signedOn(day: string): Promise<string> {
    const id = await aLead()
    expect((await record(id, { stage: 'signed', occurred: day, ...waiver })).status).toBe(201)
    return id
  }

  test('an event is answered as it was recorded, and the project stands there', async () => {
    const id = await aLead()
    const { status, body } = await record(id, { stage: 'negotiating', occurred: '2021-05', note: '首次洽谈' }, officer)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      stage: 'negotiating',
      occurred: { from: '2021-05-01', to: '2021-05-31', precision: 'month' },
      note: '首次洽谈',
      recordedByName: officer.user.name,
      standing: true,
      verified: null,
    })
    const project = (await ask(officer.token, 'get', `/projects/${id}`)).body
    expect([project.stage, project.version]).toEqual(['negotiating', 2])
    expect(project.reached.map(({ stage }: { stage: string }) => stage)).toEqual(['lead', 'negotiating'])
  })

  test('a stage out of order is refused with each guard that is not met', async () => {
    const id = await aLead()
    const { status, body } = await record(id, { stage: 'started', occurred: '2021-05-01' })
    expect(status).toBe(422)
    expect(body.errors).toMatchObject([{ path: 'stage', code: 'order' }])
  })

  test('a start before the signing is refused', async () => {
    const id = await signedOn('2021-05-10')
    const { status, body } = await record(id, { stage: 'started', occurred: '2021-04-30' })
    expect(status).toBe(422)
    expect(body.errors.map(({ code }: { code: string }) => code)).toContain('dayOrder')
  })

  test('a day to come and a day that is none are refused', async () => {
    const id = await aLead()
    const codes = async (occurred: string) => {
      const { status, body } = await record(id, { stage: 'negotiating', occurred })
      return [status, body.errors[0].path]
    }
    expect(await codes('2199-01-01')).toEqual([422, 'occurred'])
    expect(await codes('2021-02-30')).toEqual([422, 'occurred'])
  })

  test('only the bureau passes a guard over', async () => {
    const id = await aLead()
    expect((await record(id, { stage: 'approved', ...waiver }, officer)).status).toBe(403)
    expect((await record(id, { stage: 'approved', ...waiver }, bureau)).status).toBe(201)
  })

  test('a leader sees a project and moves nothing', async () => {
    expect((await record(await aLead(), { stage: 'negotiating' }, leader)).status).toBe(403)
  })

  test('a correction supersedes, and both can be read', async () => {
    const id = await signedOn('2021-05-10')
    const events = async () => (await ask(bureau.token, 'get', `/projects/${id}/stage-events`)).body.items
    const wrong = (await events())[1]
    const corrections = `/projects/${id}/stage-events/${wrong.id}/corrections`
    const body = { stage: 'signed', occurred: '2021-05-01', reason: '合同日期录错' }
    const corrected = await ask(bureau.token, 'post', corrections, { body })
    expect(corrected.status).toBe(201)
    expect(corrected.body).toMatchObject({ supersedesId: wrong.id, standing: true, reason: '合同日期录错' })
    expect((await events())[1]).toMatchObject({ id: wrong.id, standing: false, supersededById: corrected.body.id })
    expect((await ask(bureau.token, 'get', `/projects/${id}`)).body.signedFrom).toBe('2021-05-01')
    expect((await ask(bureau.token, 'post', corrections, { body })).status).toBe(409)
  })

  test('a correction needs a reason', async () => {
    const id = await aLead()
    const { body } = await ask(bureau.token, 'get', `/projects/${id}`)
    const refused = await ask(bureau.token, 'post', `/projects/${id}/stage-events/${body.events[0].id}/corrections`, {
      body: { stage: 'withdrawn' },
    })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'reason'])
  })

  test('an event of another project is not there', async () => {
    const [id, other] = [await aLead(), await aLead()]
    const { body } = await ask(bureau.token, 'get', `/projects/${other}`)
    const path = `/projects/${id}/stage-events/${body.events[0].id}`
    const correction = { body: { stage: 'withdrawn', reason: '误录' } }
    expect((await ask(bureau.token, 'post', `${path}/corrections`, correction)).status).toBe(404)
    expect((await ask(bureau.token, 'post', `${path}/verification`)).status).toBe(404)
  })

  test('a stage is verified by the bureau once its evidence is there, and once only', async () => {
    const id = await signedOn('2021-05-10')
    const event = (await ask(bureau.token, 'get', `/projects/${id}`)).body.events[1]
    const verification = `/projects/${id}/stage-events/${event.id}/verification`
    expect((await ask(officer.token, 'post', verification)).status).toBe(403)
    const bare = await ask(bureau.token, 'post', verification)
    expect([bare.status, bare.body.errors[0].code]).toEqual([422, 'noEvidence'])

    const context = {
      actor: { ...bureau.user, userId: bureau.user.id, teamIds: [], roles: ['bureau' as const] },
      now: new Date(),
      via: 'page' as const,
    }
    await addEvidence(context, {
      projectId: id,
      eventId: event.id,
      file: {
        kind: '正式合同',
        key: 'k1',
        name: '合同.pdf',
        mediaType: 'application/pdf',
        sizeBytes: 9,
        sha256: 'a'.repeat(64),
      },
    })
    const verified = await ask(bureau.token, 'post', verification, { body: { note: '已见原件' } })
    expect(verified.status).toBe(201)
    expect(verified.body).toMatchObject({
      verified: { byName: bureau.user.name, note: '已见原件' },
      evidence: [{ kind: '正式合同', name: '合同.pdf', sizeBytes: 9 }],
    })
    expect((await ask(bureau.token, 'post', verification)).status).toBe(409)
  })

  test('the list is filtered and paged, each event once, either way round', async () => {
    const id = await aLead()
    for (const [at, stage] of ['negotiating', 'screening', 'suspended', 'resumed'].entries()) {
      await record(id, { stage, occurred: `2021-0${at + 1}`, reason: '会商' })
    }
    const pages = async (sort: string) => {
      const seen: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const query: string = `limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`
        const { body } = await ask(officer.token, 'get', `/projects/${id}/stage-events?${query}`)
        expect(body.total).toBe(5)
        seen.push(...body.items.map((event: { id: string }) => event.id))
        cursor = body.nextCursor
      }
      return seen
    }
    const forward = await pages('recordedAt')
    expect(new Set(forward).size).toBe(5)
    expect(await pages('-recordedAt')).toEqual([...forward].reverse())
    const leads = await ask(officer.token, 'get', `/projects/${id}/stage-events?stage=lead&standing=true`)
    expect(leads.body.total).toBe(1)
  })
})
