import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '~/api/app'
import type { RoleId } from '~/auth/domain/actor'
import { openSession } from '~/auth/server/session'
import { database, transaction } from '~/platform/database/client'
import { env } from '~/platform/env'
import { createApp } from '~/platform/http/app'
import { onDay, type Day } from '~/shared/day'
import { projectInput } from '~/projects/domain/input'
import { addContact } from '~/projects/server/contacts'
import { occurredColumns, refreshStage } from '~/projects/server/events'
import { registerProject } from '~/projects/server/register'
import { pagesBuild } from '~test/access/pages'
import { useDatabase } from '~test/database'
import { aContext, aUnit, aUser, projectOf } from '~test/factories'

useDatabase()

const HOST = 'http://crm.test'
const build = await pagesBuild()
const app = createApp({ getBuild: () => build, api, mode: 'production' })

let unitId: string
let otherUnitId: string
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crm-pages-'))
  Object.assign(env(), { DATA_DIR: folder })
  unitId = (await aUnit({ name: '城关镇' })).id
  otherUnitId = (await aUnit({ name: '河西镇' })).id
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A browser of a new user with that role; remembers nothing but its session. */
async function browser(role: RoleId, unit = unitId) {
  const user = await aUser({ role, unitId: unit })
  const { token } = await transaction((tx) => openSession(tx, { userId: user.id, now: new Date() }))
  const headers = { host: new URL(HOST).host, origin: HOST, 'user-agent': 'test', cookie: `crm_session=${token}` }
  const ask = async (url: string, fields?: Record<string, string> | FormData) => {
    const sent = fields && { method: 'POST', body: fields instanceof FormData ? fields : new URLSearchParams(fields) }
    const answer = await app.request(HOST + url, { headers, ...sent })
    return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
  }
  return { open: (url: string) => ask(url), send: ask }
}

async function aProject(over: Parameters<typeof projectOf>[1] = {}, unit = unitId): Promise<string> {
  const context = await aContext('officer', { unitId: unit })
  return (await registerProject(context, projectOf(unit, over), { distinct: true })).id
}

async function sign(projectId: string, day: Day) {
  await transaction(async (tx) => {
    await tx.stageEvent.create({
      data: { projectId, stage: 'signed', ...occurredColumns(onDay(day)), recordedAt: new Date() },
    })
    await refreshStage(tx, projectId, new Date())
  })
}

/** A form with a file of that name and content. */
function withFile(name: string, content: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([content]), name)
  return form
}

const PDF = '%PDF-1.4 '
const EXE = `MZ${'\0'.repeat(200)}`

async function filesOnDisk(): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

const versionOf = async (id: string) => String((await database().project.findUniqueOrThrow({ where: { id } })).version)

test('script in any text field is shown as text, on every page of a project', async () => {
  const evil = '</script><script>alert(1)</script><img src=x onerror=alert(1)>'
  const fields = [
    'name',
    'code',
    'investorName',
    'origin',
    'projectCompany',
    'content',
    'sponsor',
    'chainLeader',
    'blockingIssue',
    'nextStep',
    'remark',
  ]
  const id = await aProject(
    Object.fromEntries(
      fields.map((field, at) => [field, at < 1 || field === 'content' ? evil : evil.slice(0, 56) + at]),
    ),
  )
  await addContact(await aContext('bureau', { unitId }), {
    projectId: id,
    name: evil.slice(0, 40),
    title: evil.slice(0, 40),
    phone: null,
    ours: false,
  })
  const bureau = await browser('bureau')
  const pages = [
    '/projects',
    `/projects?look=${id}`,
    `/projects?q=${encodeURIComponent(evil)}&sponsor=${encodeURIComponent(evil.slice(0, 50))}`,
  ]
  for (const below of ['', '?tab=changes', '/edit', '/stage', '/guards', '/contacts', '/evidence'])
    pages.push(`/projects/${id}${below}`)
  for (const url of pages) {
    const { status, html } = await bureau.open(url)
    expect(status, url).toBe(200)
    expect(html, url).not.toMatch(/<script>alert|<img src=x/)
    expect(html, url).toContain('&lt;script&gt;')
  }
})

