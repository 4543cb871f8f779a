import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { database } from '~/platform/database/client'
import { AppError } from '~/shared/errors'
import { aContext, aUnit, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { FIELD_NAMES, LABELS_WITH_UNITS } from '../domain/fields'
import { projectFilter } from '../domain/filter'
import { exportProjects } from './export'
import { registerProject } from './register'

useDatabase()

let folder: string
let unit: { id: string; name: string }
let officer: RequestContext
let stranger: RequestContext

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'crm-export-'))
  unit = await aUnit({ name: '城北镇' })
  officer = await aContext('officer', { unitId: unit.id })
  stranger = await aContext('officer', { unitId: (await aUnit()).id })
  await registerProject(
    officer,
    projectOf(unit.id, { name: '导出一号项目', investmentWan: '12000.5', rents: true, remark: '=1+1' }),
  )
  await registerProject(officer, projectOf(unit.id, { name: '导出二号项目', investmentWan: '300' }), { distinct: true })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function exported(context: RequestContext, asked: object = {}) {
  const file = path.join(folder, `${Math.random()}.xlsx`)
  const count = await exportProjects(context, { filter: projectFilter.parse(asked), sort: 'name' }, file)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  const sheet = book.worksheets[0]!
  const head = (sheet.getRow(1).values as string[]).slice(1)
  const rows = (sheet.getRows(2, count) ?? []).map((row) =>
    Object.fromEntries(head.map((label, at) => [label, row.getCell(at + 1).value])),
  )
  return { count, head, rows }
}

test('a workbook holds every field of each project, amounts as numbers and all else in words', async () => {
  const { head, rows } = await exported(officer, { q: '导出一号' })
  for (const name of FIELD_NAMES) expect(head).toContain(LABELS_WITH_UNITS[name])
  expect(rows).toEqual([
    expect.objectContaining({
      项目名称: '导出一号项目',
      阶段: '线索',
      登记单位: '城北镇',
      '总投资（万元）': 12000.5,
      租赁厂房: '是',
      备注: '=1+1',
    }),
  ])
})

test('it holds what the list asks for, as far as its reader sees it', async () => {
  expect((await exported(officer, { minWan: 1000 })).rows.map((row) => row.项目名称)).toEqual(['导出一号项目'])
  expect((await exported(stranger)).count).toBe(0)
  await expect(exported(await aContext('sysadmin'))).rejects.toThrow(AppError)
})

test('an export is logged with what was asked and how many projects it holds', async () => {
  await exported(officer, { minWan: 1000 })
  const last = await database().auditEvent.findFirst({ where: { action: 'project.export' }, orderBy: { seq: 'desc' } })
  expect(last).toMatchObject({ actorId: officer.actor.userId, after: { count: 1, minWan: 1000 } })
})
