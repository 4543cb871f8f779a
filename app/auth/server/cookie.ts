import { SESSION_COOKIE } from './session'

/** Secure only over https, so that a plain LAN works; gone when the browser closes. */
export function sessionCookie(token: string | null, secure: boolean): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', secure && 'Secure', token === null && 'Max-Age=0']
  return [`${SESSION_COOKIE}=${token ?? ''}`, ...attributes.filter(Boolean)].join('; ')
}

/** The session token a request carries. */
export function sessionToken(request: Request): string | null {
  const pairs = (request.headers.get('cookie') ?? '').split(';')
  for (const pair of pairs) {
    const [name, value] = pair.trim().split('=')
    if (name === SESSION_COOKIE && value) return value
  }
  return null
}
