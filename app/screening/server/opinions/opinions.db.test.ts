import { beforeEach, expect, test } from 'vitest'
import { actionWord } from '~/audit/domain/words'
import { loadWorkCalendar } from '~/calendar/server/work-calendar'
import { database, transaction } from '~/platform/database/client'
import { readProject } from '~/projects/server/read'
import { registerProject } from '~/projects/server/register'
import { addDays } from '~/shared/day'
import { addWorkingDays } from '~/shared/working-days'
import { useDatabase } from '~test/database'
import { aContext, aUnit, NOW, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { startScreening } from '../save-screening'
import { opinionInput } from '../../domain/opinions/opinion'
import { answerOpinion, recuseOpinion } from './answer-opinion'
import { askableTemplates, askOpinions, withdrawOpinion } from './ask-opinions'
import { closeCondition, editCondition, listConditions, readCondition, reopenCondition } from './conditions'
import { opinionDuties } from './duties'
import { moveReviewsOfUnit } from './follow-unit-merge'
import { listOpinions, opinionsOf, readOpinion } from './read-opinions'

useDatabase()

async function made() {
  const unit = await aUnit()
  const department = await aUnit({ kind: 'department' })
  const officer = await aContext('officer', { unitId: unit.id })
  const bureau = await aContext('bureau')
  const reviewer = await aContext('reviewer', { unitId: department.id })
  const { id: projectId } = await registerProject(officer, projectOf(unit.id, { landMu: '50' }))
  const { id } = await startScreening(officer, { projectId, depth: 'full', ruleSetIds: ['county-intensity-100'] })
  const ask = async (unitId = department.id, workingDays = 3) => {
    await askOpinions(bureau, { screeningId: id, asks: [{ unitId, question: '是否可行', workingDays }] })
    const { opinions } = await opinionsOf(bureau, id)
    return opinions.findLast((each) => each.unit.id === unitId)!
  }
  return { id, projectId, unit, department, officer, bureau, reviewer, ask }
}
let it: Awaited<ReturnType<typeof made>>
beforeEach(async () => {
  it = await made()
})

const given = (said: object) => opinionInput.parse(said)
const AGREE = given({ answer: 'agree' })
const CONDITIONAL = given({
  answer: 'conditional',
  conditions: '取得排污指标\n落实蒸汽来源',
  conditionDueOn: '2021-09-01',
})

test('a reviewer sees the project from the day its unit is asked, and no more once the asking is taken back', async () => {
  expect((await refusal(readProject(it.reviewer, it.projectId))).code).toBe('notFound')
  const { id } = await it.ask()
  expect((await readProject(it.reviewer, it.projectId)).id).toBe(it.projectId)
  expect((await opinionsOf(it.reviewer, it.id)).opinions).toMatchObject([{ state: 'waiting', mayAnswer: true }])
  const other = await aContext('reviewer')
  expect((await refusal(readOpinion(other, id))).code).toBe('notFound')
  expect((await refusal(answerOpinion(other, { id, version: 1, given: AGREE }))).code).toBe('notFound')
  expect((await refusal(answerOpinion(it.officer, { id, version: 1, given: AGREE }))).code).toBe('forbidden')
  const asks = [{ unitId: it.department.id, question: '是否可行', workingDays: 3 }]
  expect((await refusal(askOpinions(it.officer, { screeningId: it.id, asks }))).code).toBe('forbidden')
  await withdrawOpinion(it.bureau, id)
  expect((await refusal(readProject(it.reviewer, it.projectId))).code).toBe('notFound')
})

test('of two reviewers of one unit the second is told who was faster, with what they said', async () => {
  const { id, version } = await it.ask()
  const colleague = await aContext('reviewer', { unitId: it.department.id })
  await answerOpinion(it.reviewer, { id, version, given: CONDITIONAL })
  const told = await refusal(answerOpinion(colleague, { id, version, given: AGREE }))
  expect([told.code, told.detail]).toMatchObject([
    'stale',
    { current: { answer: 'conditional' }, changedBy: it.reviewer.actor.name },
  ])
  await answerOpinion(colleague, { id, version: version + 1, given: AGREE })
  const { opinion } = await readOpinion(it.bureau, id)
  expect(opinion).toMatchObject({ answer: 'agree', conditions: [], answeredBy: colleague.actor.name })
  const logged = await database().auditEvent.findMany({ where: { subjectId: it.id }, orderBy: { seq: 'asc' } })
  expect(logged.map(({ action }) => actionWord(action))).toEqual([
    '发起预审',
    '征求部门意见',
    '答复部门意见',
    '修改部门意见',
  ])
})

test('a unit is asked once until it has answered', async () => {
  const { id, version } = await it.ask()
  expect((await refusal(it.ask())).userMessage).toContain('尚未答复')
  await answerOpinion(it.reviewer, { id, version, given: AGREE })
  expect((await refusal(withdrawOpinion(it.bureau, id))).code).toBe('conflict')
  await it.ask()
  expect((await opinionsOf(it.bureau, it.id)).opinions.map(({ state }) => state)).toEqual(['answered', 'waiting'])
})

test('who recuses themselves does not answer, a colleague does; a unit that does is replaced and sees no more', async () => {
  const { id, version } = await it.ask()
  const recusalReason = '与投资方有亲属关系'
  await recuseOpinion(it.reviewer, { id, version, given: { recusal: 'person', recusalReason } })
  expect((await refusal(answerOpinion(it.reviewer, { id, version: 2, given: AGREE }))).code).toBe('forbidden')
  const colleague = await aContext('reviewer', { unitId: it.department.id })
  await recuseOpinion(colleague, { id, version: 2, given: { recusal: 'unit', recusalReason } })
  expect((await refusal(readProject(colleague, it.projectId))).code).toBe('notFound')
  const another = await aUnit()
  const asks = [{ unitId: another.id, question: '是否可行', workingDays: 3 }]
  await askOpinions(it.bureau, { screeningId: it.id, asks, insteadOf: id })
  const rows = await database().opinionRequest.findMany({ where: { insteadOfId: id } })
  expect(rows.map(({ unitId }) => unitId)).toEqual([another.id])
})

test('the office enters what came on paper only with the paper', async () => {
  const { id, version } = await it.ask()
  const told = await refusal(answerOpinion(it.bureau, { id, version, given: AGREE }))
  expect(told.errors.map(({ path }) => path)).toEqual(['file'])
  const file = {
    kind: '部门意见',
    key: `k${id}`,
    name: '复函.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 9,
    sha256: 'x',
  }
  await answerOpinion(it.bureau, { id, version, given: AGREE, file })
  expect((await readOpinion(it.officer, id)).opinion.file?.name).toBe('复函.pdf')
})

test('overdue in the list is what each request says of itself, on every day', async () => {
  const departments = await Promise.all([1, 2, 5, 9].map(async (days) => ({ days, unit: await aUnit() })))
  for (const { days, unit } of departments) await it.ask(unit.id, days)
  const calendar = await loadWorkCalendar()
  for (let ahead = 0; ahead <= 20; ahead += 1) {
    const today = addDays('2021-06-01', ahead)
    const context = { ...it.bureau, now: new Date(`${today}T02:00:00Z`) }
    const { items } = await listOpinions(context, { state: 'overdue', page: 1, limit: 200 })
    const late = departments.filter(({ days }) => addWorkingDays(calendar, '2021-06-01', days).day < today)
    const own = items.filter(({ unit }) => departments.some((each) => each.unit.id === unit.id))
    expect(own.map(({ unit }) => unit.id).toSorted()).toEqual(late.map(({ unit }) => unit.id).toSorted())
    expect(own.every(({ state }) => state === 'overdue')).toBe(true)
  }
})

test('a condition is followed by who made it: changed, closed, opened again; who fulfils it sees the project', async () => {
  const { id, version } = await it.ask()
  await answerOpinion(it.reviewer, { id, version, given: CONDITIONAL })
  const { items } = await listConditions(it.reviewer, { unitId: it.department.id, page: 1, limit: 10 })
  expect(items.map(({ text, unit, state }) => [text, unit.id, state])).toEqual([
    ['取得排污指标', it.unit.id, 'open'],
    ['落实蒸汽来源', it.unit.id, 'open'],
  ])
  const first = items[0]!.id
  const doer = await aUnit()
  const doing = await aContext('officer', { unitId: doer.id })
  const change = { text: '取得排污总量指标', unitId: doer.id, dueOn: '2021-08-01' }
  await editCondition(it.reviewer, { id: first, version: 1, given: change })
  expect((await refusal(editCondition(it.bureau, { id: first, version: 1, given: change }))).code).toBe('stale')
  expect((await readCondition(doing, first)).condition).toMatchObject({ dueOn: '2021-08-01', mayClose: false })
  const closing = { closedOn: '2021-06-01', closedNote: '已取得' }
  expect((await refusal(closeCondition(doing, { id: first, version: 2, given: closing }))).code).toBe('forbidden')
  const tomorrow = { ...closing, closedOn: '2021-06-02' }
  expect((await refusal(closeCondition(it.reviewer, { id: first, version: 2, given: tomorrow }))).code).toBe('invalid')
  await closeCondition(it.reviewer, { id: first, version: 2, given: closing })
  await answerOpinion(it.reviewer, { id, version: 2, given: AGREE })
  expect((await opinionsOf(it.bureau, it.id)).opinions[0]!.conditions).toMatchObject([{ state: 'closed' }])
  await reopenCondition(it.bureau, first)
  expect((await readCondition(it.bureau, first)).condition.state).toBe('open')
})

test('the workbench says what waits for the unit, and the office what is overdue', async () => {
  await it.ask()
  const later = { now: new Date('2021-06-10T02:00:00Z') }
  const waiting = async (context: typeof it.bureau) =>
    Object.fromEntries(
      (await opinionDuties({ ...context, ...later })).map(({ key, panel }) => [
        key,
        panel?.kind === 'list' ? panel.total : 0,
      ]),
    )
  expect(await waiting(it.reviewer)).toEqual({ opinionsAsked: 1, openConditions: 0 })
  expect(await waiting(it.officer)).toEqual({ conditionsToFulfil: 0 })
  expect((await waiting(it.bureau)).opinionsOverdue).toBeGreaterThan(0)
})

test('what a merged unit was asked goes over, and what both were asked is asked once', async () => {
  const other = await aUnit()
  await it.ask()
  await it.ask(other.id)
  await transaction((tx) => moveReviewsOfUnit(tx, it.bureau, { unitId: it.department.id, intoId: other.id }))
  expect((await opinionsOf(it.bureau, it.id)).opinions.map(({ unit }) => unit.id)).toEqual([other.id])
})

test('a template finds its departments by name, synonym or the end of the name, never one of several', async () => {
  await aUnit({ name: '测试县发展和改革局' })
  await aUnit({ name: '甲县税务局' })
  await aUnit({ name: '乙县税务局' })
  const { templates } = await askableTemplates({ ...it.bureau, now: NOW })
  const found = templates
    .find(({ name }) => name === '一般项目')!
    .asks.map(({ unit, unitId }) => [unit, unitId !== null])
  expect(found).toEqual([
    ['发展和改革局', true],
    ['自然资源和规划局', false],
    ['生态环境局', false],
    ['应急管理局', false],
    ['税务局', false],
  ])
})
