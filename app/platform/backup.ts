import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf, messageOf } from '~/platform/error-facts'
import { currentConnection } from './database/client'
import { copyCluster } from './database/embedded/backup'
import { businessTime } from '~/shared/day'
import { env } from './env'
import { StartError } from './start-error'

/** What a data folder holds that cannot be made again. */
const PASSWORDS = ['owner.password', 'app.password']

/**
 * Copies the embedded database and the stored files, while the program runs, into a new folder `crm-…` under `parent`:
 * to restore it, name it as DATA_DIR. What breaks off leaves nothing that looks like a backup. Answers the folder.
 * @throws StartError where the database is not the embedded one, or the folder cannot be written
 */
export async function backUp(parent: string, now: Date): Promise<string> {
  const { DATA_DIR, DATABASE_URL } = env()
  if (DATABASE_URL) throw new StartError('外部数据库请用 pg_dump 备份，并另行拷贝 DATA_DIR 里的 files 目录。')
  const target = path.join(path.resolve(parent), `crm-${stamp(now)}`)
  if (`${target}/`.startsWith(`${DATA_DIR}/`))
    throw new StartError('备份不能放在数据目录里，请另选目录，最好在另一块磁盘上。')
  const partial = `${target}.partial`
  try {
    await mkdir(path.join(partial, 'database'), { recursive: true, mode: 0o700 })
    await copyCluster(
      currentConnection().owner,
      path.join(DATA_DIR, 'database', 'cluster'),
      path.join(partial, 'database', 'cluster'),
    )
    for (const name of PASSWORDS) await cp(path.join(DATA_DIR, 'database', name), path.join(partial, 'database', name))
    // After the database: whatever file it knows of has been kept by now, and kept files are never changed.
    if (await stat(path.join(DATA_DIR, 'files')).catch(() => null))
      await cp(path.join(DATA_DIR, 'files'), path.join(partial, 'files'), { recursive: true })
    await rename(partial, target)
    return target
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => {})
    throw /^E[A-Z]+$/.test(codeOf(error) ?? '') ? new StartError(`备份没有做成：${messageOf(error)}`) : error
  }
}

/** The time of the office, as in the folder's name: 20261126-101500. */
function stamp(now: Date): string {
  const seconds = String(now.getUTCSeconds()).padStart(2, '0')
  return `${businessTime(now)}${seconds}`.replace(/[-:]/g, '').replace(' ', '-')
}
