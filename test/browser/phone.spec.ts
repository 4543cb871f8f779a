import { expectNoSidewaysScroll } from './axe'
import { expect, test } from './fixtures'

test.use({ viewport: { width: 375, height: 740 } })

const WAITS = /已签约 \d+ 天/

test('on a phone what is not started stands on cards, as the leaders’ briefing says it, wherever it is listed', async ({
  page,
  signIn,
}) => {
  await signIn('leader')
  await page.goto('/workbench')
  await page.getByRole('link', { name: /^全部 \d+ 个$/ }).click()
  await expect(page).toHaveURL(/\/projects\?/)
  for (const [address, list] of [
    [null, '项目'],
    ['/projects?notStarted=1', '项目'],
    ['/pipeline/overdue', /逾期未开工/],
  ] as const) {
    if (address) await page.goto(address)
    const card = page.getByRole('list', { name: list }).getByRole('listitem').first()
    await expect(card).toContainText(WAITS)
    for (const said of ['谁来办：', '包保', '卡点', '下一步']) await expect(card).toContainText(said)
    await expect(page.getByRole('columnheader', { name: /^项目/ })).toHaveCount(0)
    await expectNoSidewaysScroll(page)
  }
})
