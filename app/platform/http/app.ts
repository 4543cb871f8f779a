import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import path from 'node:path'
import { currentSession } from '~/auth/server/call'
import { AppError } from '~/shared/errors'
import { databaseFailure } from '../database-failure'
import { env } from '../env'
import { withAppErrors } from './app-errors'
import type { HttpEnv } from './environment'
import { isReady } from './readiness'
import { answerError, refuse } from './refuse'
import { requestLog } from './request-log'
import { postedForm, sendAgain } from './send-again'
import { refuseCrossSite, securityHeaders } from './security'
import { BODY_LIMIT, discardBody, receiveForm, removeFolder } from './uploads'

export interface AppOptions {
  /** the server build; asked for at every request, so that development can replace it */
  getBuild: () => ServerBuild | Promise<ServerBuild>
  /** folder of the built client; absent in development, where Vite serves it */
  clientDirectory?: string
  mode?: 'production' | 'development' | 'test'
  /** mounted at /api/v1 */
  api?: Hono<HttpEnv>
}

/** The whole of the program over HTTP: what every request passes, then the API or Remix. */
export function createApp(options: AppOptions): Hono<HttpEnv> {
  const mode = options.mode ?? env().NODE_ENV
  const app = new Hono<HttpEnv>()

  app.use(requestId({ headerName: '' }))
  app.use(requestLog)
  app.use(securityHeaders(mode === 'development'))
  app.use(setContext)
  app.use(compress())

  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady()) ? c.text('ready') : c.text('not ready', 503)))

  if (options.clientDirectory) serveClient(app, options.clientDirectory)

  // Before the check of where a request comes from: no browser sends a bearer token by itself, and without one it is 401.
  mountApi(app, options.api)
  app.use(refuseCrossSite)
  app.use(refuseNul)
  app.use(receiveMultipart)
  app.use(ordinaryLimit)
  app.all('*', remix(options.getBuild, mode))

  app.onError(async (error, c) => {
    const known = databaseFailure(error) ?? error
    if (known instanceof AppError) return answerError(c, known)
    c.get('log').error({ err: error }, 'unexpected')
    return answerUnexpected(c)
  })
  return app
}

const setContext: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const url = new URL(c.req.url)
  const forwarded = (name: string) => (env().TRUST_PROXY ? c.req.header(`x-forwarded-${name}`) : undefined)
  c.set('host', forwarded('host') ?? url.host)
  c.set('secure', (forwarded('proto') ?? url.protocol.replace(':', '')) === 'https')
  c.set('context', {
    nonce: c.get('secureHeadersNonce') ?? '',
    requestId: c.get('requestId'),
    // The nearest proxy writes last; what stands before it anybody could have sent.
    address: forwarded('for')?.split(',').at(-1)?.trim() ?? socketAddress(c),
    secure: c.get('secure'),
  })
  await next()
  c.header('x-request-id', c.get('requestId'))
  // Shared office computers: no page stays in a cache after log-out.
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  if (c.res.status === 503 && !c.res.headers.has('retry-after')) c.header('retry-after', '5')
}

function socketAddress(c: Context<HttpEnv>): string {
  if (!c.env?.incoming) return ''
  return getConnInfo(c).remote.address?.replace(/^::ffff:/, '') ?? ''
}

function serveClient(app: Hono<HttpEnv>, directory: string): void {
  const root = path.relative(process.cwd(), directory) || '.'
  const cached = (value: string) => serveStatic({ root, onFound: (_, c) => c.header('cache-control', value) })
  app.get('/assets/*', cached('public, max-age=31536000, immutable'))
  app.get('/assets/*', (c) => c.text('not found', 404))
  app.get('*', cached('public, max-age=3600'))
}

/** No text of ours holds it, and PostgreSQL takes none that does. */
const refuseNul: MiddlewareHandler<HttpEnv> = async (c, next) =>
  c.req.url.includes('%00') ? refuse(c, 'invalid', '地址里有无法识别的字符。') : next()

const TOO_LARGE = '提交的内容超过 5 MB，请减少后再试。'

const ordinaryLimit = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: async (c) => {
    await discardBody(c.req.raw)
    return refuse(c, 'tooLarge', TOO_LARGE)
  },
})

function mountApi(app: Hono<HttpEnv>, api: Hono<HttpEnv> | undefined): void {
  app.use('/api/*', ordinaryLimit)
  if (api) app.route('/api/v1', api)
  app.all('/api/*', (c) => refuse(c, 'notFound', '没有这个接口'))
}

/** Files go to disk before Remix sees the form; strangers' bodies go nowhere. */
const receiveMultipart: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (!c.req.header('content-type')?.toLowerCase().startsWith('multipart/')) return next()
  if (['GET', 'HEAD'].includes(c.req.method)) return next()
  const request = c.req.raw
  const context = c.get('context')
  if (!(await currentSession({ request, context }))) {
    c.req.raw = withFields(request, new URLSearchParams())
    return next()
  }
  const form = await receiveForm(request)
  try {
    context.uploads = form.files
    c.req.raw = withFields(request, form.fields)
    await next()
  } finally {
    await removeFolder(form.folder)
  }
}

function withFields(request: Request, fields: URLSearchParams): Request {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
  return new Request(request.url, { method: request.method, headers, body: fields, signal: request.signal })
}

function remix(getBuild: AppOptions['getBuild'], mode: string) {
  const handlers = new WeakMap<ServerBuild, ReturnType<typeof createRequestHandler>>()
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const build = withAppErrors(await getBuild())
    let handle = handlers.get(build)
    if (!handle) handlers.set(build, (handle = createRequestHandler(build, mode)))
    const posted = postedForm(c)
    const response = await handle(c.req.raw, c.get('context'))
    return posted && c.get('context').databaseAway ? sendAgain(c, await posted.formData()) : response
  }
}

async function answerUnexpected(c: Context<HttpEnv>): Promise<Response> {
  const message = '系统出了问题，请稍后再试。如果一直如此，请把请求编号告诉管理员。'
  const answer = await answerError(c, new AppError('unavailable', { userMessage: message }))
  return new Response(answer.body, { status: 500, headers: answer.headers })
}
