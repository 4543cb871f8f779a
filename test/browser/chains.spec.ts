import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

test('each count of projects on a chain opens as many as it says', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/chains')
  await page.getByRole('table').getByRole('link', { name: '光伏储能', exact: true }).click()
  await expect(page.getByRole('heading', { name: '光伏储能' })).toBeVisible()
  await expectAccessible(page)
  const picture = page.url()
  const labels = await page
    .getByRole('link', { name: /个项目$/ })
    .evaluateAll((links) => links.map((link) => link.textContent))
  expect(labels.length).toBeGreaterThan(2)
  for (const [at, label] of labels.entries()) {
    await page
      .getByRole('link', { name: /个项目$/ })
      .nth(at)
      .click()
    await expect(page).toHaveURL(/chainNode=/)
    await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(Number(label))
    await page.goto(picture)
  }
  await page.setViewportSize({ width: 375, height: 720 })
  await expectNoSidewaysScroll(page)
})

test('a chain is drawn from its first segment to a firm that fills a gap, and an exported workbook changes nothing', async ({
  page,
  signIn,
  tolerated,
}) => {
  tolerated.push(/status of 422/)
  await signIn('bureau')
  await page.goto('/chains/new')
  await page.getByLabel('名称').fill('氢能')
  await page.getByLabel('主导园区').fill('没有的园区')
  await page.getByRole('button', { name: '建立' }).click()
  await expect(page.getByText('没有园区“没有的园区”').first()).toBeVisible()
  await page.getByLabel('主导园区').fill('东泽智造园')
  await page.getByRole('button', { name: '建立' }).click()
  await page.getByLabel('环节名称').first().fill('制氢装备')
  await page.getByRole('button', { name: '保存环节' }).click()
  await page.getByRole('link', { name: '添加节点' }).click()
  await page.getByLabel('节点名称').fill('电解槽')
  await page.getByLabel('环节').selectOption({ label: '制氢装备' })
  await page.getByLabel('行业代码').fill('3599')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  const node = page.getByRole('listitem').filter({ hasText: '电解槽' })
  await expect(node).toContainText('缺')
  await node.getByRole('link', { name: '电解槽' }).click()
  await page.getByRole('link', { name: '登记本地企业' }).click()
  await page.getByLabel('企业名称').fill('澄川氢能装备有限公司')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { name: '本地企业 1 家' })).toBeVisible()
  await page.getByRole('link', { name: '氢能', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '本地配套率' })).toContainText('100')
  await expectAccessible(page)

  await page.goto('/chains')
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: '导出' }).click()
  const file = await (await saving).path()
  await page.getByRole('link', { name: '导入', exact: true }).last().click()
  await page.locator('input[type=file]').setInputFiles({
    name: '产业链.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await import('node:fs/promises').then(({ readFile }) => readFile(file)),
  })
  await page.getByRole('button', { name: '上传并预览' }).click()
  await expect(page.getByRole('heading', { name: '导入预览' })).toBeVisible()
  for (const label of ['新建', '更新', '不能导入'])
    await expect(page.getByRole('listitem').filter({ hasText: label })).toContainText('0')
  await expect(page.getByText('没有要写入的内容')).toBeVisible()
  await expectAccessible(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a project is put on a node by hand, and its fit says why', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.goto('/projects?stage=negotiating')
    await page.getByRole('table').getByRole('rowheader').getByRole('link').first().click()
    await page.getByRole('link', { name: '归入节点' }).click()
    await page.getByLabel('数控系统').check()
    await page.getByRole('button', { name: '保存' }).click()
    await expect(page.getByRole('link', { name: '智能装备 › 数控系统' })).toBeVisible()
    await expect(page.getByText('“数控系统”本地还没有，补上缺的节点')).toBeVisible()
  })
})
