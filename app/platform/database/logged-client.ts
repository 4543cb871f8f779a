import { Client, type PoolConfig } from 'pg'
import { logger } from '../logger'

/** How long a request waits for a connection of the pool. */
const CONNECT_WITHIN_MS = 15_000

/**
 * A client that logs the loss of its connection. Without a listener of its own Node would end the process when the server
 * ends a connection between two steps, as pools listen only while nobody holds the client.
 */
export class LoggedClient extends Client {
  constructor(...config: ConstructorParameters<typeof Client>) {
    super(...config)
    this.on('error', (error: Error & { code?: string }) =>
      logger.warn({ code: error.code, message: error.message }, 'a database connection was lost'),
    )
  }
}

/** A pool's settings: at most `max` connections, each of which may be lost without ending the process. */
export function poolConfig(config: PoolConfig, max: number): PoolConfig {
  return { connectionTimeoutMillis: CONNECT_WITHIN_MS, ...config, max, Client: LoggedClient }
}
