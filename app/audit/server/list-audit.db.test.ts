import { mkdtemp, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ROLES, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { newId } from '~/platform/database/bulk'
import { database, transaction } from '~/platform/database/client'
import { registerProject } from '~/projects/server/register'
import { useDatabase } from '~test/database'
import { aContext, aUnit, aUser, projectOf } from '~test/factories'
import { MOST_OF_A_NAME } from '../domain/audit-address'
import { exportAudit } from './export-audit'
import { everyEvent, listAudit } from './list-audit'
import { recordAudit, recordAudits } from './record'

useDatabase()

async function act(context: RequestContext, at: string, subjectId = 'x', name?: string) {
  const then = { ...context, now: new Date(at) }
  const subject = name
    ? ({ subjectType: 'rule', after: { source: name } } as const)
    : ({ subjectType: 'project' } as const)
  await transaction((tx) => recordAudit(tx, then, { action: 'project.update', subjectId, ...subject }))
}

test('the auditor and the security administrator read the log; nobody else does', async () => {
  const readers = []
  for (const role of ROLES) {
    const context = await aContext(role)
    if (
      await listAudit(context).then(
        () => true,
        () => false,
      )
    )
      readers.push(role)
  }
  expect(readers).toEqual(['secadmin', 'auditor'])
})

const since = (day: string) => ({ from: day, to: day }) as const

test('the log is filtered by person, act, object and day in Shanghai', async () => {
  const [context, actor] = [await aContext('auditor'), await aContext('officer')]
  await act(actor, '2021-05-01T15:59:59Z', 'a')
  await act(actor, '2021-05-01T16:00:00Z', 'b')
  const ats = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(context, filter)).items.map(({ at }) => at.toISOString().slice(11, 19))
  const actorId = actor.actor.userId!
  expect(await ats({ actorId })).toEqual(['16:00:00', '15:59:59'])
  expect(await ats({ actorId, ...since('2021-05-01') })).toEqual(['15:59:59'])
  expect(await ats({ actorId, ...since('2021-05-02') })).toEqual(['16:00:00'])
  expect(await ats({ person: actor.actor.name, subjectType: 'project', subjectId: 'a' })).toEqual(['15:59:59'])
  expect(await ats({ person: actor.actor.login.toUpperCase() })).toEqual(['16:00:00', '15:59:59'])
  expect(await ats({ actorId, action: 'project.register' })).toEqual([])
  expect(await ats({ person: '查无此人' })).toEqual([])
})

test('each page goes on where the former ended, also while new events arrive', async () => {
  const [context, actor] = [await aContext('auditor'), await aContext('officer')]
  const actorId = (await aUser()).id
  const other = { ...actor, actor: { ...actor.actor, userId: actorId } }
  for (let i = 0; i < 5; i += 1) await act(other, `2021-05-01T01:00:0${Math.floor(i / 2)}Z`, String(i), `第${i}次`)
  const first = await listAudit(context, { actorId, limit: 2 })
  await act(other, '2021-05-01T02:00:00Z', 'new', '新的')
  const second = await listAudit(context, { actorId, limit: 2, cursor: first.next! })
  const third = await listAudit(context, { actorId, limit: 2, cursor: second.next! })
  const shown = [first, second, third].flatMap(({ items }) => items.map(({ lines }) => lines[0]?.after))
  expect(shown).toEqual(['第4次', '第3次', '第2次', '第1次', '第0次'])
  expect(third.next).toBeNull()
  await expect(listAudit(context, { cursor: 'drop' })).rejects.toMatchObject({ status: 422 })
})

test('of business the security administrator is told act, time, actor and kind; the auditor is told what changed', async () => {
  const [auditor, secadmin, officer] = [
    await aContext('auditor'),
    await aContext('secadmin'),
    await aContext('officer'),
  ]
  const actorId = officer.actor.userId!
  const after = { name: '保密线索' }
  await transaction(async (tx) => {
    for (const subjectType of ['calendar', 'rule', 'promotionEvent'] as const)
      await recordAudit(tx, officer, { action: 'project.update', subjectType, subjectId: 'secret', after })
    await recordAudit(tx, officer, { action: 'user.update', subjectType: 'user', subjectId: 'open', after })
  })
  const [user, ...business] = (await listAudit(secadmin, { actorId })).items
  expect(user).toMatchObject({ subjectId: 'open', name: '保密线索', withheld: false })
  expect(business).toHaveLength(3)
  expect(JSON.stringify(business)).not.toMatch(/保密线索|secret/)
  expect(business[0]).toMatchObject({
    action: 'project.update',
    subjectType: 'promotionEvent',
    actorId,
    withheld: true,
  })
  expect((await listAudit(secadmin, { actorId, subjectType: 'rule', subjectId: 'secret' })).items).toEqual([])
  const seen = (await listAudit(auditor, { actorId })).items.slice(1)
  expect(seen.map(({ name, withheld }) => [name, withheld])).toEqual(business.map(() => ['保密线索', false]))
})

