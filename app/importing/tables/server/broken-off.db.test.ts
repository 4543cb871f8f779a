import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zip } from '~test/archive'
import { useDatabase } from '~test/database'
import { aContext, rootUnit } from '~test/factories'
import { SYSTEM_ACTOR, type RequestContext } from '~/auth/domain/actor'
import type { ImportState } from '~/generated/prisma/enums'
import { database } from '~/platform/database/client'
import { env } from '~/platform/env'
import { localPath } from '~/platform/files'
import { enqueue, prepareJobs, startJobs, stopJobs } from '~/platform/jobs/jobs'
import { findBatch } from './batch'
import { closeDeadImports } from './close-dead-imports'
import { claimBatch, commitBatch, finishCommit } from './commit-batch'
import { discardImport } from './discard-import'
import { importLedger } from '../../projects/server/import-ledger'
import { readAgain } from './read-again'
import { readBatch } from './read-batch'
import { keepTable } from './upload-table'
import { workingOn } from './working-on'

const { connection } = useDatabase()

let folder: string
let context: RequestContext
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'broken-off-'))
  Object.assign(env(), { DATA_DIR: folder })
  await prepareJobs(connection)
  await startJobs()
  await rootUnit()
  context = await aContext('bureau')
})
afterAll(async () => {
  await stopJobs()
  await rm(folder, { recursive: true })
})

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const text = (words: string) => `<c t="str"><v>${words}</v></c>`
const row = (r: number, ...cells: string[]) => `<row r="${r}">${cells.map(text).join('')}</row>`
const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`

let made = 0

/** Two sheets of one name, in each of them two data rows of one number. */
async function repeating(): Promise<string> {
  const own = ++made
  const sheet = (at: number) =>
    `<worksheet><sheetData>${row(1, '项目名称', '投资方', '总投资（万元）')}${row(2, `甲${own}${at}项目`, `甲${own}${at}公司`, '100')}${row(2, `乙${own}${at}项目`, `乙${own}${at}公司`, '200')}</sheetData></worksheet>`
  const file = path.join(folder, `${own}.xlsx`)
  await writeFile(
    file,
    zip([
      ['[Content_Types].xml', '<Types/>'],
      ['_rels/.rels', `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
      [
        'xl/workbook.xml',
        `<workbook xmlns:r="${OFFICE}"><sheets><sheet name="台账" r:id="r1"/><sheet name="台账" r:id="r2"/></sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `<Relationships>${relation('r1', 'worksheet', 'worksheets/1.xml')}${relation('r2', 'worksheet', 'worksheets/2.xml')}</Relationships>`,
      ],
      ['xl/worksheets/1.xml', sheet(1)],
      ['xl/worksheets/2.xml', sheet(2)],
    ]),
  )
  return file
}

async function kept(state: ImportState = 'uploaded'): Promise<string> {
  const file = await repeating()
  const { id } = await keepTable(context, { path: file, name: file })
  await database().importBatch.update({ where: { id }, data: { state } })
  return id
}

const read = async (): Promise<string> => {
  const id = await kept()
  await readBatch(context, id)
  return id
}

const found = async (id: string) => {
  const { state, failure } = await findBatch(database(), { actor: SYSTEM_ACTOR }, id)
  return { state, failure }
}

test('a file that repeats row numbers and sheet names is read alike by page and command line', async () => {
  const file = await repeating()
  const previewed = await importLedger(context, { file })
  const { id } = await keepTable(context, { path: file, name: file })
  await readBatch(context, id)
  expect(await found(id)).toEqual({ state: 'previewed', failure: null })
  const committed = await commitBatch(context, id)
  const counts = (sheets: { name: string; rows: number; created: number }[]) =>
    sheets.map(({ name, rows, created }) => [name, rows, created])
  expect(counts(committed.sheets)).toEqual([
    ['台账', 2, 2],
    ['台账 (2)', 2, 2],
  ])
  expect(counts(previewed.sheets)).toEqual(counts(committed.sheets))
})

test('a reading that fails unforeseen leaves a reason in plain Chinese, and can be asked for again', async () => {
  const id = await kept()
  await rm(localPath((await findBatch(database(), { actor: SYSTEM_ACTOR }, id)).file!.key))
  await readBatch(context, id)
  const { state, failure } = await found(id)
  expect(state).toBe('failed')
  expect(failure).toMatch(/^读取时系统出错/)
  expect(failure).not.toMatch(/[a-z]{3}/i)
  await readAgain(context, id)
  expect(await found(id)).toEqual({ state: 'uploaded', failure: null })
  await expect(readAgain(context, id)).rejects.toMatchObject({ code: 'conflict' })
})

test.each([
  ['uploaded', 'failed'],
  ['reading', 'failed'],
  ['committing', 'previewed'],
] as const)('an import left %s by a crash is found dead, and is then %s with the reason', async (left, then) => {
  const id = await kept(left)
  const first = await closeDeadImports(new Set())
  expect((await found(id)).state).toBe(left)
  await closeDeadImports(first)
  const { state, failure } = await found(id)
  expect([state, failure]).toEqual([then, expect.stringMatching(/中断.*没有写入任何数据，可以/)])
})

test('an import that somebody works on, or whose job waits, is not found dead', async () => {
  const busy = await kept('reading')
  const waiting = await kept('uploaded')
  const startAfter = new Date(Date.now() + 3_600_000)
  await enqueue('import-read', { batchId: waiting, userId: null }, { key: waiting, startAfter })
  await workingOn(busy, async () => closeDeadImports(await closeDeadImports(new Set())))
  expect([(await found(busy)).state, (await found(waiting)).state]).toEqual(['reading', 'uploaded'])
})

test('two never work on one import', async () => {
  const id = await kept()
  await expect(workingOn(id, () => readBatch(context, id))).rejects.toMatchObject({ code: 'conflict' })
})

test.each(['uploaded', 'reading', 'previewed', 'committing', 'failed'] as const)(
  'an import can be discarded while it is %s, and nothing is written by it then',
  async (state) => {
    const id = await kept(state)
    await discardImport(context, id)
    await readBatch(context, id)
    await finishCommit(context, id).catch(() => {})
    expect((await found(id)).state).toBe('discarded')
    await expect(discardImport(context, id)).rejects.toMatchObject({ code: 'conflict' })
  },
)

test('what is committed cannot be discarded', async () => {
  const id = await read()
  await commitBatch(context, id)
  await expect(discardImport(context, id)).rejects.toMatchObject({ code: 'taken' })
})

test('a commit names the preview it has seen: one read again since is told, and not written', async () => {
  const id = await read()
  const { version } = await findBatch(database(), { actor: SYSTEM_ACTOR }, id)
  await expect(claimBatch(context, id, { version: version - 1 })).rejects.toMatchObject({ code: 'stale' })
  expect((await found(id)).state).toBe('previewed')
  await claimBatch(context, id, { version })
  expect((await found(id)).state).toBe('committing')
})
