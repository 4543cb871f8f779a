import { expect, test } from './fixtures'

test('a budget is set, a park asks for more than it, the bureau promises that with a reason and takes it back', async ({
  page,
  signIn,
  tolerated,
}) => {
  // The warning before a promise goes beyond a budget.
  tolerated.push(/status of 422/)
  const stamp = Date.now()
  // A year of its own: other walks count on no budget of it.
  const year = String(2040 + (stamp % 50))

  await signIn('bureau')
  await page.goto('/screening/budgets/set')
  await page.getByLabel('指标').selectOption({ label: '煤炭消费（吨）' })
  await page.getByLabel('年度').fill(year)
  await page.getByLabel('数量').fill('100')
  await page.getByLabel('文件号').fill('市发改能源〔2040〕7 号')
  await page.getByRole('button', { name: '保存' }).click()
  const budget = page.getByRole('heading', { level: 1, name: `${year} 年煤炭消费指标 全县` })
  await expect(budget).toBeVisible()

  await signIn('park')
  await page.goto('/projects/new')
  const name = `走查铸件${stamp}`
  await page.getByLabel('项目名称').fill(name)
  await page.getByLabel('投资方', { exact: true }).fill(`${name}有限公司`)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await page.getByRole('link', { name: '申请', exact: true }).click()
  await page.getByLabel('指标').selectOption({ label: '煤炭消费（吨）' })
  await page.getByLabel('年度').fill(year)
  await page.getByLabel('数量').fill('130')
  await page.getByLabel('投产月份').fill('2041-06')
  await page.getByRole('button', { name: '申请' }).click()
  await expect(page.getByText('申请中').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '承诺' })).toHaveCount(0)
  const claim = page.url()

  await signIn('bureau')
  await page.goto(claim)
  await page.getByRole('button', { name: '承诺' }).click()
  await expect(page.getByText('再承诺 130 将超出 30').first()).toBeVisible()
  await page.getByLabel('谁同意').fill('县长')
  await page.getByLabel('超出的理由').fill('市级统筹追加')
  await page.getByRole('button', { name: '承诺' }).click()
  await expect(page.getByText('超指标')).toBeVisible()

  await page.getByRole('link', { name: '全县' }).click()
  await expect(budget).toBeVisible()
  await expect(page.getByText('已超出')).toBeVisible()
  await page.getByRole('link', { name }).click()
  await page.getByLabel('原因').fill('改用天然气')
  await page.getByRole('button', { name: '释放' }).click()
  await expect(page.getByText('已释放').first()).toBeVisible()
  await page.getByRole('link', { name: '全县' }).click()
  await expect(page.getByText('够用')).toBeVisible()
  await expect(page.getByRole('link', { name })).toHaveCount(0)
})
