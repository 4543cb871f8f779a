import { Link, useNavigate, useSearchParams } from '@remix-run/react'
import clsx from 'clsx'
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useSearchHref } from './search-params'

export interface Column<Row> {
  key: string
  head: ReactNode
  /** Unit, in the head behind the name: numbers stand bare in the cells. */
  unit?: string
  /** Numbers stand right. */
  align?: 'left' | 'right' | 'center'
  /** The key under which the server sorts; `-key` is descending. */
  sort?: string
  /** Sorts descending at the first click, as for amounts and days. */
  descendingFirst?: boolean
  cell: (row: Row) => ReactNode
  /** The cell that names the row; carries the link and is its header for screen readers. */
  primary?: boolean
  /** Never broken over lines: days, codes. Right-aligned cells never are. */
  nowrap?: boolean
  /** Cannot be hidden by the column chooser. */
  fixed?: boolean
  /** Not on narrow screens. */
  wideOnly?: boolean
  className?: string
}

export interface DataTableProps<Row> {
  /** Read by screen readers; also the table's title in print. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowTo?: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  /** Name of the query parameter that sorts; null: the table does not sort. */
  sortParam?: string | null
  /** How the rows are sorted when the query does not say. */
  defaultSort?: string
  empty?: ReactNode
  /** Cells of a last row by column key: totals. */
  foot?: Readonly<Record<string, ReactNode>>
  /** Sticks the head under the top bar (default) or scrolls within `max-h-*` of className. */
  sticky?: boolean
  /** Wider than the page: scrolls both ways in a box of its own, in which head and naming column stay. */
  boxed?: boolean
  /** Stands over the head on each printed page. */
  printed?: ReactNode
  dense?: boolean
  className?: string
}

const aligns = { left: 'text-left', right: 'text-right', center: 'text-center' }

/** More columns than these are set smaller on paper. */
const MANY = 10

/** The columns that were chosen, by their keys; fixed and primary ones always. */
export function chosenColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[]): Column<Row>[] {
  return columns.filter((column) => column.fixed || column.primary || chosen.includes(column.key))
}

