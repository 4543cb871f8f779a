import { redirect, type AppLoadContext } from '@remix-run/node'
import type { RequestContext } from '~/auth/domain/actor'
import { assertCan, type Action } from '~/auth/domain/can'
import { sessionToken } from './cookie'
import { findSession, type SignedIn } from './session'

interface RequestArgs {
  request: Request
  context: AppLoadContext
}

/** Pages that somebody with a one-time password still reaches. */
const OPEN_BEFORE_CHANGE = new Set(['/password', '/logout'])

/** The session of this request, looked up once however many loaders ask. */
export function currentSession({ request, context }: RequestArgs): Promise<SignedIn | null> {
  context.signedIn ??= lookUp(request)
  return context.signedIn
}

async function lookUp(request: Request): Promise<SignedIn | null> {
  const token = sessionToken(request)
  return token ? findSession(token, new Date()) : null
}

/** Who calls, or null when signed out. */
export function optionalContext(args: RequestArgs): Promise<RequestContext | null> {
  args.context.context ??= toContext(args)
  return args.context.context
}

async function toContext(args: RequestArgs): Promise<RequestContext | null> {
  const signedIn = await currentSession(args)
  if (!signedIn) return null
  const { requestId, address } = args.context
  return { actor: signedIn.actor, now: new Date(), requestId, address, via: 'page' }
}

/**
 * Who calls. Signed out: redirects to log in and back; a one-time password is changed first.
 * @throws AppError forbidden (403) when `action` is not theirs.
 */
export async function requireContext(args: RequestArgs, action?: Action): Promise<RequestContext> {
  const context = await optionalContext(args)
  const url = new URL(args.request.url)
  if (!context) throw sendTo(`/login?next=${encodeURIComponent(returnPath(args.request))}`, 'ended')
  const signedIn = args.context.signedIn && (await args.context.signedIn)
  if (signedIn?.mustChangePassword && !OPEN_BEFORE_CHANGE.has(pagePath(url))) throw sendTo('/password', 'password')
  if (action) assertCan(context.actor, action)
  return context
}

/** The header tells a form in the browser that it was not done; it is kept there (app/ui/connection). */
const sendTo = (url: string, why: 'ended' | 'password') => redirect(url, { headers: { 'x-session': why } })

/** Remix asks for a page's data under `/path.data`. */
function pagePath(url: URL): string {
  return url.pathname.replace(/\.data$/, '').replace(/^\/_root$/, '/')
}

/** The page that was asked for; of a form the page that had it, which the browser names as the referrer. */
function returnPath(request: Request): string {
  const referrer = request.method === 'GET' ? null : request.headers.get('referer')
  const url = new URL(referrer && URL.canParse(referrer) ? referrer : request.url)
  for (const own of ['_routes', 'index']) url.searchParams.delete(own)
  return pagePath(url) + url.search
}

/** Where to go after logging in: a path of ours, never another host. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || !URL.canParse(next, 'http://here')) return '/'
  const url = new URL(next, 'http://here')
  return url.host === 'here' && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}
