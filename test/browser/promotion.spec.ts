import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

/** The demo's batch whose deadline has just passed. */
async function openLateBatch(page: Page): Promise<void> {
  await page.goto('/batches')
  await page.getByRole('table').getByRole('rowheader').getByRole('link').nth(1).click()
  await expect(page).toHaveURL(/\/batches\/[0-9a-f-]{36}$/)
}

test('each number of a batch opens as many of its projects as it says', async ({ page, signIn }) => {
  await signIn('leader')
  await openLateBatch(page)
  await expectAccessible(page)
  const batch = page.url()
  for (const label of ['签约项目', '其中已开工', '逾期未开工', '开工项目', '投产项目']) {
    const stat = page
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${label}`) })
      .getByRole('link')
    const count = Number(/\d+/.exec((await stat.innerText()).replace(label, ''))![0])
    await stat.click()
    await expect(page).toHaveURL(/\?part=/)
    await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(count)
    await page.goto(batch)
  }
})

test('each number of an event opens as many of its projects as it says', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/events')
  const row = page.getByRole('row').filter({ hasText: '签约大会' }).first()
  for (const label of ['当场签约', '现已签约', '已开工']) {
    const link = row.getByRole('link', { name: label })
    const count = Number(await link.innerText())
    await link.click()
    await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(count)
    await expectAccessible(page)
    await page.goto('/events')
  }
})

test('a stale edit of a batch shows what the other saved, keeps what was typed, and is then saved', async ({
  page,
  context,
  signIn,
  tolerated,
}) => {
  tolerated.push(/status of 409/)
  await signIn('bureau')
  await openLateBatch(page)
  await page.getByRole('link', { name: '编辑' }).click()
  await expect(page.getByRole('heading', { name: '编辑批次' })).toBeVisible()
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByLabel('说明').fill('对方写的说明')
  await other.getByRole('button', { name: '保存' }).click()
  await expect(other.getByText('对方写的说明')).toBeVisible()
  await page.getByLabel('说明').fill('我写的说明')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText(/在 .* 保存了另一个版本/)).toBeVisible()
  await expect(page.getByText('对方写的说明')).toBeVisible()
  await expect(page.getByRole('textbox', { name: '说明' })).toHaveValue('我写的说明')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存')).toBeVisible()
  await expect(page.getByText('我写的说明')).toBeVisible()
})

test.describe('without JavaScript, on a phone', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 740 } })

  test('a batch is made, filled, told of a conflict, and emptied', async ({ page, signIn, tolerated }) => {
    tolerated.push(/status of (422|409)/)
    await signIn('bureau')
    await page.goto('/batches/new')
    await page.getByLabel('批次名称').fill('')
    await page.getByLabel('举行日期').fill('2026-02-30')
    await page.getByRole('button', { name: '建立' }).click()
    await expect(page.getByText('请填写批次名称').first()).toBeVisible()
    await expect(page.getByLabel('举行日期')).toHaveValue('2026-02-30')
    await page.getByLabel('批次名称').fill(`手机上建的批次 ${Date.now()}`)
    await page.getByLabel('举行日期').fill('2025-08-31')
    await page.getByRole('button', { name: '建立' }).click()

    await expect(page).toHaveURL(/\/batches\/[0-9a-f-]{36}\/projects$/)
    const batch = page.url().replace('/projects', '')
    await page.getByLabel('项目名称、投资方或编号').fill('光伏')
    await page.getByRole('button', { name: '查找' }).click()
    const add = page.getByRole('form', { name: '列入项目' })
    await expect(add).toBeVisible()
    await expectNoSidewaysScroll(page)
    const lines = add.getByRole('listitem').filter({ has: page.getByRole('checkbox') })
    const taken = lines.filter({ hasText: '的签约项目中' }).first()
    const free = lines.filter({ hasNotText: '的签约项目中' })
    await taken.getByRole('checkbox').check()
    await free.first().getByRole('checkbox').check()
    await page.getByRole('button', { name: '列入勾选的项目' }).click()
    await expect(page.getByText(/已在“.*三个一批”的签约项目中，请先从那里移出/)).toBeVisible()
    await expect(taken.getByRole('checkbox')).toBeChecked()
    await taken.getByRole('checkbox').uncheck()
    await free.nth(1).getByRole('checkbox').check()
    await page.getByRole('button', { name: '列入勾选的项目' }).click()
    await expect(page.getByRole('heading', { name: '已列入 2 个' })).toBeVisible()

    await page.goto(batch)
    await expect(page.getByText('签约项目应在 2026-02-28 前开工')).toBeVisible()
    await expectNoSidewaysScroll(page)
    await page.goto(`${batch}/projects`)
    for (const box of await page.getByRole('form', { name: '移出项目' }).getByRole('checkbox').all()) await box.check()
    await page.getByRole('button', { name: '移出勾选的项目' }).click()
    await expect(page.getByRole('heading', { name: '已列入 0 个' })).toBeVisible()
  })

  test('a project is put into a batch and on an event’s list from its record', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.goto('/projects?stage=negotiating&sort=name')
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
    const record = page.url()
    await page.getByRole('link', { name: '调整' }).click()
    await expect(page.getByRole('heading', { name: '批次与活动' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await page.getByLabel('作为签约项目列入').selectOption({ index: 1 })
    await page.getByRole('button', { name: '保存批次' }).click()
    await expect(page).toHaveURL(record)
    await expect(page.getByText('签约项目', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: '调整' }).click()
    await page.getByLabel('活动', { exact: true }).selectOption({ index: 1 })
    await page.getByLabel('成果').selectOption({ label: '达成意向' })
    await page.getByRole('button', { name: '列入活动' }).click()
    await expect(page.getByText(/达成意向/).first()).toBeVisible()
    await page
      .getByRole('button', { name: /^移出“/ })
      .first()
      .click()
    await expect(page.getByText('已移出活动')).toBeVisible()
    await page.getByLabel('作为签约项目列入').selectOption({ label: '未列入' })
    await page.getByRole('button', { name: '保存批次' }).click()
    await page.goto(`${record}?tab=changes`)
    await expect(page.getByText('移出批次').first()).toBeVisible()
  })
})
