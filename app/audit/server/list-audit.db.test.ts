import { expect, test } from 'vitest'
import { ROLES, type RequestContext } from '~/auth/domain/actor'
import { transaction } from '~/platform/database/client'
import { useDatabase } from '~test/database'
import { aContext, aUser } from '~test/factories'
import { listAudit } from './list-audit'
import { recordAudit } from './record'

useDatabase()

async function act(context: RequestContext, at: string, subjectId = 'x') {
  const then = { ...context, now: new Date(at) }
  await transaction((tx) => recordAudit(tx, then, { action: 'project.update', subjectType: 'project', subjectId }))
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

test('the log is filtered by person, act, object and day in Shanghai', async () => {
  const [context, actor] = [await aContext('auditor'), await aContext('officer')]
  await act(actor, '2021-05-01T15:59:59Z', 'a')
  await act(actor, '2021-05-01T16:00:00Z', 'b')
  const ids = async (filter: Parameters<typeof listAudit>[1]) =>
    (await listAudit(context, filter)).items.map(({ subjectId }) => subjectId)
  const actorId = actor.actor.userId!
  expect(await ids({ actorId })).toEqual(['b', 'a'])
  expect(await ids({ actorId, to: '2021-05-01' })).toEqual(['a'])
  expect(await ids({ actorId, from: '2021-05-02' })).toEqual(['b'])
  expect(await ids({ actorName: actor.actor.name, subjectId: 'a' })).toEqual(['a'])
  expect(await ids({ actorId, action: 'project.register' })).toEqual([])
  expect(await ids({ actorName: '查无此人' })).toEqual([])
})

test('each page goes on where the former ended, also while new events arrive', async () => {
  const [context, actor] = [await aContext('auditor'), await aContext('officer')]
  const actorId = (await aUser()).id
  const other = { ...actor, actor: { ...actor.actor, userId: actorId } }
  for (let i = 0; i < 5; i += 1) await act(other, '2021-05-01T01:00:00Z', String(i))
  const first = await listAudit(context, { actorId, limit: 2 })
  await act(other, '2021-05-01T02:00:00Z', 'new')
  const second = await listAudit(context, { actorId, limit: 2, before: first.next! })
  const third = await listAudit(context, { actorId, limit: 2, before: second.next! })
  const shown = [first, second, third].flatMap(({ items }) => items.map(({ subjectId }) => subjectId))
  expect(shown).toEqual(['4', '3', '2', '1', '0'])
  expect(third.next).toBeNull()
})

test('of business the security administrator is told act, time, actor and kind; the auditor is told what changed', async () => {
  const [auditor, secadmin, officer] = [
    await aContext('auditor'),
    await aContext('secadmin'),
    await aContext('officer'),
  ]
  const actorId = officer.actor.userId!
  const after = { name: '保密线索项目' }
  await transaction(async (tx) => {
    for (const subjectType of ['project', 'investor', 'stageEvent', 'importRow', 'promotionEvent'] as const)
      await recordAudit(tx, officer, { action: 'project.update', subjectType, subjectId: 'secret', after })
    await recordAudit(tx, officer, { action: 'user.update', subjectType: 'user', subjectId: 'open', after })
  })
  const [user, ...business] = (await listAudit(secadmin, { actorId })).items
  expect(user).toMatchObject({ subjectId: 'open', after, withheld: false })
  expect(business).toHaveLength(5)
  expect(JSON.stringify(business)).not.toMatch(/保密线索项目|secret/)
  expect(business[4]).toMatchObject({ action: 'project.update', subjectType: 'project', actorId, withheld: true })
  expect((await listAudit(secadmin, { actorId, subjectId: 'secret' })).items).toEqual([])
  const seen = (await listAudit(auditor, { actorId, subjectId: 'secret' })).items
  expect(seen.map((each) => [each.after, each.withheld])).toEqual(business.map(() => [after, false]))
})
