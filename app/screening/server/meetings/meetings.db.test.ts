import { beforeEach, expect, test } from 'vitest'
import { database } from '~/platform/database/client'
import { factsThatHold } from '~/projects/server/guard-facts'
import { readProject } from '~/projects/server/read'
import { registerProject } from '~/projects/server/register'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { decisionInput, meetingInput } from '../../domain/meetings/meeting'
import { concludeScreening, reopenScreening } from '../conclude-screening'
import { closeCondition, listConditions } from '../opinions/conditions'
import { readScreening } from '../read-screening'
import { startScreening } from '../save-screening'
import { addToAgenda, agendaCandidates, moveUp, removeFromAgenda } from './agenda'
import { recordDecision, takeBackDecision } from './decide'
import { meetingDuties } from './duties'
import { createMeeting, editMeeting, removeMeeting } from './keep-meeting'
import { decisionsOf, listMeetings, readMeeting } from './read-meetings'

useDatabase()

type Context = Awaited<ReturnType<typeof aContext>>
let bureau: Context
let officer: Context
let unitId: string
beforeEach(async () => {
  unitId = (await aUnit()).id
  officer = await aContext('officer', { unitId })
  bureau = await aContext('bureau')
})

/** A project whose screening is concluded, unless told. */
async function screened({ wan = '20000', parkId, draft }: { wan?: string; parkId?: string; draft?: boolean } = {}) {
  const { id: projectId } = await registerProject(officer, projectOf(unitId, { investmentWan: wan, parkId }))
  const inputs = { landMu: 50, fixedAssetInvestmentWan: 6000 }
  const ruleSetIds = ['county-intensity-100']
  const { id } = await startScreening(officer, { projectId, depth: 'full', ruleSetIds, inputs })
  const { version } = await readScreening(bureau, id)
  if (!draft) await concludeScreening(bureau, { id, version, note: null })
  return { id, projectId }
}

const MEETING = {
  name: '第 3 次招委会',
  level: 'county',
  heldOn: '2021-05-28',
  members: '甲、乙、丙',
  attended: '甲、乙',
}
const arrange = (over: object = {}, context = bureau) =>
  createMeeting(context, meetingInput.parse({ ...MEETING, ...over }))
const itemsOf = async (id: string) => (await readMeeting(bureau, id)).items

async function decide(meetingId: string, itemId: string, given: object) {
  const item = (await itemsOf(meetingId)).find(({ id }) => id === itemId)!
  await recordDecision(bureau, { meetingId, itemId, version: item.version, given: decisionInput.parse(given) })
}
const passed = async (projectId: string) => (await factsThatHold(database(), projectId)).decisionPassed

test('passing tells the record with the minutes as evidence, taking back undoes it, and 缓议 frees the project', async () => {
  const { id: screeningId, projectId } = await screened()
  const { id } = await arrange()
  const file = {
    kind: '会议纪要',
    key: `m${id}`,
    name: '纪要.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 9,
    sha256: 'x',
  }
  await editMeeting(bureau, { id, version: 1, given: meetingInput.parse(MEETING), file })
  await addToAgenda(bureau, id, [screeningId])
  const [item] = await itemsOf(id)
  await decide(id, item!.id, { decision: 'passed' })
  expect(await passed(projectId)).toBe(true)
  const fact = await database().guardFact.findFirstOrThrow({
    where: { projectId, kind: 'decisionPassed' },
    include: { evidence: { include: { file: true } } },
  })
  expect([fact.note, fact.evidence?.kind, fact.evidence?.file.name]).toEqual([
    '第 3 次招委会：通过',
    '会议纪要',
    '纪要.pdf',
  ])
  expect((await refusal(decide(id, item!.id, { decision: 'passed' }))).code).toBe('conflict')
  expect((await refusal(reopenScreening(bureau, { id: screeningId, reason: '重判' }))).code).toBe('conflict')
  await takeBackDecision(bureau, { meetingId: id, itemId: item!.id, reason: '登错项目' })
  expect(await passed(projectId)).toBe(false)
  await decide(id, item!.id, { decision: 'deferred', note: '补充核税' })
  expect(await passed(projectId)).toBe(false)
  const { id: next } = await arrange({ name: '第 4 次招委会', heldOn: '2021-06-10' })
  await addToAgenda(bureau, next, [screeningId])
  const { decisions } = await decisionsOf(officer, screeningId)
  expect(decisions.map(({ meeting, decision }) => [meeting.name, decision, meeting.readable])).toEqual([
    ['第 4 次招委会', null, false],
    ['第 3 次招委会', 'deferred', false],
  ])
  const told = await refusal(takeBackDecision(bureau, { meetingId: id, itemId: item!.id, reason: '登错项目' }))
  expect(told.userMessage).toContain('第 4 次招委会')
})

