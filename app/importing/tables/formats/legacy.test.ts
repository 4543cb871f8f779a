import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLedger, refusalOf } from '~test/ledger-reading'
import { LIMITS } from './limits'
import { openLegacy } from './legacy'

/** Written by another program than the one that reads it. */
const XLS = 'test/fixtures/legacy/ledger.xls'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'legacy-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const leftBehind = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('crm-legacy-'))

test.each(['台账.xls', '台账.et'])(
  '%s is read as the same table in .xlsx: formats, days, merges and what is hidden',
  async (name) => {
    const file = path.join(folder, name)
    await copyFile(XLS, file)
    const reading = await readLedger(file)
    expect(reading.rows.map(({ draft }) => [draft.name, draft.investor, draft.investmentWan, draft.landMu])).toEqual([
      ['铜箔项目', '安徽铜泰新材料有限公司', '12000', '30.5'],
      ['铝型材项目', '佛山坚固铝业有限公司', '3000', '12'],
      ['钢管项目', '甲公司', '800', null],
      ['钢板项目', '甲公司', '900', null],
    ])
    expect(reading.days('signed')).toEqual(['2020-03-15', '2020-04-01', '2020-05-01', '2020-06'])
    expect(reading.reached('started')).toEqual(['铜箔项目'])
    expect(reading.plans.map(({ name: sheet, skipped }) => [sheet, skipped])).toEqual([
      ['2020年签约项目', null],
      ['底稿', 'hidden'],
    ])
    expect(reading.codes()).toContain('rowHidden')
  },
)

test('nothing of a converted file is left behind, read or refused', async () => {
  const before = await leftBehind()
  await (await openLegacy(XLS)).close()
  const broken = path.join(folder, 'broken.xls')
  const bytes = await readFile(XLS)
  await writeFile(broken, bytes.subarray(0, 2048))
  expect(await refusalOf(broken)).toMatch(/另存为.*Excel 工作簿/)
  expect(await leftBehind()).toEqual(before)
})

test.each([
  ['bytes', { fileBytes: 1024 }],
  ['memory', { heapMiB: 4 }],
  ['time', { milliseconds: 1 }],
])('one beyond its bound of %s is refused, and says what to do', async (_, bound) => {
  await expect(openLegacy(XLS, { ...LIMITS.legacy, ...bound })).rejects.toMatchObject({
    code: 'tooLarge',
    userMessage: expect.stringMatching(/WPS 或 Excel.*另存为.*Excel 工作簿（\*\.xlsx）/),
  })
})

test('damage anywhere in the file ends the converter and nothing else', { timeout: 60_000 }, async () => {
  const bytes = await readFile(XLS)
  for (let at = 600; at < bytes.length; at += 700) {
    const file = path.join(folder, 'damaged.xls')
    await writeFile(file, Buffer.concat([bytes.subarray(0, at), Buffer.alloc(64, 0xff), bytes.subarray(at + 64)]))
    const said = await refusalOf(file)
    expect(said === null || said.length > 10).toBe(true)
  }
})
