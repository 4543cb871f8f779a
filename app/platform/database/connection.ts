import type { ClientConfig, PoolConfig } from 'pg'

/** The role of the program where it shares the owner's log-in; it cannot log in by itself. */
export const APP_ROLE = 'crm_app'

/** How to reach one database in its two roles. */
export interface Connection {
  /** migrates, grants, owns pg-boss's schema; sessions and advisory locks work */
  owner: ClientConfig
  /** the program: no DDL, nothing rewritten that is append-only */
  app: PoolConfig
  appRole: string
}

/** A server that was configured by URL. Without an owner's URL both roles share one log-in and the program takes APP_ROLE. */
export function externalConnection(appUrl: string, ownerUrl = appUrl): Connection {
  const appLogin = decodeURIComponent(new URL(appUrl).username)
  const ownerLogin = decodeURIComponent(new URL(ownerUrl).username)
  const owner = { connectionString: ownerUrl, application_name: 'crm owner' }
  const app = { connectionString: appUrl, application_name: 'crm' }
  if (appLogin !== ownerLogin) return { owner, app, appRole: appLogin }
  return { owner, app: inAppRole(app), appRole: APP_ROLE }
}

/** The role is taken when the connection starts, so no query can run before it. */
export function inAppRole<T extends PoolConfig>(config: T): T {
  return { ...config, options: `-c role=${APP_ROLE}` }
}

/** The same server and log-ins, another database. */
export function toDatabase(connection: Connection, name: string): Connection {
  return {
    ...connection,
    owner: withDatabase(connection.owner, name),
    app: withDatabase(connection.app, name),
  }
}

function withDatabase<T extends ClientConfig>(config: T, name: string): T {
  if (!config.connectionString) return { ...config, database: name }
  const url = new URL(config.connectionString)
  url.pathname = `/${name}`
  return { ...config, connectionString: url.href }
}
