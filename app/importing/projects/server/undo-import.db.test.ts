import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { onDay } from '~/shared/day'
import { projectInput, stageEventInput } from '~/projects/domain/input'
import { addEvidence } from '~/projects/server/evidence'
import { editProject } from '~/projects/server/edit'
import { staleMilestones } from '~/projects/server/milestones'
import { projectChanges, projectRecord } from '~/projects/server/record'
import { recordStage } from '~/projects/server/record-stage'
import { registerProject } from '~/projects/server/register'
import { projectFormValues } from '~/projects/server/stored-fields'
import { verifyStage } from '~/projects/server/verify-stage'
import { restoreProject, voidProject } from '~/projects/server/void-project'
import { loadReference } from '~/seed/reference'
import { importToUndo, undoImport } from '../../tables/server/undo-import'
import { importLedger } from './import-ledger'
import { cellsWith, writeLedger, type Cells } from '~test/ledger-file'
import { aContext, aUnit, NOW, projectOf, rootUnit } from '~test/factories'
import { useDatabase } from '~test/database'
import { refusal } from '~test/refusal'
import { wholeFigures } from '~test/whole-figures'

const SAMPLE = 'public/samples/signed-projects-ledger.xlsx'
const HEADER = [
  '项目编号',
  '项目名称',
  '投资方',
  '总投资（万元）',
  '签约时间',
  '开工时间',
  '面积（亩）',
  '引荐单位',
  '拟落户园区',
  '产业',
  '责任人',
  '联系电话',
  '投资方所在地',
]
const { asOwner } = useDatabase()
let folder: string
let bureau: RequestContext
let second: RequestContext
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'undo-'))
  await rootUnit()
  await transaction((tx) => loadReference(tx, NOW))
  bureau = await aContext('bureau')
  second = await aContext('bureau')
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => asOwner('TRUNCATE project, import_batch, investor, park, industry CASCADE'))

/** The same person so many days later. */
const later = (days: number, context = bureau): RequestContext => ({
  ...context,
  now: new Date(NOW.getTime() + days * 86_400_000),
})

const ledger = (rows: Cells[]): Promise<string> =>
  writeLedger(path.join(folder, `${(files += 1)}.xlsx`), [['签约项目台账'], HEADER, ...rows])

const row = (name: string, over: Partial<Record<number, string | number | null>> = {}): Cells => {
  const cells: Cells = [
    null,
    name,
    `${name}投资有限公司`,
    1000,
    '2020.3.15',
    '2020.9.1',
    10,
    '某镇',
    '某园区',
    '新材料',
    '张三',
    '13812345678',
  ]
  return cellsWith(cells, over)
}

async function commit(rows: Cells[] | string, context = bureau): Promise<string> {
  const file = typeof rows === 'string' ? rows : await ledger(rows)
  await importLedger(context, { file, commit: true })
  const batch = await database().importBatch.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return batch.id
}

/** What every page says, but for the day on which it is asked. */
async function figures(context: RequestContext, knownOn?: string) {
  const { clocks: _, ...said } = await wholeFigures(context, { asOf: '2021-05-31', knownOn })
  return said
}
const named = (name: string) => database().project.findFirstOrThrow({ where: { name, voidedAt: null } })

/** A project that is made again has another id. */
const withoutIds = (value: object) => JSON.stringify(value).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')

/** What a project says of itself, without what time alone has changed. */
async function said(id: string) {
  const record = await projectRecord(bureau, id)
  return {
    fields: projectFormValues(record),
    landNote: record.landNote,
    reached: Object.values(record.history?.reached ?? {}).map(({ stage, from, occurred }) => ({
      stage,
      from,
      occurred,
    })),
    verified: record.events.filter(({ standing, verified }) => standing && verified).map(({ stage }) => stage),
    files: record.events
      .filter(({ standing }) => standing)
      .flatMap(({ stage, evidence }) => evidence.map(({ kind }) => [stage, kind])),
    contacts: record.contacts.map(({ name, values }) => [name, values.map(({ masked }) => masked)]),
  }
}

