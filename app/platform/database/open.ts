import path from 'node:path'
import { env } from '../env'
import { closeDatabase, useConnection } from './client'
import { externalConnection, type Connection } from './connection'
import { attachEmbedded, type Attached } from './embedded/attach'
import { prepareDatabase } from './prepare'

export interface OpenDatabase {
  connection: Connection
  embedded: boolean
  /** names of the migrations that were applied now */
  applied: string[]
  /** Closes the client and leaves the server; an embedded one stops when nobody else is attached. */
  close: () => Promise<void>
}

/** Opens the database the environment names, brings it to this version and points `database()` at it.
 * `revive`: start an embedded server again when it dies, and tell. */
export async function openDatabase(options: { revive?: (what: string) => void } = {}): Promise<OpenDatabase> {
  const { connection, release } = await reach(options.revive)
  try {
    const { applied } = await prepareDatabase(connection)
    await useConnection(connection)
    const close = async () => {
      await useConnection(undefined)
      await release()
    }
    return { connection, embedded: !env().DATABASE_URL, applied, close }
  } catch (error) {
    await closeDatabase()
    await release()
    throw error
  }
}

async function reach(revive?: (what: string) => void): Promise<Attached> {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR } = env()
  if (!DATABASE_URL) return attachEmbedded(path.join(DATA_DIR, 'database'), { revive })
  return { connection: externalConnection(DATABASE_URL, DATABASE_DIRECT_URL), release: async () => {} }
}
