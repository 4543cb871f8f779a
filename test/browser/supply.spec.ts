import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

test('a held plot is listed and supplied by the land office; its status follows, and goes back with the step', async ({
  page,
  signIn,
}) => {
  await signIn('land')
  // What is held for longer by others' walks may not be acquired yet.
  await page.goto('/plots?turn=ending&status=acquiredNotSupplied')
  await page.getByRole('rowheader').first().getByRole('link').click()
  await page.getByRole('link', { name: '办理下一步' }).click()
  const next = page.getByRole('list', { name: '下一步' })
  const state = page.getByRole('rowheader').first()

  await next.getByRole('link', { name: '挂牌' }).click()
  await page.getByRole('button', { name: '挂牌' }).click()
  await expect(page.getByText('请填写文件号').first()).toBeVisible()
  await page.getByLabel('出让公告文号').fill('澄自然资告〔2026〕9 号')
  await page.getByRole('button', { name: '挂牌' }).click()
  await expect(state).toHaveText('挂牌')

  await next.getByRole('link', { name: '成交' }).click()
  await page.getByLabel('供地方式').selectOption({ label: '出让' })
  await page.getByLabel('成交价').fill('1200')
  await page.getByLabel('成交确认书文号').fill('澄自然资成〔2026〕9 号')
  await expectAccessible(page)
  await page.getByRole('button', { name: '成交' }).click()
  await expect(state).toHaveText('成交')

  const plot = page.getByRole('navigation', { name: '位置' }).getByRole('link').last()
  const to = (await plot.getAttribute('href')) ?? ''
  await page.goto(to)
  await expect(page.getByText('供而未用').first()).toBeVisible()
  await expect(page.getByText('1200 万元')).toBeVisible()

  await page.getByRole('link', { name: '办理下一步' }).click()
  await next.getByRole('link', { name: '撤回上一步' }).click()
  await page.getByLabel('原因').fill('登错地块')
  await page.getByRole('button', { name: '撤回上一步' }).click()
  await expect(state).toHaveText('撤回上一步')
  await page.goto(to)
  await expect(page.getByText('征而未供').first()).toBeVisible()
})

test('a change of status is recorded with its paper, put right, and stays legible', async ({ page, signIn }) => {
  await signIn('land')
  await page.goto('/plots?status=approvedNotAcquired')
  await page.getByRole('rowheader').last().getByRole('link').click()
  await page.getByRole('link', { name: '登记变化' }).click()
  await expectAccessible(page)
  await page.getByLabel('状态').selectOption({ label: '征而未供' })
  await page.getByLabel('文件号').fill('皖政地〔2026〕77 号')
  await page.getByRole('button', { name: '登记' }).click()
  await expect(page.getByText('皖政地〔2026〕77 号')).toBeVisible()
  await page.getByRole('link', { name: '更正' }).first().click()
  await page.getByLabel('撤回原因').fill('批文不是这块地的')
  await page.getByRole('button', { name: '撤回' }).click()
  await expect(page.getByRole('row').filter({ hasText: '皖政地〔2026〕77 号' }).locator('s').first()).toBeVisible()
})

test('a floor is recorded, let to a project, found taken, and given back', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/factories')
  await page.getByRole('link', { name: '登记厂房' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('登记标准厂房')
  await page.getByLabel('园区').selectOption({ index: 1 })
  await page.getByLabel('楼栋').fill('浏览器 9 号楼')
  await page.getByLabel('楼层').fill('B1')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('请填写建筑面积').first()).toBeVisible()
  await page.getByLabel('建筑面积').fill('2,150.5')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('浏览器 9 号楼 地下 1 层')
  await expectAccessible(page)

  await page.getByRole('combobox', { name: /项目/ }).click()
  await page.getByRole('option').nth(1).click()
  await page.getByLabel('租赁合同').fill('厂租 9 号')
  await page.getByRole('button', { name: '出租' }).click()
  await expect(page.getByRole('rowheader').first().getByRole('link')).toBeVisible()
  await page.goto('/factories?q=浏览器&state=let')
  await expect(page.getByRole('row', { name: /浏览器 9 号楼/ })).toContainText('已租')

  await page.getByRole('rowheader', { name: '浏览器 9 号楼' }).getByRole('link').click()
  await page.getByLabel('说明').fill('项目改选别处')
  await page.getByRole('button', { name: '退租' }).click()
  await expect(page.getByText('项目改选别处')).toBeVisible()
  await expect(page.getByText('空置').first()).toBeVisible()
})
