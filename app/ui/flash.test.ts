import { expect, test } from 'vitest'
import { flashHeader, redirectWithFlash, takeFlash } from './flash'

const withCookie = (cookie: string) => new Request('http://here/', { headers: { Cookie: cookie } })

test('a flash is shown once: reading it also takes it away', () => {
  const cookie = flashHeader({ tone: 'warning', text: '已保存；有 2 处待核' }).split(';')[0]!
  const { flash, headers } = takeFlash(withCookie(`a=b; ${cookie}`))
  expect(flash).toEqual({ tone: 'warning', text: '已保存；有 2 处待核' })
  expect(new Headers(headers).get('Set-Cookie')).toContain('Max-Age=0')
})

test('without a flash nothing is set', () => {
  expect(takeFlash(withCookie('a=b'))).toEqual({ flash: null, headers: {} })
})

test('a broken flash is dropped', () => {
  expect(takeFlash(withCookie('flash=%7Bbroken')).flash).toBeNull()
  expect(takeFlash(withCookie('flash=null')).flash).toBeNull()
})

test('a redirect keeps other cookies beside the flash', () => {
  const response = redirectWithFlash('/next', '已保存', { 'Set-Cookie': 'session=1' })
  expect(response.headers.getSetCookie()).toHaveLength(2)
  expect(response.headers.get('Location')).toBe('/next')
})
