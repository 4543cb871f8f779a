import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import truth from '~test/fixtures/signed-projects-ledger.truth.json'
import { useDatabase } from '~test/database'
import { cellsWith, writeLedger, type Cells } from '~test/ledger-file'
import { aContext, NOW, rootUnit } from '~test/factories'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database, transaction } from '~/platform/database/client'
import { historyOf, stageCache } from '~/projects/domain/history'
import { appendFact } from '~/projects/server/facts'
import { staleMilestones } from '~/projects/server/milestones'
import { changeNames } from '~/projects/server/change-names'
import { projectEvents } from '~/projects/server/events'
import { projectChanges } from '~/projects/server/record'
import { projectLines } from '~/projects/domain/change-lines'
import { toDay } from '~/shared/day'
import { claimBatch, commitBatch } from '../../tables/server/commit-batch'
import { importPage } from '../../tables/server/import-page'
import { correctableRow, correctRow } from '../../tables/server/correct-row'
import { decideDuplicate } from '../../tables/server/decide-duplicate'
import { importLedger } from './import-ledger'
import { readBatch } from '../../tables/server/read-batch'
import { findBatch, reportOf } from '../../tables/server/batch'
import { keepTable } from '../../tables/server/upload-table'

const SAMPLE = 'public/samples/signed-projects-ledger.xlsx'

const HEADER = [
  '项目编号',
  '项目名称',
  '投资方',
  '总投资（万元）',
  '签约时间',
  '是否开工',
  '开工时间',
  '面积（亩）',
  '供地情况',
  '引荐单位',
  '拟落户园区',
  '责任人',
  '联系电话',
  '备注',
]
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'))
})
afterAll(() => rm(folder, { recursive: true }))

const ledger = (
  name: string,
  rows: Cells[],
  title = '2020年签约项目台账',
  header = HEADER,
  statedOn = '2021年5月20日',
): Promise<string> =>
  writeLedger(path.join(folder, `${name}.xlsx`), [[title], header, ...rows, [`填表日期：${statedOn}`]])

const row = (name: string, over: Partial<Record<number, string | number | null>> = {}): Cells => {
  const cells: Cells = [
    null,
    name,
    `${name}投资有限公司`,
    1000,
    '2020.3.15',
    '是',
    '2020年9月',
    10,
    '已供地',
    '某镇',
    '某园区',
    '张三',
    '13812345678',
    null,
  ]
  return cellsWith(cells, over)
}

const counts = (report: { sheets: { created: number; updated: number; unchanged: number }[] }) =>
  report.sheets.map(({ created, updated, unchanged }) => [created, updated, unchanged])

