import { expect, test } from 'vitest'
import { database } from '~/platform/database/client'
import { aContext, projectOf } from '~test/factories'
import { useDatabase } from '~test/database'
import { projectFilter } from '../domain/filter'
import { USUAL_COLUMNS } from '../domain/list-columns'
import { readInWords } from '../domain/read-fields'
import { listProjects } from './list'
import { chooseListColumns, listColumns } from './list-columns'
import { registerProject } from './register'

useDatabase()

test('an account keeps the columns that it chose, others keep theirs, and choosing none brings the usual ones back', async () => {
  const [officer, other] = [await aContext('officer'), await aContext('officer')]
  expect(await listColumns(officer)).toEqual(USUAL_COLUMNS)
  await chooseListColumns(officer, { columns: ['remark', 'code', 'stage', 'no such column'] })
  expect(await listColumns(officer)).toEqual(['code', 'remark', 'stage'])
  expect(await listColumns(other)).toEqual(USUAL_COLUMNS)
  await chooseListColumns(officer, { columns: [] })
  expect(await listColumns(officer)).toEqual(USUAL_COLUMNS)
})

test('whoever reads no projects has no list of them', async () => {
  const sysadmin = await aContext('sysadmin')
  await expect(chooseListColumns(sysadmin, { columns: ['code'] })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the choice is logged in the words of the heads', async () => {
  const officer = await aContext('officer')
  await chooseListColumns(officer, { columns: ['tax', 'updated'] })
  const event = await database().auditEvent.findFirst({ where: { actorId: officer.actor.userId } })
  expect(event).toMatchObject({ action: 'project.columns', after: { columns: ['预计年税收', '更新'] } })
})

test('a list reads what its columns show', async () => {
  const officer = await aContext('officer')
  await registerProject(officer, projectOf(officer.actor.unitId ?? '', { content: '建设两条生产线', origin: '苏州' }))
  const asked = { filter: projectFilter.parse({ mine: '1' }), sort: 'name' as const, limit: 10 }
  const said = async (columns?: string[]) => {
    const [row] = (await listProjects(officer, { ...asked, columns })).items
    return row && [readInWords(row, 'content'), readInWords(row, 'origin')]
  }
  expect(await said()).toEqual([null, '苏州'])
  expect(await said(['content'])).toEqual(['建设两条生产线', '苏州'])
})
