import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { postgresBinaries } from './binaries'
import { StartError } from '../../start-error'
import { clusterProcesses, signal, waitUntilGone } from './processes'
import { runnerFor, type Runner } from './runner'

/** A database cluster of ours in a folder: its files, its log-ins, its processes. */
export interface Cluster {
  folder: string
  data: string
  log: string
  /** stands in the title of each of its processes */
  name: string
  runner: Runner
  ownerPassword: string
  appPassword: string
  /** more server settings: tests switch durability off */
  settings: Record<string, string>
}

export const OWNER = 'crm_owner'
const SOCKET_FOLDER = /^\/tmp\/crm-[A-Za-z0-9]{6}$/
const LOG_LIMIT = 20 * 1024 * 1024

/** Opens the cluster under `folder`, or makes it. A half-made one is wiped. */
export function openCluster(folder: string, settings: Record<string, string> = {}): Cluster {
  if (process.platform === 'win32') throw new StartError('内置数据库不能在 Windows 上运行，请设置 DATABASE_URL。')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const data = path.join(realpathSync(folder), 'cluster')
  const existing = statSync(data, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (existing && self !== 0 && existing.uid !== self) {
    throw new StartError(`${data} 属于用户 ${existing.uid}，当前用户是 ${self}：请以该用户或 root 启动。`)
  }
  const cluster: Cluster = {
    folder,
    data,
    log: path.join(folder, 'postgres.log'),
    name: `crm-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`,
    runner: runnerFor(existing),
    ownerPassword: secret(path.join(folder, 'owner.password')),
    appPassword: secret(path.join(folder, 'app.password')),
    settings,
  }
  if (!existing) initialise(cluster)
  return cluster
}

function secret(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function initialise(cluster: Cluster): void {
  const partial = `${cluster.data}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { mode: 0o700 })
  lend(partial, cluster.runner)
  const scratch = socketFolder(cluster.runner)
  const passwordFile = path.join(scratch, 'password')
  writeFileSync(passwordFile, cluster.ownerPassword, { mode: 0o600 })
  lend(passwordFile, cluster.runner)
  // LC_CTYPE must not be C: a search would tell capitals from small letters beyond ASCII.
  const args = ['-D', fromInside(partial), '-U', OWNER, '-E', 'UTF8', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C', '--lc-ctype=C.UTF-8')
  args.push('--data-checksums', '--no-instructions')
  if (cluster.settings.fsync === 'off') args.push('--no-sync')
  const result = spawnSync(binary(cluster, 'initdb'), args, { ...inFolder(cluster, partial), encoding: 'utf8' })
  rmSync(scratch, { recursive: true })
  if (result.status !== 0) throw new StartError(`初始化内置数据库失败：${result.error?.message ?? result.stderr}`)
  renameSync(partial, cluster.data)
}

/** Where the running server of this cluster listens; undefined when none runs. */
export function runningSocket(cluster: Cluster): string | undefined {
  const { pid, socket } = postmaster(cluster)
  return pid && runningProcesses(cluster).includes(pid) ? socket : undefined
}

/** Starts the server and returns its socket folder at once; the first connections may find it still starting. */
export async function startServer(cluster: Cluster): Promise<string> {
  await endLeftovers(cluster)
  const former = postmaster(cluster).socket ?? formerSocket(cluster)
  const socket = socketFolder(cluster.runner, former)
  if (socket !== formerSocket(cluster)) writeFileSync(socketFile(cluster), socket, { mode: 0o600 })
  // A killed server that nobody has reaped still looks alive to PostgreSQL; we have just seen that it is not.
  if (process.platform === 'linux') rmSync(path.join(cluster.data, 'postmaster.pid'), { force: true })
  if (socket === former) for (const name of readdirSync(socket)) rmSync(path.join(socket, name))
  if ((statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) truncateSync(cluster.log)
  const log = openSync(cluster.log, 'a', 0o600)
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    cluster_name: cluster.name,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...cluster.settings,
  }
  const child = spawn(
    binary(cluster, 'postgres'),
    ['-D', fromInside(cluster.data), ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    // a session of its own: Ctrl-C in our terminal must not reach it before us
    { ...inFolder(cluster, cluster.data), detached: true, stdio: ['ignore', log, log] },
  )
  child.on('error', () => {})
  child.unref()
  closeSync(log)
  return socket
}

/** Stops the server; clients still connected are cut off. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const { pid, socket } = postmaster(cluster)
  const running = () => runningProcesses(cluster)
  if (pid && running().includes(pid)) {
    signal([pid], 'SIGINT')
    if (!(await waitUntilGone(running, 30_000))) signal([pid], 'SIGQUIT')
  }
  await endLeftovers(cluster)
  if (socket && SOCKET_FOLDER.test(socket)) rmSync(socket, { recursive: true, force: true })
  rmSync(socketFile(cluster), { force: true })
}

/** The children of a killed server end by themselves, but not at once, and until then no new one may start. */
async function endLeftovers(cluster: Cluster): Promise<void> {
  const running = () => runningProcesses(cluster)
  if (await waitUntilGone(running, 5_000)) return
  signal(running(), 'SIGKILL')
  if (!(await waitUntilGone(running, 5_000))) throw new StartError(`数据库的残留进程无法结束：${running().join('、')}`)
}

export function runningProcesses(cluster: Cluster): number[] {
  return clusterProcesses(cluster.name, postmaster(cluster).pid)
}

export function logTail(cluster: Cluster): string {
  if (!existsSync(cluster.log)) return '(no log)'
  return readFileSync(cluster.log, 'utf8').split('\n').slice(-15).join('\n')
}

function postmaster(cluster: Cluster): { pid?: number; socket?: string } {
  const file = path.join(cluster.data, 'postmaster.pid')
  if (!existsSync(file)) return {}
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]) || undefined, socket: lines[4] || undefined }
}

/** Where the server listened last: a start that failed leaves nothing else that tells, and pools look for it there. */
const socketFile = (cluster: Cluster) => path.join(cluster.folder, 'socket')

const formerSocket = (cluster: Cluster) =>
  existsSync(socketFile(cluster)) ? readFileSync(socketFile(cluster), 'utf8') : undefined

/** A short path (a socket's may not exceed 107 bytes). The former one is kept, so that pools find a restarted server. */
function socketFolder(runner: Runner, former?: string): string {
  const owner = runner.uid ?? process.getuid?.()
  if (former && SOCKET_FOLDER.test(former)) {
    const stat = lstatSync(former, { throwIfNoEntry: false })
    if (!stat) mkdirSync(former, { mode: 0o700 })
    if (!stat) lend(former, runner)
    if (!stat || (stat.isDirectory() && stat.uid === owner)) return former
  }
  const folder = mkdtempSync('/tmp/crm-')
  chmodSync(folder, 0o700)
  lend(folder, runner)
  return folder
}

function lend(target: string, { uid, gid }: Runner): void {
  if (uid !== undefined && gid !== undefined) chownSync(target, uid, gid)
}

/** Root may stand in a folder whose parents the runner cannot enter; the runner then reaches it as its own working directory. */
const fromInside = (folder: string) => (process.platform === 'linux' ? '/proc/self/cwd' : folder)

function inFolder(cluster: Cluster, cwd: string) {
  const settings: Record<string, string> = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  return { ...cluster.runner, cwd, env: settings as NodeJS.ProcessEnv }
}

function binary(cluster: Cluster, name: string): string {
  return path.join(postgresBinaries(cluster.runner, cluster.folder), 'bin', name)
}
