import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { projectFilter } from '~/projects/domain/filter'
import { stageEventInput, type ProjectFormValues } from '~/projects/domain/input'
import type { PathStage } from '~/projects/domain/stages'
import { listProjects } from '~/projects/server/list'
import { recordStage } from '~/projects/server/record-stage'
import { registerProject } from '~/projects/server/register'
import { fromDay } from '~/shared/day'
import { useDatabase } from '~test/database'
import { refusal } from '~test/refusal'
import { aContext, aUnit, projectOf } from '~test/factories'
import { batchInput, memberState, type BatchPart } from '../domain/batch'
import { eventInput } from '../domain/event'
import { addToBatch, removeFromBatch } from './batch-members'
import { listBatches, listBatchMembers, readPromotionBatch } from './batches'
import { searchCandidates } from './candidates'
import { addToEvent, removeFromEvent } from './event-members'
import { listEventMembers, listEvents, readEvent } from './events'
import { membershipsOf } from './memberships'
import { createBatch, deleteBatch, editableBatch, editBatch } from './save-batch'
import { setProjectBatches } from './set-project-batches'
import { createEvent, deleteEvent, editableEvent, editEvent } from './save-event'

const { asOwner } = useDatabase()

let town: { id: string }
let officer: RequestContext
let stranger: RequestContext
let bureau: RequestContext
let number = 0

beforeAll(async () => {
  town = await aUnit()
  officer = await aContext('officer', { unitId: town.id })
  stranger = await aContext('officer')
  bureau = await aContext('bureau')
})

async function project(stage: PathStage = 'lead', over: Partial<ProjectFormValues> = {}): Promise<string> {
  const { id } = await registerProject(officer, projectOf(town.id, { investmentWan: '1000', ...over }))
  const path: PathStage[] = ['signed', 'started', 'producing']
  for (const each of path.slice(0, path.indexOf(stage) + 1)) {
    const event = stageEventInput.parse({
      stage: each,
      occurred: '2021-03-15',
      waiverReason: '历史遗留',
      waiverBy: '分管领导',
    })
    await recordStage(bureau, { projectId: id, event })
  }
  return id
}

async function batch(over: Partial<{ name: string; heldOn: string; deadlineOn: string }> = {}): Promise<string> {
  const { id } = await createBatch(
    bureau,
    batchInput.parse({ name: `第${(number += 1)}批`, heldOn: '2021-03-28', ...over }),
  )
  return id
}

async function event(over: object = {}): Promise<string> {
  const { id } = await createEvent(
    bureau,
    eventInput.parse({ name: `签约大会${(number += 1)}`, kind: '签约大会', heldFrom: '2021-03-10', ...over }),
  )
  return id
}

