import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.describe.configure({ timeout: 120_000 })

const phone = { width: 375, height: 740 }
const LONG = '企业内部决策未完成，董事会推迟，'.repeat(20)

test("each number of the leaders' briefing opens as many projects as it says", async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('签约开工简报')
  const numbers = page
    .getByRole('region', { name: '三句话' })
    .getByRole('link')
    .or(page.getByRole('list', { name: '三个数' }).getByRole('link'))
  const links = await numbers.evaluateAll((all) =>
    all.map((each) => ({ href: each.getAttribute('href')!, count: each.textContent! })),
  )
  expect(links.length).toBeGreaterThanOrEqual(12)
  for (const { href, count } of links) {
    await page.goto(href)
    if (count === '0') await expect(page.getByText('没有符合条件的项目')).toBeVisible()
    else await expect(page.getByText(new RegExp(`共 ${count} 个项目`)), href).toBeVisible()
  }
})

test('the briefing is accessible and fits a phone; another earlier day is a link away', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/workbench')
  await expectAccessible(page)
  await page.setViewportSize(phone)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('navigation', { name: '对比日期' }).getByRole('link', { name: '上年' }).click()
  await expect(page).toHaveURL(/compareAsOf=/)
  await expect(page.getByRole('link', { name: '上年' })).toHaveAttribute('aria-current', 'true')
})

test('a (?) beside the numbers says what they count, on a phone too; on the wall nothing turns while it is read', async ({
  page,
  signIn,
}) => {
  await signIn('leader')
  await page.setViewportSize(phone)
  await page.goto('/workbench')
  const legends = page.getByRole('main').locator('summary').filter({ hasText: '?' })
  await expect(legends).toHaveCount(5)
  for (const legend of await legends.all()) {
    await legend.click()
    const box = await page.locator('details[open] dd').first().boundingBox()
    expect([box && box.x >= 0, box && box.x + box.width <= phone.width]).toEqual([true, true])
    await page.keyboard.press('Escape')
  }
  await expectNoSidewaysScroll(page)

  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto('/wall?seconds=5')
  await page.locator('summary').filter({ visible: true }).click()
  await expect(page.getByText('未开工，且签约超过规定天数').first()).toBeVisible()
  await expect(page.getByText('已暂停')).toBeVisible()
  await page.getByRole('button', { name: '下一页' }).click()
  await expect(page.getByText('到过这一阶段或更后一步的项目')).toBeHidden()
})

test('the briefing fills one A4 sheet, however much is written about the ten projects', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/workbench')
  expect(await sheets(page)).toBe(1)
  await page
    .locator('[data-clamped]')
    .evaluateAll((all, long) => all.forEach((each) => (each.textContent = long)), LONG)
  expect(await sheets(page)).toBe(1)
})

async function sheets(page: Page): Promise<number> {
  const file = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  return file.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length
}

test('the bureau, which prepares the briefing, finds it beside its tasks', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/workbench')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('工作台')
  await page.getByRole('link', { name: '领导简报' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('签约开工简报')
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the briefing is whole, and the wall shows all its pages one under another', async ({ page, signIn }) => {
    await signIn('leader')
    await page.goto('/workbench')
    await expect(page.getByRole('region', { name: '三句话' }).getByRole('paragraph')).toHaveCount(3)
    await page.getByRole('link', { name: '大屏' }).click()
    await expect(page).toHaveURL(/\/wall/)
    await expect(page.getByRole('heading', { level: 2 }).filter({ visible: true })).toHaveText([
      '签约与开工',
      '从线索到达效',
      '各季度签约项目的开工',
      '逾期未开工，按责任单位',
      '最要紧的项目 1–5',
      '最要紧的项目 6–10',
    ])
    await expect(page.getByText('数据时间')).toBeVisible()
  })
})

const title = (page: Page) => page.getByRole('heading', { level: 2 })

