import { chown, copyFile, lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ClientConfig } from 'pg'
import { codeOf } from '~/platform/error-facts'
import { withClient } from '../prepare'

/** A server that starts makes these anew; the folders themselves must be there. */
const EMPTIED = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
const LEFT_OUT = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|pg_control)$/

/**
 * Copies the files of a running cluster into a folder that does not exist yet, from which a server starts with all that
 * was committed when the copy ended: PostgreSQL's own way of a base backup, whose tool does not come with the package.
 */
export async function copyCluster(owner: ClientConfig, data: string, target: string): Promise<void> {
  await withClient(owner, async (client) => {
    // Without the slot a checkpoint might recycle the log that the copy will need.
    await client.query(`SELECT pg_create_physical_replication_slot('crm_backup_' || pg_backend_pid(), true, true)`)
    const first = (await client.query<{ file: string }>(`SELECT pg_walfile_name(pg_backup_start('crm', true)) AS file`))
      .rows[0]!.file
    await copyFolder(data, target, '')
    // last: it says up to where the copy must be brought
    await copyOne(path.join(data, 'global', 'pg_control'), path.join(target, 'global', 'pg_control'))
    const { file: last, labelfile } = (
      await client.query<{ file: string; labelfile: string }>(
        `SELECT pg_walfile_name(lsn) AS file, labelfile FROM pg_backup_stop(false)`,
      )
    ).rows[0]!
    await writeFile(path.join(target, 'backup_label'), labelfile, { mode: 0o600 })
    await keepOwner(path.join(data, 'PG_VERSION'), path.join(target, 'backup_label'))
    const log = (await readdir(path.join(data, 'pg_wal'))).filter(
      (name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last,
    )
    for (const name of log) await copyOne(path.join(data, 'pg_wal', name), path.join(target, 'pg_wal', name))
  })
}

async function copyFolder(source: string, target: string, name: string): Promise<void> {
  await mkdir(target, { mode: 0o700 })
  await keepOwner(source, target)
  if (EMPTIED.has(name)) return
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (LEFT_OUT.test(entry.name)) continue
    const [from, to] = [path.join(source, entry.name), path.join(target, entry.name)]
    if (entry.isDirectory()) await copyFolder(from, to, name ? `${name}/${entry.name}` : entry.name)
    else if (entry.isFile()) await copyOne(from, to)
  }
}

async function copyOne(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to)
    await keepOwner(from, to)
  } catch (error) {
    // A table may be dropped while we copy; the log knows of it.
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** Started by root, the server runs as somebody else, who must own the copy too. */
async function keepOwner(from: string, to: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = await lstat(from)
  await chown(to, uid, gid)
}
