import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, ElementHandle, Page } from 'puppeteer-core'

/** The oldest browser that the pages must serve, from npm; it unpacks itself into a folder of its own. */
export async function openChromium91(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'chromium91-'))
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  // Outside of AWS the package unpacks nothing.
  process.env.AWS_LAMBDA_FUNCTION_NAME = 'chromium91'
  const { default: chromium } = await import('chrome-aws-lambda')
  const executablePath = await chromium.executablePath
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR
  delete process.env.AWS_LAMBDA_FUNCTION_NAME

  const browser = await chromium.puppeteer.launch({
    executablePath,
    args: [
      ...chromium.args,
      '--no-sandbox',
      '--disable-gpu',
      '--lang=zh-CN',
      `--user-data-dir=${path.join(folder, 'profile')}`,
    ],
    defaultViewport: { width: 1366, height: 768 },
    headless: true,
  })
  const close = async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { browser: browser as Browser, close }
}

const quoted = (text: string) => `"${text.replace(/"/g, '')}"`

/** The control that a label with this text names. */
export async function control(page: Page, label: string): Promise<ElementHandle> {
  const labels = await page.waitForXPath(`//label[starts-with(normalize-space(.), ${quoted(label)})]`, {
    visible: true,
  })
  const id = await labels!.evaluate((element) => (element as HTMLLabelElement).htmlFor)
  const found = await page.$(`[id="${id}"]`)
  if (!found) throw new Error(`no control for the label ${label}`)
  return found
}

/** Clicks the first visible link, button or summary with this name. */
export async function press(page: Page, name: string): Promise<void> {
  const target = `//*[self::a or self::button or self::summary][normalize-space(.)=${quoted(name)} or @aria-label=${quoted(name)}]`
  const found = await page.waitForXPath(target, { visible: true })
  await found!.click()
}
