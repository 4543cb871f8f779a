import { Link } from '@remix-run/react'
import clsx from 'clsx'
import type { ReactNode } from 'react'

export interface Tab {
  label: ReactNode
  to: string
  active: boolean
  count?: number
}

/** Tabs that are links: each state of the page has an address. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="mb-4 flex gap-5 overflow-x-auto border-b max-sm:flex-wrap max-sm:gap-y-0 border-grey-200 print:hidden"
    >
      {items.map((item) => (
        <Link
          key={item.to}
          to={item.to}
          preventScrollReset
          aria-current={item.active ? 'page' : undefined}
          className={clsx(
            '-mb-px flex-none whitespace-nowrap border-b-2 px-0.5 pb-2 pt-1 hover:no-underline',
            item.active
              ? 'border-accent-600 font-medium text-accent-700'
              : 'border-transparent text-grey-700 hover:text-accent-600',
          )}
        >
          {item.label}
          {item.count !== undefined && <span className="ml-1.5 text-sm font-normal text-grey-600">{item.count}</span>}
        </Link>
      ))}
    </nav>
  )
}
