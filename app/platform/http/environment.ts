import type { HttpBindings } from '@hono/node-server'
import type { SecureHeadersVariables } from 'hono/secure-headers'
import type { Logger } from 'pino'
import type { AppLoadContext } from '@remix-run/server-runtime'
import './context'

/** What the middleware of one request share. */
export interface HttpEnv {
  /** absent when the app is called without a socket, as tests do */
  Bindings: Partial<HttpBindings>
  Variables: SecureHeadersVariables & {
    requestId: string
    /** host and port as the browser knows them */
    host: string
    secure: boolean
    log: Logger
    context: AppLoadContext
  }
}
