import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import path from 'node:path'
import { currentSession } from '~/auth/server/request-context'
import { AppError } from '~/shared/errors'
import { databaseFailure } from '../database-failure'
import { env } from '../env'
import { withAppErrors } from './app-errors'
import { boundedForm, boundedJson, checkAddress } from './bounds'
import type { HttpEnv } from './environment'
import { isReady } from './readiness'
import { answerError, refuse } from './refuse'
import { requestLog } from './request-log'
import { postedForm, sendAgain } from './send-again'
import { refuseCrossSite, securityHeaders } from './security'
import { receiveBody, receiveForm, removeFolder } from './uploads'

export interface AppOptions {
  /** the server build; asked for at every request, so that development can replace it */
  getBuild: () => ServerBuild | Promise<ServerBuild>
  /** folder of the built client; absent in development, where Vite serves it */
  clientDirectory?: string
  mode?: 'production' | 'development' | 'test'
  /** mounted at /api/v1 */
  api?: Hono<HttpEnv>
  /** mounted at /ogc */
  ogc?: Hono<HttpEnv>
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

  app.use(boundAddress)
  if (options.clientDirectory) serveClient(app, options.clientDirectory)

  // Before the check of where a request comes from: no browser sends a bearer token by itself, and without one it is 401.
  mountApis(app, options)
  app.use(refuseCrossSite)
  app.use(refuseNul)
  app.use(receiveFields)
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

/** Before anything parses an address. */
const boundAddress: MiddlewareHandler<HttpEnv> = async (c, next) => {
  checkAddress(c.req.url)
  await next()
}

function mountApis(app: Hono<HttpEnv>, { api, ogc }: AppOptions): void {
  app.use('/api/*', receiveJson)
  if (api) app.route('/api/v1', api)
  if (ogc) {
    app.get('/ogc/', (c) => c.redirect('/ogc', 301))
    app.route('/ogc', ogc)
  }
  for (const path of ['/api/*', '/ogc/*']) app.all(path, (c) => refuse(c, 'notFound', '没有这个接口'))
}

const hasBody = (request: Request) => !['GET', 'HEAD'].includes(request.method)

const receiveJson: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const request = c.req.raw
  if (!hasBody(request)) return next()
  const text = boundedJson(await receiveBody(request))
  c.req.raw = withBody(request, text, request.headers.get('content-type') ?? 'application/json')
  await next()
}

/**
 * Every action finds a form of ordinary fields, within its bounds. Files go to disk before Remix sees the form;
 * strangers' files go nowhere.
 */
const receiveFields: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const request = c.req.raw
  if (!hasBody(request)) return next()
  const contentType = request.headers.get('content-type') ?? ''
  if (!contentType.toLowerCase().startsWith('multipart/')) {
    c.req.raw = asForm(request, boundedForm(await receiveBody(request), contentType))
    return next()
  }
  const context = c.get('context')
  if (!(await currentSession({ request, context }))) {
    c.req.raw = asForm(request, '')
    return next()
  }
  const form = await receiveForm(request)
  try {
    context.uploads = form.files
    c.req.raw = asForm(request, form.fields.toString())
    await next()
  } finally {
    await removeFolder(form.folder)
  }
}

function asForm(request: Request, fields: string): Request {
  return withBody(request, fields, 'application/x-www-form-urlencoded;charset=UTF-8')
}

function withBody(request: Request, body: string, contentType: string): Request {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  headers.set('content-type', contentType)
  return new Request(request.url, { method: request.method, headers, body, signal: request.signal })
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
