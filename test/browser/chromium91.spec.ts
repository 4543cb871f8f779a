import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import type { Browser, ElementHandle, Page } from 'puppeteer-core'
import { DEMO_PASSWORD } from '~/seed/demo/county'
import { control, openChromium91, press } from './chromium91'
import { cutOff } from './fixtures'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const sample = fileURLToPath(new URL('../../public/samples/signed-projects-ledger.xlsx', import.meta.url))

let browser: Browser
let close: () => Promise<void>
let page: Page
const complaints: string[] = []

test.beforeAll(async () => {
  test.setTimeout(120_000)
  ;({ browser, close } = await openChromium91())
  page = await browser.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !cutOff.test(message.text())) complaints.push(message.text())
  })
})

test.afterAll(async () => close?.())
test.afterEach(() => expect(complaints, 'errors in the console of Chromium 91').toEqual([]))

test('Chromium 91 is what drives', async () => {
  expect(await browser.version()).toContain('/91.')
})

test('Chromium 91 logs in', async ({ baseURL }) => {
  await page.goto(`${baseURL}/login`, { waitUntil: 'networkidle0' })
  await (await control(page, '登录名')).type('bureau')
  await (await control(page, '密码')).type(DEMO_PASSWORD)
  await press(page, '登录')
  await page.waitForFunction(() => location.pathname !== '/login')
  await page.waitForXPath('//summary[starts-with(@aria-label, "账户")]')
})

test('Chromium 91 lists, sorts and searches without loading the page anew', async ({ baseURL }) => {
  await page.goto(`${baseURL}/projects`, { waitUntil: 'networkidle0' })
  const rows = () => page.$$eval('tbody tr', (all) => all.length)
  expect(await rows()).toBeGreaterThan(5)
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  await page.click('th a[href*="sort="]')
  await page.waitForFunction(() => location.search.includes('sort='))
  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
  await page.keyboard.type('项目')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => new URLSearchParams(location.search).has('q'))
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
})

test('Chromium 91 draws the styles', async () => {
  const [side, bar] = await page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector)!)
    return [style('nav[aria-label="主导航"]').width, style('body > header').position]
  })
  expect(side).toBe('188px')
  expect(bar).toBe('sticky')
})

test('Chromium 91 opens a record', async ({ baseURL }) => {
  await page.goto(`${baseURL}/projects`, { waitUntil: 'networkidle0' })
  await page.waitForSelector('[data-row-link]')
  const name = await page.$eval('[data-row-link]', (link) => link.textContent!.trim())
  await page.click('[data-row-link]')
  await page.waitForFunction(() => /^\/projects\/[0-9a-f-]{36}$/.test(location.pathname))
  await page.waitForFunction((text: string) => document.querySelector('h1')?.textContent?.includes(text), {}, name)
  expect(await page.$$eval('ol[aria-label] > li', (steps) => steps.length)).toBeGreaterThanOrEqual(10)
})

test('Chromium 91 opens the form, its calendar and its searchable choices', async ({ baseURL }) => {
  await page.goto(`${baseURL}/projects/new`, { waitUntil: 'networkidle0' })
  await press(page, '登记')
  await page.waitForSelector('[role=alert]')
  const name = await control(page, '项目名称')
  expect(await name.evaluate((input) => input.getAttribute('aria-invalid'))).toBe('true')
  expect(await page.$$eval('[role=combobox]', (boxes) => boxes.length)).toBeGreaterThan(0)
})

test('Chromium 91 uploads a ledger, shows what was read and asks before it writes', async ({ baseURL }) => {
  await page.goto(`${baseURL}/imports`, { waitUntil: 'networkidle0' })
  const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>
  await input.uploadFile(sample)
  await press(page, '上传并预览')
  await page.waitForFunction(() => /^\/imports\/[0-9a-f-]{36}$/.test(location.pathname))
  await press(page, '确认导入')
  await page.waitForSelector('[role=alertdialog]', { visible: true })
  await press(page, '取消')
  await page.waitForSelector('[role=alertdialog]', { hidden: true })
})
