import { Client, type PoolConfig } from 'pg'
import { logger } from '../logger'

/** How long a request waits for a connection of the pool. */
const CONNECT_WITHIN_MS = 15_000

/**
 * A client that logs the loss of its connection, and sends a statement when the one before it is answered.
 * Without a listener of its own Node would end the process when the server ends a connection between two steps, as pools
 * listen only while nobody holds the client. Prisma reads the relations of a record at once, inside a transaction too, and
 * pg 9 will no longer queue them.
 */
export class LoggedClient extends Client {
  constructor(...config: ConstructorParameters<typeof Client>) {
    super(...config)
    this.on('error', (error: Error & { code?: string }) =>
      logger.warn({ code: error.code, message: error.message }, 'a database connection was lost'),
    )
    Object.assign(this, { query: inTurn(this) })
  }
}

function inTurn(client: Client): (...args: unknown[]) => unknown {
  const { query } = client
  let last: Promise<unknown> | undefined
  return (...args) => {
    const send = () => Reflect.apply(query, client, args)
    // A call with a callback comes from a pool, which hands out idle clients.
    if (args.some((arg) => typeof arg === 'function')) return send()
    const answer: Promise<unknown> = last ? last.then(send) : send()
    const settled = answer
      .catch(() => {})
      .finally(() => {
        if (last === settled) last = undefined
      })
    last = settled
    return answer
  }
}

/** A pool's settings: at most `max` connections, each of which may be lost without ending the process. */
export function poolConfig(config: PoolConfig, max: number): PoolConfig {
  return { connectionTimeoutMillis: CONNECT_WITHIN_MS, ...config, max, Client: LoggedClient }
}
