import { Form, Link, useLocation, useSearchParams } from '@remix-run/react'
import clsx from 'clsx'
import { SlidersHorizontal } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { Button, buttonClass } from './button'
import { Chip } from './chip'
import { Disclosure } from './disclosure'
import { searchWith } from './search-params'

export interface ActiveFilter {
  /** Query parameters that go when the chip is removed. */
  params: readonly string[]
  /** Only this one value of a repeated parameter goes. */
  only?: string
  label?: string
  value: ReactNode
}

export interface FilterBarProps {
  /** Controls always in sight: a search box, one or two selects. */
  children?: ReactNode
  /** Controls behind 更多筛选. */
  more?: ReactNode
  active: readonly ActiveFilter[]
  /** Parameters of the query that are no filter and stay as they are. */
  keep?: readonly string[]
  /** On a phone the controls in sight fold away under these words; `unfolded` where one of them needs a look. */
  fold?: ReactNode
  unfolded?: boolean
  /** Right of the bar: column chooser, export. */
  actions?: ReactNode
}

const KEPT: readonly string[] = ['sort', 'view', 'size']

/** Filters as a GET form: the URL holds them all, and each one that is on is a chip that can be taken off. */
export function FilterBar({ children, more, active, keep = KEPT, fold, unfolded, actions }: FilterBarProps) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  const form = useRef<HTMLFormElement>(null)

  // Boxes are uncontrolled; after a link has changed the query they have to say what the query says.
  useEffect(() => form.current?.reset(), [search])

  function without({ params: names, only }: ActiveFilter) {
    const rest = only === undefined ? null : params.getAll(names[0]!).filter((value) => value !== only)
    const changes = Object.fromEntries(names.map((name) => [name, rest]))
    return pathname + searchWith(params, { ...changes, page: null, cursor: null })
  }

  const kept = [...params].filter(([name]) => keep.includes(name))
  return (
    <div className="mb-3 space-y-2 print:mb-2">
      <div className="flex flex-wrap items-start gap-2 print:hidden">
        <Form
          ref={form}
          key={search}
          method="get"
          action={pathname}
          role="search"
          aria-label="筛选"
          className="flex flex-1 flex-wrap items-center gap-2 lg:flex-auto lg:shrink-0"
        >
          {kept.map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          {fold && (
            <details open={unfolded} className="peer w-full sm:hidden">
              <summary className={buttonClass('plain', undefined, 'list-none')}>
                <SlidersHorizontal aria-hidden className="h-4 w-4" strokeWidth={1.75} />
                {fold}
              </summary>
            </details>
          )}
          <div className={clsx('contents', fold && 'max-sm:hidden max-sm:peer-open:contents')}>
            {children}
            {more && (
              <Disclosure
                label={
                  <>
                    <SlidersHorizontal aria-hidden className="h-4 w-4" strokeWidth={1.75} />
                    更多筛选
                  </>
                }
                summaryClass={buttonClass('plain')}
              >
                <div className="w-[min(560px,calc(100vw-32px))] p-4">
                  <div className="grid gap-3 sm:grid-cols-2">{more}</div>
                  <Button type="submit" tone="primary" className="mt-4">
                    筛选
                  </Button>
                </div>
              </Disclosure>
            )}
            {children && <Button type="submit">查询</Button>}
          </div>
        </Form>
        {actions && <div className="flex max-w-full flex-none items-center gap-2">{actions}</div>}
      </div>
      {active.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5">
          {active.map((filter, index) => (
            <Chip key={index} label={filter.label} value={filter.value} removeTo={without(filter)} />
          ))}
          {active.length > 1 && (
            <Link
              to={
                pathname +
                searchWith(
                  params,
                  Object.fromEntries(
                    [...params.keys()].filter((name) => !keep.includes(name)).map((name) => [name, null]),
                  ),
                )
              }
              className="px-1 text-sm print:hidden"
            >
              全部清除
            </Link>
          )}
        </div>
      )}
    </div>
  )
}
