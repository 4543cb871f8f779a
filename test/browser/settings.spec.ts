import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

for (const clipboard of [true, false]) {
  test(`a new token is copied by a button ${clipboard ? 'where there is a clipboard' : 'over plain http too'}, and its purpose leaves the form`, async ({
    page,
    context,
    signIn,
  }) => {
    if (clipboard) await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    else await page.addInitScript(() => delete (Navigator.prototype as { clipboard?: unknown }).clipboard)
    await signIn('bureau')
    await page.goto('/settings/tokens')
    await page.getByLabel('用途').fill('与统计系统对接')
    await page.getByRole('button', { name: '新建' }).click()
    const token = await page.getByText(/^crm_/).textContent()
    await expect(page.getByLabel('用途')).toHaveValue('')
    await expectAccessible(page)
    await page.getByRole('button', { name: '复制' }).click()
    await expect(page.getByText('已复制')).toBeVisible()
    await page.getByLabel('用途').press('Control+v')
    await expect(page.getByLabel('用途')).toHaveValue(token!)
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a browser ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test('asks once before one unit is merged into another, naming what goes', async ({ page, signIn }) => {
      await signIn('bureau')
      const name = `待并办公室${Date.now().toString(36)}`
      await page.goto('/settings/units/new')
      await page.getByLabel('名称').fill(name)
      if (javaScriptEnabled) {
        await page.getByRole('combobox', { name: '上级单位' }).fill('县')
        await page.getByRole('listbox').getByRole('option').first().click()
      } else await page.getByLabel('上级单位').selectOption({ index: 1 })
      await page.getByRole('button', { name: '建立' }).click()
      await expect(page.getByText('单位已建立')).toBeVisible()
      await page.getByRole('link', { name, exact: true }).click()

      if (javaScriptEnabled) {
        await expect(page.getByRole('button', { name: '合并' })).toBeDisabled()
        await page.getByRole('combobox', { name: '并入' }).fill('县招商局')
        await page.getByRole('listbox').getByRole('option').first().click()
        await page.getByRole('button', { name: '合并' }).click()
        await expect(page.getByRole('alertdialog')).toContainText(`把“${name}”并入“`)
        await expect(page.getByRole('alertdialog')).toContainText('它的历史随之转入，此后不再有')
        await expect(page.getByRole('alertdialog')).toContainText('合并不能撤销')
        await page.getByRole('alertdialog').getByRole('button', { name: '合并' }).click()
      } else {
        await page.getByLabel('并入').selectOption({ index: 2 })
        await page.locator('summary', { hasText: '合并' }).click()
        await expect(page.getByText('合并不能撤销')).toBeVisible()
        await page.getByRole('button', { name: '合并' }).click()
      }
      await expect(page.getByText('单位已合并，人员和项目已转入')).toBeVisible()
    })
  })
}
