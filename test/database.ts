import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, inject } from 'vitest'
import { useConnection } from '../app/platform/database/client'
import { toDatabase } from '../app/platform/database/connection'
import { withClient } from '../app/platform/database/prepare'

/** Gives the test file a migrated database of its own, and points `database()` at it.
 * `asOwner` runs SQL in the owner's role, for what the program itself may not do. */
export function useDatabase() {
  const name = `crm_test_${randomBytes(6).toString('hex')}`
  const server = inject('server')
  const connection = toDatabase(server.connection, name)

  beforeAll(async () => {
    await withClient(server.connection.owner, (owner) =>
      owner.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`),
    )
    await useConnection(connection)
  })
  afterAll(async () => {
    await useConnection(undefined)
    await withClient(server.connection.owner, (owner) => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
  })

  return {
    connection,
    asOwner: (sql: string, values: unknown[] = []) =>
      withClient(connection.owner, async (owner) => (await owner.query(sql, values)).rows as Record<string, unknown>[]),
  }
}
