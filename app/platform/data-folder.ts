import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { messageOf } from '~/platform/error-facts'
import { StartError } from './start-error'

const OTHERS = 0o077

/**
 * Makes the data folder where it is missing, and keeps it for its owner alone: what this process writes from now on too, and
 * once what an earlier version left readable. The database sees to its own files.
 * @throws StartError when it cannot be made
 */
export function takeDataFolder(folder: string): void {
  process.umask(OTHERS)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOpenToOthers(folder)) return
    for (const name of ['uploads', 'files', 'database', 'logs']) close(path.join(folder, name))
    chmodSync(folder, 0o700)
  } catch (error) {
    throw new StartError(`不能使用数据目录 ${folder}：${messageOf(error)}`)
  }
}

const isOpenToOthers = (file: string) => (statSync(file).mode & OTHERS) !== 0

function close(target: string): void {
  const found = lstatSync(target, { throwIfNoEntry: false })
  if (!found || found.isSymbolicLink() || path.basename(target) === 'cluster') return
  if (found.mode & OTHERS) chmodSync(target, found.mode & 0o700)
  if (found.isDirectory()) for (const name of readdirSync(target)) close(path.join(target, name))
}
