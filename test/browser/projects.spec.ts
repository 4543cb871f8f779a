import type { Browser, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

const phone = { width: 375, height: 740 }
test.describe.configure({ timeout: 120_000 })
let counter = 0
const uniqueName = (what: string) => `${what}${Date.now().toString(36)}${(counter += 1)}项目`

async function register(page: Page, name: string) {
  await page.goto('/projects/new')
  await page.getByLabel('项目名称').fill(name)
  await page.getByLabel('投资方', { exact: true }).fill(`${name}投资有限公司`)
  await page.getByLabel('总投资').fill('4,800')
  await page.getByLabel('用地面积').fill('50')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** A second browser with the same log-in. */
async function another(browser: Browser, page: Page, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ ...options, locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  await context.addCookies(await page.context().cookies())
  return context.newPage()
}

test.describe('in a browser with JavaScript', () => {
  test.use({ tolerated: [/status of (409|422)/] })

  test('a project is registered, its stage recorded past an unmet guard by 容缺, proved and verified', async ({
    page,
    signIn,
  }) => {
    await signIn('bureau')
    const name = uniqueName('连接器')
    await register(page, name)
    await expect(page.getByText('96 万元/亩')).toBeVisible()

    await page.getByRole('button', { name: '登记进展' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('阶段').selectOption({ label: '过会' })
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(dialog.getByRole('listitem').filter({ hasText: '项目预审已完成' })).toBeVisible()
    await expect(dialog.getByRole('listitem').filter({ hasText: '招委会通过（原则通过的附条件）' })).toBeVisible()
    await expectAccessible(page)

    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(dialog.getByLabel('容缺理由')).toBeFocused()
    for (const box of ['容缺理由', '容缺批准人'])
      await expect(dialog.getByLabel(box)).toHaveAttribute('aria-invalid', 'true')
    for (const shown of [dialog.getByText('还缺这些前置条件'), dialog.getByLabel('容缺理由')])
      await expect(shown).toBeInViewport({ ratio: 1 })
    await dialog.getByLabel('容缺理由').fill('一事一议')
    await dialog.getByLabel('容缺批准人').fill('县长')
    await dialog
      .getByLabel('佐证材料')
      .setInputFiles({ name: '会议纪要.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 纪要') })
    await dialog.getByRole('button', { name: '登记', exact: true }).click()
    await expect(dialog).toBeHidden()
    const track = page.getByRole('list', { name: '阶段' })
    await expect(track.getByText('容缺')).toBeVisible()
    await expect(track.getByText('待核')).toBeVisible()
    await expect(page.getByRole('link', { name: '会议纪要.pdf' })).toBeVisible()

    await page.getByRole('button', { name: '认定' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '认定' }).click()
    await expect(track.getByText('已认定')).toBeVisible()

    await page.getByRole('link', { name: '修改记录' }).click()
    await expect(page.getByText('容缺理由')).toBeVisible()
    await expect(page.getByText('一事一议')).toBeVisible()
  })

  test('the list is saved as a workbook of what its filters leave', async ({ page, signIn }) => {
    await signIn('bureau')
    const name = uniqueName('导出')
    await register(page, name)
    await page.goto(`/projects?q=${encodeURIComponent(name)}`)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出 Excel' }).click()
    expect((await download).suggestedFilename()).toMatch(/^项目 \d{4}-\d\d-\d\d\.xlsx$/)
    expect(await (await download).failure()).toBeNull()
  })

  test('the list of what is wrong names each field once, and goes when all is changed', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.goto('/projects/new')
    await page.getByLabel('项目名称').fill('新材料项目')
    await page.getByLabel('总投资').fill('-5')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert.getByRole('link')).toHaveText(['总投资不能为负数'])
    await page.getByLabel('总投资').fill('5')
    await expect(alert).toBeHidden()

    await page.goto('/password')
    const fill = async (current: string, password: string) => {
      await page.getByLabel('当前密码').fill(current)
      await page.getByLabel('新密码', { exact: true }).fill(password)
      await page.getByLabel('再填一次新密码').fill(password)
      await page.getByRole('button', { name: '修改密码' }).click()
    }
    await fill('Not-the-password-1', 'Another-one-2026')
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(['当前密码不正确'])
    await fill('Another-one-2026', 'Another-one-2026')
    await expect(page.getByRole('alert').getByRole('link')).toHaveText(['新密码不能与当前密码相同'])
    await expect(page.getByText('当前密码不正确')).toHaveCount(0)
  })

  test('a corrected event stays to be read, struck through, with its reason', async ({ page, signIn }) => {
    await signIn('bureau')
    await register(page, uniqueName('传感器'))
    await page.getByRole('button', { name: '更正' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('发生日期').fill('2026-10')
    await dialog.getByRole('button', { name: '更正' }).click()
    await expect(dialog.getByText('请写明更正原因').first()).toBeVisible()
    await dialog.getByLabel('更正原因').fill('当时登记晚了')
    await dialog.getByRole('button', { name: '更正' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText('更正原因：当时登记晚了')).toBeVisible()
    await expect(page.getByRole('main').getByText('已更正', { exact: true })).toBeVisible()
    await expect(page.getByRole('list', { name: '阶段' }).getByText('2026年10月')).toBeVisible()
  })

  test('two who edit at once: the second sees both versions, picks, and nothing is lost', async ({
    page,
    browser,
    signIn,
  }) => {
    await signIn('bureau')
    await register(page, uniqueName('轴承'))
    const address = page.url()
    const colleague = await another(browser, page)
    await page.goto(`${address}/edit`)
    await colleague.goto(`${address}/edit`)

    await colleague.getByLabel('包保领导').fill('李副县长')
    await colleague.getByLabel('链长').fill('王书记')
    await colleague.getByRole('button', { name: '保存' }).click()
    await expect(colleague).toHaveURL(address)

    await page.getByLabel('包保领导').fill('张副县长')
    await page.getByLabel('备注').fill('我写的备注')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('两边都改了')).toHaveCount(1)
    await expect(page.getByRole('textbox', { name: '备注' })).toHaveValue('我写的备注')
    await expect(page.getByRole('textbox', { name: '链长' })).toHaveValue('王书记')
    await expectAccessible(page)
    await page.getByRole('radio', { name: '包保领导：保留对方保存的' }).check()
    await expect(page.getByRole('textbox', { name: '包保领导' })).toHaveValue('李副县长')
    await page.getByRole('button', { name: '合并后保存' }).click()

    await expect(page).toHaveURL(address)
    for (const kept of ['李副县长', '王书记', '我写的备注']) await expect(page.getByText(kept).first()).toBeVisible()
    await colleague.context().close()
  })

  test('a likely duplicate is shown and registered only when it is said to be another', async ({ page, signIn }) => {
    await signIn('bureau')
    const name = uniqueName('光伏支架')
    await register(page, name)
    await page.goto('/projects/new')
    await page.getByLabel('项目名称').fill(name)
    await page.getByLabel('投资方', { exact: true }).fill(`${name}投资有限公司`)
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByRole('status').getByRole('link', { name })).toBeVisible()
    await page.getByRole('button', { name: '不是同一项目，继续登记' }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  })

  test('a phone number is masked until it is asked for', async ({ page, signIn }) => {
    await signIn('bureau')
    await register(page, uniqueName('齿轮'))
    await page.getByRole('button', { name: '添加' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('陈经理')
    await dialog.getByLabel('电话').fill('13867030662')
    await dialog.getByRole('button', { name: '添加' }).click()
    await expect(page.getByText('138****0662')).toBeVisible()
    await page.getByRole('button', { name: '查看陈经理的电话' }).click()
    await expect(page.getByText('13867030662')).toBeVisible()
    await page.getByRole('link', { name: '修改记录' }).click()
    await expect(page.getByText('查看联系方式')).toBeVisible()
  })

  test('a person is edited without the phone being typed again, and taken off after one question', async ({
    page,
    signIn,
  }) => {
    await signIn('bureau')
    await register(page, uniqueName('丝杆'))
    await page.getByRole('button', { name: '添加' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名').fill('陈经理')
    await dialog.getByLabel('电话').fill('13867030662')
    await dialog.getByRole('button', { name: '添加' }).click()
    await page.getByRole('button', { name: /^修改 ?陈经理/ }).click()
    await dialog.getByLabel('职务').fill('副总')
    await dialog.getByRole('button', { name: '保存' }).click()
    await expect(page.getByText('副总，企业方')).toBeVisible()
    await expect(page.getByText('138****0662')).toBeVisible()
    await page.getByRole('button', { name: /^移除 ?陈经理/ }).click()
    await expect(page.getByRole('alertdialog')).toContainText('移除联系人“陈经理”？')
    await expectAccessible(page)
    await page.getByRole('alertdialog').getByRole('button', { name: '移除' }).click()
    await expect(page.getByText('还没有登记联系人')).toBeVisible()
  })

  test('a file that proves nothing is refused at its field, and a wrong one taken off with a reason', async ({
    page,
    signIn,
  }) => {
    await signIn('bureau')
    await register(page, uniqueName('减速机'))
    await page.getByRole('button', { name: '传佐证' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('材料名称').fill('自拟的名称')
    await dialog
      .getByLabel('佐证材料')
      .setInputFiles({ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from(`MZ${'\0'.repeat(99)}`) })
    await dialog.getByRole('button', { name: '上传' }).click()
    await expect(dialog.getByText('“virus.pdf”的内容不是 PDF 文件').first()).toBeVisible()
    await expect(dialog.getByLabel('材料名称')).toHaveValue('自拟的名称')
    await expectAccessible(page)
    await dialog
      .getByLabel('佐证材料')
      .setInputFiles({ name: '传错.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') })
    await dialog.getByRole('button', { name: '上传' }).click()
    await expect(page.getByRole('link', { name: '传错.pdf' })).toBeVisible()

    await page.getByRole('button', { name: /^移除 ?传错\.pdf/ }).click()
    await expect(dialog).toContainText('“传错.pdf”')
    await dialog.getByRole('button', { name: '移除' }).click()
    await expect(dialog.getByText('请写明移除原因').first()).toBeVisible()
    await dialog.getByLabel('移除原因').fill('传错了文件')
    await dialog.getByRole('button', { name: '移除' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('link', { name: '传错.pdf' })).toHaveCount(0)
    await page.getByRole('link', { name: '修改记录' }).click()
    await expect(page.getByText('移除佐证')).toBeVisible()
    await expect(page.getByText('传错了文件')).toBeVisible()
  })

  test('filters stand in the address, and a quick look leaves the list where it is', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.goto('/projects')
    await page.getByRole('link', { name: '签约未开工' }).click()
    await expect(page).toHaveURL(/notStarted=1/)
    await page
      .getByRole('link', { name: /^预览：/ })
      .first()
      .click()
    await expect(page.getByRole('complementary')).toBeVisible()
    await expect(page).toHaveURL(/look=/)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('complementary')).toBeHidden()
    await expect(page).toHaveURL(/notStarted=1/)
  })

  test('the pages of a project work on a phone', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.setViewportSize(phone)
    const name = uniqueName('模组')
    await register(page, name)
    const address = page.url()
    for (const path of ['?tab=changes', '/edit', '/evidence', '/contacts', '/guards', '/stage']) {
      await page.goto(address + path)
      await expectNoSidewaysScroll(page)
    }
    await expectAccessible(page)
    await page.goto(address)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await page.goto(`/projects?q=${encodeURIComponent(name)}`)
    await expect(page.getByRole('listitem').getByRole('link', { name })).toBeVisible()
    await expectNoSidewaysScroll(page)
  })
})

test.describe('in a browser without JavaScript', () => {
  test.use({ javaScriptEnabled: false, tolerated: [/status of (409|422)/] })

  test('a project is registered, with messages at the fields and nothing typed lost', async ({ page, signIn }) => {
    await signIn('officer')
    const name = uniqueName('电机')
    await page.goto('/projects/new')
    await page.getByLabel('项目名称').fill(name)
    await page.getByLabel('总投资').fill('很多')
    await page.getByLabel('租赁厂房').check()
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('总投资请填数字，单位万元').first()).toBeVisible()
    await expect(page.getByLabel('项目名称')).toHaveValue(name)
    await expect(page.getByLabel('租赁厂房')).toBeChecked()
    await page.getByLabel('总投资').fill('1,200')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByText('1,200 万元')).toBeVisible()

    await page.getByRole('link', { name: '登记进展' }).click()
    await page.getByLabel('阶段').selectOption({ label: '签约' })
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('尚未过会，不能直接记为“签约”').first()).toBeVisible()
    await page.getByLabel('阶段').selectOption({ label: '在谈' })
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await expect(page.getByText('已登记“在谈”')).toBeVisible()
  })

  test('a stale edit is merged by picks that the form sends along', async ({ page, browser, signIn }) => {
    await signIn('officer')
    const name = uniqueName('泵阀')
    await register(page, name)
    const address = page.url()
    const colleague = await another(browser, page, { javaScriptEnabled: false })
    await page.goto(`${address}/edit`)
    await colleague.goto(`${address}/edit`)
    await colleague.getByLabel('包保领导').fill('李副县长')
    await colleague.getByRole('button', { name: '保存' }).click()
    await page.getByLabel('备注').fill('我写的备注')
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('radio', { name: '包保领导：保留对方保存的' })).toBeChecked()
    await page.getByRole('button', { name: '合并后保存' }).click()
    await expect(page).toHaveURL(address)
    await expect(page.getByText('李副县长')).toBeVisible()
    await expect(page.getByText('我写的备注')).toBeVisible()
    await colleague.context().close()
  })
})
