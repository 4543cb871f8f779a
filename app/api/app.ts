import '~/shared/zod-chinese'
import { Hono, type Context } from 'hono'
import { assertCan } from '~/auth/domain/can'
import type { RequestContext } from '~/auth/domain/actor'
import { databaseFailure } from '~/platform/database-failure'
import type { HttpEnv } from '~/platform/http/environment'
import { logger } from '~/platform/logger'
import { once, type Answer } from '~/platform/once'
import { AppError, invalidField, notFound } from '~/shared/errors'
import { parseInput } from '~/shared/input'
import { isRecord } from '~/shared/records'
import { byBearer, requestIdOf } from './authenticate'
import { openApiDocument } from './openapi'
import type { OperationInput, Operation } from './operation'
import { operations } from './operations'
import { problemResponse } from './problem'

export const API_ROOT = '/api/v1'

/** The JSON API, to be mounted at /api/v1. */
export const api = new Hono<HttpEnv>()

let document: string | undefined
api.get('/openapi.json', (c) => {
  document ??= JSON.stringify(openApiDocument(operations, API_ROOT))
  return c.body(document, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' })
})

for (const operation of operations) {
  api.on(operation.method.toUpperCase(), operation.path.replace(/\{(\w+)\}/g, ':$1'), (c) => answer(c, operation))
}

api.notFound((c) => problemResponse(notFound('这个接口'), requestIdOf(c)))

api.onError((error, c) => {
  if (!(error instanceof AppError) && !databaseFailure(error))
    (c.get('log') ?? logger).error({ err: error }, 'unexpected')
  return problemResponse(error, requestIdOf(c))
})

async function answer(c: Context<HttpEnv>, operation: Operation): Promise<Response> {
  const context = await byBearer(c)
  assertCan(context.actor, operation.action)
  const params = paramsOf(c, operation)
  const { status, body, replayed } = await run(c, context, operation, params)
  if (replayed) c.header('idempotency-replayed', 'true')
  if (operation.location && status === 201) c.header('location', API_ROOT + operation.location(body, params))
  if (operation.version) c.header('etag', `"${operation.version(body)}"`)
  return c.json(body as object, status as 200)
}

async function run(
  c: Context<HttpEnv>,
  context: RequestContext,
  operation: Operation,
  params: unknown,
): Promise<Answer> {
  const text = operation.body ? await c.req.text() : ''
  const key = operation.method === 'post' ? c.req.header('idempotency-key') : undefined
  const handle = async () => ({
    status: operation.status,
    body: await operation.handle(context, { params, ...inputOf(c, operation, text) }),
  })
  if (key === undefined) return handle()
  return once(context, { key, operation: `${operation.id} ${c.req.path}`, request: text }, handle)
}

function inputOf(
  c: Context<HttpEnv>,
  operation: Operation,
  text: string,
): Omit<OperationInput<unknown, unknown, unknown>, 'params'> {
  const given = operation.body ? objectOf(text) : {}
  return {
    query: operation.query && parseInput(operation.query, queryOf(c)),
    body: operation.body && parseInput(operation.body, given),
    given,
    ifMatch: ifMatchOf(c),
  }
}

/** What is no id can name nothing: 404 like any id that is not there. */
function paramsOf(c: Context<HttpEnv>, { params }: Operation): unknown {
  if (!params) return {}
  const result = params.safeParse(c.req.param())
  if (!result.success) throw notFound('这条记录')
  return result.data
}

/** A parameter that is given once is text, else a list. */
function queryOf(c: Context<HttpEnv>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

function objectOf(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw invalidField('', '请求内容不是 JSON', 'json')
  }
  if (!isRecord(value)) throw invalidField('', '请求内容应为一个 JSON 对象', 'json')
  return value
}

function ifMatchOf(c: Context<HttpEnv>): number | undefined {
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(c.req.header('if-match')?.trim() ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}
