import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { cellsWith, writeLedger, type Cells } from '~test/ledger-file'
import { aContext, rootUnit } from '~test/factories'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { commitBatch } from '../../tables/server/commit-batch'
import { correctableRow, correctRow } from '../../tables/server/correct-row'
import { listCorrections, removeCorrection } from '../../tables/server/corrections'
import { decideDuplicate } from '../../tables/server/decide-duplicate'
import { editionPage, type DifferenceTab } from '../../tables/server/edition-page'
import { importPage } from '../../tables/server/import-page'
import { readBatch } from '../../tables/server/read-batch'
import { takeBackCorrection } from '../../tables/server/take-back-correction'
import { importToUndo, undoImport } from '../../tables/server/undo-import'
import { keepTable } from '../../tables/server/upload-table'
import { importLedger } from './import-ledger'

const HEADER = [
  '项目编号',
  '项目名称',
  '投资方',
  '总投资（万元）',
  '签约时间',
  '是否开工',
  '开工时间',
  '引荐单位',
  '拟落户园区',
]
const { asOwner } = useDatabase()
let folder: string
let bureau: RequestContext
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'edition-'))
  await rootUnit()
  bureau = await aContext('bureau')
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => asOwner('TRUNCATE project, import_batch, import_correction, investor, park, industry CASCADE'))

interface Table {
  title?: string
  reportedBy?: string
}

async function ledger(rows: Cells[], { title = '2020年签约项目台账', reportedBy }: Table = {}): Promise<string> {
  const head: Cells[] = [[title], ...(reportedBy ? [[`填报单位：${reportedBy}`]] : []), HEADER]
  return writeLedger(path.join(folder, `${(files += 1)}.xlsx`), [...head, ...rows])
}

const row = (name: string, over: Partial<Record<number, string | number | null>> = {}): Cells => {
  const cells: Cells = [null, name, `${name}有限公司`, 1000, '2020.3.15', '否', null, '某镇', '某园区']
  return cellsWith(cells, over)
}

const commit = async (rows: Cells[], table?: Table) =>
  importLedger(bureau, { file: await ledger(rows, table), commit: true })
const preview = async (rows: Cells[], table?: Table) => importLedger(bureau, { file: await ledger(rows, table) })

/** The preview of a file as the pages show it. */
async function read(rows: Cells[], table?: Table) {
  const file = await ledger(rows, table)
  const { id } = await keepTable(bureau, { path: file, name: file })
  await readBatch(bureau, id)
  return {
    id,
    rows: await database().importRow.findMany({ where: { batchId: id }, orderBy: { rowNumber: 'asc' } }),
    tab: (tab: DifferenceTab, limit = 50, offset = 0) => editionPage(bureau, id, { tab, limit, offset }),
  }
}

const first = <T>([one]: readonly T[]): T => {
  if (one === undefined) throw new Error('nothing')
  return one
}

const MAY = [row('甲项目'), row('乙项目'), row('丙项目'), row('丁项目', { 5: '是', 6: '2020.9.1' })]
const JUNE = [
  row('甲项目'),
  row('乙项目', { 3: 1500, 8: '新园区' }),
  row('丙项目', { 5: '是', 6: '2020.10.1' }),
  row('丁项目', { 5: '否', 6: null }),
  row('戊项目'),
]

