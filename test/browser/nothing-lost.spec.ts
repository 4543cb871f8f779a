import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { RoleId } from '~/auth/domain/actor'
import { DEMO_PASSWORD } from '~/seed/demo/county'
import { expectAccessible } from './axe'
import { expect, test } from './fixtures'

// A server of its own, because it is stopped and started under the pages.
const root = fileURLToPath(new URL('../..', import.meta.url))
const port = Number(process.env.TEST_PORT ?? 4310) + 1
const base = `http://127.0.0.1:${port}`
const data = mkdtempSync(path.join(os.tmpdir(), 'crm-lost-'))
let server: ChildProcess | undefined

test.use({ baseURL: base })
test.describe.configure({ timeout: 90_000 })
test.beforeEach(({ tolerated }) => {
  // What the browser itself says of requests without an answer.
  tolerated.push(/^Failed to load resource/)
})

async function start(settings: Record<string, string> = {}) {
  server = spawn(process.execPath, ['app/platform/launch/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: data,
      SEED: 'demo',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      ...settings,
    },
  })
  await expect
    .poll(
      () =>
        fetch(`${base}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 240_000 },
    )
    .toBe(true)
}

async function stop() {
  const gone = new Promise((resolve) => server?.once('exit', resolve))
  server?.kill('SIGTERM')
  await gone
}

test.beforeAll(async () => {
  test.setTimeout(300_000)
  await start()
})
test.afterAll(async () => {
  await stop()
  rmSync(data, { recursive: true, force: true })
})

async function signIn(page: Page, login: RoleId) {
  const form = { login, password: DEMO_PASSWORD, next: '/' }
  await page.request.post('/login', { form, headers: { origin: base }, maxRedirects: 0 })
}

const endSession = (page: Page) => page.request.post('/logout', { headers: { origin: base }, maxRedirects: 0 })

let made = 0
const uniqueName = (stem: string) => `${stem}${process.pid}-${++made}`

async function aProject(page: Page): Promise<string> {
  await page.goto('/projects/new')
  const name = uniqueName('基础件')
  await page.getByLabel('项目名称').fill(name)
  await page.getByLabel('投资方', { exact: true }).fill(`${name}投资有限公司`)
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return new URL(page.url()).pathname
}

interface Case {
  form: string
  role: RoleId
  open: (page: Page) => Promise<unknown>
  /** label of a box, and what is typed into it */
  types: Record<string, string>
  files?: string
  also?: (page: Page) => Promise<unknown>
  send: string
  done: (page: Page) => Promise<unknown>
}

const flash = (words: string | RegExp) => (page: Page) => expect(page.getByText(words).first()).toBeVisible()

const CASES: Case[] = [
  {
    form: 'registering a project',
    role: 'bureau',
    open: (page) => page.goto('/projects/new'),
    types: { 项目名称: '断网登记', 投资方: '断网投资有限公司', 备注: '半小时的内容' },
    send: '登记',
    done: flash('项目已登记'),
  },
  {
    form: 'editing a project',
    role: 'bureau',
    open: async (page) => page.goto(`${await aProject(page)}/edit`),
    types: { 包保领导: '李副县长', 备注: '半小时的内容' },
    send: '保存',
    done: flash('已保存'),
  },
  {
    form: 'recording progress with a file',
    role: 'bureau',
    open: async (page) => {
      await page.goto(await aProject(page))
      await page.getByRole('button', { name: '登记进展' }).click()
    },
    types: { 说明: '见了两次面' },
    files: '合同.pdf',
    send: '登记',
    done: async (page) => {
      await flash('已登记“在谈”')(page)
      await expect(page.getByRole('link', { name: '合同.pdf' })).toBeVisible()
    },
  },
  {
    form: 'correcting a row of an import',
    role: 'bureau',
    open: async (page) => {
      await page.goto('/imports')
      await page.getByRole('button', { name: '用示例台账试一试' }).click()
      await expect(page.getByRole('button', { name: '确认导入' })).toBeVisible({ timeout: 30_000 })
      await page.goto(`${new URL(page.url()).pathname}?tab=held`)
      await page.getByRole('link', { name: '更正', exact: true }).first().click()
      await expect(page.getByRole('heading', { name: /^更正第/ })).toBeVisible()
    },
    // What was put right once is put right by itself in the next import: then another row waits, with another fault.
    also: (page) => page.getByLabel('用地面积').fill('12'),
    types: { 项目名称: '更正后的名称' },
    send: '更正',
    done: flash(/已更正|需要修改/),
  },
  {
    form: 'a batch',
    role: 'bureau',
    open: (page) => page.goto('/batches/new'),
    types: { 批次名称: '断网批次', 举行日期: '2026-03-28', 说明: '半小时的内容' },
    send: '建立',
    done: flash('批次已建立'),
  },
  {
    form: 'a user',
    role: 'sysadmin',
    open: (page) => page.goto('/settings/users/new'),
    types: { 登录名: 'lost', 姓名: '新来的' },
    also: async (page) => {
      await page.getByRole('combobox', { name: '单位' }).fill('招商')
      await page.keyboard.press('Enter')
    },
    send: '建立',
    done: flash('用户已建立'),
  },
]

/** Text that a case types, made its own so that nothing is taken for a duplicate. */
const own = (text: string) =>
  /^\d{4}-/.test(text) || text === '半小时的内容' ? text : text === 'lost' ? `lost${++made}` : uniqueName(text)

async function typeInto(page: Page, { types, files, also }: Case): Promise<Record<string, string>> {
  const typed = Object.fromEntries(Object.entries(types).map(([label, text]) => [label, own(text)]))
  for (const [label, text] of Object.entries(typed))
    await page.getByRole('textbox', { name: label, exact: false }).first().fill(text)
  await also?.(page)
  if (files)
    await page
      .getByLabel('佐证材料')
      .setInputFiles({ name: files, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') })
  return typed
}

async function expectTyped(page: Page, typed: Record<string, string>) {
  for (const [label, text] of Object.entries(typed)) await expect(page.getByLabel(label).first()).toHaveValue(text)
}

const sendForm = (page: Page, { send }: Case) => page.getByRole('button', { name: send, exact: true }).last().click()

/** How a form is cut off, what the page says of it, and how it is mended. */
const CUTS: { cut: string; off: (page: Page) => Promise<unknown>; mend: (page: Page) => Promise<unknown> }[] = [
  {
    cut: 'a network that was cut',
    off: (page) => page.context().setOffline(true),
    mend: async (page) => {
      await expect(page.getByText('网络连接不上，内容还在本页')).toBeVisible()
      await page.context().setOffline(false)
      await page.getByRole('button', { name: '重试' }).click()
    },
  },
  {
    cut: 'a session that ended',
    off: endSession,
    mend: async (page) => {
      const dialog = page.getByRole('dialog', { name: '请重新登录' })
      await dialog.getByLabel('密码').fill('not-the-password')
      await dialog.getByRole('button', { name: '登录并继续' }).click()
      await expect(dialog.getByText('登录名或密码不正确')).toBeVisible()
      await dialog.getByLabel('密码').fill(DEMO_PASSWORD)
      await dialog.getByRole('button', { name: '登录并继续' }).click()
    },
  },
]

for (const { cut, off, mend } of CUTS) {
  for (const each of CASES) {
    test(`over ${cut}, ${each.form} keeps all that was typed, and is sent again`, async ({ page }) => {
      await signIn(page, each.role)
      await each.open(page)
      const typed = await typeInto(page, each)
      await off(page)
      await sendForm(page, each)
      await expect(
        page.getByRole('alert').or(page.getByRole('status')).or(page.getByRole('dialog')).first(),
      ).toBeVisible()
      await expectTyped(page, typed)
      await mend(page)
      await each.done(page)
      await expect.poll(() => draftsOn(page)).toEqual([])
    })
  }
}

test('over a server that was restarted every form keeps all that was typed, and is sent again', async ({ browser }) => {
  test.setTimeout(180_000)
  const opened = []
  for (const each of CASES) {
    const page = await browser.newPage({ baseURL: base })
    await signIn(page, each.role)
    await each.open(page)
    opened.push({ each, page, typed: await typeInto(page, each) })
  }
  await stop()
  for (const { each, page, typed } of opened) {
    await sendForm(page, each)
    await expect(page.getByText('网络连接不上，或系统正在重启；内容还在本页')).toBeVisible()
    await expectTyped(page, typed)
  }
  await start()
  for (const { each, page } of opened) {
    await expect(page.getByText('已恢复连接，可以重试')).toBeVisible()
    await page.getByRole('button', { name: '重试' }).click()
    await each.done(page)
    await page.close()
  }
})

for (const each of CASES) {
  test(`after a reload, and after the session ended and a log-in, ${each.form} comes back whole`, async ({ page }) => {
    await signIn(page, each.role)
    await each.open(page)
    const typed = await typeInto(page, each)
    for (const leave of [async () => {}, endSession]) {
      await expect.poll(() => draftsOn(page)).not.toEqual([])
      await leave(page)
      await page.reload()
      if (leave === endSession) {
        await page.getByLabel('登录名').fill(each.role)
        await page.getByLabel('密码').fill(DEMO_PASSWORD)
        await page.getByRole('button', { name: '登录' }).click()
      }
      await expect(page.getByText('已恢复上次未保存的内容')).toBeVisible()
      await expectTyped(page, typed)
      if (each.files) await expect(page.getByText(`请重新选择：${each.files}`)).toBeVisible()
    }
  })
}

const draftsOn = (page: Page) =>
  page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith('draft:')))

const restored = (page: Page) => page.getByText('已恢复上次未保存的内容')

test('a draft is nobody else’s, goes when it is given up, and when its owner logs out', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.goto('/batches/new')
  await page.getByLabel('批次名称').fill('综合科的批次')
  await expect.poll(() => draftsOn(page)).toHaveLength(1)
  await endSession(page)
  await page.context().clearCookies()
  await signIn(page, 'officer')
  await page.goto('/projects/new')
  await page.getByLabel('项目名称').fill('专员的项目')
  await page.context().clearCookies()
  await signIn(page, 'bureau')
  await page.goto('/projects/new')
  await expect(page.getByLabel('项目名称')).toHaveValue('')
  await expect(restored(page)).toBeHidden()

  await page.goto('/batches/new')
  await expect(page.getByLabel('批次名称')).toHaveValue('综合科的批次')
  await page.getByRole('main').getByRole('button', { name: '放弃' }).click()
  await expect(page.getByLabel('批次名称')).toHaveValue('')
  await expect(restored(page)).toBeHidden()
  await page.getByLabel('批次名称').fill('又一批')
  await expect.poll(() => draftsOn(page)).toHaveLength(2)
  await page.getByText('账户').or(page.getByLabel(/^账户/)).first().click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '放弃' }).click()
  await expect(page).toHaveURL(/\/login/)
  await expect.poll(() => draftsOn(page)).toHaveLength(1)
})

test('passwords are never stored', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.goto('/password')
  await page.getByLabel('当前密码').fill('Secret-of-mine-1')
  await page.getByLabel('新密码', { exact: true }).fill('Secret-of-mine-2')
  await page.waitForTimeout(600)
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
    'Secret',
  )
})

for (const cut of ['the network', 'the server'] as const) {
  test(`a link to a page whose code was never loaded waits on the page while ${cut} is away`, async ({
    page,
    context,
  }) => {
    await signIn(page, 'bureau')
    await page.goto('/projects', { waitUntil: 'networkidle' })
    await page.getByLabel('项目、企业、单位、联系人').fill('还没有查')
    if (cut === 'the network') await context.setOffline(true)
    else await stop()
    await page.getByRole('link', { name: '批次活动' }).first().click()
    await expect(page.getByText(/内容还在本页/)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1, name: '项目' })).toBeVisible()
    await expect(page.getByLabel('项目、企业、单位、联系人')).toHaveValue('还没有查')
    if (cut === 'the network') await context.setOffline(false)
    else await start()
    await expect(page).toHaveURL(/\/batches/, { timeout: 30_000 })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('三个一批')
  })
}

test('leaving asks once when something was typed, and not otherwise', async ({ page }) => {
  await signIn(page, 'bureau')
  const record = await aProject(page)
  const question = page.getByRole('alertdialog', { name: '放弃已填写的内容？' })
  const dialog = page.getByRole('dialog', { name: '登记进展' })
  const open = () => page.getByRole('button', { name: '登记进展' }).click()

  await open()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await open()
  await dialog.getByLabel('说明').fill('见了两次面')
  await page.keyboard.press('Escape')
  await expectAccessible(page)
  await question.getByRole('button', { name: '继续填写' }).click()
  await expect(dialog.getByLabel('说明')).toHaveValue('见了两次面')
  await page.mouse.click(20, 400)
  await question.getByRole('button', { name: '放弃' }).click()
  await expect(dialog).toBeHidden()
  await open()
  await expect(dialog.getByLabel('说明')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('link', { name: '编辑' }).click()
  await page.getByLabel('备注').fill('半小时的内容')
  await page.goBack()
  await question.getByRole('button', { name: '继续填写' }).click()
  await expect(page).toHaveURL(/\/edit$/)
  await page.getByRole('link', { name: '取消' }).click()
  await question.getByRole('button', { name: '放弃' }).click()
  await expect(page).toHaveURL(new RegExp(`${record}$`))
  expect(await draftsOn(page)).toEqual([])
})

for (const { cut, off } of CUTS) {
  test(`over ${cut} a dialog is given back to go on typing, file and all`, async ({ page }) => {
    const progress = CASES.find(({ files }) => files)
    if (!progress) throw new Error('no case with a file')
    await signIn(page, progress.role)
    await progress.open(page)
    const typed = await typeInto(page, progress)
    await off(page)
    await sendForm(page, progress)
    const wait = page.getByRole('dialog', { name: '请重新登录' }).or(page.getByRole('button', { name: '继续填写' }))
    await wait.first().focus()
    await page.keyboard.press((await page.getByRole('button', { name: '继续填写' }).isVisible()) ? 'Enter' : 'Escape')
    await expect(page.getByRole('dialog').getByText('还没有提交').first()).toBeVisible()
    await expectTyped(page, typed)
    await expect(page.getByText(/已选择 合同\.pdf/)).toBeVisible()
    await page.getByLabel('说明').fill('又谈了一次')
    await expect(page).toHaveURL(/#stage$/)
  })
}

test('an edit that comes back on another version shows both', async ({ page, browser }) => {
  await signIn(page, 'bureau')
  const record = await aProject(page)
  await page.goto(`${record}/edit`)
  await page.getByLabel('包保领导').fill('李副县长')
  await expect.poll(() => draftsOn(page)).toHaveLength(1)

  const colleague = await browser.newPage({ baseURL: base })
  await signIn(colleague, 'bureau')
  await colleague.goto(`${record}/edit`)
  await colleague.getByLabel('包保领导').fill('张副县长')
  await colleague.getByRole('button', { name: '保存' }).click()
  await expect(colleague).toHaveURL(new RegExp(`${record}$`))
  await colleague.close()

  await page.reload()
  await expect(restored(page)).toBeVisible()
  await expect(page.getByLabel('包保领导')).toHaveValue('李副县长')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('两边都改了')).toBeVisible()
})

test('an answer that got lost is given again: nothing is registered twice', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.goto('/projects/new')
  const name = uniqueName('只此一个')
  await page.getByLabel('项目名称').fill(name)
  await page.getByLabel('投资方', { exact: true }).fill(`${name}投资有限公司`)
  await page.route('**/projects/new.data', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await expect(page.getByText('网络连接不上，或系统正在重启')).toBeVisible()
  await page.unroute('**/projects/new.data')
  await page.getByRole('button', { name: '重试' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('项目已登记')).toBeVisible()
  await page.goto(`/projects?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('table').getByRole('rowheader')).toHaveCount(1)
})