test('原则通过 passes with conditions that are followed to closure; an old tick by hand stays as it is', async () => {
  const { id: screeningId, projectId } = await screened()
  const { id } = await arrange()
  await addToAgenda(bureau, id, [screeningId])
  const [item] = await itemsOf(id)
  await decide(id, item!.id, { decision: 'passedWithConditions', conditions: '两个月内签约' })
  expect(await passed(projectId)).toBe(true)
  const { items } = await listConditions(officer, { unitId, page: 1, limit: 10 })
  expect(items.map(({ text, madeBy, mayClose }) => [text, madeBy, mayClose])).toEqual([
    ['两个月内签约', '第 3 次招委会', false],
  ])
  const closing = { closedOn: '2021-06-01', closedNote: '已签约' }
  await closeCondition(bureau, { id: items[0]!.id, version: 1, given: closing })
  await takeBackDecision(bureau, { meetingId: id, itemId: item!.id, reason: '登错' })
  expect((await listConditions(bureau, { unitId, page: 1, limit: 10 })).items).toMatchObject([{ state: 'closed' }])
})

test('no decision is recorded without a quorum, or before the meeting is held', async () => {
  const { id: screeningId } = await screened()
  const { id } = await arrange({ attended: '甲、丁' })
  await addToAgenda(bureau, id, [screeningId])
  const [item] = await itemsOf(id)
  expect((await refusal(decide(id, item!.id, { decision: 'passed' }))).userMessage).toContain('不足法定人数 2 人')
  const given = meetingInput.parse({ ...MEETING, heldOn: '2021-06-30' })
  await editMeeting(bureau, { id, version: 1, given })
  expect((await refusal(decide(id, item!.id, { decision: 'passed' }))).userMessage).toContain('还没有开')
  expect((await refusal(editMeeting(bureau, { id, version: 1, given }))).code).toBe('stale')
})

test('only concluded screenings come before a meeting, each project on one open agenda, in an order that can be changed', async () => {
  const [first, second, draft] = [await screened(), await screened(), await screened({ draft: true })]
  const { id } = await arrange()
  const { id: other } = await arrange({ name: '另一次' })
  expect((await refusal(addToAgenda(bureau, id, [draft.id]))).userMessage).toContain('还没有出具结论')
  await addToAgenda(bureau, id, [first.id, second.id])
  expect((await refusal(addToAgenda(bureau, other, [first.id]))).userMessage).toContain('第 3 次招委会')
  expect((await agendaCandidates(bureau, { level: 'county', parkId: null })).map((each) => each.id)).not.toContain(
    first.id,
  )
  const [, below] = await itemsOf(id)
  await moveUp(bureau, id, below!.id)
  expect((await itemsOf(id)).map(({ screeningId }) => screeningId)).toEqual([second.id, first.id])
  expect(await database().auditEvent.count({ where: { action: 'meeting.moveItem', subjectId: id } })).toBe(1)
  expect((await refusal(removeMeeting(bureau, id))).code).toBe('conflict')
  for (const item of await itemsOf(id)) await removeFromAgenda(bureau, id, item.id)
  await removeMeeting(bureau, id)
  await addToAgenda(bureau, other, [first.id])
})

test('a park decides on small projects of its own, sees them, and keeps no other meeting', async () => {
  const committee = await aUnit({ kind: 'park' })
  const park = await aContext('park', { unitId: committee.id })
  const { id: parkId } = await aPark({ unitId: committee.id })
  const [small, large, elsewhere] = [
    await screened({ wan: '9999', parkId }),
    await screened({ wan: '10000', parkId }),
    await screened({ wan: '500' }),
  ]
  const { id: countys } = await arrange()
  expect((await refusal(readMeeting(park, countys))).code).toBe('notFound')
  expect((await refusal(arrange({}, park))).code).toBe('forbidden')
  const { id } = await arrange({ name: '园区会审', level: 'park', parkId }, park)
  expect((await refusal(readProject(park, small.projectId))).code).toBe('notFound')
  expect((await refusal(addToAgenda(bureau, id, [large.id]))).userMessage).toContain('由招委会审议')
  expect((await refusal(addToAgenda(bureau, id, [elsewhere.id]))).userMessage).toContain('不落在这个园区')
  await addToAgenda(bureau, id, [small.id])
  expect((await readProject(park, small.projectId)).id).toBe(small.projectId)
  const [item] = await itemsOf(id)
  const given = decisionInput.parse({ decision: 'passed' })
  const said = { meetingId: id, itemId: item!.id, version: item!.version, given }
  expect((await refusal(recordDecision(officer, said))).code).toBe('forbidden')
  await recordDecision(park, said)
  expect(await passed(small.projectId)).toBe(true)
  expect((await listMeetings(park, { page: 1, limit: 10 })).items.map((each) => each.id)).toEqual([id])
  expect((await listMeetings(officer, { page: 1, limit: 10 })).total).toBe(0)
  expect((await refusal(readMeeting(officer, id))).code).toBe('notFound')
})

test('the workbench lists meetings to come and those whose decisions are missing', async () => {
  const { id: screeningId } = await screened()
  const { id } = await arrange({ name: '待登记' })
  await addToAgenda(bureau, id, [screeningId])
  const [duty] = await meetingDuties(bureau)
  const items = duty?.panel?.kind === 'list' ? duty.panel.items : []
  expect(items.find(({ key }) => key === id)?.text).toBe('1 个项目的决定待登记')
  expect(await meetingDuties(officer)).toEqual([])
})