test('a refused registration shows its messages and keeps all that was typed', async () => {
  const officer = await browser('officer')
  const { status, html } = await officer.send('/projects/new', {
    name: '新材料项目',
    investmentWan: '十亿',
    rents: 'true',
    remark: '待补',
    unitId,
  })
  expect(status).toBe(422)
  for (const said of ['总投资请填数字，单位万元', '新材料项目', '十亿', '待补']) expect(html).toContain(said)
})

test('of a company that another unit holds, only the way to the bureau is said', async () => {
  await aProject({ name: '长风连接器二期扩建', investorName: '上海长风电子有限公司' }, otherUnitId)
  const officer = await browser('officer')
  const { status, html } = await officer.send('/projects/new', {
    name: '长风连接器二期',
    investorName: '上海长风电子股份有限公司',
    unitId,
  })
  expect(status).toBe(409)
  expect(html).toContain('已登记，请联系招商局')
  expect(html).not.toContain('不是同一项目')
  expect(html).not.toContain('长风连接器二期扩建')
})

test('a stage that may not be entered yet is refused with each condition by name', async () => {
  const id = await aProject()
  const form = { stage: 'signed', occurred: '2021-03-01', note: '先记上' }
  const bureau = await browser('bureau')
  const { status, html } = await bureau.send(`/projects/${id}/stage`, form)
  expect(status).toBe(422)
  for (const said of ['尚未过会', '合法性、公平竞争审查已完成', '双方承诺已登记', '容缺理由', '先记上'])
    expect(html).toContain(said)
  const officer = await browser('officer')
  const refused = await officer.send(`/projects/${id}/stage`, form)
  expect(refused.html).toContain('请招商局综合科按容缺登记')
  expect(refused.html).not.toContain('name="waiverReason"')
})

test('a 容缺 left empty is marked at both its fields, takes the focus, and keeps the unmet conditions in sight', async () => {
  const bureau = await browser('bureau')
  const send = async (waiver: Record<string, string>) =>
    (await bureau.send(`/projects/${await aProject()}/stage`, { stage: 'signed', occurred: '2021-03-01', ...waiver }))
      .html
  const tag = (html: string, name: string) => new RegExp(`<(?:input|textarea)[^>]*name="${name}"[^>]*>`).exec(html)![0]

  const asked = await send({})
  expect(tag(asked, 'waiverReason')).not.toContain('aria-invalid')
  const empty = await send({ waiverReason: '', waiverBy: '' })
  expect(tag(empty, 'waiverReason')).toMatch(/aria-invalid.*autofocus|autofocus.*aria-invalid/i)
  expect(tag(empty, 'waiverBy')).toContain('aria-invalid')
  const half = await send({ waiverReason: '一事一议', waiverBy: '' })
  expect(tag(half, 'waiverReason')).not.toContain('aria-invalid')
  expect(tag(half, 'waiverBy')).toMatch(/autofocus/i)
  for (const html of [asked, empty, half]) expect(html).toContain('没有登记：还缺这些前置条件')
  expect(half).toContain('一事一议')
})

test('容缺 is the bureau’s to allow: an officer who sends it is refused', async () => {
  const id = await aProject()
  const form = { stage: 'signed', occurred: '2021-03-01', waiverReason: '一事一议', waiverBy: '县长' }
  const officer = await browser('officer')
  expect((await officer.send(`/projects/${id}/stage`, form)).status).toBe(403)
  const bureau = await browser('bureau')
  expect(await bureau.send(`/projects/${id}/stage`, form)).toMatchObject({ status: 302, to: `/projects/${id}` })
  const { html } = await bureau.open(`/projects/${id}`)
  for (const said of ['容缺', '一事一议', '待核']) expect(html).toContain(said)
})

test('a stage is not slipped in past its guards by a correction', async () => {
  const id = await aProject()
  const { id: event } = await database().stageEvent.findFirstOrThrow({ where: { projectId: id } })
  const officer = await browser('officer')
  const { status, html } = await officer.send(`/projects/${id}/events/${event}/correct`, {
    stage: 'signed',
    occurred: '2021-03-01',
    reason: '写错了',
  })
  expect(status).toBe(422)
  expect(html).toContain('确需先行的，请填写容缺理由和批准人')
})

