import { rmSync } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { externalConnection, toDatabase, type Connection } from '../app/platform/database/connection'
import { attachEmbedded } from '../app/platform/database/embedded/attach'
import { prepareDatabase, withClient } from '../app/platform/database/prepare'

declare module 'vitest' {
  interface ProvidedContext {
    server: { connection: Connection; template: string }
  }
}

const FOLDERS = /^crm-test-/

/** One server for the whole run (TEST_DATABASE_URL: an owner's log-in on a server of yours) with a migrated template. */
export default async function setup(project: TestProject) {
  const { connection, release } = await reachServer()
  const template = `crm_template_${process.pid}`
  const recreate = (sql: string) => withClient(connection.owner, (owner) => owner.query(sql))
  await recreate(`CREATE DATABASE ${template}`)
  await prepareDatabase(toDatabase(connection, template))
  project.provide('server', { connection, template })
  return async () => {
    await recreate(`DROP DATABASE ${template} WITH (FORCE)`)
    await release()
  }
}

async function reachServer() {
  const url = process.env.TEST_DATABASE_URL
  if (url) return { connection: externalConnection(url), release: async () => {} }
  await sweep()
  const folder = await mkdtemp('/tmp/crm-test-')
  await writeFile(path.join(folder, 'pid'), String(process.pid))
  const attached = await attachEmbedded(path.join(folder, 'database'), { settings: careless })
  const release = async () => {
    await attached.release()
    rmSync(folder, { recursive: true, force: true })
  }
  return { connection: attached.connection, release }
}

const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** Takes away the servers of runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir('/tmp')) {
    if (!FOLDERS.test(name)) continue
    const folder = path.join('/tmp', name)
    const pid = Number(await readFile(path.join(folder, 'pid'), 'utf8').catch(() => '0'))
    if (!pid || isAlive(pid)) continue
    const attached = await attachEmbedded(path.join(folder, 'database')).catch(() => undefined)
    await attached?.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