describe('a newer edition', () => {
  test('is told by its differences before it is committed: new, changed, moved and gone', async () => {
    await commit([...MAY, row('己项目')], { title: '2020年1-5月签约项目台账' })
    const report = await preview(JUNE, { title: '2020年1-6月签约项目台账' })
    expect(report.edition).toMatchObject({
      of: { fileName: expect.stringContaining('.xlsx') },
      new: 1,
      changed: 2,
      gone: 1,
      stageMoved: 2,
      absent: [{ name: '己项目' }],
    })
    expect(report.edition?.rows.map(({ name, values, stage }) => [name, values, stage])).toEqual([
      [
        '乙项目',
        [
          { label: '拟落户园区', from: '某园区', to: '新园区' },
          { label: '总投资', from: '1,000 万元', to: '1,500 万元' },
        ],
        null,
      ],
      ['丙项目', [{ label: '开工', from: null, to: '2020-10-01' }], { from: '签约', to: '开工', backwards: false }],
      ['丁项目', [], { from: '开工', to: '签约', backwards: true }],
    ])
    expect(await database().project.count()).toBe(5)
  })

  test('has a page for each kind of difference, which says the same once it is committed', async () => {
    await commit([...MAY, row('己项目')])
    const { id, tab } = await read(JUNE)
    const told = async () => {
      const [changed, moved, fresh, gone] = [
        await tab('changed'),
        await tab('moved'),
        await tab('new'),
        await tab('gone'),
      ]
      return {
        counts: changed.counts,
        titles: [changed, moved, fresh, gone].map(({ items }) => items.map((it) => it.preview.title)),
      }
    }
    const before = {
      counts: { changed: 2, moved: 2, new: 1, gone: 1 },
      titles: [['乙项目', '丙项目'], ['丙项目', '丁项目'], ['戊项目'], ['己项目']],
    }
    expect(await told()).toEqual(before)
    expect((await importPage(bureau, id, { tab: 'ready', offset: 0, limit: 1 })).edition).toMatchObject({
      of: { id: expect.any(String) },
      counts: before.counts,
    })
    expect((await tab('changed', 1, 1)).items.map((it) => it.preview.title)).toEqual(['丙项目'])
    await commitBatch(bureau, id)
    expect(await told()).toEqual(before)
  })

  test('deletes and takes back nothing by absence, nor by a stage that it no longer says', async () => {
    await commit([...MAY, row('己项目')])
    await commit(JUNE)
    const projects = await database().project.findMany({ orderBy: { name: 'asc' } })
    expect(projects).toHaveLength(6)
    expect(projects.every(({ voidedAt }) => voidedAt === null)).toBe(true)
    expect(projects.find(({ name }) => name === '丁项目')?.stage).toBe('started')
  })

  test('says what the earlier edition said where somebody has changed it in the program since', async () => {
    await commit(MAY)
    await database().project.updateMany({ where: { name: '乙项目' }, data: { investmentWan: 1200 } })
    const { edition } = await preview([...MAY.slice(0, 1), row('乙项目', { 3: 1500 }), ...MAY.slice(2)])
    expect(edition?.rows[0]?.values).toEqual([
      { label: '总投资', from: '1,200 万元', to: '1,500 万元', said: '1,000 万元' },
    ])
  })

  test('is one of the latest import that it goes on from, and of none that was undone', async () => {
    await commit(MAY)
    await commit(JUNE)
    const [may, june] = await database().importBatch.findMany({ orderBy: { id: 'asc' } })
    const july = [...JUNE, row('庚项目')]
    expect((await preview(july)).edition?.of.id).toBe(june?.id)
    await undoImport(bureau, { id: june?.id ?? '' })
    expect((await preview(july)).edition?.of.id).toBe(may?.id)
  })

  test('does not count as gone what it still names in a row that waits', async () => {
    await commit(MAY)
    const { edition } = await preview([row('甲项目', { 3: '待定' }), row('乙项目', { 4: '2020.4.1' }), ...MAY.slice(2)])
    expect(edition).toMatchObject({ gone: 0, new: 0 })
  })

  test('a ledger of other projects is no edition of any', async () => {
    await commit(MAY)
    expect((await preview([row('辛项目'), row('壬项目')])).edition).toBeNull()
  })

  test('is shown to nobody who may not read imports', async () => {
    await commit(MAY)
    const { id } = await read(JUNE)
    const officer = await aContext('officer')
    await expect(editionPage(officer, id, { tab: 'gone', offset: 0, limit: 50 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('two counties', () => {
  const ours: Table = { title: '签约项目台账', reportedBy: '甲县招商局' }
  const theirs: Table = { title: '签约项目台账', reportedBy: '乙县招商局' }
  const at = (county: string) => ({ 7: `${county}招商局`, 8: `${county}园区` })

  test('that count their codes alike never touch each other’s projects', async () => {
    const codes = ['001', 'XM-2']
    await commit(
      [row('饲料项目', { ...at('甲县'), 0: codes[0] }), row('标准厂房项目', { ...at('甲县'), 0: codes[1] })],
      ours,
    )
    const before = await database().project.findMany({ orderBy: { name: 'asc' } })
    const report = await commit(
      [
        row('家具项目', { ...at('乙县'), 0: codes[0], 3: 1000 }),
        row('标准厂房项目', { ...at('乙县'), 0: codes[1], 2: '乙县城投公司', 3: 900 }),
      ],
      theirs,
    )
    expect(report.sheets[0]).toMatchObject({ created: 0, updated: 0, suspectedDuplicates: 2 })
    expect(report.edition).toBeNull()
    expect(await database().project.findMany({ orderBy: { name: 'asc' } })).toEqual(before)
  })

  test('that signed the same project at one fair are asked about, and keep theirs', async () => {
    await commit([row('屋顶光伏项目', at('甲县'))], ours)
    const before = await database().project.findMany()
    const report = await commit([row('屋顶光伏项目', { ...at('乙县'), 3: 800 })], theirs)
    expect(report.sheets[0]).toMatchObject({ created: 0, updated: 0, suspectedDuplicates: 1 })
    expect(await database().project.findMany()).toEqual(before)
  })

  test.each(['000000', '2020-000000-00-00-000000', '待定'])('%s is no code', async (code) => {
    await commit([row('饲料项目', { ...at('甲县'), 0: code })], ours)
    const report = await commit([row('家具项目', { ...at('乙县'), 0: code })], theirs)
    expect(report.sheets[0]).toMatchObject({ created: 1, updated: 0 })
    expect(report.sheets[0]?.findings.map((it) => it.code)).toContain('codePlaceholder')
    expect(await database().project.findMany({ where: { code: { not: null } } })).toEqual([])
  })

  test('one code for two projects in a file updates neither by mistake', async () => {
    await commit([row('饲料项目', { 0: 'XM-9' })], ours)
    const report = await commit([row('家具项目', { 0: 'XM-9' }), row('饲料项目', { 0: 'XM-9', 3: 2000 })], ours)
    expect(report.sheets[0]).toMatchObject({ created: 0, updated: 0, suspectedDuplicates: 2 })
    expect(Number(first(await database().project.findMany()).investmentWan)).toBe(1000)
  })
})

describe('a held row that was put right', () => {
  const HELD = [row('甲项目', { 3: '待定' }), row('乙项目')]
  const corrected = async () => {
    const { id, rows } = await read(HELD)
    const { id: rowId, version } = first(rows)
    await correctRow(bureau, { batchId: id, rowId, version, values: { investmentWan: '5000' } })
    return { id, rowId }
  }

  test('is not held again when the same file comes again, and says why', async () => {
    await commitBatch(bureau, (await corrected()).id)
    const again = await read(HELD)
    expect(first(again.rows)).toMatchObject({ state: 'pending', draft: { investmentWan: '5000' } })
    expect(first(again.rows).findings).toContainEqual(
      expect.objectContaining({
        code: 'correctedBefore',
        message: expect.stringMatching(/^已按上次更正（.+ 2\d{3}-\d\d-\d\d）：总投资“待定”改为“5000”$/),
      }),
    )
    await commitBatch(bureau, again.id)
    expect(await database().importRow.count({ where: { batchId: again.id, state: 'unchanged' } })).toBe(2)
    expect(await database().project.count()).toBe(2)
  })

  test('is known by what it said, wherever it stands; one that says something else is held', async () => {
    await corrected()
    const moved = await read([row('乙项目'), row('丙项目', { 3: '待定' }), row('甲项目', { 3: '待定' })])
    expect(moved.rows.map(({ state }) => state)).toEqual(['pending', 'held', 'pending'])
    const { rows } = await read([row('甲项目', { 3: '待定', 8: '新园区' })])
    expect(first(rows).state).toBe('held')
  })

  test('can be put back to what the file says: it is held, now and later', async () => {
    await corrected()
    const again = await read(HELD)
    const { id: rowId, version } = first(again.rows)
    expect((await correctableRow(bureau, again.id, rowId)).correction?.changes).toEqual([
      { label: '总投资', said: '待定', typed: '5000' },
    ])
    await takeBackCorrection(bureau, { batchId: again.id, rowId, version })
    expect(await database().importRow.findUniqueOrThrow({ where: { id: rowId } })).toMatchObject({
      state: 'held',
      correctionId: null,
      findings: expect.arrayContaining([expect.objectContaining({ code: 'amountPending', column: 'D' })]),
    })
    expect(first((await read(HELD)).rows).state).toBe('held')
    expect((await listCorrections(bureau, { offset: 0, limit: 20 })).total).toBe(0)
  })

  test('is listed, and can be forgotten; the log says so', async () => {
    await corrected()
    const { items } = await listCorrections(bureau, { offset: 0, limit: 20 })
    expect(items).toMatchObject([{ title: '甲项目', by: bureau.actor.name, changes: [{ label: '总投资' }] }])
    await removeCorrection(bureau, first(items).id)
    expect(first((await read(HELD)).rows).state).toBe('held')
    expect(
      await database().auditEvent.findFirst({ where: { action: 'import.forget' }, orderBy: { seq: 'desc' } }),
    ).toMatchObject({
      subjectId: first(items).id,
      actorId: bureau.actor.userId,
    })
    await expect(removeCorrection(bureau, first(items).id)).rejects.toMatchObject({ code: 'notFound' })
  })

  test('corrected once more, the latest counts', async () => {
    await corrected()
    const again = await read(HELD)
    await takeBackCorrection(bureau, {
      batchId: again.id,
      rowId: first(again.rows).id,
      version: first(again.rows).version,
    })
    const held = await database().importRow.findUniqueOrThrow({ where: { id: first(again.rows).id } })
    const at = { batchId: again.id, rowId: held.id, version: held.version }
    await correctRow(bureau, { ...at, values: { investmentWan: '6000' } })
    expect(first((await read(HELD)).rows)).toMatchObject({ state: 'pending', draft: { investmentWan: '6000' } })
  })

  test('does not make a printed total a question that left it out', async () => {
    const file = [...HELD, ['合计', null, null, 1000] as Cells]
    const { id, rows } = await read(file)
    await correctRow(bureau, {
      batchId: id,
      rowId: first(rows).id,
      version: first(rows).version,
      values: { investmentWan: '5000' },
    })
    const again = await preview(file)
    expect(again.sheets[0]?.findings.filter(({ code }) => code === 'totalDiffers')).toEqual([
      expect.not.objectContaining({ question: true }),
    ])
  })

  test('keeps no phone', async () => {
    const { id, rows } = await read([row('甲项目', { 3: '待定' })])
    const at = { batchId: id, rowId: first(rows).id, version: first(rows).version }
    await correctRow(bureau, { ...at, values: { investmentWan: '5000', remark: '电话13812345678' } })
    expect(JSON.stringify(await database().importCorrection.findMany())).not.toContain('13812345678')
  })

  test('is forgotten by nobody who may not import', async () => {
    const { id, rowId } = await corrected()
    const officer = await aContext('officer')
    const { items } = await listCorrections(bureau, { offset: 0, limit: 20 })
    await expect(listCorrections(officer, { offset: 0, limit: 20 })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeCorrection(officer, first(items).id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(takeBackCorrection(officer, { batchId: id, rowId, version: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('a suspected duplicate', () => {
  /** A project that lacks its park and its start, and a row like it that has them. */
  async function suspected(over: Partial<Record<number, string | number | null>> = {}) {
    await commit([row('甲项目', { 3: null, 8: null })])
    const file = [row('甲项目', { 3: 5000, 4: '2020.3.20', 5: '是', 6: '2020.9.1', ...over })]
    const { id, rows } = await read(file)
    const duplicate = first(rows)
    return { file, id, at: { batchId: id, rowId: duplicate.id, version: duplicate.version } }
  }

  const projectNow = async () => first(await database().project.findMany({ include: { park: true } }))

  test('fills up what its project lacks, value by value as it was listed, and nothing else', async () => {
    const { id, at } = await suspected()
    const { alike } = await correctableRow(bureau, id, at.rowId)
    expect(alike.fill?.values).toEqual([
      { label: '拟落户园区', from: null, to: '某园区' },
      { label: '总投资', from: null, to: '5,000 万元' },
      { label: '开工', from: null, to: '2020-09-01' },
    ])
    await decideDuplicate(bureau, { ...at, decision: 'fill', subjectVersion: alike.fill?.version })
    expect((await projectNow()).investmentWan).toBeNull()
    await commitBatch(bureau, id)
    const project = await projectNow()
    expect(project).toMatchObject({ park: { name: '某园区' }, stage: 'started', version: 2 })
    expect(Number(project.investmentWan)).toBe(5000)
    expect(project.signedFrom?.toISOString().slice(0, 10)).toBe('2020-03-15')
    const events = await database().auditEvent.findMany({ where: { subjectId: project.id }, orderBy: { seq: 'asc' } })
    expect(events.map(({ action }) => action)).toEqual(['project.import', 'project.import'])
    expect(await database().auditEvent.findFirst({ where: { action: 'import.decide' } })).toMatchObject({
      after: { decision: 'fill' },
    })
  })

  test('fills it up at once where its import is committed, is undone with it, and is asked about no more', async () => {
    const { file, id, at } = await suspected()
    await commitBatch(bureau, id)
    const { row: stored, alike } = await correctableRow(bureau, id, at.rowId)
    await decideDuplicate(bureau, {
      ...at,
      version: stored.version,
      decision: 'fill',
      subjectVersion: alike.fill?.version,
    })
    expect(Number((await projectNow()).investmentWan)).toBe(5000)
    expect(first((await read(file)).rows).state).toBe('pending')
    expect(await importToUndo(bureau, id)).toMatchObject({ made: 0, changed: 1 })
    await undoImport(bureau, { id })
    expect(await projectNow()).toMatchObject({ investmentWan: null, park: null, stage: 'signed' })
  })

  test('is not filled from a page that shows the project as it was', async () => {
    const { at } = await suspected()
    const { version } = await projectNow()
    await database().project.updateMany({ data: { investmentWan: 1, version: { increment: 1 } } })
    await expect(decideDuplicate(bureau, { ...at, decision: 'fill', subjectVersion: version })).rejects.toMatchObject({
      code: 'stale',
    })
  })

  test('that has nothing to fill in is refused', async () => {
    const { id, at } = await suspected({ 3: null, 5: '否', 6: null, 8: null })
    const { alike } = await correctableRow(bureau, id, at.rowId)
    expect(alike.fill?.values).toEqual([])
    await expect(
      decideDuplicate(bureau, { ...at, decision: 'fill', subjectVersion: alike.fill?.version }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('fills up nothing for whoever may not import', async () => {
    const { at } = await suspected()
    const officer = await aContext('officer')
    await expect(decideDuplicate(officer, { ...at, decision: 'fill', subjectVersion: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
