import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROLES, type RequestContext, type RoleId } from '~/auth/domain/actor'
import { getInvestor } from '~/projects/server/get-investor'
import { listInvestors } from '~/projects/server/list-investors'
import { staleMilestones } from './milestones'
import { database } from '~/platform/database/client'
import { inMonth, onDay } from '~/shared/day'
import type { AppError } from '~/shared/errors'
import { foldedWord } from '~/shared/text'
import { withCheckDigit } from '~/shared/uscc'
import type { StaleEdit } from '~/shared/versions'
import { aContext, aPark, aUnit, NOW, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { refusal } from '~test/refusal'
import { projectFilter, type Sort } from '../domain/filter'
import { stageCache } from '../domain/history'
import { projectInput, stageEventInput, type ProjectFormValues } from '../domain/input'
import { correctStage } from './correct-stage'
import { addContact, revealPersonal } from './contacts'
import { editContact } from './edit-contact'
import { editProject } from './edit'
import { editableProject } from './editable'
import { projectEvents } from './events'
import { addEvidence } from './evidence'
import { tickGuardFact } from './guard-facts'
import { listProjects } from './list'
import { projectChanges, projectRecord } from './record'
import { recordStage } from './record-stage'
import { registerProject } from './register'
import { removeContact } from './remove-contact'
import { projectFormValues } from './stored-fields'
import { removeEvidence } from './remove-evidence'
import { isRare, readSought, soughtSql, type Sought } from './search'
import { openEvidence } from './open-evidence'
import { verifyStage } from './verify-stage'

const { asOwner } = useDatabase()
const MISSING = '00000000-0000-7000-8000-000000000000'
const USCC = withCheckDigit('91341800MA2TABCD1')

let town: { id: string }
let other: { id: string }
let officer: RequestContext
let stranger: RequestContext
let bureau: RequestContext
const byRole = {} as Record<RoleId, RequestContext>

beforeAll(async () => {
  town = await aUnit()
  other = await aUnit()
  officer = await aContext('officer', { unitId: town.id })
  stranger = await aContext('officer', { unitId: other.id })
  bureau = await aContext('bureau')
  for (const role of ROLES) byRole[role] = await aContext(role)
})

function register(context = officer, over: Partial<ProjectFormValues> = {}) {
  return registerProject(context, projectOf(context === stranger ? other.id : town.id, over))
}

const event = (over: object) => stageEventInput.parse(over)
const waived = (stage: string, occurred: string) =>
  event({ stage, occurred, waiverReason: '历史遗留', waiverBy: '分管领导' })

async function signedProject(over: Partial<ProjectFormValues> = {}) {
  const { id } = await register(officer, over)
  await recordStage(bureau, { projectId: id, event: waived('signed', '2021-03-15') })
  return id
}

const EVIDENCE = {
  kind: '正式合同',
  key: `k${Math.random()}`,
  name: '合同.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 10,
  sha256: 'x',
}

describe('register', () => {
  test('a registered project stands at lead, with its event, its fact row and its audit event', async () => {
    const { id } = await register(officer, { investmentWan: '12,000', landMu: '35.5' })
    const record = await projectRecord(officer, id)
    expect(record.stage).toBe('lead')
    expect(record.investmentWan?.toString()).toBe('12000')
    expect(await database().projectFact.count({ where: { projectId: id } })).toBe(1)
    const changes = await projectChanges(officer, id)
    expect(changes.map(({ action }) => action)).toEqual(['project.register'])
  })

  test('an officer registers in the name of the own unit only, the bureau for any', async () => {
    const error = await refusal(registerProject(officer, projectOf(other.id)))
    expect(error.errors[0]?.path).toBe('unitId')
    await expect(registerProject(bureau, projectOf(other.id))).resolves.toHaveProperty('id')
  })

  test.each(ROLES.filter((role) => !['officer', 'bureau', 'park'].includes(role)))(
    '%s may not register, edit or record',
    async (role) => {
      const context = byRole[role]
      const id = await signedProject()
      expect((await refusal(registerProject(context, projectOf(context.actor.unitId!)))).status).toBe(403)
      const edited = await refusal(editProject(context, { id, version: 1, input: projectOf(town.id) }))
      expect([403, 404]).toContain(edited.status)
      const recorded = await refusal(recordStage(context, { projectId: id, event: waived('started', '2021-05-01') }))
      expect([403, 404]).toContain(recorded.status)
    },
  )

  test('another unit that types the same company is told only that it is registered', async () => {
    const input = { name: '新能源电池壳体项目', investorName: '常州重名电池有限公司' }
    await register(officer, input)
    const error = await refusal(register(stranger, { ...input, investorName: '常州重名电池股份有限公司' }))
    expect(error.code).toBe('taken')
    expect(JSON.stringify([error.userMessage, error.errors, error.detail])).not.toContain('电池壳体')
    expect(error.userMessage).toContain('已登记，请联系招商局')
  })

  test('of two units that register one company at the same second, one holds it and the other is told so', async () => {
    const input = { name: '同时登记项目', investorName: '苏州同时机械有限公司' }
    const both = await Promise.all(
      [officer, stranger].map((context) =>
        register(context, input).then(
          () => 'done',
          (error: AppError) => error.userMessage,
        ),
      ),
    )
    expect(both.toSorted()).toEqual(['done', '该企业的项目已登记，请联系招商局'])
    expect(await database().investor.count({ where: { name: input.investorName } })).toBe(1)
  })

  test('a unit that was merged away holds no new lead', async () => {
    const closed = await aUnit()
    await database().unit.update({ where: { id: closed.id }, data: { mergedIntoId: town.id } })
    const error = await refusal(registerProject(bureau, projectOf(closed.id, {})))
    expect(error.errors[0]).toMatchObject({ path: 'unitId', code: 'closed' })
  })

  test('a likely duplicate of the own unit is shown, and registered once confirmed as another project', async () => {
    const input = { name: '二期扩建项目', investorName: '南京扩建机械有限公司' }
    const first = await register(officer, input)
    const error = await refusal(register(officer, input))
    expect(error.detail).toMatchObject({ alike: [{ id: first.id, reason: 'name' }] })
    await expect(registerProject(officer, projectOf(town.id, input), { distinct: true })).resolves.toHaveProperty('id')
  })

  test('a project number is used once', async () => {
    await register(officer, { code: 'ZS-001' })
    const error = await refusal(register(officer, { code: 'ZS-001' }))
    expect(error.errors).toEqual([expect.objectContaining({ path: 'code' })])
  })

  test('a unit that does not exist is said at its field', async () => {
    const error = await refusal(register(officer, { landedAtId: MISSING }))
    expect(error.errors[0]?.path).toBe('landedAtId')
  })
})

describe('the investor', () => {
  test('a corrected 来源地 is kept', async () => {
    const { id } = await register(officer, { investorName: '湖州来源有限公司', origin: '杭州' })
    const { version, name } = await projectRecord(officer, id)
    const input = projectOf(town.id, { name, investorName: '湖州来源有限公司', origin: '湖州' })
    await editProject(officer, { id, version, input })
    expect((await projectRecord(officer, id)).investor?.origin).toBe('湖州')
  })

  test('another lead of the same company does not change where it is from', async () => {
    const { id } = await register(officer, { investorName: '嘉兴来源有限公司', origin: '嘉兴' })
    await register(bureau, { name: '另一个项目', investorName: '嘉兴来源有限公司', origin: '上海' })
    expect((await projectRecord(officer, id)).investor?.origin).toBe('嘉兴')
  })

  describe('known only from projects one may not see', () => {
    const company = { name: '盐城隐身机床有限公司', uscc: withCheckDigit('91320900MA2TABCE1'), origin: '盐城' }
    let investorId: string
    const only = [expect.objectContaining({ code: 'taken', message: '已登记，请联系招商局' })]

    beforeAll(async () => {
      const { id } = await register(officer, {
        name: '隐身机床一期',
        investorName: company.name,
        investorUscc: company.uscc,
        origin: company.origin,
      })
      investorId = (await projectRecord(officer, id)).investor!.id
    })

    test.each([
      ['its exact name', { investorName: company.name }],
      ['another spelling of it', { investorName: '盐城隐身机床（股份）公司', investorUscc: USCC }],
      ['its code', { investorName: '甲乙丙丁公司', investorUscc: company.uscc }],
    ])('whoever types %s, registering or editing, is told 已登记 and nothing else', async (_, typed) => {
      const over = { name: '完全无关的物流园', origin: '别处', ...typed }
      const { id } = await register(stranger)
      const { version } = await projectRecord(stranger, id)
      const answers = [
        await refusal(register(stranger, over)),
        await refusal(editProject(stranger, { id, version, input: projectOf(other.id, over) })),
      ]
      for (const error of answers) {
        expect([error.status, error.errors]).toEqual([409, only])
        const said = JSON.stringify([error.userMessage, error.errors, error.detail])
        for (const secret of [company.name, company.uscc, company.origin, '隐身机床一期'])
          expect(said).not.toContain(secret)
      }
      const read = await refusal(getInvestor(stranger, investorId))
      expect(read.status).toBe(404)
      const { items } = await listInvestors(stranger, { q: '隐身机床', sort: 'name', limit: 50 })
      expect(items).toEqual([])
      expect(await database().investor.findUniqueOrThrow({ where: { id: investorId } })).toMatchObject({
        ...company,
        version: 1,
      })
    })

    test('the bureau registers it, and so does its own unit', async () => {
      for (const context of [bureau, officer])
        await expect(
          registerProject(context, projectOf(town.id, { investorName: company.name }), { distinct: true }),
        ).resolves.toHaveProperty('id')
    })
  })

  test('a company known from a signed project is registered by anybody, and what changes of it is versioned and audited', async () => {
    const investorName = '镇江公开设备有限公司'
    await signedProject({ investorName })
    const { id } = await register(stranger, { name: '另一处冷链仓储', investorName, origin: '镇江' })
    const { investor, name, version } = await projectRecord(stranger, id)
    await editProject(stranger, { id, version, input: projectOf(other.id, { name, investorName, origin: '扬州' }) })
    expect(await database().investor.findUniqueOrThrow({ where: { id: investor!.id } })).toMatchObject({
      origin: '扬州',
      version: 3,
    })
    const logged = await database().auditEvent.findMany({
      where: { subjectType: 'investor', subjectId: investor!.id },
      orderBy: { seq: 'asc' },
    })
    expect(logged.map(({ actorId, action, before, after }) => [actorId, action, before, after])).toEqual([
      [stranger.actor.userId, 'investor.update', { origin: null }, { origin: '镇江' }],
      [stranger.actor.userId, 'investor.update', { origin: '镇江' }, { origin: '扬州' }],
    ])
  })

  test('a code that belongs to a company of another name is refused at its field, and whose it is is not told', async () => {
    const investorUscc = withCheckDigit('91341800MA2TABCD7')
    await register(stranger, { investorName: '南通有码机械有限公司', investorUscc })
    const error = await refusal(register(officer, { investorName: '完全不同电子有限公司', investorUscc }))
    expect(JSON.stringify([error.userMessage, error.errors])).not.toContain('南通')
  })
})

describe('who sees', () => {
  test('another unit finds an unsigned lead neither in the list nor by its id', async () => {
    const { id } = await register(officer, { name: '隐身线索项目' })
    expect((await refusal(projectRecord(stranger, id))).status).toBe(404)
    expect((await refusal(projectChanges(stranger, id))).status).toBe(404)
    const list = (context: RequestContext) =>
      listProjects(context, { filter: projectFilter.parse({ q: '隐身线索' }), sort: '-updatedAt', limit: 50 })
    expect((await list(stranger)).total).toBe(0)
    expect((await list(officer)).total).toBe(1)
    for (const role of ['bureau', 'leader', 'auditor'] as const) expect((await list(byRole[role])).total).toBe(1)
    for (const role of ['park', 'land', 'reviewer', 'inspector'] as const)
      expect((await list(byRole[role])).total).toBe(0)
    for (const role of ['sysadmin', 'secadmin'] as const) expect((await refusal(list(byRole[role]))).status).toBe(403)
  })

  test('a signed project is seen by every business role, a 保密 one only by its own unit, bureau, leaders, auditor', async () => {
    const open = await signedProject()
    const secret = await signedProject({ confidential: true })
    for (const role of ['park', 'land', 'reviewer', 'inspector', 'officer'] as const) {
      await expect(projectRecord(byRole[role], open)).resolves.toHaveProperty('id', open)
      expect((await refusal(projectRecord(byRole[role], secret))).status).toBe(404)
    }
    await expect(projectRecord(officer, secret)).resolves.toHaveProperty('id', secret)
    await expect(projectRecord(byRole.leader, secret)).resolves.toHaveProperty('id', secret)
  })

  test('at signing responsibility passes to the landing unit and the park', async () => {
    const committee = await aUnit({ kind: 'park' })
    const park = await aPark({ unitId: committee.id })
    const id = await signedProject({ parkId: park.id, confidential: true })
    const parkCall = await aContext('park', { unitId: committee.id })
    await expect(projectRecord(parkCall, id)).resolves.toMatchObject({ may: { edit: true, recordStage: true } })
    await expect(projectRecord(byRole.leader, id)).resolves.toMatchObject({ may: { edit: false, recordStage: false } })
  })

  test('a phone is masked, shown in full to who is on the project, and the look is logged', async () => {
    const id = await signedProject()
    await addContact(officer, { projectId: id, name: '王经理', title: null, phone: '13867030662', ours: false })
    const record = await projectRecord(officer, id)
    const value = record.contacts[0]!.values[0]!
    expect(value.masked).toBe('138****0662')
    expect((await refusal(revealPersonal(byRole.land, { projectId: id, valueId: value.id }))).status).toBe(403)
    expect((await revealPersonal(officer, { projectId: id, valueId: value.id })).value).toBe('13867030662')
    const logged = await database().auditEvent.findMany({ where: { subjectId: id } })
    expect(logged.map(({ action }) => action)).toContain('personal.reveal')
    expect(JSON.stringify(logged, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain('13867030662')
  })

  test('a phone that is none is refused at its field', async () => {
    const id = await signedProject()
    const error = await refusal(
      addContact(officer, { projectId: id, name: '王', title: null, phone: '12345', ours: false }),
    )
    expect(error.errors[0]?.path).toBe('phone')
  })
})

describe('contacts', () => {
  const person = { name: '王经理', title: '经理', phone: '13867030662', ours: false }

  async function aContact() {
    const projectId = await signedProject()
    const { id: contactId } = await addContact(officer, { projectId, ...person })
    return { projectId, contactId, version: 1 }
  }
  const contactsOf = async (id: string) => (await projectRecord(officer, id)).contacts

  test('an edit with a blank phone keeps the stored one, a new phone takes its place and erases it', async () => {
    const seen = await aContact()
    await editContact(officer, { ...seen, ...person, title: '副总', phone: null })
    const [kept] = await contactsOf(seen.projectId)
    expect(kept).toMatchObject({ title: '副总', version: 2, values: [{ masked: '138****0662' }] })
    expect(
      (await refusal(editContact(officer, { ...seen, ...person, version: 2, phone: '138****0662' }))).errors[0]?.path,
    ).toBe('phone')
    const oldId = kept!.values[0]!.id
    await editContact(officer, { ...seen, ...person, version: 2, phone: '0512-65432109' })
    const [now] = await contactsOf(seen.projectId)
    expect(now?.values.map(({ masked }) => masked)).toEqual(['0512-******09'])
    expect(await database().personalValue.findUniqueOrThrow({ where: { id: oldId } })).toMatchObject({
      value: null,
      erasedAt: NOW,
    })
  })

  test('a person taken off is listed no more, and nothing personal is left, in no table and no log', async () => {
    const seen = await aContact()
    const { id: valueId } = (await contactsOf(seen.projectId))[0]!.values[0]!
    await removeContact(officer, seen)
    expect(await contactsOf(seen.projectId)).toEqual([])
    expect(await database().contact.count({ where: { id: seen.contactId } })).toBe(0)
    expect(await database().personalValue.findUniqueOrThrow({ where: { id: valueId } })).toMatchObject({
      value: null,
      erasedAt: NOW,
    })
    expect((await refusal(revealPersonal(officer, { projectId: seen.projectId, valueId }))).status).toBe(404)
    const logged = await projectChanges(officer, seen.projectId)
    expect(logged.slice(0, 2).map(({ action }) => action)).toEqual(['contact.remove', 'contact.add'])
    for (const personal of ['13867030662', '王经理']) expect(JSON.stringify(logged)).not.toContain(personal)
  })

  test('the second of two who edit is shown what the first saved; who edits what was taken off finds nothing', async () => {
    const seen = await aContact()
    await editContact(officer, { ...seen, ...person, name: '王总', phone: null })
    const stale = await refusal(editContact(bureau, { ...seen, ...person, name: '王经办', phone: null }))
    expect([stale.code, stale.detail]).toEqual([
      'stale',
      {
        version: 2,
        current: { name: '王总', title: '经理', ours: false, phones: ['138****0662'] },
        changedBy: null,
        changedAt: null,
      },
    ])
    expect((await refusal(removeContact(bureau, seen))).code).toBe('stale')
    await removeContact(bureau, { ...seen, version: 2 })
    expect((await refusal(editContact(officer, { ...seen, ...person, version: 2 }))).status).toBe(404)
  })

  test('whoever may not edit the project edits none of its people', async () => {
    const [seen, other] = [await aContact(), await aContact()]
    for (const context of [stranger, byRole.leader, byRole.land]) {
      expect((await refusal(editContact(context, { ...seen, ...person }))).status).toBe(403)
      expect((await refusal(removeContact(context, seen))).status).toBe(403)
    }
    expect((await refusal(removeContact(officer, { ...seen, projectId: other.projectId }))).status).toBe(404)
  })
})

describe('edit', () => {
  test('the second of two who edit is shown both versions, and nothing is overwritten', async () => {
    const { id } = await register()
    const { version } = await projectRecord(officer, id)
    await editProject(officer, { id, version, input: projectOf(town.id, { name: '甲改的名称' }) })
    const error = await refusal(editProject(bureau, { id, version, input: projectOf(town.id, { name: '乙改的名称' }) }))
    const stale = error.detail as StaleEdit<ProjectFormValues>
    expect(error.code).toBe('stale')
    expect(stale.current.name).toBe('甲改的名称')
    expect(stale.changedBy).toBe(officer.actor.name)
    expect((await projectRecord(officer, id)).name).toBe('甲改的名称')
  })

  test('of twenty who save at once, one wins', async () => {
    const { id } = await register()
    const { version } = await projectRecord(officer, id)
    const saves = Array.from({ length: 20 }, (_, at) =>
      editProject(officer, { id, version, input: projectOf(town.id, { name: `并发${at}` }) }),
    )
    const results = await Promise.allSettled(saves)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('a changed amount, park or unit appends to the history figures are drawn from; a changed remark does not', async () => {
    const { id } = await register(officer, { investmentWan: '100' })
    const edit = async (over: object) => {
      const { version, name } = await projectRecord(officer, id)
      await editProject(officer, { id, version, input: projectOf(town.id, { name, ...over }) })
    }
    await edit({ investmentWan: '100', remark: '只改备注' })
    expect(await database().projectFact.count({ where: { projectId: id } })).toBe(1)
    await edit({ investmentWan: '200' })
    const facts = await database().projectFact.findMany({ where: { projectId: id }, orderBy: { seq: 'asc' } })
    expect(facts.map((fact) => fact.investmentWan?.toString())).toEqual(['100', '200'])
  })

  describe('of a signed project', () => {
    /** Held by the town, landed at another unit and in a park, each with somebody who may edit it. */
    async function landed() {
      const committee = await aUnit({ kind: 'park' })
      const park = await aPark({ unitId: committee.id })
      const team = await database().team.create({
        data: { name: `专班${Math.random()}`, unitId: other.id, validFrom: NOW },
      })
      const id = await signedProject({ landedAtId: other.id, parkId: park.id, teamId: team.id })
      const member = await aContext('officer')
      member.actor.teamIds = [team.id]
      const guests = [stranger, await aContext('park', { unitId: committee.id }), member]
      const edit = async (context: RequestContext, over: Partial<ProjectFormValues>) => {
        const values = projectFormValues(await stored(id))
        const { version } = await projectRecord(context, id)
        await editProject(context, { id, version, input: projectInput.parse({ ...values, ...over }) })
      }
      return { id, edit, guests, park, committee }
    }
    const stored = (id: string) =>
      database().project.findUniqueOrThrow({
        where: { id },
        include: { investor: true, park: { select: { unitId: true } } },
      })

    test('landing unit, park and team change what it is about, and none of holder, 落地, 引荐, 专班 and 保密', async () => {
      const { id, edit, guests } = await landed()
      for (const guest of guests) {
        await edit(guest, { remark: `由${guest.actor.name}补充` })
        const own = guest.actor.unitId!
        const elsewhere = (await aPark({ unitId: own })).id
        for (const over of [
          { unitId: own },
          { confidential: true },
          { landedAtId: null },
          { introducedById: own },
          { parkId: elsewhere },
          { teamId: null },
        ]) {
          const error = await refusal(edit(guest, over))
          expect([error.status, error.errors]).toEqual([
            422,
            [expect.objectContaining({ path: Object.keys(over)[0], code: 'notYours' })],
          ])
        }
      }
      expect(await stored(id)).toMatchObject({ unitId: town.id, landedAtId: other.id, confidential: false })
    })

    test('the holding unit sets 保密, 落地 and park, and does not give it away; the bureau does', async () => {
      const { id, edit, park } = await landed()
      await edit(officer, { confidential: true, landedAtId: null, parkId: null })
      const error = await refusal(edit(officer, { unitId: other.id }))
      expect(error.errors).toEqual([{ path: 'unitId', code: 'notYours', message: '变更登记单位请联系招商局综合科' }])
      await edit(bureau, { unitId: other.id, confidential: false, landedAtId: town.id, parkId: park.id })
      expect(await stored(id)).toMatchObject({ unitId: other.id, landedAtId: town.id, confidential: false })
    })

    test('the form shows what its reader may not change as locked', async () => {
      const { id, guests } = await landed()
      const all = ['unitId', 'teamId', 'introducedById', 'landedAtId', 'parkId', 'confidential']
      for (const guest of guests) expect((await editableProject(guest, id)).locked).toEqual(all)
      expect((await editableProject(officer, id)).locked).toEqual(['unitId'])
      expect((await editableProject(bureau, id)).locked).toEqual([])
    })
  })

  test("another unit's lead cannot be edited by its id", async () => {
    const { id } = await register()
    expect((await refusal(editProject(stranger, { id, version: 1, input: projectOf(other.id) }))).status).toBe(404)
  })

  test('saving the form as it was read changes nothing but the version', async () => {
    const { id } = await register(officer, { investmentWan: '12.34', nextStepOn: '2021-07-01', rents: true })
    const stored = await database().project.findUniqueOrThrow({
      where: { id },
      include: { investor: true, park: { select: { unitId: true } } },
    })
    const values = projectFormValues(stored)
    await editProject(officer, { id, version: stored.version, input: projectInput.parse(values) })
    const [last] = await projectChanges(officer, id)
    expect(last).toMatchObject({ action: 'project.update', before: {}, after: {} })
  })
})

describe('stages', () => {
  test('a start before signing is refused with each guard, and nothing is written', async () => {
    const { id } = await register()
    const error = await refusal(
      recordStage(officer, { projectId: id, event: event({ stage: 'started', occurred: '2021-05-01' }) }),
    )
    expect(error.errors.map(({ code }) => code)).toContain('order')
    expect(await database().stageEvent.count({ where: { projectId: id } })).toBe(1)
  })

  test('a project passes 过会 and 签约 once its guard facts are ticked', async () => {
    const { id } = await register()
    const tick = (kind: Parameters<typeof tickGuardFact>[1]['kind']) =>
      tickGuardFact(bureau, { projectId: id, kind, holds: true, day: '2021-02-01', note: null })
    await tick('screeningDone')
    await tick('decisionPassed')
    await recordStage(officer, { projectId: id, event: event({ stage: 'approved', occurred: '2021-02-01' }) })
    await tick('legalReviewDone')
    await tick('commitmentsRecorded')
    await recordStage(officer, { projectId: id, event: event({ stage: 'signed', occurred: '2021-03' }) })
    const record = await projectRecord(officer, id)
    expect(record.stage).toBe('signed')
    expect(record.signedFrom).toEqual(new Date('2021-03-01'))
  })

  test('a guard fact is not ticked for a day to come', async () => {
    const { id } = await register()
    const tick = (day: string) =>
      tickGuardFact(bureau, { projectId: id, kind: 'screeningDone', holds: true, day, note: null })
    expect((await refusal(tick('2021-06-02'))).errors).toEqual([
      expect.objectContaining({ path: 'day', code: 'future' }),
    ])
    expect(await database().guardFact.count({ where: { projectId: id } })).toBe(0)
    await tick('2021-06-01')
  })

  test('a 容缺 needs both reason and name, and stands nowhere without need', async () => {
    const { id } = await register()
    const record = (over: object) => refusal(recordStage(bureau, { projectId: id, event: event(over) }))
    const half = await record({ stage: 'signed', occurred: '2021-03-15', waiverReason: '历史遗留' })
    expect(half.errors.map(({ path }) => path)).toEqual(expect.arrayContaining(['stage', 'waiverBy']))
    expect(half.errors.map(({ path }) => path)).not.toContain('waiverReason')
    const needless = { occurred: '2021-03-15', waiverBy: '分管领导', reason: '资金不到位' }
    for (const stage of ['negotiating', 'suspended']) {
      expect((await record({ stage, ...needless })).errors[0]).toMatchObject({ path: 'waiverReason', code: 'needless' })
    }
  })

  test('only the bureau passes a guard over, with reason and name', async () => {
    const { id } = await register()
    expect((await refusal(recordStage(officer, { projectId: id, event: waived('signed', '2021-03-15') }))).status).toBe(
      403,
    )
    await recordStage(bureau, { projectId: id, event: waived('signed', '2021-03-15') })
    const record = await projectRecord(officer, id)
    expect(record.events.at(-1)).toMatchObject({ waiverReason: '历史遗留', waiverBy: '分管领导' })
  })

  test('the cached stage equals the history of the events after every step, correction and withdrawal', async () => {
    const id = await signedProject({ rents: true })
    const check = async () => {
      const row = await database().project.findUniqueOrThrow({ where: { id } })
      const cache = stageCache(await projectEvents(database(), id))
      expect({
        stage: row.stage,
        status: row.status,
        signedFrom: row.signedFrom?.toISOString().slice(0, 10) ?? null,
      }).toEqual({
        stage: cache.stage,
        status: cache.status,
        signedFrom: cache.signedFrom,
      })
      return row
    }
    const { id: started } = await recordStage(officer, {
      projectId: id,
      event: event({ stage: 'started', occurred: '2021-05' }),
    })
    expect((await check()).stage).toBe('started')
    const corrected = await correctStage(officer, {
      projectId: id,
      eventId: started,
      stage: 'started',
      occurred: inMonth(2021, 4),
      reason: '月份填错',
    })
    await check()
    await correctStage(officer, {
      projectId: id,
      eventId: corrected.id,
      stage: 'withdrawn',
      occurred: onDay('2021-04-01'),
      reason: '现场未动工',
    })
    expect((await check()).stage).toBe('signed')
    await recordStage(officer, {
      projectId: id,
      event: event({ stage: 'suspended', occurred: '2021-05-20', reason: '资金不到位' }),
    })
    expect((await check()).status).toBe('suspended')
  })

  test('a stage is recorded once, even by two at the same second; the other is told by whom, and to correct it', async () => {
    const id = await signedProject()
    const both = await Promise.all(
      [1, 2].map(() =>
        recordStage(bureau, { projectId: id, event: waived('started', '2021-05-01') }).then(
          () => null,
          (error: AppError) => error,
        ),
      ),
    )
    const told = both.find((each) => each !== null)
    expect(both.filter((each) => each === null)).toHaveLength(1)
    expect([told?.status, told?.userMessage]).toEqual([
      409,
      expect.stringMatching(/“开工”（2021-05-01）已由.+登记；.*更正/),
    ])
    const again = await refusal(recordStage(bureau, { projectId: id, event: waived('signed', '2021-03-01') }))
    expect(again.errors[0]).toMatchObject({ path: 'stage', code: 'recorded' })
  })

  test('a correction does not move a day past that of a later stage, nor a resumption before its rest', async () => {
    const id = await signedProject()
    await recordStage(bureau, { projectId: id, event: waived('started', '2021-05-01') })
    const { events } = await projectRecord(bureau, id)
    const signing = events.find(({ stage }) => stage === 'signed')!
    const correct = (eventId: string, stage: 'signed' | 'suspended', day: string) =>
      correctStage(bureau, { projectId: id, eventId, stage, occurred: onDay(day), reason: '核对' })
    expect((await refusal(correct(signing.id, 'signed', '2021-06-01'))).userMessage).toContain('签约日期晚于开工日期')
    await correct(signing.id, 'signed', '2021-04-01')

    const suspended = await recordStage(bureau, {
      projectId: id,
      event: event({ stage: 'suspended', occurred: '2021-05-10', reason: '资金' }),
    })
    const early = await refusal(
      recordStage(bureau, { projectId: id, event: event({ stage: 'resumed', occurred: '2021-05', reason: '到位' }) }),
    )
    expect(early.errors[0]).toMatchObject({ path: 'occurred', code: 'order' })
    await recordStage(bureau, {
      projectId: id,
      event: event({ stage: 'resumed', occurred: '2021-05-20', reason: '到位' }),
    })
    expect((await refusal(correct(suspended.id, 'suspended', '2021-05-25'))).errors[0]).toMatchObject({ code: 'order' })
  })

  test('an event is corrected once; the second is told', async () => {
    const id = await signedProject()
    const eventId = (await projectEvents(database(), id)).at(-1)!.id
    const fix = () =>
      correctStage(bureau, {
        projectId: id,
        eventId,
        stage: 'signed',
        occurred: onDay('2021-03-01'),
        reason: '日期填错',
      })
    const results = await Promise.allSettled([fix(), fix()])
    const lost = results.find((result) => result.status === 'rejected')
    expect(lost?.reason).toMatchObject({ code: 'conflict' })
  })

  test('a day to come is refused', async () => {
    const id = await signedProject({ rents: true })
    const error = await refusal(
      recordStage(officer, { projectId: id, event: event({ stage: 'started', occurred: '2021-06-02' }) }),
    )
    expect(error.errors[0]?.code).toBe('future')
  })

  test('a stage is verified by the bureau alone, and only with evidence', async () => {
    const id = await signedProject()
    const eventId = (await projectEvents(database(), id)).at(-1)!.id
    expect((await refusal(verifyStage(officer, { projectId: id, eventId, note: null }))).status).toBe(403)
    expect((await refusal(verifyStage(bureau, { projectId: id, eventId, note: null }))).errors[0]?.code).toBe(
      'noEvidence',
    )
    await addEvidence(officer, { projectId: id, eventId, file: EVIDENCE })
    await verifyStage(bureau, { projectId: id, eventId, note: null })
    expect((await refusal(verifyStage(bureau, { projectId: id, eventId, note: null }))).code).toBe('conflict')
    expect((await projectRecord(officer, id)).events.at(-1)?.verified).not.toBeNull()
  })

  test('land is supplied to a local company with a valid uscc, once the allocation is ticked', async () => {
    const id = await signedProject({ projectCompany: '测试新材料有限公司', projectCompanyUscc: USCC })
    await tickGuardFact(bureau, {
      projectId: id,
      kind: 'allocationSupplied',
      holds: true,
      day: '2021-04-01',
      note: null,
    })
    await recordStage(officer, { projectId: id, event: event({ stage: 'landSupplied', occurred: '2021-04-01' }) })
    expect((await projectRecord(officer, id)).stage).toBe('landSupplied')
  })
})

describe('evidence taken back', () => {
  const upload = (name: string) => ({ ...EVIDENCE, key: `k${Math.random()}`, name })
  const remove = (context: RequestContext, projectId: string, evidenceId: string, reason = '传错了文件') =>
    removeEvidence(context, { projectId, evidenceId, reason })

  test('what was uploaded by mistake leaves record and downloads; the log keeps its name and the reason', async () => {
    const id = await signedProject()
    const eventId = (await projectEvents(database(), id)).at(-1)!.id
    const { id: wrong } = await addEvidence(officer, { projectId: id, eventId, file: upload('传错.pdf') })
    const { fileId } = await database().evidence.findUniqueOrThrow({ where: { id: wrong } })
    expect((await refusal(remove(officer, id, wrong, ' '))).errors[0]?.path).toBe('reason')
    await remove(officer, id, wrong)
    expect((await projectRecord(officer, id)).events.at(-1)?.evidence).toEqual([])
    expect((await refusal(openEvidence(officer, fileId))).status).toBe(404)
    expect((await refusal(verifyStage(bureau, { projectId: id, eventId, note: null }))).errors[0]?.code).toBe(
      'noEvidence',
    )
    expect((await projectChanges(officer, id))[0]).toMatchObject({
      action: 'evidence.remove',
      before: { name: '传错.pdf' },
      after: { reason: '传错了文件' },
    })
    expect((await refusal(remove(officer, id, wrong))).status).toBe(404)
  })

  test('the evidence of a verified stage and of a guard fact stays, however old the tick', async () => {
    const id = await signedProject()
    const eventId = (await projectEvents(database(), id)).at(-1)!.id
    const { id: seen } = await addEvidence(officer, { projectId: id, eventId, file: upload('合同.pdf') })
    await verifyStage(bureau, { projectId: id, eventId, note: null })
    expect((await refusal(remove(bureau, id, seen))).code).toBe('conflict')

    const tick = (holds: boolean, evidence?: typeof EVIDENCE) =>
      tickGuardFact(bureau, { projectId: id, kind: 'screeningDone', holds, day: '2021-02-01', note: null, evidence })
    await tick(true, upload('预审意见.pdf'))
    await tick(false)
    const proof = await database().evidence.findFirstOrThrow({ where: { projectId: id, eventId: null } })
    expect((await refusal(remove(bureau, id, proof.id))).code).toBe('conflict')
    await expect(database().evidence.delete({ where: { id: proof.id } })).rejects.toThrow(/Foreign key constraint/)
  })

  test('only whoever may add evidence takes it back, and never that of another project', async () => {
    const [id, another] = [await signedProject(), await signedProject()]
    const { id: evidenceId } = await addEvidence(officer, { projectId: id, file: upload('其他.pdf') })
    expect((await refusal(remove(byRole.leader, id, evidenceId))).status).toBe(403)
    expect((await refusal(remove(stranger, id, evidenceId))).status).toBe(403)
    expect((await refusal(remove(officer, another, evidenceId))).status).toBe(404)
    expect((await projectRecord(officer, id)).evidence).toHaveLength(1)
  })
})

describe('append-only', () => {
  test('the program cannot rewrite audit, events, verifications or facts', async () => {
    await register()
    for (const table of ['audit_event', 'stage_event', 'project_fact', 'guard_fact', 'stage_verification']) {
      await expect(database().$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/)
    }
    expect((await asOwner('SELECT count(*)::int AS n FROM stage_event'))[0]?.n).toBeGreaterThan(0)
  })
})

describe('list', () => {
  test('a cursor passes every row exactly once, whatever the sort', async () => {
    const mark = '翻页样本'
    for (let at = 0; at < 7; at++) {
      await register(officer, {
        name: `${mark}${at}号项目`,
        investmentWan: at % 3 === 0 ? null : String(at % 3),
        landMu: at % 2 ? String(at) : null,
      })
    }
    for (const sort of [
      'updatedAt',
      '-updatedAt',
      '-investmentWan',
      'investmentWan',
      'landMu',
      '-name',
      'signedFrom',
    ] as Sort[]) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listProjects(officer, { filter: projectFilter.parse({ q: mark }), sort, limit: 2, cursor })
        expect(page.total).toBe(7)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
    }
  })

  const find = async (q: string) =>
    (await listProjects(officer, { filter: projectFilter.parse({ q }), sort: 'name', limit: 10 })).total

  test('a two-character word, a longer one, a company name and a code are found; signs of LIKE are plain text', async () => {
    await register(officer, { name: '年产五万吨新材料项目', investorName: '芜湖搜索科技有限公司', code: 'SS-2026-017' })
    expect(await find('材料')).toBe(1)
    expect(await find('五万吨新材')).toBe(1)
    expect(await find('芜湖搜索')).toBe(1)
    expect(await find('搜索 新材料')).toBe(1)
    expect(await find('ss-2026-017')).toBe(1)
    expect(await find('项目芜湖')).toBe(0)
    expect(await find('%_%')).toBe(0)
  })

  test('width, case, spaces, brackets and endings of companies are folded on both sides', async () => {
    await register(officer, { name: '年产七万吨（二期）ＰＶＣ管材项目', investorName: '江苏 折叠材料 股份有限公司' })
    const queries = [
      '(二期)pvc',
      '七万吨二期',
      'ＰＶＣ 管 材',
      '折叠材料集团有限公司',
      '江苏折叠材料',
      '江苏折叠 材料公司',
    ]
    expect(await Promise.all(queries.map(find))).toEqual(queries.map(() => 1))
    expect(await find('（）——')).toBe(0)
  })

  test('names of units, sponsors and contacts lead to their projects, and only to those the actor may see', async () => {
    const unit = await aUnit({ name: '寻址镇人民政府' })
    const theirs = await aContext('officer', { unitId: unit.id })
    const { id } = await registerProject(theirs, projectOf(unit.id, { name: '寻名项目', sponsor: '欧阳寻县长' }))
    await addContact(theirs, { projectId: id, name: '司马寻', title: null, ours: false, phone: null })
    const seen = async (context: RequestContext, q: string) =>
      (await listProjects(context, { filter: projectFilter.parse({ q }), sort: 'name', limit: 10 })).total
    for (const q of ['寻址镇', '欧阳寻', '司马寻', '司马寻 寻址镇']) {
      expect([await seen(theirs, q), await seen(officer, q)]).toEqual([1, 0])
    }
  })

  test('the database folds a text as the program does', async () => {
    const letters = fc.stringMatching(
      /^[ -~、。，：；·—…“”‘’「」【】《》〈〉（）［］｛｝＜＞Ａ-Ｚａ-ｚ０-９　一-龥①㎡\\n\\t]{0,30}$/,
    )
    await fc.assert(
      fc.asyncProperty(letters, async (text) => {
        const [row] = await database().$queryRaw<{ folded: string }[]>`SELECT folded_text(${text}) AS folded`
        expect(row?.folded).toBe(foldedWord(text))
      }),
    )
  })

  test('a word that many projects hold is found by other means, and in the same projects', async () => {
    const words = ['料', '材料', '五万吨新材', 'ss2026017']
    const found = async (sought: readonly Sought[]) =>
      database().$queryRaw<object[]>`SELECT p.id FROM project p WHERE ${soughtSql(sought)} ORDER BY p.id`
    for (const word of words) {
      const [common, rare] = [await readSought(word, 0), await readSought(word, 1_000_000)]
      expect([common.some(isRare), rare.every(isRare)]).toEqual([false, true])
      expect(await found(common)).toEqual(await found(rare))
    }
    expect(await found(await readSought('五万吨新材', 0))).not.toEqual([])
  })

  test('a search alone is counted up to a limit and says so; with another filter, and on request, in whole', async () => {
    for (const at of [1, 2, 3]) await register(officer, { name: `数到为止 ${at}` })
    const counted = async (filter: object, countUpTo?: number) => {
      const options = { filter: projectFilter.parse({ q: '数到为止', ...filter }), sort: 'name' as const, limit: 1 }
      const { total, totalIsLeast } = await listProjects(officer, { ...options, countUpTo })
      return [total, totalIsLeast]
    }
    expect(await counted({}, 2)).toEqual([2, true])
    expect(await counted({}, 3)).toEqual([3, false])
    expect(await counted({})).toEqual([3, false])
    expect(await counted({ stage: 'lead' }, 2)).toEqual([3, false])
  })

  test('a project is found by its new name, and by the new name of its company', async () => {
    const { id } = await register(officer, { name: '年产六万吨旧名项目', investorName: '芜湖旧号科技有限公司' })
    await database().project.update({ where: { id }, data: { name: '年产六万吨新名项目' } })
    await database().investor.updateMany({
      where: { name: '芜湖旧号科技有限公司' },
      data: { name: '芜湖新号科技有限公司' },
    })
    expect([await find('旧名'), await find('旧号')]).toEqual([0, 0])
    expect([await find('新名项目'), await find('芜湖新号')]).toEqual([1, 1])
  })

  test('a forged cursor is refused with a message', async () => {
    const error = await refusal(
      listProjects(officer, { filter: projectFilter.parse({}), sort: 'name', limit: 2, cursor: 'x' }),
    )
    expect(error.errors[0]?.path).toBe('cursor')
  })
})

test('after all this the milestones of every project are what its history says', async () => {
  expect(await database().stageVerification.count()).toBeGreaterThan(0)
  expect(await staleMilestones(database())).toEqual([])
})