describe('what an import made', () => {
  test('goes with it: figures are those before, to the digit; imported again, those of the first time', async () => {
    const town = await aUnit()
    const { id } = await registerProject(bureau, projectOf(town.id, { investmentWan: '800' }))
    const event = { stage: 'signed', occurred: '2020-07-01', waiverReason: '历史遗留', waiverBy: '分管领导' }
    await recordStage(bureau, { projectId: id, event: stageEventInput.parse(event) })
    const before = await figures(later(1))
    const batch = await commit(SAMPLE, later(1))
    const after = await figures(later(1))
    expect(after).not.toEqual(before)

    const plan = await importToUndo(later(2), batch)
    const { created } = await database()
      .importRow.count({ where: { batchId: batch, state: 'created' } })
      .then((count) => ({ created: count }))
    expect(plan).toMatchObject({ made: created, changed: 0, kept: [] })
    expect(await undoImport(later(2), { id: batch, version: plan.batch.version })).toMatchObject({ made: created })
    expect(await figures(later(2))).toEqual(before)
    expect(await figures(later(9), '2021-06-02')).toEqual(after)
    expect(await figures(later(9), '2021-06-03')).toEqual(before)
    expect(await staleMilestones(database())).toEqual([])

    const again = await commit(SAMPLE, later(3))
    const counted = await database().importRow.groupBy({
      by: ['state'],
      where: { batchId: again },
      _count: true,
      orderBy: { state: 'asc' },
    })
    const first = await database().importRow.groupBy({
      by: ['state'],
      where: { batchId: batch },
      _count: true,
      orderBy: { state: 'asc' },
    })
    expect(counted).toEqual(first)
    expect(withoutIds(await figures(later(3)))).toEqual(withoutIds(after))
  }, 120_000)

  test('stays where somebody has worked on it since, and is named with who did what', async () => {
    const batch = await commit([row('甲厂'), row('乙厂'), row('丙厂')])
    const [touched, voided] = [await named('甲厂'), await named('乙厂')]
    await addEvidence(later(1, second), {
      projectId: touched.id,
      file: { kind: '合同', key: 'k1', name: '合同.pdf', mediaType: 'application/pdf', sizeBytes: 1, sha256: 'x' },
    })
    await voidProject(later(1), { projectId: voided.id, reason: '重复' })
    const plan = await importToUndo(later(2), batch)
    expect(plan.made).toBe(1)
    expect(plan.kept.map(({ name, why }) => [name, why])).toEqual([
      ['甲厂', `${second.actor.name} 2021-06-02 10:00 上传佐证`],
      ['乙厂', '已作废'],
    ])
    await undoImport(later(2), { id: batch })
    expect((await database().project.findMany({ where: { voidedAt: null } })).map(({ name }) => name)).toEqual(['甲厂'])
    expect(await refusal(undoImport(later(3), { id: batch }))).toMatchObject({
      code: 'conflict',
      userMessage: '这次导入已经撤销',
    })
  })

  test('can be brought back one by one, and the next import knows it', async () => {
    const batch = await commit([row('甲厂')])
    const { id } = await named('甲厂')
    await undoImport(later(1), { id: batch })
    expect((await projectRecord(bureau, id)).voided?.reason).toMatch(/^撤销导入“\d+\.xlsx”$/)
    expect((await projectChanges(bureau, id))[0]).toMatchObject({ title: '随导入撤销' })
    await restoreProject(later(2), { projectId: id, reason: '确有其事' })
    await commit([row('甲厂', { 3: 2000 })], later(3))
    expect(await database().project.count()).toBe(1)
    expect((await named('甲厂')).investmentWan?.toString()).toBe('2000')
  })

  test('takes along units, parks and industries that nothing else names; the next import opens them again', async () => {
    const batch = await commit([row('甲厂', { 7: '独有镇' }), row('乙厂', { 7: '另一镇' })])
    const { id } = await named('乙厂')
    await editProject(later(1), {
      id,
      version: 1,
      input: projectInput.parse({ ...projectFormValues(await projectRecord(bureau, id)), sponsor: '李副县长' }),
    })
    const open = () => database().unit.count({ where: { name: '独有镇', validTo: null } })
    expect(await open()).toBe(1)
    expect((await importToUndo(later(2), batch)).names).toEqual({ units: ['独有镇'], parks: [], industries: [] })
    const { names } = await undoImport(later(2), { id: batch })
    expect(names).toEqual({ units: ['独有镇'], parks: [], industries: [] })
    expect(await open()).toBe(0)
    const next = await commit([row('甲厂', { 7: '独有镇' })], later(3))
    expect(await open()).toBe(1)
    await undoImport(later(4), { id: next })
    expect(await open()).toBe(0)
  })
})

