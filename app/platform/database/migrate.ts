import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import { messageOf } from '~/platform/error-facts'
import { projectRoot } from '../root'
import { StartError } from '../start-error'

/** Prisma's own advisory lock, so that its command line and ours keep out of each other's way. */
const LOCK = 72707369

interface Migration {
  name: string
  sql: string
  checksum: string
}

export const migrationsFolder = () => path.join(projectRoot(), 'prisma', 'migrations')

/** Applies what is missing, one transaction a file, under the lock; then runs `after` while still holding it.
 * Returns the names applied. Throws when an applied file was edited or one was left unfinished. */
export async function migrate(
  owner: Client,
  { folder = migrationsFolder(), after }: { folder?: string; after?: () => Promise<void> } = {},
): Promise<string[]> {
  const migrations = await readMigrations(folder)
  await owner.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    await owner.query(TABLE)
    const missing = await unapplied(owner, migrations)
    for (const migration of missing) await apply(owner, migration)
    await after?.()
    return missing.map((it) => it.name)
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => {})
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((it) => it.isDirectory()).map((it) => it.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(path.join(folder, name, 'migration.sql'))
      return { name, sql: bytes.toString(), checksum: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
}

async function unapplied(owner: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await owner.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  const applied = new Map(rows.map((row) => [row.name, row]))
  for (const { name, checksum } of migrations) {
    const row = applied.get(name)
    if (row && !row.finished) throw new StartError(`迁移 ${name} 上次没有做完，请先检查数据库。`)
    if (row && row.checksum !== checksum) {
      throw new StartError(`迁移 ${name} 执行之后文件被改动。请恢复原文件，改动另写新的迁移。`)
    }
  }
  const unknown = rows.find((row) => !migrations.some((it) => it.name === row.name))
  if (unknown) throw new StartError(`数据库已执行过本程序没有的迁移 ${unknown.name}：它属于更新的版本，请升级程序。`)
  return migrations.filter((it) => !applied.has(it.name))
}

async function apply(owner: Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date()
  await owner.query('BEGIN')
  try {
    await owner.query(sql)
    await owner.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, now(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    )
    await owner.query('COMMIT')
  } catch (error) {
    await owner.query('ROLLBACK')
    throw new StartError(`迁移 ${name} 执行失败，已全部撤回：${messageOf(error)}`, { cause: error })
  }
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`
