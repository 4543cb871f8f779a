import { expectAccessible } from './axe'
import { expect, test } from './fixtures'
import { addDays, businessDay } from '~/shared/day'

test.describe.configure({ timeout: 120_000 })

test('a free plot of the wanted size is found, held for an approved project, and told on the list', async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  await page.goto('/plots')
  await page.getByLabel('面积不低于').fill('45')
  await page.getByLabel('面积不高于').fill('60')
  await page.getByLabel('未被占用').check()
  await page.getByRole('button', { name: '查询' }).click()
  await page.waitForURL(/free=1/)
  await page.getByRole('link', { name: /批而未征 \d+ 宗/ }).click()
  const row = page.getByRole('rowheader').first()
  const code = await row.innerText()
  await row.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(code)
  await expectAccessible(page)
  await page.getByRole('combobox', { name: /项目/ }).click()
  await page.getByRole('option').nth(1).click()
  // What the day is taken for appears below the box on leaving it, and must not push the button from under the press.
  const [, month, day] = addDays(businessDay(new Date()), 1).split('-').map(Number)
  await page.getByLabel('锁定至').fill(`${month}月${day}日`)
  await page.getByRole('button', { name: '锁定' }).click()
  await expect(page.getByText(/已锁定至 \d{4}-\d\d-\d\d/).first()).toBeVisible()
  await page.goto(`/plots?q=${code}`)
  await expect(page.getByRole('row', { name: new RegExp(code) })).toContainText('锁定至')
})

test('the map shows the plots of its filters, and leads to the table without JavaScript', async ({
  page,
  browser,
  signIn,
}) => {
  await signIn('land')
  await page.goto('/map?status=inUse')
  await expect(page.getByRole('status').filter({ hasText: '图上' })).toContainText(/图上 \d+ 宗/)
  const shown = await page.getByRole('status').filter({ hasText: '图上' }).innerText()
  await page.goto('/plots?status=inUse')
  await expect(page.getByRole('navigation', { name: '翻页' })).toContainText(`共 ${/\d+/.exec(shown)?.[0]} 宗`)
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const bare = await plain.newPage()
  await bare.goto('/map')
  await bare.getByRole('link', { name: '按表查看' }).click()
  await expect(bare.getByRole('table').getByRole('rowheader').first()).toBeVisible()
  await plain.close()
})
