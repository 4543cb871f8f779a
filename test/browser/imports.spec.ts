import type { Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

test.setTimeout(180_000)

async function previewSample(page: Page) {
  await page.goto('/imports')
  await page.getByRole('button', { name: '用示例台账试一试' }).click()
  await expect(page.getByRole('button', { name: '确认导入' }).or(page.getByText('确认导入').first())).toBeVisible({
    timeout: 30_000,
  })
}

/** A token of whoever is signed in, as the settings show it once. */
async function newToken(page: Page): Promise<string> {
  await page.goto('/settings/tokens')
  await page.getByLabel('用途').fill('核对数字')
  await page.getByRole('button', { name: '新建' }).click()
  return page.locator('code').innerText()
}

const PERIODS = [
  {
    signedFrom: '2020-01-01',
    signedTo: '2020-12-31',
    said: /^2020年签约 122 个，已开工 65 个（53\.3%），未开工 57 个；总投资 171\.57 亿元/,
    counts: { signed: 122, started: 65, notStarted: 57 },
  },
  {
    signedFrom: '2021-01-01',
    signedTo: '2021-04-30',
    said: /^2021年1–4月签约 81 个，已开工 7 个（8\.6%），未开工 74 个；总投资 133\.48 亿元/,
    counts: { signed: 81, started: 7, notStarted: 74 },
  },
]

test('the two sentences come out of the imported ledger, on the page and in the API, and a held row is corrected', async ({
  page,
  signIn,
  tolerated,
}) => {
  test.setTimeout(180_000)
  tolerated.push(/422/)
  await signIn('bureau')
  await previewSample(page)
  await expect(page.getByRole('row', { name: /2020年供地项目 127 122 65 57/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '确认导入' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('新建 203 个项目')
  await page.getByRole('alertdialog').getByRole('button', { name: '确认导入' }).click()
  await expect(page.getByText('导入结果')).toBeVisible({ timeout: 30_000 })

  const batch = page.url()
  await page.getByRole('link', { name: /2020年1月至2020年12月签约的项目/ }).click()
  await expect(page).toHaveURL(/\/pipeline\?/)
  for (const { said, signedFrom, signedTo } of PERIODS) {
    await page.goto(`/pipeline?${new URLSearchParams({ signedFrom, signedTo, asOf: '2021-05-31' })}`)
    await expect(page.getByText(said)).toBeVisible({ timeout: 60_000 })
  }
  const authorization = `Bearer ${await newToken(page)}`
  for (const { counts, signedFrom, signedTo } of PERIODS) {
    const asked = new URLSearchParams({ signedFrom, signedTo, asOf: '2021-05-31' })
    const answer = await page.request.get(`/api/v1/pipeline/cohorts?${asked}`, { headers: { authorization } })
    expect((await answer.json()).rows[0]).toMatchObject(counts)
    const funnel = await (
      await page.request.get(`/api/v1/pipeline/funnel?${asked}`, { headers: { authorization } })
    ).json()
    const count = (stage: string) => funnel.rows.find((row: { stage: string }) => row.stage === stage).count
    expect([count('signed'), count('started')]).toEqual([counts.signed, counts.started])
  }

  await page.goto(batch)
  await page.getByRole('link', { name: /^待更正\s*3$/ }).click()
  await page.getByRole('link', { name: '更正', exact: true }).first().click()
  await expectAccessible(page)
  await page.getByRole('button', { name: '更正并导入' }).click()
  await expect(page.getByRole('alert')).toContainText('缺少项目名称')
  await page.getByLabel('项目名称').fill('年产12万台智能水泵项目')
  await page.getByRole('button', { name: '更正并导入' }).click()
  await expect(page.getByText('已新建项目')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^更正第 \d+ 行/)
  await page.goto('/projects?q=智能水泵')
  await expect(page.getByRole('link', { name: '年产12万台智能水泵项目' }).first()).toBeVisible()
})

test('the same file again changes nothing, and a suspected duplicate is decided on', async ({ page, signIn }) => {
  await signIn('bureau')
  await previewSample(page)
  // What was put right in the test before is read so again.
  await expect(page.getByRole('row', { name: /2020年供地项目 127 123 .* 0 0 123$/ })).toBeVisible()
  await page.getByRole('link', { name: /^疑似重复\s*3$/ }).click()
  await page.getByRole('link', { name: '核对', exact: true }).first().click()
  await expectAccessible(page)
  const first = page.url()
  await page.getByRole('button', { name: '是同一项目，这一行不导入' }).click()
  await expect(page.getByText('已按同一项目处理')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^核对第 \d+ 行/)
  expect(page.url()).not.toBe(first)
  await page.getByRole('navigation', { name: '位置' }).getByRole('link').last().click()
  await expect(page.getByRole('link', { name: /^疑似重复\s*2$/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /^不导入\s*1$/ })).toBeVisible()
})

test('what cannot be read says what to do', async ({ page, signIn, tolerated }) => {
  tolerated.push(/422/)
  await signIn('bureau')
  await page.goto('/imports')
  const legacy = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)])
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '../台账<script>.xls', mimeType: 'application/vnd.ms-excel', buffer: legacy })
  await page.getByRole('button', { name: '上传并预览' }).click()
  await expect(page.getByRole('alert')).toContainText('另存为')
})

