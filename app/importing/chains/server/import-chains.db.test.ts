import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RequestContext } from '~/auth/domain/actor'
import { listChains, readChain } from '~/chains/server/chains'
import { exportChains, writeTemplate } from '~/chains/server/export-chains'
import { listTargets } from '~/chains/server/targets'
import { database } from '~/platform/database/client'
import { writeXlsx, type Cell } from '~/platform/xlsx'
import { useDatabase } from '~test/database'
import { aContext, aPark, aUnit } from '~test/factories'
import { refusal } from '~test/refusal'
import { commitChains, previewChains, readChainImport } from './import-chains'

useDatabase()

const folder = mkdtempSync(path.join(tmpdir(), 'chains-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let bureau: RequestContext
let files = 0

beforeAll(async () => {
  bureau = await aContext('bureau')
  await aPark({ name: '东园' })
  await aUnit({ name: '驻沪联络处' })
})

type Lines = [head: string[], ...rows: Cell[][]]

async function workbook(sheets: Record<string, Lines>): Promise<string> {
  const file = path.join(folder, `${(files += 1)}.xlsx`)
  const [first, ...others] = Object.entries(sheets).map(([name, [head, ...rows]]) => ({ name, head, rows }))
  if (!first) throw new Error('A workbook has a sheet')
  await writeXlsx(file, first, ...others)
  return file
}

async function preview(file: string) {
  const { id } = await previewChains(bureau, { path: file, name: '链.xlsx' })
  return readChainImport(bureau, id)
}

const results = ({ outcomes }: Awaited<ReturnType<typeof preview>>) =>
  outcomes.map(({ what, result, message }) => [what, result, message])

const SHEETS: Record<string, Lines> = {
  产业链: [
    ['产业链', '别名', '链长', '主导园区', '备用列'],
    ['光伏', '光伏产业链', '周某', '东园', 'x'],
  ],
  节点: [
    ['产业链', '位置', '环节', '节点', '行业代码', '标签'],
    ['光伏', '上游', '原料', '硅片', '3985', '缺链'],
    ['光伏', '中游', '组件', '组件', 'C3825、384', null],
    ['光伏产业链', '中游', '原料', '错位', null, null],
    ['氢能', '上游', '制氢', '电解槽', null, null],
    ['光伏', '下游', '应用', '电站', '3826', null],
  ],
  本地企业: [
    ['产业链', '节点', '企业名称', '园区'],
    ['光伏', '组件', '甲光电', '东园'],
    ['光伏', '组件', '乙光电', '无此园'],
  ],
  目标企业: [
    ['产业链', '节点', '企业名称', '所在地', '责任单位', '状态'],
    ['光伏', '硅片', '丙硅业', '江苏', '驻沪联络处', '洽谈中'],
    ['光伏', '硅片', '丁硅业', null, null, '很好'],
  ],
}

test('a workbook is previewed without a trace, then written; what cannot be taken says why and holds up nothing', async () => {
  const seen = await preview(await workbook(SHEETS))
  const expected = [
    ['光伏', 'created', null],
    ['光伏 › 硅片', 'created', null],
    ['光伏 › 组件', 'created', null],
    ['光伏产业链 › 错位', 'held', '环节“原料”在上游，这里写的是中游'],
    ['氢能 › 电解槽', 'held', '没有产业链“氢能”，请先在“产业链”表里写上'],
    ['光伏 › 电站', 'held', 'GB/T 4754-2017 里没有代码“3826”'],
    ['光伏 › 组件 › 甲光电', 'created', null],
    ['光伏 › 组件 › 乙光电', 'held', '没有园区“无此园”，请按“设置 → 园区”中的名称填写'],
    ['光伏 › 硅片 › 丙硅业', 'created', null],
    ['光伏 › 硅片 › 丁硅业', 'held', '状态“很好”应为待接触、已接触、洽谈中、已登记项目、暂不跟进之一'],
  ]
  expect(results(seen)).toEqual(expected)
  expect(seen.notes).toEqual(['工作表“产业链”的列“备用列”不认识，没有读'])
  expect(await database().chain.count()).toBe(0)
  expect(await database().auditEvent.count({ where: { action: { startsWith: 'chain' } } })).toBe(0)

  await commitChains(bureau, seen.id)
  expect(results(await readChainImport(bureau, seen.id))).toEqual(expected)
  expect((await refusal(commitChains(bureau, seen.id))).code).toBe('conflict')
  const { items } = await listChains(bureau, { offset: 0, limit: 10 })
  expect(items).toMatchObject([
    { name: '光伏', leader: '周某', firms: 1, targets: 1, coverage: { nodes: 2, present: 1 } },
  ])
  const chain = await readChain(bureau, items[0]?.id)
  expect(chain.segments.map(({ tier, name, nodes }) => [tier, name, nodes.map((node) => node.name)])).toEqual([
    ['upstream', '原料', ['硅片']],
    ['midstream', '组件', ['组件']],
  ])
  const act = await database().auditEvent.findFirstOrThrow({ where: { action: 'chain.import' } })
  expect(act.after).toMatchObject({ created: 5, held: 5 })
  expect(await database().auditEvent.count({ where: { partOfId: act.id } })).toBeGreaterThanOrEqual(5)
})

test('what is exported is imported unchanged; a cell that is blank takes nothing away, another changes its own', async () => {
  const file = path.join(folder, 'exported.xlsx')
  expect(await exportChains(bureau, file)).toBe(1)
  expect(new Set((await preview(file)).outcomes.map(({ result }) => result))).toEqual(new Set(['same']))

  const changed = await preview(
    await workbook({
      链: [
        ['产业链', '别名', '链长'],
        ['光伏产业链', null, '郑某'],
      ],
      目标: [
        ['产业链', '节点', '企业名称', '状态', '所在地'],
        ['光伏', '硅片', '丙硅业', '已登记项目', null],
      ],
    }),
  )
  expect(results(changed).map(([, result]) => result)).toEqual(['updated', 'updated'])
  await commitChains(bureau, changed.id)
  const { items } = await listChains(bureau, { offset: 0, limit: 10 })
  expect(items).toMatchObject([{ name: '光伏', leader: '郑某' }])
  expect((await readChain(bureau, items[0]?.id)).aliases).toEqual(['光伏产业链'])
  const targets = await listTargets(bureau, {}, { offset: 0, limit: 10 })
  expect(targets.items).toMatchObject([
    { name: '丙硅业', state: 'registered', region: '江苏', unit: { name: '驻沪联络处' } },
  ])
})

test('the empty template, a file of something else and whoever may not are refused', async () => {
  const template = path.join(folder, 'template.xlsx')
  await writeTemplate(bureau, template)
  expect((await refusal(preview(template))).errors).toMatchObject([{ path: 'file' }])
  const other = await workbook({ 项目: [['项目名称'], ['甲']] })
  expect((await refusal(preview(other))).errors[0]?.message).toContain('请按模板填写')
  const officer = await aContext('officer')
  expect((await refusal(previewChains(officer, { path: template, name: 'x.xlsx' }))).code).toBe('forbidden')
})
