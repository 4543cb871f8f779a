// The steps before the program runs. Plain JavaScript without packages: on a clean clone there are none yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { exclusively } from '../lock.js'

export const root = fileURLToPath(new URL('../../..', import.meta.url))
const at = (...parts) => path.join(root, ...parts)

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 11)) return
  console.error(`需要 Node.js 20.11 或更新版本，现在是 ${process.versions.node}。`)
  process.exit(2)
}

/** Installs, generates and builds what is missing or stale; nothing when all is fresh. One process at a time. */
export async function prepare({ build = true, dev = false } = {}) {
  checkNode()
  const stale = () => !isInstalled({ dev }) || !isGenerated() || (build && !isBuilt())
  if (!stale()) return
  await exclusively(`${realpathSync(root)} prepare`, '正在安装或构建', async () => {
    if (!isInstalled({ dev })) await install()
    if (!isGenerated()) await generate()
    if (build && !isBuilt()) await buildAll()
  })
}

/** Whether node_modules holds what the lock file says; npm notes what it installed. */
export function isInstalled({ dev = false } = {}) {
  const notes = at('node_modules', '.package-lock.json')
  if (!existsSync(notes)) return false
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(notes, 'utf8')).packages
  return Object.entries(wanted).every(([name, { version, optional, devOptional, dev: onlyDev }]) => {
    if (name === '') return true
    if (!(name in installed)) return optional || devOptional || (onlyDev && !dev)
    return installed[name].version === version
  })
}

const NPM_FLAGS = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error']

export async function install() {
  // npm's own program, when npm started us: it need not be on the path
  const { npm_execpath: npm = '' } = process.env
  const [command, args] = npm.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []]
  await run('安装依赖，首次约需几分钟', command, [...args, 'ci', ...NPM_FLAGS], {
    shell: command === 'npm' && process.platform === 'win32',
  })
}

const CLIENT = ['app', 'generated', 'prisma']

export function isGenerated() {
  return readIfThere(at(...CLIENT, '.made-from')) === clientKey()
}

/** The database client. Prisma would download an engine it does not need here, unless one is named. */
export async function generate() {
  await run(
    '生成数据库客户端',
    process.execPath,
    [at('node_modules/prisma/build/index.js'), 'generate', '--config', at('.config/prisma.config.ts')],
    {
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: at('app/platform/launch/no-engine.mjs'),
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  )
  writeFileSync(at(...CLIENT, '.made-from'), clientKey())
}

const clientKey = () =>
  digest([at('prisma/schema.prisma'), at('.config/prisma.config.ts'), at('node_modules/prisma/package.json')])

export function isBuilt() {
  return existsSync(at('build/server/serve.js')) && readIfThere(at('build/.made-from')) === sourcesKey()
}

export async function buildAll() {
  const key = sourcesKey()
  await run(
    '构建',
    process.execPath,
    [at('node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '-c', 'remix.config.js', '--logLevel', 'warn'],
    {
      env: { NODE_ENV: 'production' },
    },
  )
  mkdirSync(at('build'), { recursive: true })
  writeFileSync(at('build/.made-from'), key)
}

function sourcesKey() {
  const files = [at('remix.config.js'), at('package-lock.json'), at('tsconfig.json'), at('prisma/schema.prisma')]
  for (const folder of ['app', 'public', 'test/bench']) {
    if (!existsSync(at(folder))) continue
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath ?? entry.path, entry.name)
      if (entry.isFile() && !file.startsWith(at('app/generated')) && !/\.test\.tsx?$/.test(file)) files.push(file)
    }
  }
  return digest(files.sort())
}

function digest(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined)

/** Progress goes to standard error: standard output belongs to the command that follows. */
const say = (text) => process.stderr.write(`${text}\n`)

/** Runs a step, telling how long it has taken so far; of what it prints only the end is shown, and only when it fails. */
async function run(what, command, args, { env = {}, shell = false } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    shell,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const done = tellProgress(what)
  const status = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(null)
    })
    child.once('close', resolve)
  })
  done(status === 0)
  if (status === 0) return
  say(essence(output))
  say(`失败：${path.basename(command)} ${args.map((arg) => path.relative(root, arg) || arg).join(' ')}`)
  process.exit(1)
}

/** On a terminal one line that counts the seconds; elsewhere a line now and then, so that nobody takes the wait for a halt. */
function tellProgress(what) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const { isTTY } = process.stderr
  say(isTTY ? '' : `正在${what}…`)
  const tell = () =>
    isTTY
      ? process.stderr.write(`\x1b[1A\r\x1b[K正在${what}… ${seconds()} 秒\n`)
      : say(`正在${what}… 已 ${seconds()} 秒`)
  if (isTTY) tell()
  const timer = setInterval(tell, isTTY ? 1000 : 15_000)
  return (isDone) => {
    clearInterval(timer)
    if (isDone && isTTY) process.stderr.write(`\x1b[1A\r\x1b[K已${what}（${seconds()} 秒）\n`)
  }
}

/** Rollup prints the whole list of its files after an error; nobody looks for the error above it. */
const essence = (output) =>
  output
    .split(/^\s*watchFiles:/m)[0]
    .split('\n')
    .slice(-60)
    .join('\n')