test('two sessions edit: the second gets both versions, and its picks are merged', async () => {
  const id = await aProject()
  const [first, second] = [await browser('officer'), await browser('officer')]
  const version = await versionOf(id)
  const { name } = await database().project.findUniqueOrThrow({ where: { id } })
  const base = { name, unitId, version, base: JSON.stringify({ name, unitId, sponsor: null, remark: null }) }

  expect(
    (await first.send(`/projects/${id}/edit`, { ...base, sponsor: '李副县长', remark: '对方的备注' })).status,
  ).toBe(302)
  const stale = await second.send(`/projects/${id}/edit`, { ...base, sponsor: '张副县长', remark: '我的备注' })
  expect(stale.status).toBe(409)
  for (const said of ['李副县长', '张副县长', '对方的备注', '我的备注', '两边都改了'])
    expect(stale.html).toContain(said)

  const picked = { picks: 'true', 'take.sponsor': 'theirs', 'take.remark': 'mine' }
  const merged = { ...base, version: await versionOf(id), sponsor: '张副县长', remark: '我的备注', ...picked }
  expect((await second.send(`/projects/${id}/edit`, merged)).status).toBe(302)
  expect(await database().project.findUniqueOrThrow({ where: { id } })).toMatchObject({
    sponsor: '李副县长',
    remark: '我的备注',
  })
})

test('the form has a box for every field, so that saving it wipes none', async () => {
  const id = await aProject()
  const { html } = await (await browser('officer')).open(`/projects/${id}/edit`)
  for (const field of Object.keys(projectInput.shape)) expect(html, field).toContain(` name="${field}"`)
})

test('an edit that says no version changes nothing', async () => {
  const id = await aProject()
  const officer = await browser('officer')
  expect((await officer.send(`/projects/${id}/edit`, { name: '改名项目', unitId })).status).toBe(422)
  expect((await database().project.findUniqueOrThrow({ where: { id } })).name).not.toBe('改名项目')
})

test('the form of a landing unit shows holder and 保密 to be read, and what is sent all the same is refused there', async () => {
  const id = await aProject({ landedAtId: unitId }, otherUnitId)
  await sign(id, '2021-03-15')
  const landed = await browser('officer')
  const { html } = await landed.open(`/projects/${id}/edit`)
  expect(html).toContain('变更登记单位请联系招商局综合科')
  expect(html).toMatch(new RegExp(`<input type="hidden" name="unitId" value="${otherUnitId}"/>`))
  expect(html).not.toMatch(/<select[^>]*name="(unitId|landedAtId|parkId)"/)

  const { name } = await database().project.findUniqueOrThrow({ where: { id } })
  const sent = { name, unitId: otherUnitId, landedAtId: unitId, version: await versionOf(id) }
  const refused = await landed.send(`/projects/${id}/edit`, { ...sent, unitId, confidential: 'true' })
  expect(refused.status).toBe(422)
  for (const said of ['变更登记单位请联系招商局综合科', '保密只有登记单位或招商局综合科可以变更'])
    expect(refused.html).toContain(said)
  expect((await landed.send(`/projects/${id}/edit`, { ...sent, remark: '已进场' })).status).toBe(302)
  const holder = await browser('officer', otherUnitId)
  expect((await holder.open(`/projects/${id}/edit`)).html).toMatch(/<select[^>]*name="landedAtId"/)
})

test('a lead of another unit is not found, on any page and by no form', async () => {
  const id = await aProject({}, otherUnitId)
  const officer = await browser('officer')
  for (const below of ['', '/edit', '/stage', '/evidence', '/contacts']) {
    expect((await officer.open(`/projects/${id}${below}`)).status, below).toBe(404)
  }
  expect((await officer.open(`/projects?look=${id}`)).status).toBe(404)
  expect((await officer.send(`/projects/${id}/stage`, { stage: 'negotiating', occurred: '' })).status).toBe(404)
  expect((await officer.send(`/projects/${id}/contacts`, { name: '王工' })).status).toBe(404)
})

test('an event of another project is not found under this one', async () => {
  const [mine, theirs] = [await aProject(), await aProject({}, otherUnitId)]
  const { id: event } = await database().stageEvent.findFirstOrThrow({ where: { projectId: theirs } })
  const officer = await browser('officer')
  expect((await officer.open(`/projects/${mine}/events/${event}/correct`)).status).toBe(404)
  const correction = { stage: 'withdrawn', occurred: '', reason: '试试' }
  expect((await officer.send(`/projects/${mine}/events/${event}/correct`, correction)).status).toBe(404)
})

