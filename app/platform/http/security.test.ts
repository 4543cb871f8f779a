import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { HttpEnv } from './environment'
import { securityHeaders } from './security'

async function policyWith(imageHosts?: string[]): Promise<string> {
  const app = new Hono<HttpEnv>()
  app.use(securityHeaders(false))
  app.get('/', (c) => {
    c.set('context', { nonce: '', requestId: '', address: '', secure: false, imageHosts })
    return c.text('page')
  })
  return (await app.request('/')).headers.get('content-security-policy') ?? ''
}

test('pictures come from us alone, unless the settings name a host for the map', async () => {
  expect(await policyWith()).toContain("img-src 'self' data: blob:;")
  const opened = await policyWith(['https://*.tianditu.gov.cn'])
  expect(opened).toContain("img-src 'self' https://*.tianditu.gov.cn data: blob:;")
  expect(opened.replace(' https://*.tianditu.gov.cn', '')).toBe(
    (await policyWith()).replace(/nonce-[^']*/, /nonce-[^']*/.exec(opened)?.[0] ?? ''),
  )
})
