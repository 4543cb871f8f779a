import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

test('each number of the cohorts opens as many projects as it says', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/pipeline/cohorts?signedFrom=&signedTo=&by=unit')
  await expectAccessible(page)
  for (const column of [1, 2, 4]) {
    const number = page.locator('tfoot td').nth(column).getByRole('link')
    const count = await number.innerText()
    await number.click()
    await expect(page).toHaveURL(/\/projects\?.*asOf=/)
    await expect(page.getByText(new RegExp(`共 ${count} 个项目`))).toBeVisible()
    await page.goBack()
  }
})

test('a period that ends before it begins is said at its field', async ({ page, signIn, tolerated }) => {
  tolerated.push(/status of 422/)
  await signIn('leader')
  await page.goto('/pipeline?signedFrom=2022-01-01&signedTo=2021-01-01')
  await expect(page.getByText('截止日期不能早于起始日期')).toBeVisible()
  await expectAccessible(page)
})

test.describe('without JavaScript, on a phone', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 375, height: 740 } })

  test('the question is asked by a form and stands in the address', async ({ page, signIn }) => {
    await signIn('leader')
    await page.goto('/pipeline')
    await page.getByLabel('签约起').fill('2020-01-01')
    await page.getByLabel('签约止').fill('2020-12-31')
    await page.getByLabel('分组').selectOption({ label: '投资规模' })
    await page.getByRole('button', { name: '查看' }).click()
    await expect(page).toHaveURL(/signedFrom=2020-01-01&signedTo=2020-12-31.*by=size/)
    await expect(page.getByText(/^2020年(签约|没有签约项目)/)).toBeVisible()
    await page.getByRole('link', { name: '历年' }).click()
    await expect(page.getByRole('columnheader', { name: '投资规模' })).toBeVisible()
    await expectNoSidewaysScroll(page)
  })
})
