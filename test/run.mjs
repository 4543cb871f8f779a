// npm test: every check and every test, on a clean clone too. `--only=STAGE,…` runs some of them; `--exclude=FILE`
// leaves out a file of vitest's.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { prepare, root } from '../app/platform/launch/steps.mjs'

const at = (...parts) => path.join(root, ...parts)
const bin = (name) => at('node_modules', '.bin', name)
const results = at('test', 'results')
const only = process.argv
  .find((arg) => arg.startsWith('--only='))
  ?.slice(7)
  .split(',')

const exclude = process.argv.filter((arg) => arg.startsWith('--exclude='))

const sources = ['app', 'test', 'prisma', '.config', 'remix.config.js']

const formatter = ['.gitignore', '.config/prettierignore']
  .flatMap((file) => ['--ignore-path', file])
  .concat('--config', '.config/prettier.json')

const stages = {
  types: check(bin('tsc'), ['--noEmit']),
  format: check(bin('prettier'), [...formatter, '--check', ...sources]),
  lint: check(bin('oxlint'), ['-c', '.config/oxlintrc.json', ...sources]),
  arrows: both(
    check(bin('depcruise'), ['--config', '.config/dependency-cruiser.cjs', 'app']),
    check(process.execPath, ['test/tables.mjs']),
  ),
  unit: vitest('unit'),
  database: vitest('database'),
  build: async () => {
    await prepare({ dev: true })
    return { passed: 1, failed: 0 }
  },
  program: vitest('program'),
  browser,
}

const known = new Set(Object.keys(stages))
for (const name of only ?? []) {
  if (known.has(name)) continue
  console.error(`No stage "${name}"; there are ${[...known].join(', ')}.`)
  process.exit(2)
}

mkdirSync(results, { recursive: true })
const report = []
await timed('install', async () => {
  await prepare({ build: false, dev: true })
  return { passed: 0, failed: 0 }
})
for (const [name, stage] of Object.entries(stages)) if (!only || only.includes(name)) await timed(name, stage)

const sum = (key) => report.reduce((total, stage) => total + (stage[key] ?? 0), 0)
console.log(
  `\n${'stage'.padEnd(10)}${'seconds'.padStart(9)}${'passed'.padStart(9)}${'failed'.padStart(9)}${'skipped'.padStart(9)}`,
)
for (const { name, seconds, passed, failed, skipped = 0, note = '' } of report) {
  const numbers = [seconds.toFixed(1), passed, failed, skipped].map((value) => String(value).padStart(9)).join('')
  console.log(`${name.padEnd(10)}${numbers}  ${note}`)
}
console.log(
  `${'all'.padEnd(10)}${[sum('seconds').toFixed(1), sum('passed'), sum('failed'), sum('skipped')].map((value) => String(value).padStart(9)).join('')}`,
)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)

async function timed(name, stage) {
  console.log(`\n── ${name} ──`)
  const began = performance.now()
  const outcome = await stage()
  report.push({ name, seconds: (performance.now() - began) / 1000, ...outcome })
}

/** A tool that is content or not: one check. */
function check(command, args) {
  return async () => ((await run(command, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
}

function both(first, second) {
  return async () => {
    const [one, other] = [await first(), await second()]
    return { passed: one.passed + other.passed, failed: one.failed + other.failed }
  }
}

function vitest(project) {
  return async () => {
    const file = path.join(results, `${project}.json`)
    rmSync(file, { force: true })
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await run(bin('vitest'), [
      'run',
      '-c',
      'test/vitest.config.ts',
      '--project',
      project,
      '--passWithNoTests',
      ...exclude,
      ...reporters,
    ])
    const found = readJson(file)
    return counted(
      code,
      found?.numPassedTests,
      found?.numFailedTests,
      (found?.numPendingTests ?? 0) + (found?.numTodoTests ?? 0),
    )
  }
}

async function browser() {
  if (!existsSync(at('test', 'browser'))) return { passed: 0, failed: 0, note: 'no browser tests' }
  if (!(await haveBrowser())) {
    const note = 'NO BROWSER: set CHROMIUM_PATH, or install chromium; browser tests were skipped'
    return { passed: 0, failed: 0, skipped: listedBrowserTests(), note }
  }
  const file = path.join(results, 'browser.json')
  rmSync(file, { force: true })
  const data = mkdtempSync(path.join(os.tmpdir(), 'crm-browser-'))
  const code = await run(bin('playwright'), ['test', '-c', 'test/playwright.config.ts'], { TEST_DATA_DIR: data })
  rmSync(data, { recursive: true, force: true })
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = readJson(file)?.stats ?? {}
  return counted(code, expected + flaky, unexpected, skipped)
}

async function haveBrowser() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH)
  if (['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((file) => existsSync(file))) return true
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return true
  return (await run(bin('playwright'), ['install', 'chromium'])) === 0 && existsSync(chromium.executablePath())
}

function listedBrowserTests() {
  const args = ['test', '-c', 'test/playwright.config.ts', '--list', '--reporter=line']
  const { stdout } = spawnSync(bin('playwright'), args, { cwd: root, encoding: 'utf8' })
  return Number(/Total: (\d+) test/.exec(stdout ?? '')?.[1] ?? readdirSync(at('test', 'browser')).length)
}

/** A runner that fails without a failed test (a file that cannot be read, a stray error) has failed once all the same. */
function counted(code, passed = 0, failed = 0, skipped = 0) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped }
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