test('so is the answer to a question in a dialog, which stays open till then: what is deleted is no mistake', async ({
  page,
}) => {
  await signIn(page, 'bureau')
  await page.goto('/batches/new')
  const name = uniqueName('误建批次')
  await page.getByLabel('批次名称').fill(name)
  await page.getByLabel('举行日期').fill('2021-03-28')
  await page.getByRole('button', { name: '建立', exact: true }).click()
  await page.waitForURL(/\/batches\/[0-9a-f-]{36}/)
  await page.goto(`/batches/${page.url().split('/')[4]}/edit`)
  await page.getByRole('button', { name: '删除' }).click()
  const question = page.getByRole('alertdialog', { name: `删除批次“${name}”？` })
  await page.route('**/batches/*/edit.data', async (route) => {
    if (route.request().method() === 'POST') await route.fetch()
    await route.abort()
  })
  await question.getByRole('button', { name: '删除' }).click()
  await expect(question.getByText('网络连接不上，或系统正在重启')).toBeVisible()
  await expectAccessible(page)
  await page.unroute('**/batches/*/edit.data')
  await question.getByRole('button', { name: '重试' }).click()
  await expect(page).toHaveURL(/\/batches$/)
  await expect(page.getByText('批次已删除')).toBeVisible()
})

test('a page that a link asks for over a cut network leaves this one, and comes by itself', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.goto('/projects')
  await page.getByRole('link', { name: '签约未开工' }).click()
  await expect(page).toHaveURL(/notStarted=1/)
  await page.context().setOffline(true)
  await page.goBack()
  await expect(page.getByText('网络连接不上')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: '项目' })).toBeVisible()
  await page.context().setOffline(false)
  await expect(page).not.toHaveURL(/notStarted=1/)
  await expect(page.getByText('网络连接不上')).toBeHidden()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a form sent after the session ended leads back to its page', async ({ page }) => {
    await signIn(page, 'bureau')
    await page.goto('/batches/new?from=list')
    await page.getByLabel('批次名称').fill('无脚本')
    await endSession(page)
    await page.getByRole('button', { name: '建立', exact: true }).click()
    await page.getByLabel('登录名').fill('bureau')
    await page.getByLabel('密码').fill('wrong')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByLabel('登录名').fill('bureau')
    await page.getByLabel('密码').fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: '登录' }).click()
    await expect(page).toHaveURL(`${base}/batches/new?from=list`)
  })
})

