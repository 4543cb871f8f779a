import { expect, test } from 'vitest'
import { rendered } from '~test/rendered'
import { Pager, usePages } from './pager'

function Pages({ page, shown }: { page: number; shown: number }) {
  return <Pager {...usePages({ total: 119, page, size: 25, shown })} unit="个项目" />
}

const pager = (page: number, shown: number) => rendered(<Pages page={page} shown={shown} />, `/list?q=x&page=${page}`)

test('a page says which rows it shows and leads to its neighbours', () => {
  const html = pager(2, 25)
  expect(html).toContain('第 26–50 个项目，共 119 个项目')
  expect(html).toContain('href="/list?q=x"')
  expect(html).toContain('href="/list?q=x&amp;page=3"')
})

test('beyond the last page there is none, and the way back leads to the last', () => {
  const html = pager(9999, 0)
  expect(html).toContain('没有这一页，共 119 个项目')
  expect(html).toContain('href="/list?q=x&amp;page=5"')
  expect(html).not.toContain('rel="next"')
})
