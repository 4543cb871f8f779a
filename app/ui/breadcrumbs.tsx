import { Link } from '@remix-run/react'
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import type { ReactNode } from 'react'

export interface Crumb {
  label: ReactNode
  to?: string
}

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="位置" className="mb-1 print:hidden">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-grey-600">
        {items.map((item, index) => (
          <Fragment key={index}>
            {index > 0 && <ChevronRight aria-hidden className="h-3.5 w-3.5 text-grey-400" />}
            <li aria-current={item.to ? undefined : 'page'}>
              {item.to ? (
                <Link to={item.to} className="text-grey-600 hover:text-accent-600">
                  {item.label}
                </Link>
              ) : (
                item.label
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}
