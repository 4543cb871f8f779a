import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { expect } from 'vitest'
import { api, API_ROOT } from '~/api/app'
import { openApiDocument } from '~/api/openapi'
import type { Operation } from '~/api/operation'
import { operations } from '~/api/operations'
import type { RoleId } from '~/auth/domain/actor'
import { createToken } from '~/auth/server/create-token'
import { aUser } from './factories'

export const document = openApiDocument(operations, API_ROOT)

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(document, 'openapi.json')

interface Described {
  responses: Record<string, { content?: Record<string, { schema: { $ref: string } }> }>
}

/** Operations that have answered with success, by id. */
export const answered = new Set<string>()

// oxlint-disable-next-line no-explicit-any -- its shape is held to the OpenAPI document below, not by types
type Body = Record<string, any>

export interface Answer {
  status: number
  headers: Headers
  body: Body
}

interface Request {
  body?: unknown
  headers?: Record<string, string>
}

function operationOf(method: string, path: string): Operation | undefined {
  const plain = path.split('?')[0]!
  const fits = ({ method: own, path: pattern }: Operation) =>
    own === method && new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain)
  return operations.find(fits)
}

const judges = new Map<string, ValidateFunction>()

function judge(schema: string): ValidateFunction {
  const known = judges.get(schema)
  if (known) return known
  const made = ajv.compile({ $ref: `openapi.json${schema}` })
  judges.set(schema, made)
  return made
}

/** Asks the API, and fails the test when the answer is not what the OpenAPI document says. */
export async function ask(
  token: string | null,
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  request: Request = {},
): Promise<Answer> {
  const response = await api.request(path, {
    method: method.toUpperCase(),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(request.body !== undefined && { 'content-type': 'application/json' }),
      ...request.headers,
    },
    body: typeof request.body === 'string' || request.body === undefined ? request.body : JSON.stringify(request.body),
  })
  const answer = { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  const operation = operationOf(method, path)
  if (operation) judgeAnswer(operation, answer)
  return answer
}

function judgeAnswer({ id, method, path }: Operation, { status, headers, body }: Answer): void {
  const paths = document.paths as Record<string, Record<string, Described>>
  const described = paths[path]![method]!.responses[status]
  expect(described, `${id} answered ${status}: ${JSON.stringify(body)}`).toBeDefined()
  const [mediaType, { schema }] = Object.entries(described!.content!)[0]!
  expect(headers.get('content-type')).toContain(mediaType)
  const fits = judge(schema.$ref)
  expect(fits(body) ? [] : fits.errors, `${id} ${status}`).toEqual([])
  if (status < 300) answered.add(id)
}

/** A user with a token that works. */
export async function aTokenHolder(role: RoleId, { unitId }: { unitId?: string } = {}) {
  const user = await aUser({ role, unitId })
  const actor = { userId: user.id, login: user.login, name: user.name, unitId: user.unitId, teamIds: [], roles: [role] }
  const { token } = await createToken({ actor, now: new Date(), via: 'page' }, { name: '测试' })
  return { user, token, unitId: user.unitId }
}
