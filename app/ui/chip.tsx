import { Link } from '@remix-run/react'
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

/** A filter that is on; the cross is a link to the page without it. */
export function Chip({ label, value, removeTo }: { label?: string; value: ReactNode; removeTo: string }) {
  return (
    <span className="inline-flex h-7 max-w-full items-center gap-1 rounded border border-accent-200 bg-accent-50 pl-2 text-sm text-accent-800">
      {label && <span className="text-grey-600">{label}</span>}
      <span className="truncate font-medium">{value}</span>
      <Link
        to={removeTo}
        aria-label={`去掉筛选：${label ?? ''}${typeof value === 'string' ? value : ''}`}
        className="flex h-full items-center rounded-r px-1.5 text-accent-700 hover:bg-accent-100 print:hidden"
      >
        <X aria-hidden className="h-3.5 w-3.5" />
      </Link>
    </span>
  )
}

/** One choice of a few, as a link: a quick filter above a list. */
export function ChoiceChip({
  to,
  active,
  count,
  children,
}: {
  to: string
  active?: boolean
  count?: number
  children: ReactNode
}) {
  return (
    <Link
      to={to}
      aria-current={active ? 'true' : undefined}
      className={clsx(
        'inline-flex h-7 items-center gap-1.5 rounded border px-2.5 text-sm hover:no-underline',
        active
          ? 'border-accent-600 bg-accent-600 text-white'
          : 'border-grey-300 bg-paper text-grey-700 hover:border-grey-400',
      )}
    >
      {children}
      {count !== undefined && <span className={active ? 'text-accent-100' : 'text-grey-500'}>{count}</span>}
    </Link>
  )
}
