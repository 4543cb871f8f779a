import { createMiddleware } from 'hono/factory'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import type { HttpEnv } from './environment'
import { refuse } from './refuse'

/**
 * Headers that also suit plain http on a LAN: nothing asks for TLS.
 * Pictures come from us alone, and from the hosts that the settings name for the map.
 * Referrer-Policy is same-origin, because browsers send `Origin: null` with a form under no-referrer.
 */
export function securityHeaders(development: boolean) {
  const set = headersFor(development)
  return createMiddleware<HttpEnv>(async (c, next) => {
    await set(c, next)
    const hosts = c.get('context')?.imageHosts ?? []
    const policy = c.res.headers.get(POLICY)
    if (hosts.length > 0 && policy)
      c.header(POLICY, policy.replace("img-src 'self'", `img-src 'self' ${hosts.join(' ')}`))
  })
}

const POLICY = 'content-security-policy'

function headersFor(development: boolean) {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      baseUri: ["'none'"],
      connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
      fontSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      objectSrc: ["'none'"],
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: 'same-origin',
    strictTransportSecurity: false,
    xFrameOptions: 'DENY',
    xXssProtection: false,
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What the browser says of where a request comes from agrees with the host it goes to. No word of it: refused. */
export function isSameOrigin(headers: Headers, host: string): boolean {
  const origin = headers.get('origin')
  if (origin) return hostOf(origin) === host
  const site = headers.get('sec-fetch-site')
  if (site) return site === 'same-origin'
  const referer = headers.get('referer')
  return referer !== null && hostOf(referer) === host
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined
}

/** Refuses what another site makes a browser send. */
export const refuseCrossSite = createMiddleware<HttpEnv>(async (c, next) => {
  if (SAFE.has(c.req.method)) return next()
  if (isSameOrigin(c.req.raw.headers, c.get('host'))) return next()
  return refuse(c, 'forbidden', '请求来自其他网站，已拒绝。请回到本系统页面重新操作。')
})