/** A table whose order and page come from the URL; the server does the work, so it works without JavaScript. */
export function DataTable<Row>({
  caption,
  columns: shown,
  rows,
  rowKey,
  rowTo,
  rowClass,
  sortParam = 'sort',
  defaultSort,
  empty,
  foot,
  sticky = true,
  boxed = false,
  printed,
  dense,
  className,
}: DataTableProps<Row>) {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const href = useSearchHref()
  const sort = sortParam ? (params.get(sortParam) ?? defaultSort) : undefined
  if (rows.length === 0 && empty) return <>{empty}</>

  function openRow(event: MouseEvent<HTMLTableRowElement>, to: string) {
    if (event.target instanceof Element && event.target.closest('a,button,input,label,select,summary')) return
    if (window.getSelection()?.toString()) return
    if (event.metaKey || event.ctrlKey) window.open(to, '_blank', 'noopener')
    else navigate(to)
  }

  const pad = dense ? 'px-2 py-1' : 'px-3 py-[7px]'
  return (
    <div
      data-scroll
      data-many={(boxed && shown.length > MANY) || undefined}
      className={clsx(
        boxed ? 'max-h-[calc(100vh-var(--header)-24px)] overflow-auto' : 'overflow-x-auto',
        sticky && !boxed && 'lg:overflow-visible',
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0" onKeyDown={moveBetweenRows}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          {printed && (
            <tr className="hidden print:table-row">
              <td colSpan={shown.length} className="border-b border-grey-300 text-sm text-grey-700">
                {printed}
              </td>
            </tr>
          )}
          <tr>
            {shown.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={sortState(column, sort)}
                className={clsx(
                  'whitespace-nowrap print:whitespace-normal border-b border-grey-300 bg-grey-50 text-sm font-medium text-grey-700 first:rounded-tl-lg last:rounded-tr-lg',
                  pad,
                  aligns[column.align ?? 'left'],
                  boxed && 'sticky top-0 z-10',
                  boxed && column.primary && 'left-0 !z-20 border-r',
                  sticky && !boxed && 'lg:sticky lg:top-[var(--header)] lg:z-10',
                  column.wideOnly && 'hidden lg:table-cell print:table-cell',
                  column.className,
                )}
              >
                <Head
                  column={column}
                  sort={sort}
                  to={(next) => href({ [sortParam ?? 'sort']: next, page: null, cursor: null })}
                  sortable={sortParam !== null}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const to = rowTo?.(row)
            return (
              <tr
                key={rowKey(row)}
                onClick={to ? (event) => openRow(event, to) : undefined}
                className={clsx(
                  'group',
                  to && 'cursor-pointer hover:bg-accent-50/60 focus-within:bg-accent-50',
                  rowClass?.(row),
                )}
              >
                {shown.map((column) => {
                  const Cell = column.primary ? 'th' : 'td'
                  return (
                    <Cell
                      key={column.key}
                      scope={column.primary ? 'row' : undefined}
                      className={clsx(
                        'border-b border-grey-200 align-top font-normal group-last:border-b-0',
                        pad,
                        aligns[column.align ?? 'left'],
                        column.primary && 'min-w-[168px] print:min-w-[11em]',
                        boxed &&
                          column.primary &&
                          `sticky left-0 border-r group-focus-within:bg-accent-50 group-hover:bg-accent-50 ${rowClass?.(row) ?? 'bg-paper'}`,
                        (column.nowrap || column.align === 'right') && 'whitespace-nowrap',
                        column.wideOnly && 'hidden lg:table-cell print:table-cell',
                        column.className,
                      )}
                    >
                      {column.primary && to ? (
                        <Link to={to} data-row-link className="font-medium text-ink hover:text-accent-600">
                          {column.cell(row)}
                        </Link>
                      ) : (
                        (column.cell(row) ?? <Blank />)
                      )}
                    </Cell>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
        {foot && (
          <tfoot>
            <tr>
              {shown.map((column) => (
                <td
                  key={column.key}
                  className={clsx(
                    'border-t border-grey-300 bg-grey-50 font-medium',
                    pad,
                    aligns[column.align ?? 'left'],
                    column.wideOnly && 'hidden lg:table-cell print:table-cell',
                  )}
                >
                  {foot[column.key]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

/** Nothing recorded; not zero. */
export function Blank() {
  return (
    <span className="text-grey-500" title="未填">
      —
    </span>
  )
}

function sortState<Row>(column: Column<Row>, sort: string | undefined) {
  if (!column.sort) return undefined
  if (sort === column.sort) return 'ascending'
  return sort === `-${column.sort}` ? 'descending' : undefined
}

function Head<Row>({
  column,
  sort,
  to,
  sortable,
}: {
  column: Column<Row>
  sort?: string
  to: (sort: string) => string
  sortable: boolean
}) {
  const label = (
    <>
      {column.head}
      {column.unit && <span className="ml-0.5 font-normal text-grey-600">({column.unit})</span>}
    </>
  )
  if (!column.sort || !sortable) return label
  const state = sortState(column, sort)
  const descending = state ? state === 'ascending' : column.descendingFirst
  const Icon = state === 'ascending' ? ArrowUp : state === 'descending' ? ArrowDown : ChevronsUpDown
  return (
    <Link
      to={to((descending ? '-' : '') + column.sort)}
      preventScrollReset
      className={clsx(
        'inline-flex items-center gap-0.5 hover:text-accent-600 hover:no-underline',
        state ? 'text-accent-700' : 'text-grey-700',
      )}
    >
      <span>{label}</span>
      <Icon aria-hidden className={clsx('h-3.5 w-3.5 flex-none', !state && 'text-grey-400 print:hidden')} />
    </Link>
  )
}

/** Up and down move between the links of the rows. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const { target } = event
  if (!(target instanceof Element) || target.closest('input,select,textarea,[role=menu],[role=listbox]')) return
  const links = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]'))
  const here = links.findIndex((link) => link === target || link.closest('tr')?.contains(target))
  const next = links[event.key === 'ArrowDown' ? here + 1 : here - 1]
  if (!next) return
  event.preventDefault()
  next.focus()
}
