import { readFileSync } from 'node:fs'
import { StartError } from '../../start-error'

/** The user PostgreSQL runs as; empty: ourselves. */
export interface Runner {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root, so root lends it another user: the folder's owner, else postgres, else nobody. */
export function runnerFor(folderOwner?: { uid: number; gid: number }): Runner {
  const self = process.getuid?.()
  if (self !== 0) return {}
  if (folderOwner && folderOwner.uid !== 0) return { uid: folderOwner.uid, gid: folderOwner.gid }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name)
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new StartError('内置数据库不能以 root 运行，系统里又没有 postgres 或 nobody 用户。请以普通用户启动。')
}