test('what a ledger leaves open is asked, and put right from the keyboard', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/imports')
  const rows = [
    '项目名称,投资方,总投资（万美元）,签约时间',
    '键盘台账甲项目,键盘甲实业有限公司,1200,2022年3月',
    '键盘台账乙项目,键盘乙实业有限公司,800,2022年4月',
    '键盘台账丙项目,键盘丙实业有限公司,500,2022年5月',
  ]
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '键盘.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByRole('button', { name: '上传并预览' }).click()
  await expect(page.getByRole('heading', { name: '需要您确认 1 处' })).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await page.getByRole('button', { name: '确认导入' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toContainText('还有需要确认之处')
  await page.keyboard.press('Escape')

  const unit = page.getByRole('combobox', { name: /总投资的单位/ })
  await unit.focus()
  await expect(unit).toHaveValue('?')
  for (let at = 0; at < 20 && (await unit.inputValue()) !== 'yi'; at++) await page.keyboard.press('ArrowDown')
  await expect(unit).toHaveValue('yi')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '更正读法以后' })).toBeVisible({ timeout: 10_000 })
  await expect(page.getByText('原 0 万元')).toBeVisible()
  await expect(page.getByText('2,500 亿元').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: /需要您确认/ })).toBeHidden()

  await page.getByRole('link', { name: '更正读法' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '读法' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: '另外，第' }).focus()
  await page.keyboard.type('4')
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await page.getByRole('button', { name: '按此重新读取' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('原 3')).toBeVisible({ timeout: 10_000 })
  await expect(page.getByText('按您的选择').first()).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a ledger is uploaded, its columns corrected, and committed', async ({ page, signIn }) => {
    await signIn('bureau')
    await page.goto('/imports')
    const rows = [
      '项目名称,投资方,总投资（万元）,签约时间,责任单位备忘',
      '无脚本台账项目,无脚本实业有限公司,1200,2022年3月,县仪表产业办',
    ]
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '2022.1-4月.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
    await page.getByRole('button', { name: '上传并预览' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('读到的内容')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 30_000 })
    await page.getByRole('link', { name: '更正读法' }).click()
    await page.getByLabel('责任单位备忘', { exact: true }).selectOption({ label: '引荐单位' })
    await page.getByLabel('总投资(万元)的单位').selectOption({ label: '千万元' })
    await page.getByRole('button', { name: '按此重新读取' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('原 1,200 万元')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 30_000 })
    await expect(page.getByText('120 亿元')).toBeVisible()
    await page.getByRole('link', { name: '回到这次导入' }).click()
    await expect(page.getByText('个单位还没有登记：县仪表产业办')).toBeVisible()
    await page.getByText('确认导入').first().click()
    await page.getByRole('button', { name: '确认导入' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText('导入结果')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 30_000 })
  })
})
