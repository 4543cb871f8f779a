import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-/
const mark = Date.now().toString(36)
const NAMES = [`甲${mark}阀门项目`, `乙${mark}阀门项目`]
const FILE = `审计${mark}.csv`

/** Imports two projects of one's own, as the office does. */
async function importLedger(page: Page) {
  const ledger = ['项目名称,投资方,总投资（万元）', ...NAMES.map((name, at) => `${name},${name}投资公司,${1000 + at}`)]
  await page.goto('/imports')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: FILE, mimeType: 'text/csv', buffer: Buffer.from(`${ledger.join('\n')}\n`) })
  await page.getByRole('button', { name: '上传并预览' }).click()
  await page.getByRole('button', { name: '确认导入' }).click({ timeout: 60_000 })
  await page.getByRole('alertdialog').getByRole('button', { name: '确认导入' }).click()
  await expect(page.getByText('已导入').first()).toBeVisible({ timeout: 60_000 })
}

test('the audit page tells names, is searched by person, thing and day, folds an import, and is saved', async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  await importLedger(page)
  await page.context().clearCookies()
  await signIn('auditor')
  await page.goto('/settings/audit')
  await expectAccessible(page)
  const log = page.getByRole('table', { name: '审计日志' })
  const rows = log.getByRole('row')

  await test.step('an import is one line, which opens', async () => {
    const whole = rows.filter({ hasText: FILE }).filter({ hasText: '展开各条记录' })
    await expect(whole).toHaveCount(1)
    await expect(rows.filter({ hasText: NAMES[0] })).toHaveCount(0)
    await whole.getByRole('link', { name: '展开各条记录' }).click()
    for (const name of NAMES) await expect(rows.filter({ hasText: name }).first()).toBeVisible()
    await expect(log).not.toContainText(ID)
    await expect(page.getByText(`属于`)).toBeVisible()
  })

  await test.step('a thing is found by its name, a person by theirs, and both stand as chips', async () => {
    await page.goto('/settings/audit')
    await page.getByRole('combobox', { name: '对象类别' }).selectOption({ label: '项目' })
    await page.getByRole('textbox', { name: '对象名称' }).fill(NAMES[1] ?? '')
    await page.getByRole('button', { name: '查询' }).click()
    await expect(rows.filter({ hasText: NAMES[1] }).first()).toBeVisible()
    await expect(rows.filter({ hasText: NAMES[0] })).toHaveCount(0)
    await page.getByRole('textbox', { name: '姓名或登录名' }).fill('officer')
    await page.getByRole('button', { name: '查询' }).click()
    await expect(page.getByText('没有符合条件的记录')).toBeVisible()
    await page.getByRole('textbox', { name: '姓名或登录名' }).fill('bureau')
    await page.getByRole('button', { name: '查询' }).click()
    await expect(rows.filter({ hasText: NAMES[1] }).first()).toBeVisible()
  })

  await test.step('what the search left is saved as a workbook', async () => {
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出' }).click()
    expect((await saved).suggestedFilename()).toMatch(/\.xlsx$/)
    expect(await (await saved).failure()).toBeNull()
  })

  await test.step('a day without records is empty, and one that is none is told', async () => {
    await page.goto('/settings/audit?from=2001-01-01&to=2001-01-31')
    await expect(page.getByText('没有符合条件的记录')).toBeVisible()
    await page.getByText('更多筛选').click()
    await page.getByRole('textbox', { name: '从（含）' }).fill('2024-02-30')
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await page.getByText('更多筛选').click()
    await expect(page.getByRole('textbox', { name: '从（含）' })).toHaveValue('2024-02-30')
    await expect(page.getByRole('textbox', { name: '从（含）' })).toHaveAttribute('aria-invalid', 'true')
  })

  await test.step('on a phone it is a list', async () => {
    await page.setViewportSize({ width: 375, height: 740 })
    await page.goto('/settings/audit')
    await expect(log).toBeHidden()
    await expect(page.getByRole('listitem').filter({ hasText: FILE }).first()).toBeVisible()
    await expectNoSidewaysScroll(page)
  })
})
