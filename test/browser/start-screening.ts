import type { Page } from '@playwright/test'
import { expect } from './fixtures'

/** Starts a screening from a project's record by the one rule that a handful of numbers satisfies. */
export async function startByIntensity(page: Page): Promise<void> {
  await page.getByRole('link', { name: '发起', exact: true }).click()
  const chosen = page.getByRole('group', { name: '规则集' })
  await expect(chosen).toBeVisible()
  const ticked = chosen.getByRole('checkbox', { checked: true })
  while ((await ticked.count()) > 0) await ticked.first().uncheck()
  await chosen.getByRole('checkbox', { name: /投资强度 100/ }).check()
  await page.getByRole('button', { name: '发起预审' }).click()
}
