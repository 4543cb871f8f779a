import type { Client } from 'pg'
import { StartError } from '../start-error'
import type { Connection } from './connection'
import { LoggedClient } from './logged-client'
import { migrate } from './migrate'
import { assertRestricted, ensureAppRole, grantTables } from './roles'

/** Brings a database to this version: role, migrations, grants. Safe when several processes start at once. */
export async function prepareDatabase(connection: Connection): Promise<{ applied: string[] }> {
  const applied = await withClient(connection.owner, (owner) => migrateAndGrant(owner, connection))
  await withClient(connection.app, async (app) => {
    await assertRestricted(app)
    await assertReadsChinese(app)
  })
  return { applied }
}

async function migrateAndGrant(owner: Client, connection: Connection): Promise<string[]> {
  await ensureAppRole(owner, connection)
  return migrate(owner, { after: () => grantTables(owner, connection.appRole) })
}

async function assertReadsChinese(app: Client): Promise<void> {
  const { rows } = await app.query<{ works: boolean }>(`SELECT lower('Ａ') = 'ａ' AS works`)
  if (rows[0]?.works) return
  throw new StartError('数据库不能检索中文：建库时 LC_CTYPE 应为 C.UTF-8 或其他 UTF-8 区域，不能是 C。')
}

/** A connection for the length of `fn`. Throws StartError when there is none to be had. */
export async function withClient<T>(config: Connection['owner'], fn: (client: Client) => Promise<T>): Promise<T> {
  const client = new LoggedClient(config)
  await client.connect().catch((error: Error) => {
    throw new StartError(
      `连不上数据库 ${client.host}:${client.port}（账号 ${client.user}，库 ${client.database}）：${error.message}`,
      { cause: error },
    )
  })
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}
