import { redirect } from '@remix-run/node'

export interface Flash {
  tone: 'good' | 'info' | 'warning' | 'danger'
  text: string
}

const NAME = 'flash'
const attributes = 'Path=/; HttpOnly; SameSite=Lax'

/** Header that shows a toast on the next page, once. Text only: it is never read as anything else. */
export function flashHeader(flash: Flash | string): string {
  const value: Flash = typeof flash === 'string' ? { tone: 'good', text: flash } : flash
  return `${NAME}=${encodeURIComponent(JSON.stringify(value))}; ${attributes}; Max-Age=60`
}

/** Goes elsewhere and says there what was done: `return redirectWithFlash('/things/1', '已保存')`. */
export function redirectWithFlash(url: string, flash: Flash | string, headers: HeadersInit = {}): Response {
  const all = new Headers(headers)
  all.append('Set-Cookie', flashHeader(flash))
  return redirect(url, { headers: all })
}

/** The toast that waits for this request, and the header that takes it away. */
export function takeFlash(request: Request): { flash: Flash | null; headers: HeadersInit } {
  const cookie = request.headers.get('Cookie') ?? ''
  const raw = new RegExp(`(?:^|;\\s*)${NAME}=([^;]*)`).exec(cookie)?.[1]
  if (!raw) return { flash: null, headers: {} }
  const headers = { 'Set-Cookie': `${NAME}=; ${attributes}; Max-Age=0` }
  try {
    const { tone, text } = JSON.parse(decodeURIComponent(raw)) as Flash
    return { flash: { tone, text: String(text).slice(0, 500) }, headers }
  } catch {
    return { flash: null, headers }
  }
}
