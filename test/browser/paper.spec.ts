import type { Page } from '@playwright/test'
import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

/** Pages of what is printed, and their widths and heights in points. */
async function printed(page: Page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf)
  return { pages, width: Math.round(Number(box?.[1])), height: Math.round(Number(box?.[2])) }
}

const A4 = { width: 595, height: 842 }

async function choose(page: Page, labels: readonly string[]) {
  await page.getByText('列', { exact: true }).click()
  for (const label of labels) await page.getByRole('checkbox', { name: label, exact: true }).check()
  await page.getByRole('button', { name: '显示' }).click()
}

async function backToUsual(page: Page) {
  await page.goto('/projects')
  await page.getByText('列', { exact: true }).click()
  await page.getByRole('button', { name: '恢复默认' }).click()
  await expect(page.getByRole('columnheader', { name: '建设内容' })).toHaveCount(0)
}

const MANY = ['编号', '落地法人', '建设内容', '引荐单位', '产业', '包保领导', '存在问题', '下一步工作', '备注']

test('chosen columns are kept for the account, scroll inside their panel beside the name, and print on turned paper', async ({
  page,
  browser,
  signIn,
}) => {
  await signIn('inspector')
  await page.goto('/projects?stage=started')
  expect(await printed(page)).toMatchObject(A4)
  await choose(page, MANY)
  await expect(page.getByRole('columnheader', { name: '建设内容' })).toBeVisible()
  await expect(page).toHaveURL(/\/projects\?stage=started$/)
  await expectAccessible(page)

  const box = page.locator('[data-scroll]').filter({ has: page.getByRole('table', { name: '项目' }) })
  const name = page.getByRole('rowheader').first()
  const before = await name.boundingBox()
  await box.evaluate((element) => element.scrollBy(600, 0))
  await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(300)
  expect((await name.boundingBox())?.x).toBe(before?.x)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  const elsewhere = await browser.newContext({ javaScriptEnabled: false })
  await elsewhere.addCookies(await page.context().cookies())
  const plain = await elsewhere.newPage()
  await plain.goto('/projects')
  await expect(plain.getByRole('columnheader', { name: '建设内容' })).toBeVisible()
  await choose(plain, ['链长'])
  await expect(plain.getByRole('columnheader', { name: '链长' })).toBeVisible()
  await elsewhere.close()

  await page.goto('/projects?per=100')
  const { pages, ...paper } = await printed(page)
  expect(paper).toEqual({ width: A4.height, height: A4.width })
  expect(pages).toBeGreaterThan(1)
  // The head of a table stands on each page of it.
  await page.emulateMedia({ media: 'print' })
  const head = page.getByRole('table', { name: '项目' }).locator('thead')
  await expect(head).toContainText(/澄川县 项目\d{4}-\d\d-\d\d .+打印/)
  expect(await head.evaluate((element) => getComputedStyle(element).display)).toBe('table-header-group')
  const cut = page.locator('td .truncate').filter({ visible: true })
  expect(await cut.evaluateAll((each) => each.filter((one) => one.scrollWidth > one.clientWidth).length)).toBe(0)
  await page.emulateMedia({ media: null })
  await backToUsual(page)
})

test('a record prints on one sheet, 基本情况 first', async ({ page, signIn }) => {
  await signIn('bureau')
  for (const stage of ['signed', 'started', 'producing']) {
    await page.goto(`/projects?stage=${stage}`)
    await page.locator('[data-row-link]').first().click()
    await expect(page.getByRole('heading', { name: '基本情况' })).toBeVisible()
    expect(await printed(page)).toEqual({ pages: 1, ...A4 })
  }
  await page.emulateMedia({ media: 'print' })
  const top = async (what: ReturnType<Page['locator']>) => (await what.boundingBox())?.y ?? NaN
  const facts = await top(page.getByRole('heading', { name: '基本情况' }))
  expect(facts).toBeLessThan(await top(page.getByRole('list', { name: '阶段' })))
  expect(facts).toBeLessThan(await top(page.getByRole('heading', { name: '前置条件' })))
  await expect(page.getByText(/^澄川县 项目档案$/)).toBeVisible()
})

test('a very long record prints on one sheet too, and says how much it leaves out', async ({
  page,
  signIn,
  baseURL,
}) => {
  await signIn('bureau')
  await page.goto('/settings/tokens')
  await page.getByLabel('用途').fill('长档案')
  await page.getByRole('button', { name: '新建' }).click()
  const authorization = `Bearer ${await page.locator('code').innerText()}`
  const told = '已与投资方多次对接，用地、用能和环评的意见都已收到。'
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/v1${path}`, { headers: { authorization }, data })
    expect(answer.status(), await answer.text()).toBe(201)
    return (await answer.json()) as { id: string }
  }
  const name = `长档案项目${Date.now().toString(36)}`
  const long = { content: told.repeat(40), remark: told.repeat(20), blockingIssue: told.repeat(10) }
  const { id } = await post('/projects', { name, investorName: `${name}有限公司`, ...long })
  for (let at = 0; at < 30; at++) {
    for (const stage of ['suspended', 'resumed']) {
      await post(`/projects/${id}/stage-events`, { stage, reason: told, note: told.repeat(1 + (at % 6)) })
    }
  }
  for (let at = 1; at <= 20; at++) {
    const file = { name: `材料${at}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${at}`) }
    const headers = { origin: baseURL ?? '' }
    const answer = await page.request.post(`/projects/${id}/evidence`, {
      headers,
      multipart: { file },
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(302)
  }
  await page.goto(`/projects/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  expect(await printed(page)).toEqual({ pages: 1, ...A4 })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(/^另有 \d+ 条历程，见系统$/)).toBeVisible()
  await expect(page.getByText('另有 12 份材料，见系统')).toBeVisible()
  expect((await page.getByRole('heading', { name: '基本情况' }).boundingBox())?.y).toBeLessThan(
    (await page.getByRole('list', { name: '阶段' }).boundingBox())?.y ?? 0,
  )
})
