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

test('a plot is chosen on the map, divided by a line that is drawn there, and whole again when that is taken back', async ({
  page,
  signIn,
}) => {
  await signIn('land')
  await page.goto('/plots?free=1&status=acquiredNotSupplied&sort=-areaMu')
  const link = page.getByRole('rowheader').last().getByRole('link')
  const code = await link.innerText()
  const plot = ((await link.getAttribute('href')) ?? '').split('/').at(-1)
  await page.goto(`/map?plot=${plot}`)
  await expect(page.getByRole('complementary', { name: `地块 ${code}` })).toContainText('亩')
  await expect(page.getByRole('status').filter({ hasText: '图上' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('at')).toMatch(/^[\d.]+,[\d.]+,[\d.]+$/)
  await expectAccessible(page)

  await page.getByRole('button', { name: '画分割线' }).click()
  await expect(page.getByRole('status').filter({ hasText: '逐点点击' })).toBeVisible()
  const box = await page.getByRole('region', { name: /地块地图/ }).boundingBox()
  if (!box) throw new Error('no map')
  const middle = box.x + box.width / 2
  await page.mouse.click(middle, box.y + 60)
  await page.mouse.dblclick(middle + 3, box.y + box.height - 60)
  await expect(page).toHaveURL(/divide\?way=line/)
  await expect(page.getByRole('img', { name: '分割后 2 块的轮廓，上北' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel(/文件号/).fill('澄自然资〔2026〕8 号')
  await page.getByRole('button', { name: '确认分割' }).click()
  await expect(page.getByRole('link', { name: `${code}-2` })).toBeVisible()

  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '撤回' }).click()
  await expect(page.getByText('已撤回，原地块恢复使用').first()).toBeVisible()
  await expect(page.getByRole('link', { name: '分割' })).toBeVisible()
})

test('a plot is cut along a side, and its parts merged, without JavaScript on a phone', async ({
  page,
  browser,
  signIn,
}) => {
  await signIn('land')
  await page.goto('/plots?free=1&status=acquiredNotSupplied&sort=-areaMu')
  const address = await page.getByRole('rowheader').nth(20).getByRole('link').getAttribute('href')
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 375, height: 720 },
    storageState: await page.context().storageState(),
  })
  const bare = await plain.newPage()
  await bare.goto(address ?? '')
  await bare.getByRole('link', { name: '分割' }).click()
  const cut = bare.getByRole('form', { name: '沿一条边切出若干亩' })
  await cut.getByLabel('切出').fill('5.25')
  await cut.getByRole('button', { name: '预览' }).click()
  await expect(bare.getByRole('img', { name: '分割后 2 块的轮廓，上北' })).toContainText('5.25 亩')
  await bare.getByLabel(/文件号/).fill('澄自然资〔2026〕9 号')
  await bare.getByRole('button', { name: '确认分割' }).click()
  await bare.getByRole('link', { name: /-1$/ }).click()
  await expect(bare.getByText('5.25 亩').first()).toBeVisible()
  await bare.getByRole('link', { name: '合并' }).click()
  await bare.getByRole('checkbox', { name: /-2/ }).check()
  await bare.getByRole('button', { name: '预览' }).click()
  await expect(bare.getByRole('img', { name: '合并后的轮廓，上北' })).toBeVisible()
  await plain.close()
})

test('a project finds its plots with reasons, puts two side by side in a brochure, and takes it to Word', async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  await page.goto('/projects?stage=approved&sort=-updatedAt')
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('link', { name: '选址匹配' }).click()
  await page.getByLabel('用地', { exact: true }).fill('50')
  await page.getByLabel('意向园区').selectOption('')
  await page.getByLabel('投资额').fill('3亿')
  await page.getByRole('button', { name: '重新匹配' }).click()
  await page.waitForURL(/mu=50/)
  await expect(page.getByText(/^面积 [\d.]+\/30$/).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: '生成选址推介书' }).click()
  await expect(page.getByRole('columnheader')).toHaveCount(3)
  await expect(page.getByRole('row', { name: /与项目的匹配/ })).toContainText(/[\d.]+ 分：面积/)
  await expectAccessible(page)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Word' }).click()])
  expect(file.suggestedFilename()).toMatch(/^选址推介书 .+\.docx$/)
})

test('the plan of a year is set, and read beside supply and what projects ask for', async ({ page, signIn }) => {
  await signIn('land')
  await page.goto('/land/plan/2031')
  await page.getByLabel('计划供地').first().fill('一千亩')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('新增供地请填数字，单位亩', { exact: true })).toBeVisible()
  await page.getByLabel('计划供地').first().fill('1,000亩')
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForURL(/\/land\/plan\?from=2031/)
  await expect(page.getByRole('table', { name: /2031 年/ }).getByRole('row', { name: /合计/ })).toContainText(
    '1,000.00',
  )
  await expectAccessible(page)
})
