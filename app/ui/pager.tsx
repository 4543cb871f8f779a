import { Link } from '@remix-run/react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { buttonClass } from './button'
import { useSearchHref } from './search-params'

export interface PagerProps {
  total: number
  /** There may be more: no more were counted. Then a link leads to the exact number. */
  totalIsLeast?: boolean
  /** First and last row shown, from 1. */
  from: number
  to: number
  /** Links; null at the ends. */
  previous?: string | null
  next?: string | null
  /** Word of measure behind the total: 个项目, 条. */
  unit?: string
  children?: ReactNode
}

/** Which rows of how many, and the way to the others. Serves keyset lists (cursor links) and numbered pages alike. */
export function Pager({ total, totalIsLeast, from, to, previous, next, unit = '条', children }: PagerProps) {
  const href = useSearchHref()
  const number = (value: number) => value.toLocaleString('zh-CN')
  const all = `共 ${number(total)}${totalIsLeast ? '+' : ''} ${unit}`
  return (
    <nav
      aria-label="翻页"
      className="flex flex-wrap items-center justify-between gap-3 px-3 py-2 text-sm text-grey-600"
    >
      <span>
        {total === 0 ? all : from > to ? `没有这一页，${all}` : `第 ${number(from)}–${number(to)} ${unit}，${all}`}
        {totalIsLeast && (
          <Link to={href({ count: 'exact' })} className="ml-2 print:hidden">
            数清总数
          </Link>
        )}
      </span>
      <span className="flex items-center gap-2 print:hidden">
        {children}
        <Step to={previous} label="上一页" icon={<ChevronLeft aria-hidden className="h-4 w-4" />} />
        <Step to={next} label="下一页" icon={<ChevronRight aria-hidden className="h-4 w-4" />} after />
      </span>
    </nav>
  )
}

function Step({ to, label, icon, after }: { to?: string | null; label: string; icon: ReactNode; after?: boolean }) {
  const body = after ? (
    <>
      {label}
      {icon}
    </>
  ) : (
    <>
      {icon}
      {label}
    </>
  )
  if (!to) {
    return (
      <span aria-disabled className={buttonClass('plain', 'small', 'cursor-not-allowed opacity-50')}>
        {body}
      </span>
    )
  }
  return (
    <Link to={to} rel={after ? 'next' : 'prev'} className={buttonClass('plain', 'small')}>
      {body}
    </Link>
  )
}

/** Props of a Pager over numbered pages (`page` in the query, from 1). From beyond the last page the way back leads to it. */
export function usePages({
  total,
  totalIsLeast,
  page,
  size,
  shown,
  param = 'page',
}: {
  total: number
  totalIsLeast?: boolean
  page: number
  size: number
  /** Rows on this page. */
  shown: number
  param?: string
}): PagerProps {
  const href = useSearchHref()
  const from = (page - 1) * size + 1
  const to = from + shown - 1
  const before = Math.min(page - 1, Math.ceil(total / size))
  return {
    total,
    totalIsLeast,
    from,
    to,
    previous: before > 0 ? href({ [param]: before === 1 ? null : before }) : null,
    next: to < total || totalIsLeast ? href({ [param]: page + 1 }) : null,
  }
}
