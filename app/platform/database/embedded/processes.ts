import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '~/platform/error-facts'

/** The live processes of the cluster with this name. PostgreSQL shows the name in its arguments and in its children's
 * titles; the list of /proc holds no command line for a zombie, and needs no right to trace. */
export function clusterProcesses(clusterName: string, postmasterPid?: number): number[] {
  if (process.platform !== 'linux') return postmasterPid && isAlive(postmasterPid) ? [postmasterPid] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(name).includes(clusterName))
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return /^(\S*\/)?postgres[:\0]/.test(text) ? text : ''
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Waits until `running` is empty; false when it is not within the time. */
export async function waitUntilGone(running: () => number[], timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs
  while (running().length > 0) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}

export function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (codeOf(error) !== 'ESRCH') throw error
    }
  }
}
