import { createMiddleware } from 'hono/factory'
import { logger } from '../logger'
import type { HttpEnv } from './environment'

const QUIET = /^\/(healthz|readyz|assets\/)/

/** One line a request: which, how long, with what result. No query string, address or person. */
export const requestLog = createMiddleware<HttpEnv>(async (c, next) => {
  const began = performance.now()
  c.set('log', logger.child({ requestId: c.get('requestId') }))
  await next()
  const level = c.res.status >= 500 ? 'error' : QUIET.test(c.req.path) ? 'debug' : 'info'
  c.get('log')[level](
    {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - began),
    },
    'request',
  )
})
