import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useDatabase } from '~test/database'
import { aContext, rootUnit } from '~test/factories'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { prepareJobs, stopJobs } from '~/platform/jobs/jobs'
import { findBatch, mappingOf } from '../../tables/server/batch'
import { answerQuestion, correctTable, cureHeldRows, forgetAnswers } from '../../tables/server/correct-reading'
import { correctRow } from '../../tables/server/correct-row'
import { importPage } from '../../tables/server/import-page'
import { readBatch } from '../../tables/server/read-batch'
import { tablePage } from '../../tables/server/table-page'
import { commitBatch } from '../../tables/server/commit-batch'
import { listWords, removeWord } from '../../tables/server/words'
import { keepTable } from '../../tables/server/upload-table'

const HEADER = ['序号', '项目名称', '投资方', '总投资', '签约时间', '备案号']
const ROWS = [
  [1, '水泵项目', '甲水泵有限公司', 1200, '2020-03-05', '备字一号'],
  [2, '阀门项目', '乙阀门有限公司', 800, '2020-04-06', '备字二号'],
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reading-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('how a file is read is put right', () => {
  const { connection } = useDatabase()
  let bureau: RequestContext
  beforeAll(async () => {
    await prepareJobs(connection)
    await rootUnit()
    bureau = await aContext('bureau')
  })

  afterAll(stopJobs)

  async function uploaded(name: string, rows: (string | number)[][]) {
    const file = path.join(folder, `${name}.csv`)
    await writeFile(file, rows.map((row) => row.join(',')).join('\n'))
    const { id } = await keepTable(bureau, { path: file, name: `${name}.csv` })
    await readBatch(bureau, id)
    return id
  }
  const batchOf = (id: string) => findBatch(database(), { actor: SYSTEM_ACTOR }, id)
  const overview = (id: string) => importPage(bureau, id, { tab: 'ready', offset: 0, limit: 50 })
  const table = (id: string, place: string) => tablePage(bureau, id, place, { page: 1, size: 50 })
  async function seen(id: string) {
    const batch = await batchOf(id)
    return { id, version: batch.version, sheet: mappingOf(batch).sheets[0]!.name }
  }

  test('a column and its unit, with the effect on the totals, in the log, and taken back', async () => {
    const id = await uploaded('单位', [HEADER, ...ROWS])
    const before = await seen(id)
    await correctTable(bureau, { ...before, top: 1, values: { 'unit:D': 'yi', 'field:F': 'remark' } })
    await readBatch(bureau, id)
    const { effect, columns, isAnswered } = await table(id, '0-1')
    expect(effect.find(({ key }) => key === 'totalInvestmentWan')).toMatchObject({ before: 2000, now: 20_000_000 })
    expect(columns.map(({ by }) => by)).toEqual(['guess', 'guess', 'guess', 'guess', 'guess', 'answer'])
    expect(isAnswered).toBe(true)
    const event = await database().auditEvent.findFirstOrThrow({ where: { action: 'import.map', subjectId: id } })
    expect(Object.values(event.after as object)).toEqual(['D 列（亿元）；F 列=备注'])

    await expect(correctTable(bureau, { ...before, top: 1, values: { 'unit:D': 'wan' } })).rejects.toMatchObject({
      code: 'stale',
    })
    await forgetAnswers(bureau, await seen(id))
    await readBatch(bureau, id)
    const after = await table(id, '0-1')
    expect(after.effect.find(({ key }) => key === 'totalInvestmentWan')).toMatchObject({ now: 2000 })
    expect(after.isAnswered).toBe(false)
  })

  test('one answer to a question holds for all its places', async () => {
    const groups = ['甲类情形', '乙类情形', '丙类情形']
    const rows = groups.flatMap((name, at) => [
      [name],
      [at + 1, `${name}项目`, `${name}有限公司`, 100, '2020-03-05', ''],
    ])
    const id = await uploaded('分组', [HEADER, ...rows])
    const { questions } = await overview(id)
    const question = questions.assumed.find(({ code }) => code === 'headingUnknown')!
    expect(question.count).toBe(3)
    await answerQuestion(bureau, { ...(await seen(id)), key: question.key, value: 'industry' })
    await readBatch(bureau, id)
    const stored = await database().importRow.findMany({ where: { batchId: id }, orderBy: { rowNumber: 'asc' } })
    expect(stored.map(({ draft }) => (draft as { industry?: string }).industry)).toEqual(groups)
    await expect(
      answerQuestion(bureau, { ...(await seen(id)), key: question.key, value: 'industry' }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  test('rows that are held for one cause are seen together, and put right by one answer', async () => {
    const rows = ['待定', '待定', '待商', '-5'].map((amount, at) => [
      at + 1,
      `第${at}号项目`,
      `第${at}有限公司`,
      amount,
      '2020-03-05',
      '',
    ])
    const id = await uploaded('待定', [HEADER, ...rows])
    const { held } = await overview(id)
    expect(held.causes.map(({ count, rows: places, asked }) => [count, places.length, asked?.by])).toEqual([
      [3, 3, 'choice'],
      [1, 1, 'choice'],
    ])
    const [pending] = held.causes
    const { key } = pending!
    const within = await importPage(bureau, id, { tab: 'held', cause: key, offset: 0, limit: 50 })
    expect([within.rows.map(({ rowNumber }) => rowNumber), within.tabs.held]).toEqual([[2, 3, 4], 3])
    await expect(cureHeldRows(bureau, { ...(await seen(id)), key, value: '?' })).rejects.toMatchObject({
      userMessage: '请先从给出的答案中选一个',
    })
    await cureHeldRows(bureau, { ...(await seen(id)), key, value: '=' })
    await readBatch(bureau, id)
    const after = await overview(id)
    expect([after.held.causes.length, after.tabs.held, after.tabs.ready]).toEqual([1, 1, 3])
    const event = await database().auditEvent.findFirstOrThrow({ where: { action: 'import.map', subjectId: id } })
    expect(Object.values(event.after as object)).toEqual(['D 列作没有填写：第 2、3、4 行'])
    await expect(cureHeldRows(bureau, { ...(await seen(id)), key, value: '=' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('a row that is corrected stands under the headings under which it was read', async () => {
    const id = await uploaded('标题之下', [
      HEADER.with(5, '进度'),
      ['一、已竣工项目'],
      [1, '甲项目', '甲公司', '待定', '2020-03-05', ''],
      ['二、在谈项目'],
      [2, '乙项目', '乙公司', '待定', '', ''],
    ])
    const { held } = await overview(id)
    for (const row of held.causes[0]!.rows)
      await correctRow(bureau, { batchId: id, rowId: row.id, version: 1, values: { investmentWan: '5' } })
    const stored = await database().importRow.findMany({ where: { batchId: id }, orderBy: { rowNumber: 'asc' } })
    const stages = stored.map(({ draft }) =>
      (draft as { events: { stage: string }[] }).events.map(({ stage }) => stage),
    )
    expect(stages).toEqual([['signed', 'started', 'completed'], ['negotiating']])
  })

  test('a file in which no header was found is read once somebody has pointed at it', async () => {
    const id = await uploaded('无表头', [
      ['二〇二〇年'],
      ['名', '谁', '多少', '何时'],
      ['水泵项目', '甲公司', 1200, '2020-03-05'],
    ])
    expect((await batchOf(id)).state).toBe('failed')
    expect((await table(id, '0-0')).preview.map(({ row }) => row)).toEqual([1, 2, 3])
    await correctTable(bureau, { ...(await seen(id)), top: null, values: { header: '2' } })
    await readBatch(bureau, id)
    expect((await batchOf(id)).state).toBe('failed')
    const values = { 'field:A': 'name', 'field:B': 'investor', 'field:C': 'investmentWan', 'field:D': 'signedOn' }
    await correctTable(bureau, { ...(await seen(id)), top: 2, values })
    await readBatch(bureau, id)
    expect((await batchOf(id)).state).toBe('previewed')
    expect((await overview(id)).rows.map(({ preview }) => preview.title)).toEqual(['水泵项目'])
  })

  test('what is asked is named before anything is written', async () => {
    const id = await uploaded('外币', [HEADER.map((it) => (it === '总投资' ? '总投资（万美元）' : it)), ...ROWS])
    const { questions, openQuestions } = await overview(id)
    expect(questions.open.map(({ code }) => code)).toEqual(['unitUnclear'])
    expect(openQuestions).toHaveLength(1)
  })

  test('a word that was chosen holds for the next file once this one is imported, until it is taken away', async () => {
    const id = await uploaded('用词', [HEADER, ...ROWS])
    await correctTable(bureau, { ...(await seen(id)), top: 1, values: { 'field:F': 'remark' } })
    await readBatch(bureau, id)
    expect((await listWords(bureau, { offset: 0, limit: 10 })).total).toBe(0)
    await commitBatch(bureau, id)
    const { items } = await listWords(bureau, { offset: 0, limit: 10 })
    expect(items).toMatchObject([{ word: '备案号', meaning: '备注', fileName: '用词.csv' }])
    expect(await database().auditEvent.count({ where: { action: 'import.remember', subjectId: id } })).toBe(1)

    const next = await uploaded('用词二', [HEADER, ...ROWS])
    expect((await table(next, '0-1')).columns.at(-1)).toMatchObject({ field: 'remark', by: 'memory' })
    await commitBatch(bureau, next)
    expect((await listWords(bureau, { offset: 0, limit: 10 })).total).toBe(1)

    const [{ id: wordId } = { id: '' }] = items
    const officer = await aContext('officer')
    await expect(listWords(officer, { offset: 0, limit: 10 })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeWord(officer, wordId)).rejects.toMatchObject({ code: 'forbidden' })
    await removeWord(bureau, wordId)
    await expect(removeWord(bureau, wordId)).rejects.toMatchObject({ code: 'notFound' })
    expect(await database().auditEvent.count({ where: { action: 'import.forgetWord', subjectId: wordId } })).toBe(1)
    const last = await uploaded('用词三', [HEADER, ...ROWS])
    expect((await table(last, '0-1')).columns.at(-1)).toMatchObject({ field: null, by: 'guess' })
  })

  test('nobody else corrects or looks', async () => {
    const id = await uploaded('权限', [HEADER, ...ROWS])
    const at = await seen(id)
    for (const role of ['officer', 'leader', 'auditor'] as const) {
      const stranger = await aContext(role)
      await expect(tablePage(stranger, id, '0-1', { page: 1, size: 50 })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(correctTable(stranger, { ...at, top: 1, values: {} })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(answerQuestion(stranger, { ...at, key: 'x', value: '' })).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(forgetAnswers(stranger, at)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('a sheet of 500 tables is shown one table at a time', async () => {
    const rows = Array.from({ length: 500 }, (_, at) => [
      HEADER,
      [1, `第${at}号水泵项目`, `第${at}号水泵有限公司`, 100 + at, '2020-03-05', `备字${at}号`],
      [''],
    ]).flat()
    // The same header again is another page of one table; another order is another table.
    rows.forEach((row, at) => {
      if (row === HEADER && (at / 3) % 2 === 1) rows[at] = [...HEADER.slice(0, 4), '签约日期', '备案文号']
    })
    const id = await uploaded('五百张', rows)
    const { tableCount, tables } = await table(id, '0-1')
    expect(tableCount).toBe(500)
    expect(tables.length).toBeLessThanOrEqual(20)
    expect(JSON.stringify(await table(id, '0-700')).length).toBeLessThan(60_000)
    expect(JSON.stringify(await overview(id)).length).toBeLessThan(200_000)
  })
})
