import type { Client } from 'pg'
import { statfsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf, messageOf } from '~/platform/error-facts'
import { exclusively } from '../../lock.js'
import { StartError } from '../../start-error'
import { APP_ROLE, type Connection } from '../connection'
import { LoggedClient } from '../logged-client'
import {
  logTail,
  openCluster,
  OWNER,
  runningProcesses,
  runningSocket,
  startServer,
  stopServer,
  type Cluster,
} from './cluster'

const DATABASE = 'crm'
const PRESENCE = 'crm presence'
/** recovery after a kill may replay much */
const PATIENCE_MS = 300_000
/** between tries to start a dead server again: doubled each time, up to the bound */
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** two files of its log: with less PostgreSQL may not start */
const NEARLY_FULL_BYTES = 32 * 1024 * 1024

export interface Attached {
  connection: Connection
  /** Leaves the server; the last one out stops it. */
  release: () => Promise<void>
}

export interface AttachOptions {
  /** more server settings, when it is this process that starts the server */
  settings?: Record<string, string>
  /** start the server again when it dies under us, and as often as that fails; told in Chinese what happened */
  revive?: (what: string) => void
}

/** Attaches to the embedded server under `folder`, starting it when it does not run. Each process that is attached keeps
 * one connection open; the server knows by them who is still there, even when one of them was killed. */
export async function attachEmbedded(folder: string, { settings, revive }: AttachOptions = {}): Promise<Attached> {
  const alone = <T>(about: string, fn: () => Promise<T>) => exclusively(`${folder} attach`, about, fn)
  const leaving = new AbortController()
  let presence: Client

  const enter = () =>
    alone('正在启动数据库', async () => {
      const cluster = openCluster(folder, settings)
      const found = runningSocket(cluster)
      const attached = found && (await firstConnection(cluster, found, () => !runningSocket(cluster)))
      const socket = attached ? found : await startServer(cluster)
      const client = attached || (await started(cluster, socket, () => leaving.signal.aborted))
      await ensureDatabase(client, cluster).catch((error: Error) => client.end().then(() => Promise.reject(error)))
      presence = client
      if (revive) presence.once('end', () => void comeBack(revive))
      return { cluster, socket }
    })

  const comeBack = async (tell: (what: string) => void) => {
    if (leaving.signal.aborted) return
    tell('数据库停止了，正在重新启动…')
    for (let pause = FIRST_PAUSE_MS; !leaving.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await enter()
        return tell('数据库已恢复。')
      } catch (error) {
        tell(`数据库没有恢复，${pause / 1000} 秒后再试：${messageOf(error)}`)
        await sleep(pause, undefined, { ref: false })
      }
    }
  }

  const { cluster, socket } = await enter()
  const release = async () => {
    if (leaving.signal.aborted) return
    leaving.abort()
    await alone('正在停止数据库', async () => {
      const others = await othersPresent(presence)
      await presence.end().catch(() => {})
      if (others === 0) await stopServer(cluster)
    })
  }
  return { connection: connectionTo(cluster, socket), release }
}

function connectionTo(cluster: Cluster, socket: string): Connection {
  const at = { host: socket, database: DATABASE }
  return {
    owner: { ...at, user: OWNER, password: cluster.ownerPassword, application_name: 'crm owner' },
    app: { ...at, user: APP_ROLE, password: cluster.appPassword, application_name: 'crm' },
    appRole: APP_ROLE,
  }
}

async function started(cluster: Cluster, socket: string, leaving: () => boolean): Promise<Client> {
  const began = Date.now()
  const ended = () => Date.now() - began > 2_000 && runningProcesses(cluster).length === 0
  const client = await firstConnection(cluster, socket, () => leaving() || ended())
  if (client) return client
  const full = freeBytes(cluster) < NEARLY_FULL_BYTES ? '磁盘已满，请腾出空间。' : ''
  throw new StartError(`内置数据库没有应答。${full}它的日志末尾：\n${logTail(cluster)}`)
}

function freeBytes({ data }: Cluster): number {
  const { bavail, bsize } = statfsSync(data)
  return bavail * bsize
}

/** Waits while the server starts or recovers; undefined when it has `gone`. */
async function firstConnection(cluster: Cluster, socket: string, gone: () => boolean): Promise<Client | undefined> {
  const config = {
    host: socket,
    user: OWNER,
    password: cluster.ownerPassword,
    database: 'postgres',
    application_name: PRESENCE,
  }
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const client = new LoggedClient(config)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (gone()) return undefined
      if (codeOf(error) === '28P01')
        throw new StartError('内置数据库的口令不符：数据目录里的 database/owner.password 被改动过。')
      await sleep(20)
    }
  }
  throw new StartError(`内置数据库迟迟没有应答。它的日志末尾：\n${logTail(cluster)}`)
}

async function ensureDatabase(owner: Client, cluster: Cluster): Promise<void> {
  const { rows } = await owner.query<{ role: boolean; database: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
            EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
    [APP_ROLE, DATABASE],
  )
  if (!rows[0]?.role) await owner.query(`CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '${cluster.appPassword}'`)
  if (!rows[0]?.database) await owner.query(`CREATE DATABASE ${DATABASE}`)
}

async function othersPresent(presence: Client): Promise<number> {
  try {
    const { rows } = await presence.query<{ others: number }>(
      'SELECT count(*)::int AS others FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()',
      [PRESENCE],
    )
    return rows[0]?.others ?? 0
  } catch {
    return 0
  }
}