describe('the sample ledger', () => {
  useDatabase()
  let bureau: RequestContext
  beforeAll(async () => {
    await rootUnit()
    bureau = await aContext('bureau')
  })

  test('a dry run counts as the truth file does, and writes nothing', async () => {
    const report = await importLedger(bureau, { file: SAMPLE })
    for (const { name, findings, created, updated, unchanged, ...summary } of report.sheets) {
      expect(summary).toEqual(truth.sheets[name as keyof typeof truth.sheets])
      expect([created, updated, unchanged]).toEqual([summary.projects, 0, 0])
      expect(findings.length).toBeGreaterThan(0)
    }
    expect(await database().project.count()).toBe(0)
    expect(await database().importBatch.count()).toBe(0)
  })

  test('a commit makes the projects the truth file says, with their history', async () => {
    const report = await importLedger(bureau, { file: SAMPLE, commit: true })
    expect(Object.keys(report.sheets[0]!)).toEqual([
      'name',
      'rows',
      'projects',
      'created',
      'updated',
      'unchanged',
      'started',
      'notStarted',
      'landSupplied',
      'renting',
      'withoutArea',
      'totalInvestmentWan',
      'landMu',
      'suspectedDuplicates',
      'heldRows',
      'findings',
    ])
    for (const { name, findings: _, created, updated: _u, unchanged: _n, ...summary } of report.sheets) {
      expect(summary).toEqual(truth.sheets[name as keyof typeof truth.sheets])
      expect(created).toBe(summary.projects)
    }
    const db = database()
    expect(await db.project.count()).toBe(203)
    expect(await db.projectFact.count()).toBe(203)
    expect(await db.auditEvent.count({ where: { action: 'project.import' } })).toBe(203)
    expect(await db.auditEvent.count({ where: { action: 'import.commit' } })).toBe(1)
    expect(await db.importRow.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toMatchObject([
      { state: 'created', _count: 203 },
      { state: 'duplicate', _count: 3 },
      { state: 'held', _count: 3 },
    ])
  })

  test('the cached stage and milestones of every imported project are what its events say', async () => {
    expect(await staleMilestones(database())).toEqual([])
    const projects = await database().project.findMany()
    for (const project of projects) {
      const events = await projectEvents(database(), project.id)
      const cache = stageCache(events)
      expect({
        stage: project.stage,
        signedFrom: project.signedFrom && toDay(project.signedFrom),
        startedFrom: project.startedFrom && toDay(project.startedFrom),
        startedTo: project.startedTo && toDay(project.startedTo),
      }).toEqual({
        stage: cache.stage,
        signedFrom: cache.signedFrom,
        startedFrom: cache.startedFrom,
        startedTo: cache.startedTo,
      })
    }
    const histories = await Promise.all(
      projects.map(async (each) => historyOf(await projectEvents(database(), each.id), { asOf: '2021-05-31' })),
    )
    expect(histories.filter((it) => it?.reached.signed!.from.startsWith('2020')).length).toBe(122)
    expect(histories.filter((it) => it?.reached.signed!.from.startsWith('2020') && it.reached.started).length).toBe(65)
    expect(histories.filter((it) => it?.reached.signed!.from.startsWith('2021') && it.reached.started).length).toBe(7)
  })

  test('unknown units and parks are made unconfirmed, with one finding each', async () => {
    const parks = await database().park.findMany()
    expect(parks.map((park) => park.confirmed)).toEqual([false, false, false, false])
    const units = await database().unit.findMany({ where: { confirmed: false } })
    const findings = (await database().importRow.findMany()).flatMap((it) => it.findings as { code: string }[])
    expect(findings.filter((it) => it.code === 'unitUnknown').length).toBe(units.length)
    expect(findings.filter((it) => it.code === 'parkUnknown').length).toBe(4)
  })

  test('phones stand with their contacts, and in no row, audit event or project', async () => {
    const values = await database().personalValue.findMany()
    expect(values.filter((it) => it.contactId).length).toBeGreaterThan(203)
    const rest = JSON.stringify([
      await database().importRow.findMany({ select: { cells: true, draft: true, findings: true } }),
      await database().auditEvent.findMany({ select: { before: true, after: true } }),
      await database().project.findMany({ select: { content: true, remark: true } }),
    ])
    expect(rest).not.toMatch(/(?<![\d-])1[3-9]\d{9}(?!\d)/)
  })

  test('the same file again changes nothing', async () => {
    const before = await database().project.findMany({ orderBy: { id: 'asc' } })
    const report = await importLedger(bureau, { file: SAMPLE, commit: true })
    expect(counts(report)).toEqual([
      [0, 0, 122],
      [0, 0, 81],
    ])
    expect(await database().project.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
    expect(await database().stageEvent.count()).toBe(
      await database().stageEvent.count({ where: { supersedesId: null } }),
    )
  })

  test('one sheet alone can be chosen; an unknown one is refused with the names there are', async () => {
    const report = await importLedger(bureau, { file: SAMPLE, sheet: '2021年1-4月签约备案', commit: true })
    expect(report.sheets.map((sheet) => [sheet.name, sheet.unchanged])).toEqual([['2021年1-4月签约备案', 81]])
    await expect(importLedger(bureau, { file: SAMPLE, sheet: '别的' })).rejects.toMatchObject({
      userMessage: expect.stringContaining('2020年供地项目'),
    })
  })
})

describe('a ledger that comes again', () => {
  useDatabase()
  let bureau: RequestContext
  beforeAll(async () => {
    await rootUnit()
    bureau = await aContext('bureau')
  })

  test('only what differs is written, a stage on another day as a correction', async () => {
    await importLedger(bureau, {
      file: await ledger('v1', [row('甲项目'), row('乙项目', { 5: '否', 6: null }), row('丙项目')]),
      commit: true,
    })
    const later = { ...bureau, now: new Date(NOW.getTime() + 86_400_000) }
    const report = await importLedger(later, {
      file: await ledger('v2', [
        row('甲项目', { 3: 1500, 6: '2020年10月' }),
        row('乙项目', { 5: '是', 6: '2021.2.3' }),
        row('丙项目'),
      ]),
      commit: true,
    })
    expect(counts(report)).toEqual([[0, 2, 1]])
    const first = await database().project.findFirstOrThrow({ where: { name: '甲项目' } })
    expect([first.investmentWan?.toString(), first.startedFrom && toDay(first.startedFrom), first.version]).toEqual([
      '1500',
      '2020-10-01',
      2,
    ])
    const events = await database().stageEvent.findMany({
      where: { projectId: first.id, stage: 'started' },
      orderBy: { seq: 'asc' },
    })
    expect(events.length).toBe(2)
    expect(events[1]!.supersedesId).toBe(events[0]!.id)
    const second = await database().project.findFirstOrThrow({ where: { name: '乙项目' } })
    expect([second.stage, second.startedFrom && toDay(second.startedFrom)]).toEqual(['started', '2021-02-03'])
    expect(await database().projectFact.count({ where: { projectId: first.id } })).toBe(2)
    const audit = await database().auditEvent.findFirst({ where: { subjectId: first.id }, orderBy: { seq: 'desc' } })
    expect(audit!.before).toMatchObject({ investmentWan: '1000' })
    expect(Object.keys(audit!.after as object).sort()).toEqual(['import', 'investmentWan', 'started'])
  })

  test('修改记录 says under its label whatever a later ledger changed, units and parks by name', async () => {
    const header = [
      '项目编号',
      '项目名称',
      '投资方',
      '引荐单位',
      '落户地',
      '拟落户园区',
      '签约时间',
      '是否开工',
      '开工时间',
    ]
    const CODE = '2020-340523-30-03-000017'
    const told = async (name: string, cells: Cells) =>
      importLedger(bureau, { file: await ledger(name, [cells], '台账', header), commit: true })
    await told('c1', [CODE, '变更项目', '变更甲有限公司', '甲镇', '东镇', '东园区', '2020.3.15', '否', null])
    await told('c2', [CODE, '变更项目', '变更乙有限公司', '乙镇', '西镇', '西园区', '2020.3.20', '是', '2020年9月'])
    const { id } = await database().project.findFirstOrThrow({ where: { code: CODE } })
    const changes = await projectChanges(bureau, id)
    const names = await changeNames(changes)
    expect(changes.map(({ action }) => action)).toEqual(['project.import', 'project.import'])
    const [later, first] = changes.map((each) => projectLines(each, names))
    expect(first).toContainEqual({ label: '投资方', before: '', after: '变更甲有限公司' })
    const lines = Object.fromEntries(later!.map(({ label, before, after }) => [label, [before, after]]))
    expect(lines).toEqual({
      投资方: ['变更甲有限公司', '变更乙有限公司'],
      登记单位: ['甲镇', '乙镇'],
      引荐单位: ['甲镇', '乙镇'],
      落地单位: ['东镇', '西镇'],
      园区: ['东园区', '西园区'],
      签约: ['2020-03-15', '2020-03-20'],
      开工: ['', '2020年9月'],
    })
  })

  test('what somebody edited in the program stays when the ledger says nothing new', async () => {
    await database().project.updateMany({ where: { name: '丙项目' }, data: { remark: '手工补充', investmentWan: 999 } })
    const report = await importLedger(bureau, { file: await ledger('v3', [row('丙项目')]), commit: true })
    expect(counts(report)).toEqual([[0, 0, 1]])
    expect(await database().project.findFirst({ where: { name: '丙项目' } })).toMatchObject({ remark: '手工补充' })
  })

  test('a project typed by hand is known by investor, name and signing day; empty cells do not clear it', async () => {
    await database().project.updateMany({
      where: { name: '丙项目' },
      data: { blockingIssue: '手工', remark: '手工补充' },
    })
    await database().importRow.updateMany({
      where: { identity: { contains: '|丙项目|' } },
      data: { state: 'discarded' },
    })
    const report = await importLedger(bureau, { file: await ledger('v4', [row('丙项目', { 3: 1200 })]), commit: true })
    expect(counts(report)).toEqual([[0, 1, 0]])
    const third = await database().project.findFirstOrThrow({ where: { name: '丙项目' } })
    expect([third.investmentWan?.toString(), third.remark]).toEqual(['1200', '手工补充'])
  })

  test('chain and yearly tax are kept, and a later ledger changes what it tells otherwise', async () => {
    const header = [...HEADER, '所属产业链', '预计年税收（万元）']
    const told = (chain: string | null, tax: number | null) => [[...row('含税项目'), chain, tax]]
    const stored = () => database().project.findFirstOrThrow({ where: { name: '含税项目' } })
    await importLedger(bureau, {
      file: await ledger('t1', told('新能源装备产业链', 260.5), undefined, header),
      commit: true,
    })
    const first = await stored()
    expect([first.chain, first.annualTaxWan?.toString()]).toEqual(['新能源装备产业链', '260.5'])
    const report = await importLedger(bureau, {
      file: await ledger('t2', told('新材料产业链', 260.5), undefined, header),
      commit: true,
    })
    expect(counts(report)).toEqual([[0, 1, 0]])
    const second = await stored()
    expect([second.chain, second.annualTaxWan?.toString()]).toEqual(['新材料产业链', '260.5'])
  })

  test('an industry is written as the dictionary does, and one that it does not know joins it to be confirmed', async () => {
    const entry = await database().industry.create({ data: { name: '生物医药' } })
    await database().industryName.create({ data: { industryId: entry.id, name: '生命健康' } })
    const header = [...HEADER, '所属产业']
    const rows = [
      [...row('疫苗项目'), '生命健康'],
      [...row('卫星项目'), '商业航天'],
    ]
    await importLedger(bureau, { file: await ledger('i1', rows, undefined, header), commit: true })
    const stored = await database().project.findMany({ where: { name: { in: ['疫苗项目', '卫星项目'] } } })
    expect(stored.map(({ industry }) => industry).sort()).toEqual(['商业航天', '生物医药'])
    expect(await database().industry.findUnique({ where: { name: '商业航天' } })).toMatchObject({ confirmed: false })
    const again = await importLedger(bureau, { file: await ledger('i2', rows, undefined, header), commit: true })
    expect(counts(again)).toEqual([[0, 0, 2]])
  })

  test('a later ledger without a column leaves what it told, one with an empty cell takes it back', async () => {
    const wide = [...HEADER, '包保领导', '产业', '完成投资（万元）']
    const told = [[...row('少列项目', { 8: '租赁厂房', 13: '重要' }), '王县长', '装备制造', 300]]
    const stored = async () => {
      const { investmentWan, landMu, rents, sponsor, industry, remark, introducedById } =
        await database().project.findFirstOrThrow({ where: { name: '少列项目' } })
      return [investmentWan?.toString(), landMu?.toString(), rents, sponsor, industry, remark, introducedById !== null]
    }
    await importLedger(bureau, { file: await ledger('w1', told, undefined, wide), commit: true })
    const all = ['1000', '10', true, '王县长', '装备制造', '重要。台账载：完成固定资产投资 300 万元', true]
    expect(await stored()).toEqual(all)

    const narrow = await ledger('w2', [['少列项目', '少列项目投资有限公司', '2020.3.15', '是']], undefined, [
      '项目名称',
      '投资方',
      '签约时间',
      '是否开工',
    ])
    const report = await importLedger(bureau, { file: narrow, commit: true })
    expect(counts(report)).toEqual([[0, 0, 1]])
    expect(report.sheets[0]!.findings.map((it) => it.code)).not.toContain('stageMissing')
    expect(await stored()).toEqual(all)
    expect(
      counts(await importLedger(bureau, { file: await ledger('w3', told, undefined, wide), commit: true })),
    ).toEqual([[0, 0, 1]])

    const emptied = [[...row('少列项目', { 7: null, 8: null, 13: null }), null, '装备制造', 300]]
    expect(
      counts(await importLedger(bureau, { file: await ledger('w4', emptied, undefined, wide), commit: true })),
    ).toEqual([[0, 1, 0]])
    expect(await stored()).toEqual([
      '1000',
      undefined,
      false,
      null,
      '装备制造',
      '台账载：完成固定资产投资 300 万元',
      true,
    ])
  })

  test('a row without investor or signing day is known again next month', async () => {
    const rows = [row('无投资方项目', { 2: null }), row('无签约时间项目', { 4: null })]
    await importLedger(bureau, { file: await ledger('f1', rows), commit: true })
    const report = await importLedger(bureau, {
      file: await ledger('f2', rows, undefined, undefined, '2021年6月20日'),
      commit: true,
    })
    expect(counts(report)).toEqual([[0, 0, 2]])
  })

  test('a code makes a row known whatever its name and day; a running number does not', async () => {
    await importLedger(bureau, { file: await ledger('c1', [row('丁项目', { 0: 'P-1' })]), commit: true })
    const report = await importLedger(bureau, {
      file: await ledger('c2', [row('丁项目改名', { 0: 'P-1', 2: '丁项目投资有限公司', 4: '2020.4.1' })]),
      commit: true,
    })
    expect(counts(report)).toEqual([[0, 1, 0]])
    expect(await database().project.count({ where: { code: 'P-1' } })).toBe(1)
  })

  test('a row like a project of the database waits for a decision and creates nothing', async () => {
    const before = await database().project.count()
    const report = await importLedger(bureau, {
      file: await ledger('d1', [row('另一个名字', { 2: '甲项目投资股份有限公司', 3: 1500, 4: '2020.3.20' })]),
      commit: true,
    })
    expect(report.sheets[0]).toMatchObject({ rows: 1, projects: 0, created: 0, suspectedDuplicates: 1 })
    expect(await database().project.count()).toBe(before)
  })

  test('script in a field is stored as the text it is', async () => {
    const script = '<script>alert("x")</script>\u0000'
    const cells = row(`脚本${script}`, { 2: script, 9: script, 10: script, 11: script, 13: script })
    const file = path.join(folder, 'script.csv')
    await writeFile(
      file,
      `${'说明'.repeat(1000)}\n${HEADER.join(',')}\n${cells.map((cell) => `"${String(cell ?? '').replace(/"/g, '""')}"`).join(',')}\n`,
    )
    const report = await importLedger(bureau, { file, commit: true })
    expect(report.sheets[0]!.created).toBe(1)
    expect((await database().project.findFirstOrThrow({ where: { name: { startsWith: '脚本' } } })).name).toContain(
      '<script>alert("x")</script>',
    )
  })
})