for (const [width, height] of [
  [1920, 1080],
  [1366, 768],
  [3840, 2160],
  [1280, 1024],
] as const) {
  test(`every page of the wall fits ${width} × ${height}, and is read from the last row`, async ({ page, signIn }) => {
    await page.setViewportSize({ width, height })
    await signIn('leader')
    await page.goto('/wall', { waitUntil: 'networkidle' })
    const unit = Math.min(width / 1920, height / 1080)
    for (let turned = 0; turned < 6; turned++) {
      const faults = await page.evaluate((scale) => {
        const body = document.querySelector('.wall-page:not([hidden]) .wall-body')!
        const box = body.getBoundingClientRect()
        const outside = [...body.querySelectorAll('*')].filter((each) => {
          const { top, bottom, left, right } = each.getBoundingClientRect()
          return top < box.top - 1 || bottom > box.bottom + 1 || left < box.left - 1 || right > box.right + 1
        })
        const texts = [...body.querySelectorAll('*')].filter((each) =>
          [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim()),
        )
        const small = texts.filter((each) => parseFloat(getComputedStyle(each).fontSize) < 36 * scale)
        const figures = [...body.querySelectorAll('.wall-figure')].filter(
          (each) => parseFloat(getComputedStyle(each).fontSize) < 120 * scale,
        )
        return [...outside, ...small, ...figures].map((each) => each.outerHTML.slice(0, 120))
      }, unit)
      expect(faults, `${await title(page).textContent()}`).toEqual([])
      await page.keyboard.press('ArrowRight')
    }
    await expect(title(page)).toHaveText('签约与开工')
  })
}

test('the wall is accessible', async ({ page, signIn }) => {
  await signIn('leader')
  await page.goto('/wall', { waitUntil: 'networkidle' })
  for (let turned = 0; turned < 6; turned++) {
    await expectAccessible(page)
    await page.keyboard.press('ArrowRight')
  }
  await page.setViewportSize(phone)
  await expectNoSidewaysScroll(page)
})

test('the wall turns its pages by itself; keys and buttons turn and hold them', async ({ page, signIn }) => {
  await page.clock.install()
  await signIn('leader')
  await page.goto('/wall?seconds=10')
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible()
  await expect(title(page)).toHaveText('签约与开工')
  await page.clock.runFor(10_500)
  await expect(title(page)).toHaveText('从线索到达效')
  await page.keyboard.press('ArrowLeft')
  await expect(title(page)).toHaveText('签约与开工')
  await page.keyboard.press('Space')
  await expect(page.getByText('已暂停')).toBeVisible()
  await page.clock.runFor(60_000)
  await expect(title(page)).toHaveText('签约与开工')
  await page.getByRole('button', { name: '下一页' }).click()
  await expect(title(page)).toHaveText('从线索到达效')
  await page.getByRole('button', { name: '继续' }).click()
  await page.clock.runFor(10_500)
  await expect(title(page)).toHaveText('各季度签约项目的开工')
})

test('the wall keeps the last figures when no new ones come, says so, and goes on when they do', async ({
  page,
  context,
  signIn,
  tolerated,
}) => {
  tolerated.push(/net::ERR_/, /status of 50[03]/)
  await page.clock.install()
  await signIn('leader')
  await page.goto('/wall')
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(page.getByText('已暂停')).toBeVisible()
  const figures = page.getByRole('list').first()
  const shown = await figures.innerText()
  const status = page.getByRole('status')

  await page.route('**/wall/figures*', (route) => route.abort())
  await page.clock.runFor(181_000)
  await expect(status).toContainText('不是最新数据：网络或服务器连不上')
  await expect(figures).toHaveText(shown, { useInnerText: true })
  await expectAccessible(page)

  await page.unroute('**/wall/figures*')
  await page.route('**/wall/figures*', (route) => route.fulfill({ status: 503, body: '' }))
  await page.clock.runFor(31_000)
  await expect(status).toContainText('服务器给不出新数据')

  await page.unroute('**/wall/figures*')
  await page.clock.runFor(31_000)
  await expect(status).toBeEmpty()

  const cookies = await context.cookies()
  await context.clearCookies()
  await page.clock.runFor(181_000)
  await expect(status).toContainText('登录已到期')
  await expect(status.getByRole('link', { name: '重新登录' })).toHaveAttribute('href', '/login?next=%2Fwall')
  await expect(figures).toHaveText(shown, { useInnerText: true })
  await context.addCookies(cookies)
  await page.clock.runFor(31_000)
  await expect(status).toBeEmpty()
})

test('the wall keeps to the scope in its address, and refuses one that is none', async ({
  page,
  signIn,
  tolerated,
}) => {
  tolerated.push(/status of 422/)
  await signIn('leader')
  await page.goto('/pipeline?industry=none&asOf=2026-01-31')
  await page.getByRole('link', { name: '大屏' }).click()
  await expect(page).toHaveURL(/\/wall\?.*industry=none/)
  await expect(page).toHaveURL(/asOf=2026-01-31/)
  await expect(page.getByText('产业未填').first()).toBeVisible()
  expect((await page.request.get('/wall/figures?industry=none&asOf=2026-01-31')).status()).toBe(200)
  expect((await page.goto('/wall?asOf=yesterday'))?.status()).toBe(422)
})