test('while somebody types the session is put off, a few minutes apart', async ({ page }) => {
  await signIn(page, 'bureau')
  await page.clock.install()
  await page.goto('/batches/new')
  await expect(page.getByRole('button', { name: '打开日历' }).first()).toBeVisible()
  const sent: number[] = []
  page.on('response', (answer) => {
    if (answer.url().endsWith('/session') && answer.request().method() === 'POST') sent.push(answer.status())
  })
  await page.getByLabel('批次名称').pressSequentially('春')
  await page.clock.fastForward(5 * 60_000)
  await page.getByLabel('批次名称').pressSequentially('季三个')
  await expect.poll(() => sent).toEqual([200])
  await page.clock.fastForward(60_000)
  await page.getByLabel('批次名称').pressSequentially('一批')
  await page.clock.fastForward(20 * 60_000)
  expect(sent).toEqual([200])
})

test('two minutes before the session ends the page says so, and puts it off', async ({ page }) => {
  await stop()
  await start({ SESSION_IDLE_MINUTES: '2.1' })
  await signIn(page, 'bureau')
  await page.goto('/batches/new')
  await page.getByLabel('批次名称').fill('春季')
  await expect(page.getByText('登录还有不到两分钟到期')).toBeVisible({ timeout: 20_000 })
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存草稿' }).click()
  await expect(page.getByText('草稿已存在这台电脑上')).toBeVisible()
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/session') && one.request().method() === 'POST'),
    page.getByRole('button', { name: '继续', exact: true }).click(),
  ])
  expect(answer.status()).toBe(200)
  await expect(page.getByLabel('批次名称')).toHaveValue('春季')
})