/** Until this many statements wait for a lock. */
const waiting = (count: number) =>
  vi.waitFor(async () => {
    // The owner: another role need not be shown what sessions wait for.
    const found = await asOwner(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    expect(found).toHaveLength(count)
  }, 5000)

const all = { offset: 0, limit: 50 }

describe('batches', () => {
  test('the deadline is the rule’s unless it is given, and follows the rule of the day', async () => {
    expect(await readPromotionBatch(officer, await batch({ heldOn: '2021-08-31' }))).toMatchObject({
      heldOn: '2021-08-31',
      deadlineOn: '2022-02-28',
    })
    expect((await readPromotionBatch(officer, await batch({ deadlineOn: '2021-12-31' }))).deadlineOn).toBe('2021-12-31')
    await database().ruleSet.createMany({
      data: [
        [1, '2020-01-01', 6],
        [2, '2022-01-01', 3],
      ].map(([version, from, batchMonths]) => ({
        kind: 'overdue',
        version: Number(version),
        effectiveOn: fromDay(String(from)),
        data: { days: 180, batchMonths },
      })),
    })
    expect((await readPromotionBatch(officer, await batch({ heldOn: '2022-01-10' }))).deadlineOn).toBe('2022-04-10')
  })

  test('an edit leaves a trace, clears the deadline back to the rule, and a stale one shows both versions', async () => {
    const id = await batch({ name: '春季三个一批', deadlineOn: '2021-12-31' })
    const { version, values } = await editableBatch(bureau, id)
    expect(values).toMatchObject({ deadlineOn: '2021-12-31' })
    await editBatch(bureau, { id, version, input: batchInput.parse({ ...values, deadlineOn: '' }) })
    expect((await readPromotionBatch(bureau, id)).deadlineOn).toBe('2021-09-28')
    expect((await editableBatch(bureau, id)).values.deadlineOn).toBeNull()
    const stale = await refusal(
      editBatch(bureau, { id, version, input: batchInput.parse({ ...values, name: '另一个名字' }) }),
    )
    expect([stale.code, stale.detail]).toEqual([
      'stale',
      {
        version: 2,
        current: { name: '春季三个一批', heldOn: '2021-03-28', deadlineOn: null, note: null },
        changedBy: bureau.actor.name,
        changedAt: bureau.now,
      },
    ])
    expect((await readPromotionBatch(bureau, id)).name).toBe('春季三个一批')
    const audit = await database().auditEvent.findFirstOrThrow({
      where: { action: 'promotionBatch.update', subjectId: id },
    })
    expect([audit.before, audit.after]).toEqual([{ deadlineOn: '2021-12-31' }, { deadlineOn: '2021-09-28' }])
  })

  test('two batches of one name are refused in the words of the form', async () => {
    await batch({ name: '同名批次' })
    expect((await refusal(batch({ name: '同名批次' }))).errors).toEqual([
      { path: 'name', code: 'taken', message: '已有同名的批次' },
    ])
  })

  test('several projects join at once, those already there stay, and each has it in its own log', async () => {
    const id = await batch()
    const [one, two] = [await project('signed'), await project('signed')]
    expect(await addToBatch(bureau, { batchId: id, part: 'signed', projectIds: [one] })).toEqual({ added: 1 })
    expect(await addToBatch(bureau, { batchId: id, part: 'signed', projectIds: [one, two] })).toEqual({ added: 1 })
    const logged = await database().auditEvent.findMany({
      where: { action: 'promotionBatch.add', subjectType: 'project', subjectId: { in: [one, two] } },
    })
    expect(logged).toHaveLength(2)
    expect(
      await removeFromBatch(bureau, {
        batchId: id,
        members: [
          { part: 'signed', projectId: one },
          { part: 'started', projectId: two },
        ],
      }),
    ).toEqual({ removed: 1 })
    expect((await listBatchMembers(bureau, id, all)).items.map(({ project: { id: member } }) => member)).toEqual([two])
  })

  test('a project that another batch has in that part is named, and nothing is written', async () => {
    const [first, second] = [await batch({ name: '一季度批次' }), await batch()]
    const [taken, free] = [await project('signed', { name: '年产一亿只电容项目' }), await project('signed')]
    await addToBatch(bureau, { batchId: first, part: 'signed', projectIds: [taken] })
    const error = await refusal(addToBatch(bureau, { batchId: second, part: 'signed', projectIds: [taken, free] }))
    expect([error.code, error.errors[0]!.message]).toEqual([
      'taken',
      '“年产一亿只电容项目”已在“一季度批次”的签约项目中，请先从那里移出',
    ])
    expect((await readPromotionBatch(bureau, second)).projects).toBe(0)
    await addToBatch(bureau, { batchId: second, part: 'started', projectIds: [taken, free] })
    expect(await readPromotionBatch(bureau, second)).toMatchObject({ projects: 2, signed: 0, started: 2 })
  })

  test('of two who put one project into two batches at once, one is told', async () => {
    const [first, second, id] = [await batch(), await batch(), await project('signed')]
    const tries = await Promise.allSettled(
      [first, second].map((batchId) => addToBatch(bureau, { batchId, part: 'signed', projectIds: [id] })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = tries.find((each) => each.status === 'rejected')!
    expect((lost as PromiseRejectedResult).reason.code).toBe('taken')
    expect(await database().batchProject.count({ where: { projectId: id } })).toBe(1)
  })

  test('who adds a project waits for its holder before anything is written, so that neither blocks the other', async () => {
    const [first, second, projectId] = [await batch(), await batch(), await project('signed')]
    const lost = await transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM project WHERE id = ${projectId}::uuid FOR UPDATE`
      const error = refusal(addToBatch(bureau, { batchId: second, part: 'signed', projectIds: [projectId] }))
      await waiting(1)
      await tx.$executeRaw`SET LOCAL lock_timeout = '200ms'`
      await tx.batchProject.create({ data: { batchId: first, projectId, part: 'signed' } })
      return { error }
    })
    expect((await lost.error).code).toBe('taken')
    expect(await addToBatch(bureau, { batchId: second, part: 'signed', projectIds: [] })).toEqual({ added: 0 })
  })

  test('what became of its projects is what the rule says of each, and every number is the length of its list', async () => {
    const id = await batch({ heldOn: '2020-08-31', name: '八月批次' })
    const members: [BatchPart, PathStage][] = [
      ['signed', 'lead'],
      ['signed', 'signed'],
      ['signed', 'signed'],
      ['signed', 'started'],
      ['started', 'started'],
      ['started', 'signed'],
      ['producing', 'producing'],
      ['producing', 'started'],
    ]
    const ids = [] as string[]
    for (const [part, stage] of members) {
      const projectId = await project(stage)
      ids.push(projectId)
      await addToBatch(bureau, { batchId: id, part, projectIds: [projectId] })
    }
    const ended = stageEventInput.parse({ stage: 'ended', occurred: '2021-05-01', reason: '企业放弃' })
    await recordStage(bureau, { projectId: ids[2]!, event: ended })
    await addToBatch(bureau, { batchId: id, part: 'producing', projectIds: [ids[3]!] })

    const row = await readPromotionBatch(officer, id)
    expect(row).toMatchObject({
      deadlineOn: '2021-02-28',
      projects: 8,
      investmentWan: 8000,
      signed: 4,
      signedWan: 4000,
      signedStarted: 1,
      overdue: 2,
      started: 2,
      startedDone: 1,
      producing: 3,
      producingDone: 1,
    })
    const { items, total } = await listBatchMembers(officer, id, all)
    expect(total).toBe(9)
    for (const member of items) expect(member.state).toBe(memberState(member, row.deadlineOn, '2021-06-01'))
    const length = async (asked: object) => (await listBatchMembers(officer, id, { ...all, ...asked })).total
    expect(await length({ part: 'signed', state: 'overdue' })).toBe(row.overdue)
    expect(await length({ part: 'signed', state: 'done' })).toBe(row.signedStarted)
    expect(await length({ part: 'producing' })).toBe(row.producing)
    expect(items[0]!.state).toBe('overdue')
    const listed = await listProjects(officer, { filter: projectFilter.parse({ batch: id }), sort: 'name', limit: 50 })
    expect(listed.total).toBe(row.projects)
    const page = await listBatchMembers(officer, id, { offset: 8, limit: 8 })
    expect([page.items.length, page.total]).toEqual([1, 9])
    expect((await listBatchMembers(officer, id, { offset: 40, limit: 8 })).total).toBe(9)
  })

  test('nobody sees or counts projects that are not theirs to see', async () => {
    const id = await batch()
    const [lead, secret, open] = [
      await project(),
      await project('signed', { confidential: true }),
      await project('signed'),
    ]
    await addToBatch(bureau, { batchId: id, part: 'signed', projectIds: [lead, secret, open] })
    expect((await readPromotionBatch(officer, id)).projects).toBe(3)
    expect(await readPromotionBatch(stranger, id)).toMatchObject({ projects: 1, investmentWan: 1000 })
    expect((await listBatchMembers(stranger, id, all)).items.map(({ project: { id: member } }) => member)).toEqual([
      open,
    ])
    const listed = (await listBatches(stranger, { ...all })).items.find((each) => each.id === id)!
    expect(listed.projects).toBe(1)
  })

  test('the last held stands first, a page at a time, found by a part of the name', async () => {
    await batch({ name: '2099年第一批', heldOn: '2099-03-01' })
    await batch({ name: '2099年第二批', heldOn: '2099-09-01' })
    const { items, total } = await listBatches(officer, { q: '2099', offset: 0, limit: 1 })
    expect([items.map(({ name }) => name), total]).toEqual([['2099年第二批'], 2])
    expect((await listBatches(officer, { q: '2099', offset: 1, limit: 1 })).items[0]!.name).toBe('2099年第一批')
    expect((await listBatches(officer, { q: '%', ...all })).total).toBe(0)
  })

  test('only the bureau writes, and what is not there is not found', async () => {
    const id = await batch()
    for (const run of [
      createBatch(officer, batchInput.parse({ name: '越权', heldOn: '2021-03-28' })),
      addToBatch(officer, { batchId: id, part: 'signed', projectIds: [] }),
      removeFromBatch(officer, { batchId: id, members: [] }),
      createEvent(officer, eventInput.parse({ name: '越权', kind: '展会', heldFrom: '2021-03-28' })),
    ]) {
      expect((await refusal(run)).code).toBe('forbidden')
    }
    for (const missing of ['00000000-0000-7000-8000-000000000000', "x'--", undefined]) {
      expect((await refusal(readPromotionBatch(officer, missing))).code).toBe('notFound')
      expect((await refusal(readEvent(officer, missing))).code).toBe('notFound')
      expect((await refusal(addToBatch(bureau, { batchId: missing, part: 'signed', projectIds: [] }))).code).toBe(
        'notFound',
      )
    }
    const unknown = await refusal(
      addToBatch(bureau, { batchId: id, part: 'signed', projectIds: ['00000000-0000-7000-8000-000000000000'] }),
    )
    expect(unknown.errors[0]!.message).toBe('有 1 个项目没有找到，或者您无权查看')
  })
})

describe('events', () => {
  test('the phases of a project count once, with its whole amount once', async () => {
    const id = await event()
    const [whole, phased] = [await project('started'), await project('signed', { investmentWan: '3000' })]
    const phases = await Promise.all(
      [1, 2].map((at) => database().phase.create({ data: { projectId: phased, number: at, name: `${at}期` } })),
    )
    await addToEvent(bureau, { eventId: id, outcome: 'met', members: [{ projectId: whole, phaseId: null }] })
    await addToEvent(bureau, {
      eventId: id,
      outcome: 'signed',
      members: phases.map((phase) => ({ projectId: phased, phaseId: phase.id })),
    })
    expect(await readEvent(officer, id)).toMatchObject({
      projects: 2,
      investmentWan: 4000,
      signedThere: 1,
      signed: 2,
      signedWan: 4000,
      started: 1,
      producing: 0,
      ended: 0,
    })
    const { items, total } = await listEventMembers(officer, id, all)
    expect([total, items.map(({ phases: names, outcome }) => [names, outcome])]).toEqual([
      2,
      [
        [[], 'met'],
        [['1期', '2期'], 'signed'],
      ],
    ])
    expect(
      (await listProjects(officer, { filter: projectFilter.parse({ event: id }), sort: 'name', limit: 50 })).total,
    ).toBe(2)
    const foreign = await refusal(
      addToEvent(bureau, { eventId: id, outcome: 'met', members: [{ projectId: whole, phaseId: phases[0]!.id }] }),
    )
    expect(foreign.errors[0]!.message).toBe('所选的期次不属于这个项目')
  })

  test('of the projects signed by now those signed before the event for certain are told apart', async () => {
    const [onTheDay, theDayAfter] = [
      await event({ heldFrom: '2021-03-15' }),
      await event({ heldFrom: '2021-03-16', heldTo: '2021-03-20' }),
    ]
    const sometimeInMarch = await project()
    const signing = stageEventInput.parse({
      stage: 'signed',
      occurred: '2021-03',
      waiverReason: '历史遗留',
      waiverBy: '分管领导',
    })
    await recordStage(bureau, { projectId: sometimeInMarch, event: signing })
    const members = [await project('signed'), await project('lead'), sometimeInMarch].map((projectId) => ({
      projectId,
      phaseId: null,
    }))
    for (const eventId of [onTheDay, theDayAfter]) await addToEvent(bureau, { eventId, outcome: 'met', members })
    expect(await readEvent(officer, onTheDay)).toMatchObject({ signed: 2, signedBefore: 0 })
    expect(await readEvent(officer, theDayAfter)).toMatchObject({ signed: 2, signedBefore: 1 })
    expect((await listEvents(officer, all)).items.find(({ id }) => id === theDayAfter)).toMatchObject({
      signed: 2,
      signedBefore: 1,
    })
  })

  test('a project stands once on an event’s list; put there again it takes the new outcome', async () => {
    const id = await event()
    const projectId = await project()
    const members = [{ projectId, phaseId: null }]
    expect(await addToEvent(bureau, { eventId: id, outcome: 'met', members })).toEqual({ added: 1, changed: 0 })
    expect(await addToEvent(bureau, { eventId: id, outcome: 'signed', members })).toEqual({ added: 0, changed: 1 })
    const twice = await Promise.allSettled(
      [1, 2].map(() => addToEvent(bureau, { eventId: id, outcome: 'signed', members })),
    )
    expect(twice.every(({ status }) => status === 'fulfilled')).toBe(true)
    const { items } = await listEventMembers(officer, id, all)
    expect(items.map(({ outcome }) => outcome)).toEqual(['signed'])
    expect(await removeFromEvent(bureau, { eventId: id, entryIds: items.flatMap((each) => each.entryIds) })).toEqual({
      removed: 1,
    })
    expect((await readEvent(officer, id)).projects).toBe(0)
  })

  test('of two who take one entry off at once, one has it in the log', async () => {
    const [id, projectId] = [await event(), await project()]
    await addToEvent(bureau, { eventId: id, outcome: 'met', members: [{ projectId, phaseId: null }] })
    const { items } = await listEventMembers(officer, id, all)
    const both = await transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM promotion_event WHERE id = ${id}::uuid FOR UPDATE`
      const removals = Promise.all(
        [1, 2].map(() => removeFromEvent(bureau, { eventId: id, entryIds: items[0]!.entryIds })),
      )
      await waiting(2)
      return { removals }
    })
    expect((await both.removals).map(({ removed }) => removed).sort()).toEqual([0, 1])
    expect(
      await database().auditEvent.count({ where: { action: 'promotionEvent.remove', subjectId: projectId } }),
    ).toBe(1)
  })

  test('the database itself holds each project to one whole entry and phases to their project', async () => {
    const id = await event()
    const [one, other] = [await project(), await project()]
    const phase = await database().phase.create({ data: { projectId: one, number: 1, name: '一期' } })
    await database().eventProject.create({ data: { eventId: id, projectId: one } })
    await expect(database().eventProject.create({ data: { eventId: id, projectId: one } })).rejects.toThrow(
      /Unique constraint/,
    )
    await expect(
      database().eventProject.create({ data: { eventId: id, projectId: other, phaseId: phase.id } }),
    ).rejects.toThrow(/Foreign key constraint/)
  })

  test('nobody sees or counts projects that are not theirs to see', async () => {
    const id = await event()
    const [lead, open] = [await project(), await project('signed')]
    await addToEvent(bureau, {
      eventId: id,
      outcome: 'met',
      members: [lead, open].map((projectId) => ({ projectId, phaseId: null })),
    })
    expect((await readEvent(officer, id)).projects).toBe(2)
    expect((await readEvent(stranger, id)).projects).toBe(1)
    expect((await listEvents(stranger, { ...all })).items.find((each) => each.id === id)!.projects).toBe(1)
    expect((await listEventMembers(stranger, id, all)).total).toBe(1)
  })

  test('an edit is held to the version it saw', async () => {
    const id = await event({
      name: '秋季展会',
      kind: '展会',
      heldFrom: '2021-09-08',
      heldTo: '2021-09-11',
      place: '厦门',
    })
    const { version, values } = await editableEvent(bureau, id)
    await editEvent(bureau, { id, version, input: eventInput.parse({ ...values, place: '上海' }) })
    const stale = await refusal(
      editEvent(bureau, { id, version, input: eventInput.parse({ ...values, place: '广州' }) }),
    )
    expect(stale.detail).toMatchObject({ version: 2, current: { place: '上海', heldTo: '2021-09-11' } })
    expect((await listEvents(officer, { kind: '展会', q: '秋季', ...all })).items[0]).toMatchObject({
      place: '上海',
      heldTo: '2021-09-11',
    })
  })
})

test.each([
  [
    'batch',
    () => batch(),
    deleteBatch,
    (id: string, projectId: string) => addToBatch(bureau, { batchId: id, part: 'signed', projectIds: [projectId] }),
  ],
  [
    'event',
    () => event(),
    deleteEvent,
    (id: string, projectId: string) =>
      addToEvent(bureau, { eventId: id, outcome: 'met', members: [{ projectId, phaseId: null }] }),
  ],
] as const)(
  'a %s is deleted with the entries that the question named, not with others, and the log keeps what it was',
  async (_, make, remove, add) => {
    const [empty, full] = [await make(), await make()]
    const projectId = await project()
    await add(full, projectId)
    expect(await refusal(remove(officer, { id: empty, version: 1 }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(remove(bureau, { id: empty, version: 7 }))).toMatchObject({ code: 'stale' })
    expect(await refusal(remove(bureau, { id: full, version: 1 }))).toMatchObject({ code: 'conflict' })
    await remove(bureau, { id: full, version: 1, projects: 1 })
    const [told] = await database().auditEvent.findMany({
      where: { subjectId: projectId },
      orderBy: { seq: 'desc' },
      take: 1,
    })
    expect(told?.action).toMatch(/remove$/)
    await remove(bureau, { id: empty, version: 1 })
    expect(await refusal(remove(bureau, { id: empty, version: 1 }))).toMatchObject({ code: 'notFound' })
    const last = await database().auditEvent.findFirst({ where: { subjectId: empty }, orderBy: { seq: 'desc' } })
    expect([last?.action, last?.before]).toEqual([
      expect.stringMatching(/delete$/),
      expect.objectContaining({ name: expect.any(String) as string }),
    ])
  },
)

describe('the batches of one project', () => {
  const none = { signed: null, started: null, producing: null }

  test('are set, moved and cleared at once, each step in the log', async () => {
    const [first, second, projectId] = [
      await batch({ name: '移出的批次' }),
      await batch({ name: '移入的批次' }),
      await project('signed'),
    ]
    await setProjectBatches(bureau, { projectId, seen: none, wanted: { ...none, signed: first } })
    await setProjectBatches(bureau, {
      projectId,
      seen: { ...none, signed: first },
      wanted: { ...none, signed: second, started: second },
    })
    expect(
      (await membershipsOf(bureau, [projectId])).get(projectId)!.batches.map(({ name, part }) => [name, part]),
    ).toEqual([
      ['移入的批次', 'signed'],
      ['移入的批次', 'started'],
    ])
    await setProjectBatches(bureau, { projectId, seen: { ...none, signed: second, started: second }, wanted: none })
    expect((await membershipsOf(bureau, [projectId])).get(projectId)!.batches).toEqual([])
    const logged = await database().auditEvent.findMany({
      where: { subjectId: projectId, action: { startsWith: 'promotionBatch' } },
      orderBy: { seq: 'asc' },
    })
    expect(logged.map(({ action }) => action.replace('promotionBatch.', ''))).toEqual([
      'add',
      'remove',
      'add',
      'add',
      'remove',
      'remove',
    ])
  })

  test('are not overwritten when somebody moved the project meanwhile: the form says where it is now', async () => {
    const [first, second, projectId] = [await batch({ name: '同事选的批次' }), await batch(), await project('signed')]
    await setProjectBatches(bureau, { projectId, seen: none, wanted: { ...none, signed: first } })
    const stale = await refusal(
      setProjectBatches(bureau, { projectId, seen: none, wanted: { ...none, signed: second } }),
    )
    expect(stale.code).toBe('stale')
    expect(stale.userMessage).toContain('签约项目：同事选的批次；开工项目：未列入')
    const unknown = await refusal(
      setProjectBatches(bureau, {
        projectId,
        seen: { ...none, signed: first },
        wanted: { ...none, signed: projectId },
      }),
    )
    expect(unknown.errors[0]).toMatchObject({ path: 'signed', message: '没有这个批次，请从列表中选择' })
    expect((await refusal(setProjectBatches(officer, { projectId, seen: none, wanted: none }))).code).toBe('forbidden')
  })
})

test('a search names what each project is in already, and a project says its batches and events', async () => {
  const id = await batch({ name: '查找用批次' })
  const eventId = await event({ name: '查找用大会' })
  const projectId = await project('signed', { name: '独一无二的石墨烯项目' })
  await addToBatch(bureau, { batchId: id, part: 'signed', projectIds: [projectId] })
  await addToEvent(bureau, { eventId, outcome: 'signed', members: [{ projectId, phaseId: null }] })
  const found = await searchCandidates(bureau, '石墨烯')
  expect(found!.items.map((each) => [each.name, each.memberships.batches[0]!.name])).toEqual([
    ['独一无二的石墨烯项目', '查找用批次'],
  ])
  expect(await searchCandidates(bureau, '  ')).toBeNull()
  expect((await membershipsOf(officer, [projectId])).get(projectId)).toMatchObject({
    batches: [{ name: '查找用批次', part: 'signed', deadlineOn: '2021-09-28' }],
    events: [{ name: '查找用大会', outcome: 'signed', phase: null }],
  })
})
