import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

const LIST = (year: number, newYear: string, more = '') =>
  `${year}-01-01 休\n${newYear}${year}-10-01至${year}-10-07 休\n${more}`

for (const [javaScriptEnabled, year, law] of [
  [true, 2027, '2027-02-05至2027-02-11 休\n2027-02-13 班\n4月5日 休\n5月1日至3日 休\n6月9日 休\n9月15日 休\n'],
  [false, 2028, '2028-01-25至2028-01-31 休\n4月4日 休\n5月1日至3日 休\n5月28日 休\n'],
] as const) {
  test.describe(`a browser ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled, tolerated: [/422/] })

    test('loads the list of a year, line by line, and loses nothing that was pasted', async ({ page, signIn }) => {
      await signIn('bureau')
      await page.goto(`/settings/calendar?year=${year}`)
      await expect(page.getByText('按法定节假日估算').first()).toBeVisible()
      await page
        .getByRole('link', { name: `录入${year}年的安排` })
        .last()
        .click()

      const box = page.getByLabel('放假和调休')
      const wrong = LIST(year, law, `${year}-02-30 休`)
      await box.fill(wrong)
      await page.getByRole('button', { name: '保存' }).click()
      const line = wrong.split('\n').length
      await expect(page.getByText(`第 ${line} 行：没有 ${year}-02-30 这一天`).last()).toBeVisible()
      await expect(box).toHaveValue(wrong)
      if (javaScriptEnabled) await expectAccessible(page)

      await box.fill(LIST(year, law))
      await page.getByRole('button', { name: '保存' }).click()
      await expect(page.getByText(`${year}年的安排已保存`)).toBeVisible()
      await expect(page.getByText(`放假安排已录入至 ${year}-12-31`)).toBeVisible()
      await expect(page.getByText('按法定节假日估算', { exact: true })).toBeHidden()
    })
  })
}

test('a text file fills the box, as Excel on Chinese Windows writes it too', async ({ page, signIn }) => {
  await signIn('bureau')
  await page.goto('/settings/calendar/2029')
  const gb18030 = Buffer.from([...Buffer.from('2029-01-01,'), 0xd0, 0xdd, 0x2c, 0xd4, 0xaa, 0xb5, 0xa9])
  await page.getByLabel('放假安排的文本文件').setInputFiles({ name: '2029.csv', mimeType: 'text/csv', buffer: gb18030 })
  await expect(page.getByLabel('放假和调休')).toHaveValue('2029-01-01,休,元旦')
})
