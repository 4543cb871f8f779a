import { expect, test } from 'vitest'
import { ErrorState, pageError } from './error-state'
import { rendered } from '~test/rendered'

const thrown = (status: number, data: unknown) => ({ status, statusText: '', internal: false, data })

test.each([403, 404, 409, 500])('a %i says in Chinese what happened and what to do', (status) => {
  const html = rendered(<ErrorState error={{ status, requestId: 'r-17' }} />)
  expect(html).toMatch(/<h1[^>]*>[\u4e00-\u9fff]+<\/h1>/)
  expect(html).toContain('r-17')
})

test('an expected error speaks in its own words', () => {
  expect(pageError(thrown(409, { message: '别人已修改', requestId: 'r-1' }))).toEqual({
    status: 409,
    message: '别人已修改',
    requestId: 'r-1',
  })
})

test('an unexpected error never shows its words', () => {
  expect(pageError(new Error('password=hunter2'))).toEqual({ status: 500 })
  expect(pageError(thrown(404, 'Error: No route matches URL "/x"'))).toEqual({
    status: 404,
    message: undefined,
    requestId: undefined,
  })
})

test('an error is called recorded only where the server gave it a number', () => {
  expect(rendered(<ErrorState error={{ status: 500, requestId: 'r-17' }} />)).toContain('错误已记录')
  const html = rendered(<ErrorState error={pageError(new Error('Failed to fetch'))} />)
  expect(html).not.toContain('错误已记录')
  expect(html).not.toContain('500')
})
