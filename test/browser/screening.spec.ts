import ExcelJS from 'exceljs'
import { expect, test } from './fixtures'
import { startByIntensity } from './start-screening'

test('a quick look answers while one types, and says what would do', async ({ page, signIn }) => {
  await signIn('officer')
  await page.goto('/screening/quick?rules=county-intensity-100')
  await page.getByLabel('用地面积').fill('50')
  await page.getByLabel('固定资产投资').fill('4800')
  await expect(page.getByRole('status').filter({ hasText: '不符合' })).toBeVisible()
  await expect(page.getByText('用地面积减至 48 亩').first()).toBeVisible()
  await page.getByLabel('固定资产投资').fill('5000')
  await expect(page.getByRole('status').filter({ hasText: /^符合/ })).toBeVisible()
})

test('a screening is started from the record, filled in, concluded, and read as a document', async ({
  page,
  signIn,
}) => {
  await signIn('bureau')
  await page.goto('/projects?stage=negotiating&status=active')
  await page.getByRole('table').getByRole('rowheader').getByRole('link').first().click()
  await startByIntensity(page)
  await expect(page).toHaveURL(/\/edit$/)
  // Only what was chosen is ticked.
  await expect(page.getByRole('group', { name: '规则集' }).getByRole('checkbox', { checked: true })).toHaveCount(1)
  await page.getByLabel('用地面积').fill('50')
  await page.getByLabel('固定资产投资', { exact: true }).fill('0.48亿')
  await page.getByRole('button', { name: '保存并判定' }).click()
  await expect(page.getByRole('status').filter({ hasText: '不符合' })).toBeVisible()
  await page.getByRole('link', { name: '填写' }).click()
  await page.getByRole('link', { name: '从工作簿导入' }).click()
  const template = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载填报表' }).click()
  const buffer = await filledIn(await (await template).path(), { 固定资产投资: 5000, 年税收: '很多' })
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await page.locator('input[type=file]').setInputFiles({ name: '填报表.xlsx', mimeType, buffer })
  await page.getByRole('button', { name: '上传并核对' }).click()
  await expect(page.getByText('年税收“很多”读不出数字').first()).toBeVisible()
  await page.getByLabel('年税收').fill('800')
  await page.getByRole('button', { name: '保存并判定' }).click()
  await expect(page.getByRole('heading', { name: '承诺变化' })).toBeVisible()
  await page.getByRole('button', { name: '出具结论' }).click()
  await expect(page.getByRole('heading', { name: '结论已出具' })).toBeVisible()
  await page.getByRole('link', { name: '意见书' }).click()
  await expect(page.getByRole('heading', { name: '综合预审意见书' }).first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '下载 Word' }).click()
  expect((await download).suggestedFilename()).toMatch(/^综合预审意见书 .*\.docx$/)
})

/** The workbook as the investor sends it back. */
async function filledIn(path: string, answers: Readonly<Record<string, string | number>>): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  book.getWorksheet('方案')?.eachRow((row) => {
    const answer = answers[String(row.getCell(1).value)]
    if (answer !== undefined) row.getCell(2).value = answer
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the quick look answers by its button', async ({ page, signIn }) => {
    await signIn('officer')
    await page.goto('/screening/quick?rules=county-intensity-100')
    await page.getByLabel('用地面积').fill('50')
    await page.getByLabel('固定资产投资').fill('4800')
    await page.getByRole('button', { name: '判定' }).click()
    await expect(page.getByText('用地面积减至 48 亩').first()).toBeVisible()
  })
})