describe('what an import changed', () => {
  const CODE = 'A-1'
  const old = row('甲厂', { 0: CODE })
  // One thing stays as it was: a code of which nothing else agrees is taken for a broken one.
  const changed = row('甲改名', {
    0: CODE,
    2: '甲厂投资有限公司',
    3: 1500.5,
    4: '2020.5.2',
    5: '2020.10.1',
    6: 12,
    8: '新园区',
    9: '电子',
    10: '李四',
    11: '13900000000',
  })

  test('goes back: fields, stages with their proof, people and figures; and its own import can be undone after it', async () => {
    const first = await commit([old, row('乙厂')])
    const { id } = await named('甲厂')
    const [signing] = await database().stageEvent.findMany({ where: { projectId: id, stage: 'signed' } })
    await addEvidence(later(1), {
      projectId: id,
      eventId: signing!.id,
      file: { kind: '正式合同', key: 'k2', name: '合同.pdf', mediaType: 'application/pdf', sizeBytes: 1, sha256: 'x' },
    })
    await verifyStage(later(1, second), { projectId: id, eventId: signing!.id, note: null })
    const before = await said(id)
    const counted = await figures(later(1))
    const next = await commit([changed, row('乙厂')], later(2))
    expect(await said(id)).not.toEqual(before)
    expect(await importToUndo(later(3), next)).toMatchObject({ made: 0, changed: 1, kept: [] })
    await undoImport(later(3), { id: next })
    expect(await said(id)).toEqual(before)
    expect(await figures(later(3))).toEqual(counted)
    expect(await staleMilestones(database())).toEqual([])
    expect((await projectChanges(bureau, id))[0]).toMatchObject({
      title: '随导入撤销',
      before: { name: '甲改名', investmentWan: 1500.5 },
      after: { name: '甲厂', investmentWan: 1000 },
    })
    // Proof and 认定 are somebody's work: the project stays when its first import goes.
    expect(await undoImport(later(4), { id: first })).toMatchObject({ made: 1, keptTotal: 1 })
  })

  test('stays field by field where somebody has changed it since', async () => {
    await commit([old])
    const { id } = await named('甲厂')
    const next = await commit([changed], later(1))
    const { version } = await database().project.findUniqueOrThrow({ where: { id } })
    const values = projectFormValues(await projectRecord(bureau, id))
    await editProject(later(2), { id, version, input: projectInput.parse({ ...values, investmentWan: '3000' }) })
    const [start] = await database().stageEvent.findMany({
      where: { projectId: id, stage: 'started' },
      orderBy: { seq: 'desc' },
    })
    await addEvidence(later(2), {
      projectId: id,
      eventId: start!.id,
      file: { kind: '打桩照片', key: 'k3', name: '照片.jpg', mediaType: 'image/jpeg', sizeBytes: 1, sha256: 'x' },
    })
    expect((await importToUndo(later(3), next)).kept).toMatchObject([
      { name: '甲改名', why: '导入后又改过：总投资、开工' },
    ])
    await undoImport(later(3), { id: next })
    const record = await projectRecord(bureau, id)
    expect(record.name).toBe('甲厂')
    expect(record.investmentWan?.toString()).toBe('3000')
    expect(record.history?.reached.signed?.occurred).toEqual(onDay('2020-03-15'))
    expect(record.history?.reached.started?.occurred).toEqual(onDay('2020-10-01'))
    expect(await staleMilestones(database())).toEqual([])
  })

  test('of imports undone one after the other each leaves what was there before it', async () => {
    const first = await commit([old])
    const { id } = await named('甲厂')
    const before = await said(id)
    const next = await commit([changed], later(1))
    const last = await commit([row('甲改名', { 0: CODE, 3: 9000, 4: '2020.6.6' })], later(2))
    await undoImport(later(3), { id: last })
    await undoImport(later(4), { id: next })
    expect(await said(id)).toEqual(before)
    expect(await undoImport(later(5), { id: first })).toMatchObject({ made: 1, keptTotal: 0 })
    expect(await database().project.count({ where: { voidedAt: null } })).toBe(0)
  })

  test('gives a company back what was not known of it', async () => {
    const town = await aUnit()
    await registerProject(bureau, projectOf(town.id, { name: '丁厂', investorName: '丁厂投资有限公司' }))
    const before = await database().investor.findFirstOrThrow({ where: { name: '丁厂投资有限公司' } })
    const batch = await commit([row('丁厂二期', { 2: '丁厂投资有限公司', 12: '江苏苏州' })])
    await undoImport(later(1), { id: batch })
    const { version: _, ...after } = await database().investor.findFirstOrThrow({ where: { name: '丁厂投资有限公司' } })
    expect({ ...after, version: before.version }).toEqual(before)
  })
})

test('a project 作废 by hand is not brought back by a file: its row waits, and says so', async () => {
  await commit([row('甲厂', { 0: 'V-1' })])
  const { id } = await named('甲厂')
  await voidProject(later(1), { projectId: id, reason: '登错了' })
  const batch = await commit([row('甲厂', { 0: 'V-1' })], later(2))
  const [waiting] = await database().importRow.findMany({ where: { batchId: batch } })
  expect(waiting).toMatchObject({ state: 'duplicate', duplicateSubjectId: id })
  expect(JSON.stringify(waiting!.findings)).toContain('对应的项目“甲厂”已作废')
  expect(await database().project.count({ where: { voidedAt: null } })).toBe(0)
})

test('whoever may not import may not undo', async () => {
  const batch = await commit([row('甲厂')])
  const leader = await aContext('leader')
  expect((await refusal(importToUndo(leader, batch))).status).toBe(403)
  expect((await refusal(undoImport(leader, { id: batch }))).status).toBe(403)
  expect((await refusal(undoImport(bureau, { id: batch, version: 99 }))).code).toBe('stale')
})
