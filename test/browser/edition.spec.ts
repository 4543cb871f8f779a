import type { Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

test.setTimeout(120_000)

const HEADER = '项目编号,项目名称,投资方,总投资（万元）,签约时间,是否开工,开工时间,引荐单位,拟落户园区'
const NAMES = ['风电叶片', '光伏支架', '换热器', '减速机', '密封件', '农用无人机']

const line = (name: string, over: Partial<Record<number, string>> = {}) => {
  const cells = ['', `${name}项目`, `${name}实业有限公司`, '1000', '2022.3.15', '否', '', '城关镇', '城南产业园']
  return cells.map((cell, at) => over[at] ?? cell).join(',')
}

async function upload(page: Page, name: string, rows: string[]): Promise<void> {
  await page.goto('/imports')
  const buffer = Buffer.from(['2022年签约项目台账', HEADER, ...rows].join('\n'))
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: '上传并预览' }).click()
  await expect(page.getByRole('button', { name: '确认导入' })).toBeVisible({ timeout: 30_000 })
}

async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '确认导入' }).click()
  await expect(page.getByText('导入结果')).toBeVisible({ timeout: 30_000 })
}

test("next month's ledger shows what differs before it is committed, and keeps what was put right", async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  const [blades, frames, exchanger, gears, seals, drones] = NAMES as [string, string, string, string, string, string]
  await upload(page, '2022年1-3月签约台账.csv', [
    line(blades),
    line(frames),
    line(exchanger),
    line(gears, { 5: '是', 6: '2022.9.1' }),
    line(seals),
    line('输送机', { 3: '待定' }),
  ])
  await page
    .getByRole('link', { name: '更正', exact: true })
    .or(page.getByRole('link', { name: /^待更正\s*1$/ }))
    .first()
    .click()
  await page.getByRole('link', { name: '更正', exact: true }).first().click()
  await page.getByLabel('总投资').fill('2600')
  await page.getByRole('button', { name: '更正', exact: true }).click()
  await expect(page.getByText('已更正，随这份台账一起导入')).toBeVisible()
  await page.goto('/imports')
  await page.getByRole('link', { name: '2022年1-3月签约台账.csv' }).first().click()
  await commit(page)

  await upload(page, '2022年1-4月签约台账.csv', [
    line(blades),
    line(frames, { 3: '1500', 8: '城北产业园' }),
    line(exchanger, { 5: '是', 6: '2022.10.1' }),
    line(gears),
    line(drones),
    line('输送机', { 3: '待定' }),
  ])
  const preview = page.url()
  await expect(page.getByText('与上一期的差异')).toBeVisible()
  await expect(page.getByText('已按上次更正').first()).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByText(/^认作/)).toContainText('2022年1-3月签约台账.csv')
  await page.getByRole('definition').getByRole('link', { name: '2' }).first().click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('与上一期的差异')
  await expect(page.getByRole('row', { name: /光伏支架项目/ })).toContainText('1,000 万元 → 1,500 万元')
  await expectAccessible(page)
  const tabs = page.getByRole('navigation', { name: '差异' })
  await tabs.getByRole('link', { name: /^阶段变动\s*2$/ }).click()
  await expect(page.getByRole('row', { name: /换热器项目/ })).toContainText('签约 → 开工')
  await expect(page.getByRole('row', { name: /减速机项目/ })).toContainText('退回，不改动')
  await tabs.getByRole('link', { name: /^新增\s*1$/ }).click()
  await expect(page.getByRole('row', { name: /农用无人机项目/ })).toBeVisible()
  await tabs.getByRole('link', { name: /^这期没有\s*1$/ }).click()
  await expect(page.getByRole('link', { name: '密封件项目' })).toBeVisible()
  await page.setViewportSize({ width: 375, height: 812 })
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(await overflow()).toBe(0)
  await page.setViewportSize({ width: 1366, height: 768 })

  await page.goto(preview)
  await page.getByRole('link', { name: '核对更正' }).first().click()
  await expectAccessible(page)
  await page.getByRole('button', { name: '按台账原文，重新待更正' }).click()
  await expect(page.getByText('已恢复台账原文，请更正')).toBeVisible()
  await expect(page.getByLabel('总投资')).toHaveValue('待定')

  await page.goto(preview)
  await commit(page)
  await page.goto('/projects?q=密封件')
  await expect(page.getByRole('link', { name: '密封件项目' }).first()).toBeVisible()
})

test('a suspected duplicate fills up what its project lacks, as it was listed', async ({ page, signIn }) => {
  await signIn('bureau')
  await upload(page, '基础台账.csv', [line('电机壳', { 3: '', 8: '' })])
  await commit(page)
  await upload(page, '补充台账.csv', [line('电机壳', { 3: '5000', 4: '2022.3.20' })])
  await page.getByRole('link', { name: /^疑似重复\s*1$/ }).click()
  await page.getByRole('link', { name: '核对', exact: true }).click()
  await expect(page.getByText('未填 → 5,000 万元')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '用这一行补充' }).click()
  await expect(page.getByText('确认导入时补充已有项目')).toBeVisible()
  await page.goto('/imports')
  await page.getByRole('link', { name: '补充台账.csv' }).first().click()
  await commit(page)
  await page.goto('/projects?q=电机壳')
  await page.getByRole('link', { name: '电机壳项目' }).first().click()
  await expect(page.getByText('5,000 万元').first()).toBeVisible()
})