test('an address that is no id is not found', async () => {
  const bureau = await browser('bureau')
  for (const url of ['/projects/1', '/projects/..%2f..', '/projects/1/edit', '/projects/1/stage']) {
    expect((await bureau.open(url)).status, url).toBe(404)
  }
})

test('a phone is masked on the page, shown to whoever is on the project, and the look is logged', async () => {
  const id = await aProject()
  await addContact(await aContext('bureau', { unitId }), {
    projectId: id,
    name: '陈经理',
    title: null,
    phone: '13867030662',
    ours: false,
  })
  await sign(id, '2021-01-05')
  const leader = await browser('leader', otherUnitId)
  const seen = await leader.open(`/projects/${id}`)
  expect(seen.html).toContain('138****0662')
  expect(seen.html).not.toContain('13867030662')
  expect(seen.html).not.toContain('查看陈经理的电话')

  const value = await database().personalValue.findFirstOrThrow({ where: { contact: { projectId: id } } })
  expect((await leader.send(`/projects/${id}/contacts/${value.id}`, {})).status).toBe(403)
  const officer = await browser('officer')
  expect((await officer.send(`/projects/${id}/contacts/${value.id}`, {})).html).toContain('13867030662')
  expect((await officer.open(`/projects/${id}?tab=changes`)).html).toContain('查看联系方式')
})

test('the form of a contact never holds the phone, and a stale one shows both versions', async () => {
  const id = await aProject()
  await addContact(await aContext('bureau', { unitId }), {
    projectId: id,
    name: '陈经理',
    title: '经理',
    phone: '13867030662',
    ours: false,
  })
  const { id: contact } = await database().contact.findFirstOrThrow({ where: { projectId: id } })
  const officer = await browser('officer')
  const at = `/projects/${id}/contacts/${contact}/edit`
  const { html } = await officer.open(at)
  expect(html).toContain('现为 138****0662；不填则不变')
  expect(html).toMatch(/name="phone"[^>]*value=""/)
  expect(html).not.toContain('13867030662')

  const mine = { name: '陈经理', title: '总经理', ours: 'false', phone: '', version: '1' }
  expect((await officer.send(at, { ...mine, title: '副总' })).status).toBe(302)
  const stale = await officer.send(at, mine)
  expect(stale.status).toBe(409)
  expect(stale.html).toContain('现为：陈经理，副总，企业方，138****0662')
  expect(stale.html).toMatch(/name="title"[^>]*value="总经理"/)
  expect(stale.html).toMatch(/name="version" value="2"/)
  expect((await officer.send(at, { ...mine, version: '2' })).status).toBe(302)
  expect((await officer.send(at, { intent: 'remove', version: '3' })).status).toBe(302)
  expect((await officer.open(at)).status).toBe(404)
  expect((await officer.open(`/projects/${id}?tab=changes`)).html).toContain('移除联系人')
})

test('what an address cannot mean is named, and the list stands without it', async () => {
  const bureau = await browser('bureau')
  const { status, html } = await bureau.open('/projects?unit=me&minWan=lots')
  expect(status).toBe(200)
  expect(html).toContain('“单位、总投资不低于”无法识别')
  expect(html).toContain('value="lots"')
})

test('a page beyond the last is none, and leads to the first', async () => {
  const bureau = await browser('bureau')
  const { html } = await bureau.open('/projects?page=999')
  expect(html).toContain('没有这一页')
  expect(html).toContain('回到第一页')
})

test('the list as of a day counts what had happened then, and says so in its chips', async () => {
  const id = await aProject({ name: '截至某日的项目' })
  await sign(id, '2019-05-06')
  const bureau = await browser('bureau')
  const then = await bureau.open(
    '/projects?signedFrom=2019-01-01&signedTo=2019-12-31&asOf=2026-01-01&notReached=started&q=截至某日',
  )
  expect(then.html).toContain('截至某日的项目')
  expect(then.html).toContain('截至')
  const before = await bureau.open('/projects?signedFrom=2019-01-01&signedTo=2019-12-31&asOf=2019-05-05&q=截至某日')
  expect(before.html).toContain('没有符合条件的项目')
})