test('ids in events are names; of a project that the reader may not see, nothing is told', async () => {
  const [auditor, officer] = [await aContext('auditor'), await aContext('officer')]
  const secadmin = await aContext('secadmin')
  const both = { ...secadmin, actor: { ...secadmin.actor, roles: ['secadmin', 'officer'] satisfies RoleId[] } }
  const unit = await aUnit()
  const { id } = await registerProject(officer, projectOf(officer.actor.unitId!, { name: '听雨科技新建厂房' }))
  const actorId = officer.actor.userId!
  await transaction(async (tx) => {
    await recordAudit(tx, officer, {
      action: 'project.update',
      subjectType: 'project',
      subjectId: id,
      before: { landedAtId: null },
      after: { landedAtId: unit.id },
    })
    await recordAudit(tx, officer, {
      action: 'user.update',
      subjectType: 'user',
      subjectId: actorId,
      before: { unitId: null },
      after: { unitId: unit.id },
    })
  })
  const [user, project] = (await listAudit(auditor, { actorId })).items
  expect(user).toMatchObject({ name: `${officer.actor.name}（${officer.actor.login}）` })
  expect(user?.lines).toEqual([{ label: '单位', before: '', after: unit.name }])
  expect(project).toMatchObject({ kind: '项目', name: '听雨科技新建厂房', to: `/projects/${id}` })
  expect(project?.lines).toEqual([{ label: '落地单位', before: '', after: unit.name }])
  expect((await listAudit(auditor, { object: '听雨科技' })).items.map(({ subjectId }) => subjectId)).toContain(id)
  expect((await listAudit(both, { object: '听雨科技' })).items).toEqual([])
  const hidden = (await listAudit(both, { actorId, action: 'project.update' })).items[0]
  expect(hidden).toMatchObject({ withheld: true, name: null, subjectId: null, lines: [] })
})

test('the parts of a larger act stand under it, and each by itself where an act or a thing is asked for', async () => {
  const [auditor, officer] = [await aContext('auditor'), await aContext('officer')]
  const actorId = officer.actor.userId!
  const whole = newId()
  await transaction(async (tx) => {
    const part = { ...officer, partOf: whole }
    await recordAudits(
      tx,
      part,
      [1, 2].map((each) => ({
        action: 'unit.create',
        subjectType: 'unit',
        subjectId: newId(),
        after: { name: `第${each}镇` },
      })),
    )
    await recordAudit(tx, officer, { id: whole, action: 'import.commit', subjectType: 'system', after: { count: 2 } })
  })
  const titles = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(auditor, { actorId, ...filter })).items.map(({ name, title }) => name ?? title)
  expect(await titles({})).toEqual(['确认导入'])
  expect((await listAudit(auditor, { actorId })).items[0]?.isWhole).toBe(true)
  expect(await titles({ partOf: whole })).toEqual(['第2镇', '第1镇'])
  expect(await titles({ action: 'unit.create' })).toEqual(['第2镇', '第1镇'])
  const exported: string[] = []
  for await (const { name, title } of everyEvent(auditor, { actorId })) exported.push(name ?? title)
  expect(exported).toEqual(['确认导入', '第2镇', '第1镇'])
})

test('where more have the name than are looked at, the page is told and a workbook is refused', async () => {
  const auditor = await aContext('auditor')
  const names = Array.from({ length: MOST_OF_A_NAME + 1 }, (_, at) => ({ id: newId(), name: `满街同名${at}` }))
  await database().industry.createMany({ data: names })
  expect((await listAudit(auditor, { object: '满街同名' })).isCut).toBe(true)
  expect((await listAudit(auditor, { object: '满街同名200' })).isCut).toBe(false)
  await expect(everyEvent(auditor, { object: '满街同名' }).next()).rejects.toMatchObject({
    errors: [{ path: 'object', code: 'tooMany' }],
  })
})

test('the workbook holds what the filter asks for, and that it was taken is an event', async () => {
  const [auditor, officer] = [await aContext('auditor'), await aContext('officer')]
  await act(officer, '2021-05-01T01:00:00Z', 'a')
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'audit-')), 'log.xlsx')
  const filter = { actorId: officer.actor.userId! }
  expect(await exportAudit(auditor, filter, file)).toBe(1)
  expect((await stat(file)).size).toBeGreaterThan(1000)
  const [event] = (await listAudit(auditor, { actorId: auditor.actor.userId! })).items
  expect(event).toMatchObject({ action: 'audit.export', title: '导出审计日志' })
  expect(event?.lines).toContainEqual({ label: '条数', before: '', after: '1' })
  await expect(exportAudit(officer, filter, file)).rejects.toMatchObject({ status: 403 })
})
