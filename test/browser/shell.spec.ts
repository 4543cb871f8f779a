import type { RoleId } from '~/auth/domain/actor'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

const phone = { width: 375, height: 720 }

test('the log-in page is accessible, on a desk and on a phone', async ({ page }) => {
  await page.goto('/login')
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

const pages: [RoleId, string][] = [
  ['bureau', '/workbench'],
  ['bureau', '/projects'],
  ['bureau', '/projects/new'],
  ['bureau', '/imports'],
  ['bureau', '/settings/units'],
  ['bureau', '/settings/tokens'],
  ['bureau', '/settings/ledger-words'],
  ['officer', '/settings/calendar?year=2026'],
  ['bureau', '/settings/calendar/2027'],
  ['leader', '/pipeline'],
  ['leader', '/batches'],
  ['leader', '/events'],
  ['leader', '/chains'],
  ['bureau', '/chains/new'],
  ['officer', '/chains/targets'],
  ['officer', '/industries?q=C38'],
  ['bureau', '/screening'],
  ['park', '/screening/budgets'],
  ['leader', '/screening/budgets/energy'],
  ['bureau', '/screening/budgets/set'],
  ['reviewer', '/opinions'],
  ['bureau', '/conditions'],
  ['bureau', '/meetings'],
  ['bureau', '/meetings/new'],
  ['officer', '/screening/quick?landMu=50&fixedAssetInvestmentWan=4800'],
  ['officer', '/screening/energy'],
  ['land', '/plots'],
  ['land', '/map'],
  ['land', '/plots/new'],
  ['park', '/factories'],
  ['land', '/land/revival'],
  ['bureau', '/settings/county'],
  ['bureau', '/screening/runs'],
  ['officer', '/screening/rules'],
  ['officer', '/screening/rules/scored-40-30-20-10'],
  ['bureau', '/screening/rules/new'],
  ['bureau', '/batches/new'],
  ['bureau', '/events/new'],
  ['sysadmin', '/settings/users'],
  ['auditor', '/settings/audit'],
  ['officer', '/password'],
]
for (const [role, path] of pages) {
  test(`axe finds nothing at ${path}, and a phone shows it without scrolling sideways`, async ({ page, signIn }) => {
    await signIn(role)
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(200)
    await expectAccessible(page)
    await page.setViewportSize(phone)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })
}

test('the record is accessible, on a desk and on a phone', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/projects')
  await page.getByRole('table').getByRole('rowheader').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}$/)
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
})

const rooms: [RoleId, string[]][] = [
  ['bureau', ['工作台', '项目', '预审', '土地台账', '产业链', '签约开工', '批次活动', '导入', '设置']],
  ['leader', ['工作台', '项目', '预审', '土地台账', '产业链', '签约开工', '批次活动', '设置']],
  ['sysadmin', ['工作台', '设置']],
]
for (const [role, names] of rooms) {
  test(`${role} is shown ${names.join(', ')} and no other room`, async ({ page, signIn }) => {
    await signIn(role)
    await page.goto('/settings')
    await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link')).toHaveText(names)
  })
}

test('the demo says on every page that it is one', async ({ page, signIn }) => {
  await page.goto('/login')
  await expect(page.getByText('演示系统', { exact: false }).first()).toBeVisible()
  await signIn('bureau')
  for (const path of ['/projects', '/settings/units', '/password']) {
    await page.goto(path)
    await expect(page.getByText('演示系统', { exact: false }).first()).toBeVisible()
  }
})

test('the slash key searches from anywhere, Esc leaves the box', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/settings/units', { waitUntil: 'networkidle' })
  const box = page.getByRole('searchbox', { name: '查找项目、企业' })
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(box).not.toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('项目')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/projects\?q=/)
  await expect(box).toHaveValue('项目')
})

test('what is being typed into the search box stays when a page arrives, and goes with the next', async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  await page.goto('/projects', { waitUntil: 'networkidle' })
  const box = page.getByRole('searchbox', { name: '查找项目、企业' })
  let typed = () => {}
  const isTyped = new Promise<void>((resolve) => (typed = resolve))
  await page.route(/sort=/, async (route) => {
    await isTyped
    await route.continue()
  })
  await page.getByRole('columnheader', { name: '项目名称' }).getByRole('link').click()
  await box.focus()
  await page.keyboard.type('新材')
  typed()
  await expect(page).toHaveURL(/sort=/)
  await expect(box).toHaveValue('新材')
  await page.getByRole('link', { name: '工作台' }).click()
  await expect(page).toHaveURL(/\/workbench/)
  await expect(box).toHaveValue('')
})

test('arrow keys move between the rows of a list', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/projects', { waitUntil: 'networkidle' })
  const links = page.getByRole('table').getByRole('rowheader').getByRole('link')
  await links.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(links.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(links.first()).toBeFocused()
})

test('the first stop of the tab key skips to the content', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/settings/units', { waitUntil: 'networkidle' })
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '跳到正文' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test.describe('an address that is none', () => {
  test.use({ tolerated: [/status of 404/] })

  test('is said inside the shell with the number of the request', async ({ page, signIn }) => {
    await signIn('bureau')
    const answer = await page.goto('/no/such/page')
    expect(answer?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible()
    await expect(page.getByText('请求编号')).toBeVisible()
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
    await expectAccessible(page)
  })
})

test('paper shows the page without the frame around it', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/projects')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeHidden()
  await expect(page.getByRole('searchbox', { name: '查找项目、企业' })).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a phone still opens the navigation, and the account still logs out', async ({
    page,
    context,
    signIn,
    sessions,
  }) => {
    await signIn('reviewer')
    sessions.delete('reviewer')
    await page.setViewportSize(phone)
    await page.goto('/projects')
    await page.getByLabel('导航', { exact: true }).first().click()
    await page.getByRole('navigation', { name: '导航', exact: true }).getByRole('link', { name: '签约开工' }).click()
    await expect(page).toHaveURL(/\/pipeline/)
    await page.getByLabel(/^账户/).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await expect(page).toHaveURL(/\/login/)
    await page.goto('/projects')
    await expect(page).toHaveURL(/\/login\?next=%2Fprojects/)
    expect(await context.cookies()).toEqual([])
  })

  test.describe('refused', () => {
    test.use({ tolerated: [/status of 422/] })

    test('a form that does not pass comes back with messages at its fields and what was typed', async ({
      page,
      signIn,
    }) => {
      await signIn('bureau')
      await page.goto('/projects/new')
      await page.getByLabel('来源地').fill('上海市')
      const posted = page.waitForResponse((answer) => answer.request().method() === 'POST')
      await page.getByRole('button', { name: '登记', exact: true }).click()
      expect((await posted).status()).toBe(422)
      await expect(page.getByRole('alert')).toBeVisible()
      await expect(page.getByLabel('来源地')).toHaveValue('上海市')
      await expect(page.getByLabel(/^项目名称/)).toHaveAttribute('aria-invalid', 'true')
    })
  })
})