test('待核 is one click away: signed projects that nobody has verified, and no leads', async () => {
  const signed = await aProject({ name: '签约待核的项目' })
  await sign(signed, '2021-03-04')
  await aProject({ name: '还是线索的项目' })
  const bureau = await browser('bureau')
  const href = /href="(\/projects\?[^"]*unclear=unverified)"/
    .exec((await bureau.open('/projects')).html)?.[1]
    ?.replaceAll('&amp;', '&')
  const { html } = await bureau.open(`${href}&per=100`)
  expect(html).toContain('签约待核的项目')
  expect(html).not.toContain('还是线索的项目')
  expect(html).toContain('去掉筛选：待核')
})

test('the workbench ranks what is signed and not started, of the own unit alone', async () => {
  const ours = await aProject({ name: '城关镇久拖的项目' })
  const theirs = await aProject({ name: '河西镇久拖的项目' }, otherUnitId)
  await sign(ours, '2020-02-03')
  await sign(theirs, '2020-02-03')
  const officer = await browser('officer')
  const { html } = await officer.open('/workbench')
  expect(html).toContain('城关镇久拖的项目')
  expect(html).not.toContain('河西镇久拖的项目')
  expect((await (await browser('bureau')).open('/workbench')).html).toContain('河西镇久拖的项目')
})

test.each([
  ['evidence', {}],
  ['guards', { kind: 'screeningDone', holds: 'true', day: '2021-05-01', note: '附两个条件' }],
  ['stage', { stage: 'negotiating', occurred: '2021-05-01', note: '附两个条件' }],
])(
  'a program is evidence on no form, under no name: /%s refuses it at the file, keeps what was typed and no byte',
  async (form, fields) => {
    const id = await aProject()
    const bureau = await browser('bureau')
    const before = await filesOnDisk()
    for (const name of ['virus.exe', 'virus.pdf']) {
      const { status, html } = await bureau.send(
        `/projects/${id}/${form}`,
        withFile(name, EXE, { ...fields, evidenceKind: '自拟的名称' }),
      )
      expect(status).toBe(422)
      expect(html).toContain(`“${name}”`)
      expect(html).toContain('只接受照片、PDF、OFD、Word')
      for (const typed of ['自拟的名称', ...('note' in fields ? [fields.note] : [])]) expect(html).toContain(typed)
    }
    expect(await filesOnDisk()).toBe(before)
    expect(await database().evidence.count({ where: { projectId: id } })).toBe(0)
    expect((await bureau.send(`/projects/${id}/${form}`, withFile('纪要.pdf', PDF, fields))).status).toBe(302)
    expect(await database().evidence.count({ where: { projectId: id } })).toBe(1)
  },
)

test('a guard fact of a day to come is refused at its day', async () => {
  const bureau = await browser('bureau')
  const { status, html } = await bureau.send(`/projects/${await aProject()}/guards`, {
    kind: 'screeningDone',
    holds: 'true',
    day: '2199-01-01',
  })
  expect(status).toBe(422)
  expect(html).toMatch(/name="day"[^>]*aria-invalid="true"/)
  expect(html).toContain('日期不能晚于今天')
})

test('without evidence the form of a 认定 says what is missing, once, and leads to the upload instead', async () => {
  const id = await aProject()
  await sign(id, '2021-01-05')
  const event = await database().stageEvent.findFirstOrThrow({ where: { projectId: id, stage: 'signed' } })
  const bureau = await browser('bureau')
  const verify = () => bureau.open(`/projects/${id}/events/${event.id}/verify`)
  const { html } = await verify()
  expect(html.split('还没有佐证，不能认定。须先上传：正式合同')).toHaveLength(2)
  expect(html).toContain(`href="/projects/${id}/evidence?event=${event.id}"`)
  expect(html).not.toContain('name="note"')
  const refused = await bureau.send(`/projects/${id}/events/${event.id}/verify`, {})
  expect(refused.status).toBe(422)
  expect(refused.html).not.toContain('role="alert"')
  await bureau.send(`/projects/${id}/evidence`, withFile('合同.pdf', PDF, { eventId: event.id }))
  expect((await verify()).html).toContain('name="note"')
})

test('a file input offers what may be evidence', async () => {
  const { html } = await (await browser('bureau')).open(`/projects/${await aProject()}/evidence`)
  expect(/<input type="file"[^>]*accept="([^"]*)"/.exec(html)?.[1]).toMatch(/^image\/\*,.*\.pdf,\.ofd/)
})
