// The steps before the program runs. Plain JavaScript without packages: on a clean clone there are none yet.
import { spawnSync } from 'node:child_process'
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
    if (!isInstalled({ dev })) install()
    if (!isGenerated()) generate()
    if (build && !isBuilt()) buildAll()
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

export function install() {
  say('正在安装依赖（npm ci）…')
  // npm's own program, when npm started us: it need not be on the path
  const { npm_execpath: npm = '' } = process.env
  const [command, args] = npm.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []]
  run(command, [...args, 'ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
    shell: command === 'npm' && process.platform === 'win32',
  })
}

const CLIENT = ['app', 'generated', 'prisma']

export function isGenerated() {
  return readIfThere(at(...CLIENT, '.made-from')) === clientKey()
}

/** The database client. Prisma would download an engine it does not need here, unless one is named. */
export function generate() {
  say('正在生成数据库客户端…')
  run(
    process.execPath,
    [at('node_modules/prisma/build/index.js'), 'generate', '--config', at('.config/prisma.config.ts')],
    {
      quiet: true,
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

export function buildAll() {
  say('正在构建…')
  const key = sourcesKey()
  run(
    process.execPath,
    [at('node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '-c', 'remix.config.js', '--logLevel', 'warn'],
    {
      quiet: true,
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

function run(command, args, { quiet = false, env = {}, shell = false } = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    shell,
    env: { ...process.env, ...env },
    stdio: quiet ? 'pipe' : ['ignore', 2, 2],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status === 0) return
  say(essence([stdout, stderr, error?.message].filter(Boolean).join('\n')))
  say(`失败：${path.basename(command)} ${args.map((arg) => path.relative(root, arg) || arg).join(' ')}`)
  process.exit(1)
}

/** Rollup prints the whole list of its files after an error; nobody looks for the error above it. */
const essence = (output) =>
  output
    .split(/^\s*watchFiles:/m)[0]
    .split('\n')
    .slice(-60)
    .join('\n')
