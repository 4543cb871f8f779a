import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** Fails with each rule that the page breaks and where. */
export async function expectAccessible(page: Page): Promise<void> {
  await comeToRest(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  )
  expect(found, `axe at ${page.url()}`).toEqual([])
}

/** What is fading in has not got its colours yet; what is folded away never comes to its end. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const fading = document.getAnimations().filter(({ effect }) => {
      const { target } = effect as KeyframeEffect
      return effect?.getComputedTiming().iterations !== Infinity && target?.checkVisibility()
    })
    await Promise.all(fading.map(({ finished }) => finished.catch(() => null)))
  })
}

/** Fails when the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overhang, `pixels beyond the right edge at ${page.url()}`).toBeLessThanOrEqual(0)
}
