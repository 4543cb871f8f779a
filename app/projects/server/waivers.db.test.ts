import { beforeAll, describe, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { onDay, type DayRange } from '~/shared/day'
import { withCheckDigit } from '~/shared/uscc'
import { loadReference } from '~/seed/reference'
import { setRule } from '~/settings/server/set-rule'
import { aContext, aUnit, aUser, NOW, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { refusal } from '~test/refusal'
import { projectFilter } from '../domain/filter'
import { stageEventInput, type ProjectFormValues } from '../domain/input'
import type { Stage } from '../domain/stages'
import { correctStage } from './correct-stage'
import { addEvidence } from './evidence'
import { tickGuardFact } from './guard-facts'
import { listProjects } from './list'
import { openWaivers } from './open-waivers'
import { projectRecord } from './record'
import { recordStage } from './record-stage'
import { recordView } from './record-view'
import { registerProject } from './register'
import { verifyStage } from './verify-stage'

useDatabase()
const WAIVER = { waiverReason: '材料补办中', waiverBy: '分管领导' }
let town: { id: string }
let officer: RequestContext
let bureau: RequestContext

beforeAll(async () => {
  await transaction((tx) => loadReference(tx, NOW))
  town = await aUnit()
  officer = await aContext('officer', { unitId: town.id })
  bureau = await aContext('bureau')
})

const register = async (over: Partial<ProjectFormValues> = {}) =>
  (await registerProject(officer, projectOf(town.id, over))).id

const record = (projectId: string, stage: Stage, occurred: string, waived = true, context = bureau) =>
  recordStage(context, { projectId, event: stageEventInput.parse({ stage, occurred, ...(waived ? WAIVER : {}) }) })

async function correct(
  projectId: string,
  eventId: string,
  {
    context = officer,
    ...over
  }: { context?: RequestContext; stage?: Stage; occurred?: DayRange } & Partial<typeof WAIVER>,
) {
  const correction = { projectId, eventId, stage: 'signed' as const, occurred: onDay('2021-03-02'), reason: '日期填错' }
  const { id } = await correctStage(context, { ...correction, ...over })
  return database().stageEvent.findUniqueOrThrow({ where: { id } })
}

const tick = (
  projectId: string,
  kind: 'legalReviewDone' | 'commitmentsRecorded' | 'screeningDone' | 'decisionPassed',
) => tickGuardFact(bureau, { projectId, kind, holds: true, day: '2021-05-01', note: null })

async function open(): Promise<string[]> {
  const { items } = await listProjects(bureau, {
    filter: projectFilter.parse({ openWaiver: '1' }),
    sort: '-updatedAt',
    limit: 200,
  })
  return items.map(({ id }) => id)
}

/** What the record says is missing, which the filter is held to. */
const lacking = async (id: string) =>
  recordView(await projectRecord(bureau, id)).events.flatMap((event) => event.lacking)

describe('a correction', () => {
  test('keeps the 容缺 while a guard is unmet, whoever corrects', async () => {
    const id = await register()
    const { id: eventId } = await record(id, 'signed', '2021-03-15')
    expect(await correct(id, eventId, {})).toMatchObject(WAIVER)
  })

  test('drops it once the guards are met', async () => {
    const id = await register()
    for (const kind of ['screeningDone', 'decisionPassed', 'legalReviewDone', 'commitmentsRecorded'] as const)
      await tick(id, kind)
    await record(id, 'approved', '2021-03-01', false, officer)
    const { id: eventId } = await record(id, 'signed', '2021-03-15', false, officer)
    expect(await correct(id, eventId, {})).toMatchObject({ waiverReason: null, waiverBy: null })
  })

  test('to a stage whose guards are not met asks for one, which the bureau alone may give', async () => {
    const id = await register()
    const { id: eventId } = await record(id, 'negotiating', '2021-03-15', false, officer)
    const bare = await refusal(correct(id, eventId, {}))
    expect(bare).toMatchObject({ code: 'invalid', detail: { waivable: true } })
    expect(bare.errors.map(({ code }) => code)).toEqual(['order', 'legalReviewDone', 'commitmentsRecorded'])
    expect((await refusal(correct(id, eventId, WAIVER))).status).toBe(403)
    expect(await correct(id, eventId, { ...WAIVER, context: bureau })).toMatchObject({ stage: 'signed', ...WAIVER })
  })
})

test('the only stage of a project can be corrected, day and stage; it is not withdrawn', async () => {
  const id = await register()
  const only = await database().stageEvent.findFirstOrThrow({ where: { projectId: id } })
  const earlier = await correct(id, only.id, { stage: 'lead', occurred: onDay('2021-01-04') })
  const later = await correct(id, earlier.id, { stage: 'negotiating', occurred: onDay('2021-01-05') })
  const signed = await correct(id, later.id, { ...WAIVER, context: bureau })
  expect((await projectRecord(officer, id)).stage).toBe('signed')
  const withdrawn = await refusal(correct(id, signed.id, { stage: 'withdrawn' }))
  expect(withdrawn.errors[0]?.message).toContain('项目登错的请作废')
})

describe('容缺未补', () => {
  test('lists a stage by 容缺 until its facts have come', async () => {
    const id = await register()
    await record(id, 'signed', '2021-03-15')
    expect(await open()).toContain(id)
    expect(await lacking(id)).toEqual(['过会', '合法性、公平竞争审查已完成', '双方承诺已登记'])
    await record(id, 'approved', '2021-03-01')
    for (const kind of ['legalReviewDone', 'commitmentsRecorded'] as const) await tick(id, kind)
    expect(await open()).toContain(id)
    expect(await lacking(id)).toEqual(['项目预审已完成', '招委会通过（原则通过的附条件）'])
    for (const kind of ['screeningDone', 'decisionPassed'] as const) await tick(id, kind)
    expect(await open()).not.toContain(id)
    expect(await lacking(id)).toEqual([])
  })

  test('a start without land is made up for by the land, not by a later stage; renting needs none', async () => {
    const [bound, renting] = [
      await register({ projectCompanyUscc: withCheckDigit('91341800MA2TABCD1') }),
      await register({ rents: true }),
    ]
    for (const id of [bound, renting]) {
      for (const kind of ['screeningDone', 'decisionPassed', 'legalReviewDone', 'commitmentsRecorded'] as const)
        await tick(id, kind)
      await record(id, 'approved', '2021-02-01', false)
      await record(id, 'signed', '2021-03-01', false)
    }
    await record(renting, 'started', '2021-04-01', false)
    await record(bound, 'started', '2021-04-01')
    await record(bound, 'completed', '2021-05-01', false)
    expect([await lacking(bound), await lacking(renting)]).toEqual([['供地'], []])
    const listed = await open()
    expect([listed.includes(bound), listed.includes(renting)]).toEqual([true, false])
  })

  test('the office has them on its workbench, with reason and name; nobody else asks', async () => {
    const id = await register()
    await record(id, 'signed', '2021-03-15')
    const { items, total } = await openWaivers(bureau)
    expect(total).toBe((await open()).length)
    expect(items.find((each) => each.id === id)?.text).toBe('签约：材料补办中（分管领导批准）')
    expect((await refusal(openWaivers(officer))).status).toBe(403)
  })
})

describe('认定 by somebody else', () => {
  async function recorded(context: RequestContext) {
    const projectId = await register()
    const { id: eventId } = await record(projectId, 'signed', '2021-03-15', true, context)
    const file = {
      kind: '正式合同',
      key: `k${projectId}`,
      name: '合同.pdf',
      mediaType: 'application/pdf',
      sizeBytes: 1,
      sha256: 'x',
    }
    await addEvidence(context, { projectId, eventId, file })
    return { projectId, eventId, note: null }
  }

  test('whoever recorded a stage is told who may; the other may', async () => {
    const office = await aUnit()
    const [own, other] = [
      await aContext('bureau', { unitId: office.id }),
      await aContext('bureau', { unitId: office.id }),
    ]
    const event = await recorded(own)
    expect(await refusal(verifyStage(own, event))).toMatchObject({
      status: 403,
      userMessage: `这条阶段由您登记，请由本单位其他可认定的人认定：${other.actor.name}`,
    })
    const view = async (context: RequestContext) =>
      recordView(await projectRecord(context, event.projectId)).events.find(({ id }) => id === event.eventId)?.leftTo
    expect([await view(own), await view(other)]).toEqual([[other.actor.name], []])
    await verifyStage(other, event)
  })

  test('alone in the unit, or beside those who may not or are gone, one may', async () => {
    const office = await aUnit()
    const own = await aContext('bureau', { unitId: office.id })
    await aContext('officer', { unitId: office.id })
    const gone = await aUser({ role: 'bureau', unitId: office.id })
    await database().user.update({ where: { id: gone.id }, data: { disabledAt: NOW } })
    await expect(verifyStage(own, await recorded(own))).resolves.toBeUndefined()
  })

  test('from the day on which the setting says so, everybody may', async () => {
    const office = await aUnit()
    const [own] = [await aContext('bureau', { unitId: office.id }), await aContext('bureau', { unitId: office.id })]
    const event = await recorded(own)
    await setRule(bureau, 'verification', { ownRecords: 'anyone', effectiveOn: '2021-06-02', source: '', version: 1 })
    expect((await refusal(verifyStage(own, event))).status).toBe(403)
    await verifyStage({ ...own, now: new Date(NOW.getTime() + 86_400_000) }, event)
  })
})