describe('rows that wait', () => {
  useDatabase()
  let bureau: RequestContext
  beforeAll(async () => {
    await rootUnit()
    bureau = await aContext('bureau')
  })

  async function imported(name: string, rows: Cells[], commit: boolean) {
    const { id } = await keepTable(bureau, { path: await ledger(name, rows), name: `${name}.xlsx` })
    await readBatch(bureau, id)
    if (commit) await commitBatch(bureau, id)
    const stored = await database().importRow.findMany({ where: { batchId: id }, orderBy: { rowNumber: 'asc' } })
    return { id, rows: stored }
  }

  test('a printed total that differs from what was read is asked about before anything is written', async () => {
    const total: Cells = [null, '合计', null, 99_999]
    const { id } = await imported('lying-total', [row('合计不符甲项目'), row('合计不符乙项目'), total], false)
    const { version } = await database().importBatch.findUniqueOrThrow({ where: { id } })
    expect((await importPage(bureau, id, { tab: 'ready', offset: 0, limit: 10 })).openQuestions).toHaveLength(1)
    await expect(claimBatch(bureau, id, { version })).rejects.toMatchObject({
      code: 'conflict',
      userMessage: expect.stringContaining('合计行的总投资为 99,999 万元'),
    })
    expect(await database().project.count({ where: { name: { startsWith: '合计不符' } } })).toBe(0)
    await commitBatch(bureau, id, { isChecked: true })
    expect(await database().project.count({ where: { name: { startsWith: '合计不符' } } })).toBe(2)
  })

  test('a held row is corrected in place by the same rules, and becomes a project at once after the commit', async () => {
    const { id, rows } = await imported('held', [row('待更正项目', { 3: '待定', 4: '2021年13月' })], true)
    const at = { batchId: id, rowId: rows[0]!.id, version: rows[0]!.version }
    const form = await correctableRow(bureau, id, rows[0]!.id)
    expect(form.fields.filter((it) => it.errors.length > 0).map((it) => [it.field, it.value])).toEqual([
      ['investmentWan', '待定'],
      ['signedOn', '2021年13月'],
    ])
    await expect(
      correctRow(bureau, { ...at, values: { investmentWan: '待定', signedOn: '2021年2月30日' } }),
    ).rejects.toMatchObject({
      code: 'invalid',
      errors: [
        { path: 'investmentWan', code: 'amountPending' },
        { path: 'signedOn', code: 'dayImpossible' },
      ],
    })
    const settled = await correctRow(bureau, {
      ...at,
      values: { investmentWan: '1.2亿元', signedOn: '2020年11月', startedOn: '2021年2月' },
    })
    expect(settled.state).toBe('created')
    const project = await database().project.findUniqueOrThrow({
      where: { id: settled.subjectId! },
      include: { contacts: { include: { values: true } } },
    })
    expect([
      project.name,
      project.investmentWan?.toString(),
      project.stage,
      project.contacts[0]!.values[0]!.value,
    ]).toEqual(['待更正项目', '12000', 'started', '13812345678'])
    await expect(correctRow(bureau, { ...at, values: {} })).rejects.toMatchObject({ code: 'conflict' })
    expect(await database().auditEvent.count({ where: { subjectId: rows[0]!.id, action: 'import.correct' } })).toBe(1)
  })

  test('a held row corrected in the preview waits for the commit', async () => {
    const { id, rows } = await imported('early', [row('提前更正项目', { 7: -12 })], false)
    const settled = await correctRow(bureau, {
      batchId: id,
      rowId: rows[0]!.id,
      version: rows[0]!.version,
      values: { landMu: '12' },
    })
    expect(settled.state).toBe('pending')
    const report = await commitBatch(bureau, id)
    expect(report.sheets[0]).toMatchObject({ created: 1, heldRows: 0, counts: { landMu: 12 } })
  })

  test('a held row corrected to what an earlier row says waits as a suspected duplicate, and makes no second project', async () => {
    const alike = { 2: '相似投资有限公司', 3: 4321 }
    const { id, rows } = await imported(
      'alike',
      [row('甲方一号厂房', alike), row('丙方仓储'), row('乙号车间改造', { ...alike, 3: '待定', 4: '2021年13月' })],
      false,
    )
    const held = rows[2]!
    const settled = await correctRow(bureau, {
      batchId: id,
      rowId: held.id,
      version: held.version,
      values: { investmentWan: '4321', signedOn: '2020年3月' },
    })
    expect(settled.state).toBe('pending')
    await commitBatch(bureau, id)
    const [first, , third] = await database().importRow.findMany({
      where: { batchId: id },
      orderBy: { rowNumber: 'asc' },
    })
    expect([third!.state, third!.duplicateSubjectId]).toEqual(['duplicate', first!.subjectId])
    expect(await database().project.count({ where: { investor: { name: '相似投资有限公司' } } })).toBe(1)
  })

  test('a field is imported, compared and logged by its declaration alone', async () => {
    const header = [...HEADER, '用水量（m³/日）']
    const withWater = (name: string, water: string) => ledger(name, [[...row('用水项目'), water]], undefined, header)
    const stored = () => database().project.findFirstOrThrow({ where: { name: '用水项目' } })
    await importLedger(bureau, { file: await withWater('water-1', '1,200.5'), commit: true })
    expect((await stored()).waterM3PerDay?.toString()).toBe('1200.5')
    expect(counts(await importLedger(bureau, { file: await withWater('water-1', '1,200.5') }))).toEqual([[0, 0, 1]])
    const report = await importLedger(bureau, { file: await withWater('water-2', '900 m³/日'), commit: true })
    expect(report.sheets[0]!.findings.map(({ message }) => message)).toContain('与上次不同，将更新：用水量')
    const { id, waterM3PerDay } = await stored()
    expect(waterM3PerDay?.toString()).toBe('900')
    const event = await database().auditEvent.findFirstOrThrow({ where: { subjectId: id }, orderBy: { id: 'desc' } })
    expect([event.before, event.after]).toMatchObject([{ waterM3PerDay: '1200.5' }, { waterM3PerDay: '900' }])
  })

  test('an amount told by a later ledger holds in the figures too, though somebody edited the project in between', async () => {
    await imported('told', [row('改数项目')], true)
    const { id } = await database().project.findFirstOrThrow({ where: { name: '改数项目' } })
    const project = await database().project.update({ where: { id }, data: { investmentWan: 2000 } })
    const edited = { validFrom: '2021-06-01', recordedAt: bureau.now, recordedById: null }
    await transaction((tx) => appendFact(tx, id, project, edited))
    await imported('retold', [row('改数项目', { 3: 8000 })], true)
    const after = await database().project.findUniqueOrThrow({ where: { id }, include: { milestone: true } })
    expect([after.investmentWan?.toString(), after.milestone!.investmentWan?.toString()]).toEqual(['8000', '8000'])
  })

  test('a correction takes back only what its ledger has a column for', async () => {
    const narrow = async (name: string, day: string) => {
      const file = await ledger(name, [['更正少列', '更正少列投资有限公司', day]], undefined, [
        '项目名称',
        '投资方',
        '签约时间',
      ])
      const { id } = await keepTable(bureau, { path: file, name: `${name}.xlsx` })
      await readBatch(bureau, id)
      await commitBatch(bureau, id)
      return { id, row: await database().importRow.findFirstOrThrow({ where: { batchId: id } }) }
    }
    await imported('widely', [row('更正少列', { 13: '重要' })], true)
    const { id, row: held } = await narrow('narrowly', '2020年13月')
    await correctRow(bureau, {
      batchId: id,
      rowId: held.id,
      version: held.version,
      values: { signedOn: '2020.3.15', investmentWan: '', landMu: '12' },
    })
    const project = await database().project.findFirstOrThrow({
      where: { name: '更正少列' },
      include: { contacts: { include: { values: true } } },
    })
    expect([
      project.investmentWan?.toString(),
      project.landMu?.toString(),
      project.remark,
      project.contacts[0]!.values.length,
    ]).toEqual(['1000', '12', '重要', 1])
  })

  test('of two people at one held row the second is told', async () => {
    const { id, rows } = await imported('both', [row('同时更正项目', { 7: -1 })], false)
    const at = { batchId: id, rowId: rows[0]!.id, version: rows[0]!.version }
    const results = await Promise.allSettled([
      correctRow(bureau, { ...at, values: { landMu: '1' } }),
      correctRow(bureau, { ...at, values: { landMu: '2' } }),
    ])
    expect(results.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a suspected duplicate is dropped as the same project, or made a project of its own', async () => {
    const same = row('疑似项目一期', { 2: '疑似投资有限公司' })
    const { id, rows } = await imported(
      'double',
      [same, row('疑似项目一期', { 2: '疑似投资公司' }), row('疑似项目一期扩建', { 2: '疑似投资公司' })],
      true,
    )
    expect(rows.map((it) => it.state)).toEqual(['created', 'duplicate', 'duplicate'])
    const at = (index: number) => ({ batchId: id, rowId: rows[index]!.id, version: rows[index]!.version })
    expect(await decideDuplicate(bureau, { ...at(1), decision: 'same' })).toEqual({
      state: 'discarded',
      subjectId: null,
      subjectPath: null,
      subject: '项目',
    })
    const made = await decideDuplicate(bureau, { ...at(2), decision: 'distinct' })
    expect(made.state).toBe('created')
    expect(await database().project.count({ where: { name: { startsWith: '疑似项目' } } })).toBe(2)
    expect(await database().personalValue.count({ where: { importRowId: rows[1]!.id } })).toBe(0)
  })

  test('a row dropped as the same project is not asked about again, until it says something else', async () => {
    const [one, other] = [row('再问项目一期', { 2: '再问投资有限公司' }), row('再问项目一期', { 2: '再问投资公司' })]
    const { id, rows } = await imported('again', [one, other], true)
    await decideDuplicate(bureau, { batchId: id, rowId: rows[1]!.id, version: rows[1]!.version, decision: 'same' })
    const again = await imported('again-2', [one, other], true)
    expect(again.rows.map((it) => it.state)).toEqual(['unchanged', 'discarded'])
    expect(reportOf(await findBatch(database(), { actor: SYSTEM_ACTOR }, again.id)).sheets[0]).toMatchObject({
      rows: 2,
      counts: { projects: 1 },
      suspectedDuplicates: 0,
    })
    const third = await imported('again-3', [one, other], true)
    expect(third.rows.map((it) => it.state)).toEqual(['unchanged', 'discarded'])
    const changed = await imported('again-4', [one, row('再问项目一期', { 2: '再问投资公司', 3: 9999 })], true)
    expect(changed.rows.map((it) => it.state)).toEqual(['unchanged', 'duplicate'])
  })

  test('the same file again changes nothing and asks nothing, once its doubles are decided to be projects of their own', async () => {
    const pairs = Array.from({ length: 12 }, (_, at) => {
      const name = `成对${String.fromCodePoint(0x4e00 + at)}标准厂房`
      const first = row(name, { 5: '否', 6: null })
      const second = [
        row(name, { 3: 2000 }),
        row(name, { 3: 1000, 5: '否', 6: null }),
        row(`${name}二期`, { 2: `${name}投资公司` }),
      ][at % 3]!
      return [first, second]
    })
    const rows = pairs.flat()
    const { id, rows: stored } = await imported('pairs', rows, true)
    for (const each of stored.filter((it) => it.state === 'duplicate')) {
      const made = await decideDuplicate(bureau, {
        batchId: id,
        rowId: each.id,
        version: each.version,
        decision: 'distinct',
      })
      expect(made.state).toBe('created')
    }
    const projects = () =>
      database().project.findMany({ where: { name: { startsWith: '成对' } }, orderBy: { id: 'asc' } })
    const before = await projects()
    expect(before.length).toBe(24)
    const orders = {
      again: rows,
      swapped: pairs.flatMap(([first, second]) => [second!, first!]),
      seconds: pairs.map(([, second]) => second!),
    }
    for (const [name, order] of Object.entries(orders)) {
      const report = await importLedger(bureau, { file: await ledger(name, order), commit: true })
      expect([name, ...counts(report), report.sheets[0]!.suspectedDuplicates]).toEqual([name, [0, 0, order.length], 0])
      expect(await projects()).toEqual(before)
    }
  })

  test('of two projects that share investor, name and day each is updated by its own row, and the reader is told', async () => {
    const twins = (first: number, second: number) => [row('同名项目', { 3: first }), row('同名项目', { 3: second })]
    const { id, rows } = await imported('twins', twins(1000, 2000), true)
    await decideDuplicate(bureau, { batchId: id, rowId: rows[1]!.id, version: rows[1]!.version, decision: 'distinct' })
    const report = await importLedger(bureau, { file: await ledger('twins2', twins(1500, 2500)), commit: true })
    expect(counts(report)).toEqual([[0, 2, 0]])
    expect(report.sheets[0]!.findings.filter((it) => it.code === 'identityShared').length).toBe(2)
    const amounts = await database().project.findMany({ where: { name: '同名项目' }, orderBy: { id: 'asc' } })
    expect(amounts.map((it) => Number(it.investmentWan))).toEqual([1500, 2500])
  })

  test('a held row corrected after the commit to what another row said waits, and changes no project', async () => {
    const { id, rows } = await imported('late', [row('先行项目'), row('先行项目', { 3: '待定' })], true)
    const at = { batchId: id, rowId: rows[1]!.id }
    expect(
      (await correctRow(bureau, { ...at, version: rows[1]!.version, values: { investmentWan: '3000' } })).state,
    ).toBe('duplicate')
    const waiting = await database().importRow.findUniqueOrThrow({ where: { id: rows[1]!.id } })
    expect(waiting.duplicateRowId).toBe(rows[0]!.id)
    expect((await decideDuplicate(bureau, { ...at, version: waiting.version, decision: 'distinct' })).state).toBe(
      'created',
    )
    const projects = await database().project.findMany({ where: { name: '先行项目' }, orderBy: { id: 'asc' } })
    expect(projects.map((it) => Number(it.investmentWan))).toEqual([1000, 3000])
  })

  test('a broken code never makes one project another', async () => {
    const folderOfCases = 'test/fixtures/ledger-cases'
    await importLedger(bureau, { file: `${folderOfCases}/c42a-code-in-scientific.csv`, commit: true })
    await importLedger(bureau, { file: `${folderOfCases}/c42b-code-in-scientific.csv`, commit: true })
    const projects = await database().project.findMany({ where: { name: { in: ['稻米加工项目', '重载机器人项目'] } } })
    expect(projects.every(({ code }) => code === null)).toBe(true)
    const header = ['项目编号', '项目名称', '投资方', '总投资（万元）', '签约时间']
    const of = (name: string, wan: number) =>
      ledger(name, [['K-7', name, `${name}公司`, wan, '2020.1.1']], undefined, header)
    await importLedger(bureau, { file: await of('编号甲', 100), commit: true })
    const report = await importLedger(bureau, { file: await of('编号乙', 200), commit: true })
    expect(report.sheets[0]).toMatchObject({ updated: 0, suspectedDuplicates: 1 })
    expect(await database().project.count({ where: { name: '编号甲' } })).toBe(1)
  })

  test('a printed total that does not agree is asked about before a commit', async () => {
    const rows = [
      [1, '合计甲', '合计甲公司', 100],
      [2, '合计乙', '合计乙公司', 200],
      ['合计', null, null, 900],
    ]
    const header = ['序号', '项目名称', '投资方', '总投资（万元）']
    const file = await ledger('total', rows, undefined, header)
    await expect(importLedger(bureau, { file, commit: true })).rejects.toMatchObject({ code: 'conflict' })
    expect(await database().project.count({ where: { name: '合计甲' } })).toBe(0)
    await importLedger(bureau, { file, commit: true, isChecked: true })
    expect(await database().project.count({ where: { name: '合计甲' } })).toBe(1)
  })

  test('two projects never share a code: the code is corrected first', async () => {
    const { id, rows } = await imported(
      'code',
      [row('编号项目甲', { 0: 'K-1' }), row('编号项目乙', { 0: 'K-1' })],
      true,
    )
    const at = { batchId: id, rowId: rows[1]!.id, version: rows[1]!.version }
    await expect(decideDuplicate(bureau, { ...at, decision: 'distinct' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await correctRow(bureau, { ...at, values: { code: 'K-2' } })).state).toBe('created')
  })

  test('who may not import may not correct or decide', async () => {
    const officer = await aContext('officer')
    const at = {
      batchId: '00000000-0000-7000-8000-000000000000',
      rowId: '00000000-0000-7000-8000-000000000000',
      version: 1,
    }
    await expect(correctRow(officer, { ...at, values: {} })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(decideDuplicate(officer, { ...at, decision: 'same' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(correctRow(bureau, { ...at, values: {} })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('rights and races', () => {
  const { asOwner } = useDatabase()
  let bureau: RequestContext
  beforeAll(async () => {
    await rootUnit()
    bureau = await aContext('bureau')
  })

  test('only the bureau imports', async () => {
    const file = await ledger('rights', [row('甲项目')])
    for (const role of [
      'officer',
      'park',
      'land',
      'reviewer',
      'inspector',
      'leader',
      'sysadmin',
      'secadmin',
      'auditor',
    ] as const) {
      await expect(importLedger(await aContext(role), { file, commit: true })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    expect(await database().importBatch.count()).toBe(0)
  })

  test('two imports of one file at once make no doubles', async () => {
    const file = await ledger(
      'twice',
      Array.from({ length: 40 }, (_, at) => row(`并发${String.fromCodePoint(0x4e00 + at)}`)),
    )
    const reports = await Promise.all([
      importLedger(bureau, { file, commit: true }),
      importLedger(bureau, { file, commit: true }),
    ])
    expect(reports.map((it) => it.sheets[0]!.created).sort((a, b) => a - b)).toEqual([0, 40])
    expect(await database().project.count({ where: { name: { startsWith: '并发' } } })).toBe(40)
  })

  test('of two commits of one import the second is told who was first, and when', async () => {
    const { id } = await keepTable(bureau, { path: await ledger('race', [row('抢先项目')]), name: 'race.xlsx' })
    await readBatch(bureau, id)
    const results = await Promise.allSettled([commitBatch(bureau, id), commitBatch(bureau, id)])
    const lost = results.filter((it) => it.status === 'rejected')
    expect(lost.length).toBe(1)
    expect(lost[0]!.reason).toMatchObject({ code: 'taken', userMessage: expect.stringContaining(bureau.actor.name) })
    expect(await database().project.count({ where: { name: '抢先项目' } })).toBe(1)
  })

  test('a connection that dies in the middle of a commit leaves nothing half-done, and the import can be committed again', async () => {
    const write = await import('./write-projects')
    const rows = Array.from({ length: 30 }, (_, at) => row(`断线${String.fromCodePoint(0x4e00 + at)}`))
    const { id } = await keepTable(bureau, { path: await ledger('killed', rows), name: 'killed.xlsx' })
    await readBatch(bureau, id)
    const real = write.createProjects
    const spy = vi.spyOn(write, 'createProjects').mockImplementationOnce(async (...args) => {
      const made = await real(...args)
      await made.written
      await asOwner(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
      )
      return made
    })
    await expect(commitBatch(bureau, id)).rejects.toThrow(/terminat|connection/i)
    spy.mockRestore()
    expect(await database().project.count({ where: { name: { startsWith: '断线' } } })).toBe(0)
    const batch = await database().importBatch.findUniqueOrThrow({ where: { id } })
    expect(batch).toMatchObject({ state: 'previewed', failure: '导入中断，没有写入任何数据，可以再次确认导入' })
    await commitBatch(bureau, id)
    expect(await database().project.count({ where: { name: { startsWith: '断线' } } })).toBe(30)
  })

  test('a file name keeps no path', async () => {
    const { id } = await keepTable(bureau, {
      path: await ledger('tricks', [row('路径项目')]),
      name: '../../etc\\passwd\u0000.xlsx',
    })
    const batch = await database().importBatch.findUniqueOrThrow({ where: { id }, include: { file: true } })
    expect([batch.fileName, batch.file!.name]).toEqual(['passwd.xlsx', 'passwd.xlsx'])
    expect(batch.file!.key).toMatch(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/)
  })
})
