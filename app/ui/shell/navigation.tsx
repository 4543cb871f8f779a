import { NavLink } from '@remix-run/react'
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'

export interface NavItem {
  label: string
  to: string
  icon: LucideIcon
  /** Only the page itself, not what lies below it. */
  end?: boolean
  /** A line above: another kind of thing. */
  separated?: boolean
}

/** The list of rooms; the same in the side bar and in the drawer. */
export function Navigation({ items }: { items: readonly NavItem[] }) {
  return (
    <ul className="space-y-0.5">
      {items.map(({ label, to, icon: Icon, end, separated }, index) => (
        <li key={to} className={separated && index > 0 ? 'mt-2 border-t border-grey-200 pt-2' : undefined}>
          <NavLink
            to={to}
            end={end}
            prefetch="intent"
            className={({ isActive }) => clsx(
              'relative flex h-9 items-center gap-2.5 rounded px-3 hover:no-underline',
              isActive ? 'bg-accent-50 font-medium text-accent-700' : 'text-grey-700 hover:bg-grey-100 hover:text-ink',
            )}
          >
            {({ isActive }) => (
              <>
                {isActive && <span aria-hidden className="absolute bottom-2 left-0 top-2 w-[3px] rounded-full bg-accent-600" />}
                <Icon aria-hidden className="h-[18px] w-[18px] flex-none" strokeWidth={isActive ? 2 : 1.6} />
                {label}
              </>
            )}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}
