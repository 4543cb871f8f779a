import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { RequestContext } from '~/auth/domain/actor'
import { actorForToken, limitToken } from '~/auth/server/token-context'
import type { HttpEnv } from '~/platform/http/environment'
import { AppError } from '~/shared/errors'

/** What a request is let in by. */
interface Credentials {
  token: string
  /** with Basic: whose token it should be */
  login?: string
}

const bearerOf = (header: string): Credentials | null => {
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  return token === undefined ? null : { token }
}

const basicOf = (header: string): Credentials | null => {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(header)?.[1]
  const [, login, token] = /^([^:]+):(\S+)$/.exec(encoded ? Buffer.from(encoded, 'base64').toString() : '') ?? []
  return login !== undefined && token !== undefined ? { login, token } : null
}

/** Whoever holds a token, sent as a bearer. @throws AppError unauthenticated (401), tooMany (429) */
export const byBearer = (c: Context<HttpEnv>): Promise<RequestContext> =>
  contextOf(c, bearerOf(headerOf(c)), '请带上令牌：Authorization: Bearer crm_…')

/**
 * As `byBearer`, or with Basic: the login, and the token in place of the password, for tools that ask for both.
 * @throws AppError unauthenticated (401), tooMany (429)
 */
export const byBearerOrBasic = (c: Context<HttpEnv>): Promise<RequestContext> =>
  contextOf(
    c,
    bearerOf(headerOf(c)) ?? basicOf(headerOf(c)),
    '请用登录名和个人访问令牌（代替密码）登录，或带上 Authorization: Bearer crm_…',
  )

const headerOf = (c: Context<HttpEnv>): string => c.req.header('authorization') ?? ''

async function contextOf(c: Context<HttpEnv>, sent: Credentials | null, missing: string): Promise<RequestContext> {
  if (!sent) throw unauthenticated(missing)
  await limitToken(sent.token)
  const now = new Date()
  const actor = await actorForToken(sent.token, now)
  if (!actor || (sent.login !== undefined && sent.login !== actor.login)) {
    throw unauthenticated('令牌无效、已过期，或用户已停用')
  }
  return { actor, now, requestId: requestIdOf(c), address: c.get('context')?.address, via: 'api' }
}

function unauthenticated(userMessage: string): AppError {
  return new AppError('unauthenticated', { userMessage })
}

export function requestIdOf(c: Context<HttpEnv>): string {
  const known = c.get('requestId')
  if (known) return known
  const made = randomUUID()
  c.set('requestId', made)
  return made
}
