import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { writeXlsx } from '~/platform/xlsx'
import { registerProject } from '~/projects/server/register'
import { createRuleSet, editableRuleSet } from '~/screening/server/edit-rule-set'
import { editableScreening, readScreening } from '~/screening/server/read-screening'
import { startScreening } from '~/screening/server/save-screening'
import { writeProposalBook, writeRuleBook } from '~/screening/server/write-books'
import { useDatabase } from '~test/database'
import { aContext, aUnit, projectOf } from '~test/factories'
import { refusal } from '~test/refusal'
import { readProposal } from './read-proposal'
import { importRules } from './read-rules'

useDatabase()

const folder = mkdtempSync(path.join(tmpdir(), 'books-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string) => ({ path: path.join(folder, name), name })

let bureau: RequestContext
beforeAll(async () => {
  bureau = await aContext('bureau')
})

test.each(['scored-40-30-20-10', 'standard-land-xuancheng-2025', 'efficiency-huangyan-2022'])(
  'a set like %s goes to a workbook and back unchanged; a stale import is refused',
  async (from) => {
    const id = `own-${from.slice(0, 40)}`
    await createRuleSet(bureau, { id, name: '本县准入', from })
    const { draft, version } = await editableRuleSet(bureau, id)
    const book = file(`${id}.xlsx`)
    await writeRuleBook(bureau, { id, version: null, isDraft: true }, book.path)
    expect(await importRules(bureau, { id, version, file: book })).toEqual({ notes: [] })
    expect((await editableRuleSet(bureau, id)).draft).toEqual(draft)
    expect((await refusal(importRules(bureau, { id, version, file: book }))).code).toBe('stale')
  },
)

test('only the bureau imports rules, and a file without their sheets is refused at the file', async () => {
  const officer = await aContext('officer')
  await createRuleSet(bureau, { id: 'own-refused', name: '本县准入', from: null })
  const book = file('other.xlsx')
  await writeXlsx(book.path, { name: '台账', head: ['项目', '内容'], rows: [['甲', '乙']] })
  expect((await refusal(importRules(officer, { id: 'own-refused', version: 1, file: book }))).code).toBe('forbidden')
  const refused = await refusal(importRules(bureau, { id: 'own-refused', version: 1, file: book }))
  expect([refused.code, refused.errors[0]?.path]).toEqual(['invalid', 'file'])
})

test("an investor's workbook comes into the form to be looked at; nothing is stored, and what it refuses is at its box", async () => {
  const unit = await aUnit()
  const officer = await aContext('officer', { unitId: unit.id })
  const { id: projectId } = await registerProject(officer, projectOf(unit.id, { landMu: '50' }))
  const { id } = await startScreening(officer, { projectId, depth: 'full', ruleSetIds: ['scored-40-30-20-10'] })
  const template = file('template.xlsx')
  await writeProposalBook(officer, id, template.path)
  const untouched = await readProposal(officer, { id, file: template })
  const { values, version } = await editableScreening(officer, id)
  expect(untouched.values).toEqual({ ...values, version })

  const filled = file('filled.xlsx')
  await writeXlsx(filled.path, {
    name: '方案',
    head: ['项目', '填写'],
    rows: [
      ['用地面积', '3公顷'],
      ['固定资产投资', '1.2亿'],
      ['年税收', '很多'],
      ['拟开工', '2021-09-01'],
    ],
  })
  const read = await readProposal(officer, { id, file: filled })
  expect(read).toMatchObject({
    read: 4,
    notes: [],
    values: { landMu: '3公顷', fixedAssetInvestmentWan: '1.2亿', dossier: { constructionFrom: '2021-09-01' } },
    errors: [{ path: 'annualTaxWan' }],
  })
  expect((await readScreening(officer, id)).inputs).toMatchObject({ landMu: 50 })
  const stranger = await aContext('officer')
  expect((await refusal(readProposal(stranger, { id, file: filled }))).code).toBe('notFound')
})
