// Takes the pictures of README.md from the demo: node test/screenshots.mjs [folder]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright'
import { palettePng } from './palette-png.mjs'
import { prepare, root } from '../app/platform/launch/steps.mjs'

const PASSWORD = 'Chengchuan@2026'
const LARGEST_BYTES = 150 * 1024
const PATIENTLY = { timeout: 120_000 }
const folder = path.resolve(process.argv[2] ?? path.join(root, 'docs', 'images'))
const data = mkdtempSync('/tmp/crm-pictures-')

await prepare({ dev: true })
mkdirSync(folder, { recursive: true })
const port = await freePort()
const address = `http://127.0.0.1:${port}`
const server = spawn(process.execPath, [path.join(root, 'build/server/serve.js')], {
  env: {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: data,
    SEED: 'demo',
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
})
try {
  await ready()
  await takeAll()
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(data, { recursive: true, force: true })
}

async function takeAll() {
  const browser = await chromium.launch({
    executablePath:
      process.env.CHROMIUM_PATH ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file)),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-lcd-text',
    ],
  })
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  const take = async (name) => {
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)
    const file = path.join(folder, `${name}.png`)
    const picture = palettePng(await page.screenshot({ animations: 'disabled' }))
    writeFileSync(file, picture)
    const size = picture.length
    console.log(`${path.relative(root, file)} ${Math.round(size / 1024)} KB`)
    if (size > LARGEST_BYTES) throw new Error(`${name}.png has ${size} bytes, ${LARGEST_BYTES} are the most`)
  }

  await page.goto(`${address}/login`)
  await page.getByLabel('登录名').fill('bureau')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))

  await page.goto(`${address}/projects`)
  await take('projects')
  await page.goto(`${address}/projects?stage=producing&sort=-signedFrom`)
  await page.locator('table a[href^="/projects/"]').first().click()
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/)
  await take('project')

  await page.goto(`${address}/map`)
  await page.waitForTimeout(1500)
  await take('map')
  await page.goto(`${address}/projects?stage=approved&minMu=20`)
  await page.locator('table a[href^="/projects/"]').first().click()
  await page.getByRole('link', { name: '选址匹配' }).click()
  await page.waitForURL(/plot-matches/)
  await take('plot-matches')

  await page.goto(`${address}/imports`)
  await page.getByRole('button', { name: '用示例台账试一试' }).click()
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: '确认导入' }).waitFor(PATIENTLY)
  await take('import')
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('link', { name: '看签约开工情况' }).waitFor(PATIENTLY)

  await page.goto(`${address}/pipeline?signedFrom=2020-01-01&signedTo=2020-12-31&asOf=2021-05-31`)
  await take('pipeline')
  await browser.close()
}

async function ready() {
  const until = Date.now() + 120_000
  while (
    !(await fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null || Date.now() > until) throw new Error('the program did not start')
    await sleep(100)
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address()
      probe.close(() => resolve(free))
    })
  })
}
