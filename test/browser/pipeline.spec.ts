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

const TABS = [
  '',
  '/overdue',
  '/forecast?group=unit',
  '/cohorts',
  '/pace?group=year',
  '/breakdowns',
  '/breakdowns?table=unit',
]

test('every page of the room is accessible and has a chart or table of its own', async ({ page, signIn }) => {
  await signIn('leader')
  for (const tab of TABS) {
    await page.goto(`/pipeline${tab}`)
    await expect(page.getByRole('table').first()).toBeVisible()
    await expectAccessible(page)
  }
})

/** A number of a page, by where it stands. */
const NUMBERS: [page: string, table: RegExp, row: RegExp, link: number][] = [
  ['', /各阶段到达的项目数/, /^签约/, 0],
  ['', /各阶段到达的项目数/, /^开工/, 2],
  ['/overdue', /各责任单位的逾期项目/, /管委会/, 0],
  ['/cohorts?every=year', /签约后 3、6、12、24 个月/, /^2025年/, 4],
  ['/pace', /停留的天数/, /^签约/, 0],
  ['/pace', /停留的天数/, /^在谈/, 3],
  ['/pace', /期初、进来、离开/, /^在谈/, 1],
  ['/breakdowns', /个数、金额和占比/, /^1000–3000/, 4],
]

test('numbers open as many projects as they say, within the scope asked for', async ({ page, signIn }) => {
  await signIn('leader')
  for (const scope of ['', 'signedFrom=2025-01-01']) {
    for (const [tab, table, row, link] of NUMBERS) {
      await page.goto(`/pipeline${tab}${tab.includes('?') ? '&' : '?'}${scope}`)
      const rows = page
        .getByRole('table', { name: table })
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: row }) })
      if (scope && (await rows.count()) === 0) continue
      const number = rows.first().getByRole('link').nth(link)
      const count = Number.parseInt((await number.innerText()).replace(/^[\d.]+%\s*/, ''), 10)
      await number.click()
      await expect(page).toHaveURL(/\/projects\?.*asOf=/)
      await expect(
        count === 0 ? page.getByText('没有符合条件的项目') : page.getByText(`共 ${count} 个项目`),
        `${tab} ${row} ${link} ${scope}`,
      ).toBeVisible()
    }
  }
})

test('beside every figure stands the earlier day, and it can be asked for', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/pipeline')
  await page.getByLabel('对比', { exact: true }).fill('2025-12-31')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page).toHaveURL(/compareAsOf=2025-12-31/)
  await expect(page.getByText(/与 2025-12-31 对比/)).toBeVisible()
  const earlier = page
    .getByRole('table', { name: /各阶段到达/ })
    .getByTitle(/^上期/)
    .first()
  await expect(earlier).toHaveText(/[▲▼]\d|持平/)
  const [, count] = /上期 (\d+)/.exec((await earlier.getAttribute('title'))!)!
  await earlier.click()
  await expect(page.getByText(`共 ${count} 个项目`)).toBeVisible()
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
    await page.goto('/pipeline/cohorts')
    await page.getByText('日期与范围').click()
    await page.getByLabel('签约起').fill('2020-01-01')
    await page.getByLabel('签约止').fill('2020-12-31')
    await page.getByText('更多筛选').click()
    await page.getByLabel('规模').selectOption({ index: 0 })
    await page.getByRole('button', { name: '查询' }).click()
    await expect(page).toHaveURL(/signedFrom=2020-01-01&signedTo=2020-12-31/)
    await page.getByRole('link', { name: '总览' }).click()
    await expect(page.getByText(/^2020年(签约|没有签约项目)/)).toBeVisible()
    await page.getByRole('link', { name: '历年' }).click()
    await page.getByRole('link', { name: '同期群' }).click()
    await page.getByRole('link', { name: '投资规模' }).click()
    await expect(page.getByRole('columnheader', { name: '投资规模' })).toBeVisible()
  })

  test('charts are drawn on the server, and no page is wider than the phone', async ({ page, signIn }) => {
    await signIn('leader')
    for (const tab of TABS) {
      await page.goto(`/pipeline${tab}`)
      await expectNoSidewaysScroll(page)
    }
    await page.goto('/pipeline/pace')
    await expect(page.getByRole('img', { name: /签约后开工的比例/ })).toBeVisible()
  })
})

test('待核 on the list of projects are as many as the number of the pipeline page', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/pipeline')
  const term = page.locator('dt').filter({ hasText: /^待核$/ })
  const number = await term.locator('xpath=following-sibling::dd[1]').getByRole('link').first().innerText()
  await page.goto('/projects')
  await page.getByRole('link', { name: '待核', exact: true }).click()
  await expect(page).toHaveURL(/unclear=unverified/)
  await expect(page.getByText(new RegExp(`共 ${number} 个项目`))).toBeVisible()
  await expect(page.getByRole('link', { name: '待核', exact: true })).toHaveAttribute('aria-current', 'true')
})
